//go:build !windows

package store

import (
	"errors"
	"syscall"
)

// isFull reports whether an error says that a disk has no room left.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
