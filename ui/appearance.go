package ui

import (
	"strconv"

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
	scale, err := strconv.ParseFloat(size, 32)
	if err != nil {
		scale = 1 // never set
	}
	wanted := theme.New(theme.Options{Dark: look == "dark", FollowSystem: look == "system", TextScale: float32(scale)})
	if ours && now.Same(wanted) {
		return // Fyne would read every font again, and draw everything anew
	}
	s.app.Settings().SetTheme(wanted)
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
