package main

import (
	"os"
	"path/filepath"
	"runtime"

	"waymark/cmd/waymark/autostart"
	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
)

// placeOf returns the database file to use, with links followed: the one asked
// for, else waymark.db in the user's local data folder, which neither roams nor
// is on a network. If that file is refused, the path is what was asked for.
func placeOf(asked string) (string, error) {
	path, err := placeAsked(asked)
	if err != nil {
		return "", err
	}
	found, err := store.Locate(path)
	if err != nil {
		return path, err
	}
	return found, nil
}

func placeAsked(asked string) (string, error) {
	if asked != "" {
		return filepath.Abs(asked)
	}
	folder, err := localData()
	if err != nil {
		return "", &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "The folder for this user’s data cannot be found. Enter where the database is with --db FILE."}
	}
	return filepath.Join(folder, "waymark.db"), nil
}

// autostartOf starts the program with the database that is open now; nil if it is not
// known where the program is.
func autostartOf(db string) host.Autostart {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	e := autostart.Entry{Label: appID, Program: self}
	if usual, err := placeOf(""); err != nil || usual != db {
		e.Args = []string{"--db", db}
	}
	return e
}

func localData() (string, error) {
	switch runtime.GOOS {
	case "windows", "darwin": // %LocalAppData%, which does not roam; ~/Library
		base, err := os.UserCacheDir()
		if runtime.GOOS == "darwin" {
			base, err = os.UserConfigDir()
		}
		return filepath.Join(base, "Waymark"), err
	}
	if base := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(base) {
		return filepath.Join(base, "waymark"), nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share", "waymark"), err
}

// documentsDir is where exports are proposed to be written.
func documentsDir() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	documents := filepath.Join(home, "Documents")
	if info, err := os.Stat(documents); err == nil && info.IsDir() {
		return documents
	}
	return home
}
