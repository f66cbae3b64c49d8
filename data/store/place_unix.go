//go:build !windows

package store

import (
	"fmt"
	"os"
	"syscall"
)

// hardLinks returns how many names a file has.
func hardLinks(_ string, info os.FileInfo) (uint64, error) {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(st.Nlink), nil //nolint:unconvert // its type differs between systems
	}
	return 1, nil
}

// markOf identifies a file, and says what shows that its content changed. It
// never opens the file: closing it again would drop SQLite's locks.
func markOf(path string) (mark, error) {
	info, err := os.Stat(path)
	if err != nil {
		return mark{}, err
	}
	m := mark{size: info.Size(), content: fmt.Sprintf("%d-%d", info.Size(), info.ModTime().UnixNano())}
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		m.identity = fmt.Sprintf("%d-%d", st.Dev, st.Ino)
	}
	return m, nil
}

// notElsewhere refuses nothing: which folders are on a network is not known here.
func notElsewhere(string) error { return nil }
