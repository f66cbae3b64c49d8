package ui

import (
	"strconv"

	"waymark/data/store/lists"
	"waymark/ui/theme"
)

// applyAppearance reads text size and light or dark from the settings and puts
// them on at once. It is two quick reads, and nothing can be drawn before.
func (s *Shell) applyAppearance() {
	h := s.host
	look, err := h.Desk.Setting(s.ctx, lists.SettingAppearance)
	if err != nil {
		h.Fail("read appearance", err)
	}
	size, err := h.Desk.Setting(s.ctx, lists.SettingTextScale)
	if err != nil {
		h.Fail("read text size", err)
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
	name, err := s.host.Desk.RoleName(s.ctx)
	if err != nil {
		s.host.Fail("read what the role is called", err)
		return
	}
	s.host.CallRole(name)
}
