package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"waymark/data"
)

// Locate returns the file that path means, with every link followed. The lock,
// the log, the backups and SQLite's own files are all named after it, so that
// two names for one file cannot open it twice. It refuses what no lock can
// guard: a link to nothing, and a file with several hard links.
func Locate(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", unreachable(err)
	}
	if err := notOnNetwork(abs); err != nil {
		return "", err
	}
	found, err := followLinks(abs)
	if err != nil {
		return "", err
	}
	if err := notOnNetwork(found); err != nil {
		return "", err
	}
	info, err := os.Stat(found)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return found, nil
	case err != nil:
		return "", unreachable(err)
	case info.IsDir():
		return "", data.NewProblem(data.CodeRefused, "A folder has that name. Enter the name of a database file.")
	case !info.Mode().IsRegular():
		return "", data.NewProblem(data.CodeRefused, "That name does not belong to an ordinary file. Give the name of a database file.")
	}
	names, err := hardLinks(found, info)
	if err != nil {
		return "", unreachable(err)
	}
	if names > 1 {
		return "", data.NewProblem(data.CodeRefused,
			"This database file has a second name elsewhere on the disk (a hard link), so two programs could open it at once and damage it. "+
				"Remove the other name, or copy the file to a new name and open that.")
	}
	return found, nil
}

func unreachable(err error) error {
	return &data.Problem{Code: data.CodeRefused, Cause: err,
		Sentence: "The database file cannot be reached. Check that the folder exists and that you may open it."}
}

// notOnNetwork refuses places where a WAL database cannot be safe.
func notOnNetwork(path string) error {
	if runtime.GOOS == "windows" && strings.HasPrefix(filepath.ToSlash(path), "//") {
		return data.NewProblem(data.CodeRefused,
			"The database cannot be kept on a network drive, where records can be lost. Choose a folder on this PC.")
	}
	return notElsewhere(path)
}

// userFolders are the folders of a Windows user that matter for where a database
// may be; "" where one is not known.
type userFolders struct {
	profile, roaming, local string
	roams                   bool // the whole profile is copied to a server at sign-out, but for the local folder
}

// takesAway reports whether a path is in a folder that is copied to a server when
// the user signs out. The copy would be of half a database, and another PC would
// write to its own.
func (u userFolders) takesAway(path string) bool {
	return within(u.roaming, path) || u.roams && within(u.profile, path) && !within(u.local, path)
}

// within reports whether a Windows path is in a folder.
func within(folder, path string) bool {
	folder = strings.TrimRight(strings.ReplaceAll(folder, "/", `\`), `\`)
	path = strings.ReplaceAll(path, "/", `\`)
	return folder != "" && len(path) > len(folder) && strings.EqualFold(path[:len(folder)], folder) && path[len(folder)] == '\\'
}

// followLinks resolves the links in path as far as it exists; the rest of a
// path that does not exist yet is kept as it is.
func followLinks(path string) (string, error) {
	found, err := filepath.EvalSymlinks(path)
	if err == nil {
		return found, nil
	}
	if !errors.Is(err, os.ErrNotExist) {
		return "", unreachable(err)
	}
	if _, err := os.Lstat(path); err == nil {
		return "", data.NewProblem(data.CodeRefused,
			"The name "+filepath.Base(path)+" is a link to a file that is not there. Connect the disk it is on, or give the name of the database file itself.")
	}
	folder := filepath.Dir(path)
	if folder == path {
		return path, nil
	}
	if folder, err = followLinks(folder); err != nil {
		return "", err
	}
	return filepath.Join(folder, filepath.Base(path)), nil
}
