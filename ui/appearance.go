package ui

import (
	"strconv"

	"fyne.io/fyne/v2"

	"waymark/data/store/office"
	"waymark/ui/theme"
)

// applyAppearance reads text size and light or dark from the settings and puts
// them on at once. It is two quick reads, and nothing can be drawn before. What
// cannot be read stays as it is.
func (s *Shell) applyAppearance() {
	h := s.host
	look, size, _, err := h.Look(s.ctx)
	s.readRoleName()
	now, ours := s.app.Settings().Theme().(*theme.Theme)
	if err != nil {
		h.Fail("read appearance", err)
		if ours {
			return
		}
	}
	if err == nil { // the next start begins in the same look
		if err := h.KeepLook(look, size); err != nil {
			h.Log.Error("keep the look beside the database", "error", err)
		}
	}
	wanted := themeOf(look, size)
	if ours && now.Same(wanted) {
		return // Fyne would read every font again, and draw everything anew
	}
	s.app.Settings().SetTheme(wanted)
}

// themeOf is the theme that the settings of appearance and text size ask for.
func themeOf(look, size string) *theme.Theme {
	scale, err := strconv.ParseFloat(size, 32)
	if err != nil {
		scale = 1 // never set
	}
	return theme.New(theme.Options{Dark: look == "dark", FollowSystem: look == "system", TextScale: float32(scale)})
}

// showKeptLook puts on what the window of the database at path looked like last, for
// what is shown before its settings can be read.
func showKeptLook(a fyne.App, path string) {
	kept := themeOf(office.KeptLook(path))
	if now, ours := a.Settings().Theme().(*theme.Theme); ours && now.Same(kept) {
		return
	}
	a.Settings().SetTheme(kept)
}

// readRoleName has every screen call prescribers what the service calls them.
func (s *Shell) readRoleName() {
	_, _, name, err := s.host.Look(s.ctx)
	if err != nil {
		s.host.Fail("read what the role is called", err)
		return
	}
	s.host.CallRole(name)
}
