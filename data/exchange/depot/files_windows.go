package depot

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// renameNew renames a file unless there is a file of the new name: the error is
// fs.ErrExist then. It returns when the disk has it.
func renameNew(from, to string) error {
	old, err := windows.UTF16PtrFromString(extended(from))
	if err != nil {
		return err
	}
	name, err := windows.UTF16PtrFromString(extended(to))
	if err != nil {
		return err
	}
	if err := windows.MoveFileEx(old, name, windows.MOVEFILE_WRITE_THROUGH); err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

// extended is an absolute path in the form that may be longer than 260 letters.
func extended(path string) string {
	path = filepath.Clean(path)
	switch {
	case strings.HasPrefix(path, `\\?\`):
		return path
	case strings.HasPrefix(path, `\\`):
		return `\\?\UNC\` + path[2:]
	}
	return `\\?\` + path
}

// syncFolder has nothing to do: a rename goes through to the disk.
func syncFolder(string) error { return nil }

// isAway reports whether an error says that a file, or a folder above it, is not there.
func isAway(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, windows.ERROR_DIRECTORY) || errors.Is(err, windows.ERROR_NOT_READY) ||
		errors.Is(err, windows.ERROR_BAD_NET_NAME) || errors.Is(err, windows.ERROR_NETNAME_DELETED) || errors.Is(err, windows.ERROR_DEV_NOT_EXIST)
}

// isDenied reports whether an error says that this user may not, or that no one may.
func isDenied(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, windows.ERROR_WRITE_PROTECT)
}

// isFull reports whether an error says that there is no room.
func isFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) || errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// isHeld reports whether an error says that another program has the file for now. A
// scanner that holds the file being renamed is told as "access denied".
func isHeld(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
}
