package main

import (
	"os"
	"path/filepath"
	"runtime"

	"waymark/data"
)

// placeOf gives the database file to use: the one asked for, else waymark.db in
// the user's local data folder, which neither roams nor lies on a network.
func placeOf(asked string) (string, error) {
	if asked != "" {
		return filepath.Abs(asked)
	}
	folder, err := localData()
	if err != nil {
		return "", &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "The folder for this user's data cannot be found. Please say where the database is with --db FILE."}
	}
	return filepath.Join(folder, "waymark.db"), nil
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
