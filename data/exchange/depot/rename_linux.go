package depot

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// renameNew renames a file unless there is a file of the new name: the error is
// fs.ErrExist then.
func renameNew(from, to string) error {
	err := unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_NOREPLACE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EOPNOTSUPP) {
		return linkNew(from, to) // a file system that does not know how, such as NFS
	}
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}
