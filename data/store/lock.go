package store

import (
	"errors"
	"os"

	"waymark/data"
)

// fileLock is an exclusive lock on a file beside the database. The database
// file itself is never opened for it: on POSIX, closing any handle of a file
// drops all of the process's locks on it, SQLite's too.
type fileLock struct{ file *os.File }

var errLocked = errors.New("locked by another process")

func acquireLock(path string) (*fileLock, error) {
	if err := ensureFolder(path); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) // the path of the user's own database
	if err != nil {
		return nil, &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "The folder of the database cannot be written to. Please choose a folder that you may write to."}
	}
	if err := lockFile(f); err != nil {
		_ = f.Close()
		if errors.Is(err, errLocked) {
			return nil, &data.Problem{Code: data.CodeInUse, Cause: err,
				Sentence: "This database is already open in another Waymark. Please use the window that is open, or close it first."}
		}
		return nil, err
	}
	return &fileLock{f}, nil
}

// release gives the lock up. The file stays: removing it could take it from
// under a program that has just locked it.
func (l *fileLock) release() {
	if l != nil {
		_ = l.file.Close()
	}
}
