package ui

import (
	"strconv"

	"waymark/ui/theme"
)

// applyAppearance reads text size and light or dark from the settings and puts
// them on at once. It is two quick reads, and nothing can be drawn before.
func (s *Shell) applyAppearance() {
	h := s.host
	look, size, _, err := h.Look(s.ctx)
	if err != nil {
		h.Fail("read appearance", err)
	}
	scale, err := strconv.ParseFloat(size, 32)
	if err != nil {
		scale = 1 // never set
	}
	s.readRoleName()
	s.app.Settings().SetTheme(theme.New(theme.Options{
		Dark: look == "dark", FollowSystem: look == "system", TextScale: float32(scale)}))
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
