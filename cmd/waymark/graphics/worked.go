package graphics

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
)

// To try the graphics takes as long as to make the window itself. So the trial is left
// out where this build has painted its window with OpenGL before, and made up for if
// the window then cannot be made: over remote desktop, or with another driver.

// workedFile is in the user's folder on this PC, wherever the database is.
const workedFile = "graphics-worked.txt"

// worked reports whether OpenGL painted the window of this build the last time.
func worked(folder, build string) bool {
	text, err := os.ReadFile(filepath.Join(folder, workedFile))
	return err == nil && string(text) == build
}

// remember is called when OpenGL has painted the window. What cannot be kept
// costs the next start a trial and no more.
func remember(folder, build string) {
	if os.MkdirAll(folder, 0o700) == nil {
		_ = os.WriteFile(filepath.Join(folder, workedFile), []byte(build), 0o600)
	}
}

// forget has the next start try the graphics, or says why it will not.
func forget(folder string) error {
	err := os.Remove(filepath.Join(folder, workedFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Prepared are what the window is about to be painted with.
type Prepared struct {
	folder  string // of this user on this PC; "": nothing is remembered
	build   string // what this build says of itself
	untried bool   // they worked the last time, and were not tried now
	used    Choice
}

// Prepare chooses the graphics by trying them, unless they worked the last time, which
// folder remembers for this build; with no folder nothing is remembered. Fyne must have
// prepared GLFW before, and it must be called on the main goroutine.
func Prepare(asked Choice, folder, build string, log *slog.Logger) (*Prepared, error) {
	if err := ready(); err != nil {
		return nil, err
	}
	if folder != "" && asked != Safe && worked(folder, build) {
		return &Prepared{folder: folder, build: build, untried: true, used: OpenGL}, nil
	}
	used, err := Choose(asked, log)
	return &Prepared{folder: folder, build: build, used: used}, err
}

// Paint shows the window and draws it once, and remembers that it could.
func (g *Prepared) Paint(w fyne.Window) error {
	err := showAndDraw(w)
	switch {
	case err == nil && g.used == OpenGL && !g.untried && g.folder != "":
		remember(g.folder, g.build)
	case err != nil && g.untried:
		// If it cannot be forgotten, a new start would come here again and again.
		return &Failure{tried: []error{err}, Late: true, Untried: forget(g.folder) == nil}
	case err != nil:
		return &Failure{tried: []error{err}, Late: true}
	}
	return nil
}
