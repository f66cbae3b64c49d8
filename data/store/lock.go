package store

import (
	"errors"
	"io"
	"os"
	"strings"

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
			Sentence: "The folder of the database cannot be written to. Choose a folder that you may write to."}
	}
	if err := lockFile(f); err != nil {
		_ = f.Close()
		if errors.Is(err, errLocked) {
			return nil, &data.Problem{Code: data.CodeInUse, Cause: err,
				Sentence: "Waymark is already open with these records. Use that window or close it first."}
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

// What the note in a lock file says of the database as Waymark left it.
const (
	leftOpen    = "open"    // its log belongs to it
	leftCopying = "copying" // its log is being copied into it, so it may differ from the note
	leftClosed  = "closed"  // it was closed, and has no log
)

// note writes into the lock file how the database was left, and which file the
// note itself is in, so that a copy of it can be told.
func (l *fileLock) note(state string, m mark) error {
	self, err := markOf(l.file.Name())
	if err != nil {
		return err
	}
	text := strings.Join([]string{state, m.identity, m.content, self.identity}, " ") + "\n"
	if _, err := l.file.WriteAt([]byte(text), 0); err != nil {
		return err
	}
	return l.file.Truncate(int64(len(text)))
}

// noted reads the note; here reports whether it was written to this very file.
// The state is empty if there is no note that can be read.
func (l *fileLock) noted() (state string, m mark, here bool) {
	text, err := io.ReadAll(io.NewSectionReader(l.file, 0, 1024))
	words := strings.Fields(string(text))
	if err != nil || len(words) != 4 {
		return "", mark{}, false
	}
	self, err := markOf(l.file.Name())
	return words[0], mark{identity: words[1], content: words[2]}, err == nil && self.identity == words[3]
}
