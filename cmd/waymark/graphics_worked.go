package main

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

// graphicsWorked is whether OpenGL painted the window of this build the last time.
func graphicsWorked(folder string) bool {
	text, err := os.ReadFile(filepath.Join(folder, workedFile))
	return err == nil && string(text) == ownEdition().String()
}

// rememberGraphics is called when OpenGL has painted the window. What cannot be kept
// costs the next start a trial and no more.
func rememberGraphics(folder string) {
	if os.MkdirAll(folder, 0o700) == nil {
		_ = os.WriteFile(filepath.Join(folder, workedFile), []byte(ownEdition().String()), 0o600)
	}
}

// forgetGraphics has the next start try the graphics, or says why it will not.
func forgetGraphics(folder string) error {
	err := os.Remove(filepath.Join(folder, workedFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// preparedGraphics are what the window is about to be painted with.
type preparedGraphics struct {
	folder  string // of this user on this PC; "": nothing is remembered
	untried bool   // they worked the last time, and were not tried now
	used    graphicsChoice
}

// prepareGraphics chooses the graphics by trying them, unless they worked the last time.
func prepareGraphics(asked graphicsChoice, log *slog.Logger) (*preparedGraphics, error) {
	if err := graphicsReady(); err != nil {
		return nil, err
	}
	folder, err := localData()
	if err != nil {
		folder = ""
	}
	if folder != "" && asked != graphicsSafe && graphicsWorked(folder) {
		return &preparedGraphics{folder: folder, untried: true, used: graphicsOpenGL}, nil
	}
	used, err := chooseGraphics(asked, log)
	return &preparedGraphics{folder: folder, used: used}, err
}

// paint shows the window and draws it once, and remembers that it could.
func (g *preparedGraphics) paint(w fyne.Window) error {
	err := showAndDraw(w)
	switch {
	case err == nil && g.used == graphicsOpenGL && !g.untried && g.folder != "":
		rememberGraphics(g.folder)
	case err != nil && g.untried:
		// If it cannot be forgotten, a new start would come here again and again.
		return &graphicsFailure{tried: []error{err}, late: true, untried: forgetGraphics(g.folder) == nil}
	case err != nil:
		return &graphicsFailure{tried: []error{err}, late: true}
	}
	return nil
}
