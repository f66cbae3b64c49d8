package data

import (
	"errors"
	"strings"
)

// Code tells a program what kind of thing went wrong; people read the sentence.
type Code string

// The kinds of error that someone can act on. Anything else is an internal
// error: it is logged whole and shown as one calm line.
const (
	CodeInvalid  Code = "invalid"   // what was typed cannot be kept as it is
	CodeNotFound Code = "not_found" // the record asked for is not there
	CodeConflict Code = "conflict"  // someone else changed it first, or it exists already
	CodeInUse    Code = "in_use"    // the database is open in another copy of the program
	CodeNewer    Code = "newer"     // the database was written by a newer Waymark
	CodeDamaged  Code = "damaged"   // the file cannot be read as a database
	CodeForeign  Code = "foreign"   // the file is a database, but not one of Waymark's
	CodeLocked   Code = "locked"    // the database is protected, and no passphrase was given
	CodeReplaced Code = "replaced"  // the database file was replaced or changed while it was open
	CodeFull     Code = "full"      // no room on the disk
	CodeRefused  Code = "refused"   // a rule of the service forbids it
	// CodeUnreachable means that a store or a website does not answer, or asks to wait.
	CodeUnreachable Code = "unreachable"
	// CodeRestricted means that a person asked that their record is only kept.
	CodeRestricted Code = "restricted"
	// CodeWrongPassphrase means that a passphrase or recovery words open nothing.
	CodeWrongPassphrase Code = "wrong_passphrase"
	// CodeDuplicate means that the person is here already under another record.
	CodeDuplicate Code = "duplicate"
)

// Problem is an error with a code and one plain sentence that says what is
// wrong and what to do. It never holds personal data.
type Problem struct {
	Code     Code
	Sentence string
	Cause    error // the technical error beneath, for the log; may be nil
	// Unsaved means that what was to be saved is not: a screen adds that what was typed
	// into it is still there, a command has nothing to add.
	Unsaved bool
}

// Error is the plain sentence.
func (p *Problem) Error() string { return p.Sentence }

// Unwrap returns the technical error beneath.
func (p *Problem) Unwrap() error { return p.Cause }

// NewProblem makes a Problem without a cause.
func NewProblem(code Code, sentence string) error {
	return &Problem{Code: code, Sentence: sentence}
}

// CodeOf returns the code of err, or "" when it is none of ours.
func CodeOf(err error) Code {
	var p *Problem
	if errors.As(err, &p) {
		return p.Code
	}
	var f FieldErrors
	if errors.As(err, &f) {
		return CodeInvalid
	}
	return ""
}

// Sentence is what a person is shown for err: its own sentence when it has
// one, else one calm line. The whole error belongs in the log, not here.
func Sentence(err error) string {
	var p *Problem
	var f FieldErrors
	switch {
	case err == nil:
		return ""
	case errors.As(err, &p):
		return p.Sentence
	case errors.As(err, &f):
		return f.Error()
	default:
		return "Something went wrong. Try again. If it keeps happening, contact the person who looks after Waymark."
	}
}

// FieldError says what is wrong with one field of a form, and what to do.
type FieldError struct {
	Field    string // the name of the struct field, such as "NHSNumber"
	Sentence string
}

// FieldErrors is everything that is wrong with a form, in the order of its
// fields. A nil FieldErrors means that it can be saved.
type FieldErrors []FieldError

// Error joins the sentences.
func (f FieldErrors) Error() string {
	var b strings.Builder
	for i, e := range f {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(e.Sentence)
	}
	return b.String()
}

// For returns the sentence for one field, or "".
func (f FieldErrors) For(field string) string {
	for _, e := range f {
		if e.Field == field {
			return e.Sentence
		}
	}
	return ""
}

// FieldErrorsOf finds the FieldErrors within err, or nil.
func FieldErrorsOf(err error) FieldErrors {
	var f FieldErrors
	errors.As(err, &f)
	return f
}

// check collects field errors while a record is validated.
type check struct{ errs FieldErrors }

func (c *check) add(field, sentence string) {
	c.errs = append(c.errs, FieldError{field, sentence})
}

func (c *check) that(ok bool, field, sentence string) {
	if !ok {
		c.add(field, sentence)
	}
}

// err is nil when nothing was wrong: a typed nil in an error would not be.
func (c *check) err() error {
	if len(c.errs) == 0 {
		return nil
	}
	return c.errs
}
