package store

import (
	"database/sql"
	"errors"

	"github.com/mattn/go-sqlite3"

	"waymark/data"
)

// errPage is SQLite's code for a page that is not as it was written.
var errPage = sqlite3.ErrIoErr.Extend(32)

// unread reports whether a code says that a page could not be read. What a search index
// meets beneath comes without the rest of its code.
func unread(code sqlite3.ErrNoExtended) bool {
	return code == sqlite3.ErrIoErrRead || code == sqlite3.ErrIoErrShortRead || code == sqlite3.ErrNoExtended(sqlite3.ErrIoErr)
}

const unreadable = "Part of the database file cannot be read: the file or the disk is damaged. Do not delete it. Check the disk, and restore the most recent backup."

// NotUnique reports whether a row was refused because another has what must be unique.
func NotUnique(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && e.ExtendedCode == sqlite3.ErrConstraintUnique
}

// Problem turns what SQLite reports into something a person can act on, where
// there is something to do, and passes everything else on.
func Problem(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		return &data.Problem{Code: data.CodeNotFound, Cause: err, Sentence: "This record has been deleted."}
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	with := func(code data.Code, sentence string) error {
		return &data.Problem{Code: code, Sentence: sentence, Cause: err}
	}
	unsaved := func(code data.Code, sentence string) error {
		return &data.Problem{Code: code, Sentence: sentence, Cause: err, Unsaved: true}
	}
	if e.ExtendedCode == errPage {
		return with(data.CodeDamaged, damagedPage)
	}
	if unread(e.ExtendedCode) {
		return with(data.CodeDamaged, unreadable)
	}
	switch e.Code {
	case sqlite3.ErrFull:
		return unsaved(data.CodeFull, "This PC’s disk is full, so nothing was saved. Free some space and try again.")
	case sqlite3.ErrNotADB:
		return with(data.CodeForeign, "This file is not a Waymark database. It was left as it is. Choose another file.")
	case sqlite3.ErrCorrupt:
		return with(data.CodeDamaged, "The database file is damaged. Do not delete it. Restore the most recent backup.")
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return with(data.CodeInUse, "The database is busy in another program. Close that one and try again; nothing was changed.")
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen:
		return with(data.CodeRefused, "The database file cannot be opened for writing. Check the folder’s permissions.")
	case sqlite3.ErrIoErr:
		return unsaved(data.CodeRefused, "We could not save to the disk. Check the disk and try again.")
	}
	return err
}

// isForeignKey reports whether a row was kept because another refers to it.
func isForeignKey(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && e.ExtendedCode == sqlite3.ErrConstraintForeignKey
}
