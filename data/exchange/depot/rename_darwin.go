package depot

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// renameNew renames a file unless there is a file of the new name: the error is
// fs.ErrExist then.
func renameNew(from, to string) error {
	err := unix.RenamexNp(from, to, unix.RENAME_EXCL)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) {
		return linkNew(from, to)
	}
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}
