package ui

import (
	"context"
	"strconv"

	"waymark/data/store"
	"waymark/ui/theme"
)

// applyAppearance reads text size and light or dark from the settings and puts
// them on at once.
func (s *Shell) applyAppearance() {
	h := s.host
	h.Background(func(ctx context.Context) func() {
		look, err := h.Store.Setting(ctx, store.SettingAppearance)
		if err != nil {
			h.Fail("read appearance", err)
		}
		size, _ := h.Store.Setting(ctx, store.SettingTextScale)
		scale, err := strconv.ParseFloat(size, 32)
		if err != nil {
			scale = 1
		}
		return func() {
			s.app.Settings().SetTheme(theme.New(theme.Options{
				Dark: look == "dark", FollowSystem: look == "system", TextScale: float32(scale)}))
		}
	})
}
