// Package host is what every screen is given by the shell: the store, the
// clock, a way to work off the UI goroutine, the routes to other screens and
// the word that something changed. Screens know the host and never each other.
package host

import (
	"context"
	"errors"
	"log/slog"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/clienttext"
	"waymark/data/store"
	"waymark/data/store/office"
)

// Area is one of the areas in the rail on the left.
type Area string

// The areas, in the order of the rail.
const (
	Today          Area = "today"
	Clients        Area = "clients"
	Directory      Area = "directory"
	Calendar       Area = "calendar"
	Questionnaires Area = "questionnaires"
	Reports        Area = "reports"
	Settings       Area = "settings"
)

// LeftView is the Record of a route to ViewImportClients that shows what is left to
// work through of all imports.
const LeftView data.ID = "left"

// Route names a place in the program. Routes are comparable values.
type Route struct {
	Area   Area
	View   View
	Client data.ID
	Record data.ID           // a follow-up, service or response, by View
	Filter data.FigureFilter // what a report is on
	Mode   data.AnswerMode   // how a questionnaire will be answered, if someone has said
	Day    data.Date         // the day that the calendar opens at; zero: today
}

// Page is one screen that the shell shows. A page is built once for a Route
// and kept while it is shown.
type Page interface {
	// Content is the root object. It is asked for once.
	Content() fyne.CanvasObject
	// Reload reads again what the page shows. It is called when the page is
	// shown and after every change (but see Watcher); it must not lose anything typed.
	Reload()
}

// Watcher is a Page that says which changes it shows. It is not read again after
// the others. A page that does not say is read again after every change.
type Watcher interface {
	Shows(c store.Change) bool
}

// Guarded is a Page that may hold unsaved typing. The shell asks before it
// leaves the page; the page calls leave when that is all right.
type Guarded interface {
	Leave(leave func())
}

// Focuser is a Page that says which widget has the focus first. It is also
// where Ctrl+F goes.
type Focuser interface {
	FirstFocus() fyne.Focusable
}

// Saver is a Page with something to save: Ctrl+S goes there.
type Saver interface {
	Save()
}

// Detailed is a Page that leads to a longer form with all details: Ctrl+D goes there.
type Detailed interface {
	Details()
}

// FullWindow is a Page that is shown without the rail, as the client's pad is.
type FullWindow interface {
	FullWindow() bool
}

// InLanguage is a FullWindow that says everything to a client in one language.
type InLanguage interface {
	// In is the language; nil for English.
	In() *clienttext.Language
}

// Host is what a screen works with.
type Host struct {
	// Office is the open database: h.Casework, h.Directory and the other slices,
	// the session that works with them, and the copies of the file.
	*office.Office
	Clock  data.Clock
	Window fyne.Window
	Log    *slog.Logger
	// Go shows another place; the page that is shown is asked first.
	Go func(Route)
	// Back goes to where the user came from.
	Back func()
	// Background runs work off the UI goroutine and hands what it returns to
	// the UI goroutine. Tests set it to run both at once, in order.
	Background func(work func(ctx context.Context) (publish func()))
	// Beside is Background for what may wait for a person: a lock and the end of the
	// program do not wait for it. nil: Background.
	Beside func(work func(ctx context.Context) (publish func()))
	// Shown ends when the page that is shown, or just being built, is left; nil
	// where there is no shell. Readings end with it (see ui/load), never writings.
	Shown context.Context //nolint:containedctx // a page takes it over when it is built
	// OpenFile opens a document with the program that the PC has for it.
	OpenFile func(path string) error
	// PadCodes are the codes that lead back from the client's pad, by member of
	// staff: the one used last is proposed again until the program ends. They are
	// never stored.
	PadCodes map[data.ID]string
	typing   map[*Draft]bool // what was typed into forms of the page that is shown
	// Refresh lays the shown page out again, with or without the rail, after
	// what its FullWindow says has changed.
	Refresh func()
	// ApplyAppearance makes a change of text size or light and dark visible.
	ApplyAppearance func()
	// ChangeProtection closes the database, encrypts it so that the slots open it,
	// or writes it as a plain file if there are none, and starts the program again;
	// nil where there is no program around the window.
	ChangeProtection func(slots []store.NewSlot)
	// Restore closes the database, puts a backup in its place and starts the program
	// again; nil where there is no program around the window.
	Restore func(from string)
	// WhoUses asks who uses this PC, the service's staff or a surgery's reception,
	// and has the window follow; nil where there is no shell.
	WhoUses func()
	// Autostart is whether the system starts Waymark when this user signs in; nil where
	// it cannot be set.
	Autostart Autostart
	// SetUpPeople shows the form with which a service begins to have people sign in;
	// nil where there is no shell.
	SetUpPeople func()
	// Files asks for a file in the dialog of the system, and returns "" if the person
	// cancels; nil where there is none, as in tests. Use ChooseFile.
	Files    func(ctx context.Context, ask FileAsk) (path string, err error)
	folders  map[string]string // in which a file was chosen last, by kind
	choosing bool              // such a dialog is open
	// stopChoosing closes it; nil before the first.
	stopChoosing func()
	// DocumentsDir is where exports are proposed to be written.
	DocumentsDir string
	// Documents writes a report as files, so that screens know no file format.
	Documents Documents
	// Program is what the program says of itself.
	Program Program

	// Meets has this PC meet the others of its service; nil where no one does, as in
	// most tests.
	Meets Meets

	role data.RoleName // see Role
}

// Offer hides what does something in an area from whoever may not, and returns it.
// The store refuses them all the same.
func (h *Host) Offer(area access.Area, object fyne.CanvasObject) fyne.CanvasObject {
	if h.Session.May(area, access.Read|access.Write) != nil {
		object.Hide()
	}
	return object
}

// Today is the civil date now.
func (h *Host) Today() data.Date { return h.Clock.Today() }

// Fail logs err whole and gives the sentence that the user is shown.
func (h *Host) Fail(what string, err error) string {
	if data.CodeOf(err) == "" {
		h.Log.Error(what, "error", err)
	}
	var p *data.Problem
	if errors.As(err, &p) && p.Unsaved {
		return p.Sentence + " What you typed is still here."
	}
	return data.Sentence(err)
}
