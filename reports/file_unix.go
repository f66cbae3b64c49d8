//go:build !windows

package reports

import (
	"os"

	"golang.org/x/sys/unix"
)

// hold marks a file as being written, for as long as it is open and its
// program lives. Where a file system has no locks, nothing is marked.
func hold(f *os.File) {
	_ = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) // a file descriptor fits an int
}

func removeUnlessHeld(path string) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer func() { _ = f.Close() }()
	if unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil {
		_ = os.Remove(path)
	}
}
