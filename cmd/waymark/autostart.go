package main

import (
	"os"
	"path/filepath"

	"waymark/ui/host"
)

// autostart has the system start this program when the user signs in: a value in the
// user's part of the registry on Windows, a file in the user's folders elsewhere.
type autostart struct {
	program string
	args    []string
}

// autostartOf starts the program with the database that is open now; nil if it is not
// known where the program is.
func autostartOf(db string) host.Autostart {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	s := autostart{program: self}
	if usual, err := placeOf(""); err != nil || usual != db {
		s.args = []string{"--db", db}
	}
	return s
}

// removeIfThere removes a file that may not exist.
func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

// writeIn writes a file and the folders that it is in.
func writeIn(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o600)
}
