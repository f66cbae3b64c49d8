//go:build !windows

package store

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

func lockFile(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) // a file descriptor fits an int
	if errors.Is(err, unix.EWOULDBLOCK) {
		return errLocked
	}
	return err
}
