package store

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A note beside the database names the files that a backup or a restore has
// begun. Its writer holds a lock on it for as long as it lives, so a note that
// can be locked was left by a program that was killed, and whoever comes next
// removes those files, on whatever disk they are. It has no personal data.
type workNote struct{ file *os.File }

const noteMark = ".unfinished-"

// The kinds of files in a note.
const (
	noteCopy  = "copy"  // a copy on its way to this name
	noteAside = "aside" // what a restore is about to replace, under this name
	noteOut   = "out"   // a file or folder of records that is being written to this name
)

// reached marks a point at which a test kills the program.
var reached = func(string) {}

// beginNote starts a note. It is nil where none can be written: a full or
// read-only disk must not keep anyone from making a backup on another one.
func beginNote(database string) *workNote {
	for range 3 {
		f, err := os.CreateTemp(filepath.Dir(database), filepath.Base(database)+noteMark+"*")
		if err != nil {
			return nil
		}
		if lockFile(f) == nil {
			if _, err := os.Lstat(f.Name()); err == nil {
				return &workNote{f}
			}
		}
		_ = f.Close() // someone tidied it away before it was locked
	}
	return nil
}

// begun writes down that the file at path is about to be made.
func (n *workNote) begun(kind, path string) {
	if n == nil {
		return
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	// Without the line a kill leaves a file behind; that is no reason to stop.
	_, _ = n.file.WriteString(kind + " " + strconv.Quote(path) + "\n")
	_ = n.file.Sync()
}

// done ends a note: nothing that it names is unfinished any more.
func (n *workNote) done() {
	if n == nil {
		return
	}
	_ = n.file.Truncate(0)
	removed := os.Remove(n.file.Name())
	_ = n.file.Close()
	if removed != nil { // Windows removes no file that is open
		_ = os.Remove(n.file.Name())
	}
}

// tidy removes or finishes what a killed backup, restore or update of the
// database left. The caller holds the database's lock and has not opened it.
func tidy(database, copies string) error {
	for _, note := range notesOf(database) {
		if err := settleNote(note, database); err != nil {
			return err
		}
	}
	if err := removeOldPartials(database, copies); err != nil {
		return err
	}
	return finishRestore(database)
}

// tidyIfFree is tidy for commands that only look. If a program has the
// database open, that one has tidied up before.
func tidyIfFree(database, copies string) error {
	left := len(notesOf(database)) > 0
	for _, suffix := range []string{restoringSuffix, restoringSuffix + partialSuffix, restoredSuffix, trialSuffix, seedSuffix} {
		left = left || taken(database+suffix)
	}
	if !left {
		return nil
	}
	lock, err := acquireLock(database + ".lock")
	if err != nil {
		return nil //nolint:nilerr // looking does not depend on it
	}
	defer lock.release()
	return tidy(database, copies)
}

func notesOf(database string) []string {
	entries, err := os.ReadDir(filepath.Dir(database))
	if err != nil {
		return nil
	}
	var notes []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), filepath.Base(database)+noteMark) {
			notes = append(notes, filepath.Join(filepath.Dir(database), e.Name()))
		}
	}
	return notes
}

// settleNote removes what a note names, and then the note. A note whose writer
// is alive stays, and so does one about a disk that is not there at present.
func settleNote(note, database string) error {
	f, err := os.OpenFile(note, os.O_RDWR, 0o600)
	if err != nil {
		return nil //nolint:nilerr // its writer has just finished
	}
	defer func() { _ = f.Close() }()
	if lockFile(f) != nil {
		return nil
	}
	lines, err := io.ReadAll(io.LimitReader(f, 1<<20))
	if err != nil {
		return err
	}
	settled := true
	for line := range strings.Lines(string(lines)) {
		kind, quoted, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		path, err := strconv.Unquote(quoted)
		if err != nil {
			continue // the program died while it wrote the line, before the file
		}
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			settled = false
			continue
		}
		if err := settleFile(kind, path, database); err != nil {
			return err
		}
	}
	if !settled {
		return nil
	}
	(&workNote{f}).done()
	return nil
}

func settleFile(kind, path, database string) error {
	if kind == noteOut {
		return os.RemoveAll(path + partialSuffix)
	}
	if err := removeWhole(path + partialSuffix); err != nil {
		return err
	}
	if kind != noteAside {
		return nil
	}
	if _, err := os.Stat(database + restoredSuffix); err == nil {
		return nil // the restore was decided, so what it replaces is kept
	}
	for _, suffix := range append([]string{""}, besides...) {
		if _, err := os.Stat(path + suffix); err == nil && !beginsWith(database+suffix, path+suffix) {
			return nil // never remove what may be all that is left
		}
	}
	return removeWhole(path)
}

// beginsWith reports whether all of the file at part is at the beginning of
// the one at whole.
func beginsWith(whole, part string) bool {
	a, err := os.Open(part)
	if err != nil {
		return false
	}
	defer func() { _ = a.Close() }()
	b, err := os.Open(whole)
	if err != nil {
		return false
	}
	defer func() { _ = b.Close() }()
	expected, got := make([]byte, 1<<16), make([]byte, 1<<16)
	for {
		n, err := a.Read(expected)
		if _, short := io.ReadFull(b, got[:n]); short != nil || !bytes.Equal(expected[:n], got[:n]) {
			return false
		}
		if err != nil {
			return err == io.EOF
		}
	}
}

// forgotten is for how long a partial file without a note has to be untouched.
const forgotten = time.Hour

// removeOldPartials removes halves of this database's copies without a note,
// as Waymark 0.3 left them when it was killed.
func removeOldPartials(database, copies string) error {
	entries, err := os.ReadDir(copies)
	if err != nil {
		return nil //nolint:nilerr // there are no copies
	}
	for _, e := range entries {
		name, found := strings.CutSuffix(strings.TrimSuffix(e.Name(), "-journal"), partialSuffix)
		c, ok := readCopyName(name)
		info, err := e.Info()
		if !found || !ok || err != nil || time.Since(info.ModTime()) < forgotten {
			continue
		}
		if equalNames(c.base, copyBase(database)) || c.base == firstCopyBase && !taken(filepath.Join(filepath.Dir(database), firstCopyBase+copySuffix)) {
			if err := removeIfThere(filepath.Join(copies, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
