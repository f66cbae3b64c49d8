package main

import (
	"context"
	"path/filepath"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/ui/theme"
)

// hour and minute are what the clock says; a state may have its morning pass.
var hour, minute int

// gallery is one state of the program in which every screen can be shown.
type gallery struct {
	app     fyne.App
	state   state
	options store.Options
	key     *store.Key // of a protected file
	store   *office.Office
	clock   data.Clock
	who     people
	text    int
}

// hang fills a database in a folder as the state says.
func hang(ctx context.Context, app fyne.App, st state, folder string) (*gallery, error) {
	hour, minute = 10, 20
	clock := data.Clock(func() time.Time { return time.Date(day.Year, day.Month, day.Day, hour, minute, 0, 0, time.Local) })
	options := store.Options{Clock: clock, NewID: caseload.NewIDs(1, day)}
	s, err := office.Open(ctx, filepath.Join(folder, "waymark.db"), options)
	if err != nil {
		return nil, err
	}
	g := &gallery{app: app, state: st, store: s, clock: clock, options: options}
	if err := g.fill(ctx); err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

func (g *gallery) fill(ctx context.Context) error {
	if err := g.state.fill(ctx, g.store); err != nil {
		return err
	}
	if err := asStaff(g.store, func() error { return g.finish(ctx) }); err != nil {
		return err
	}
	return g.sealFile(ctx)
}

func (g *gallery) finish(ctx context.Context) error {
	if err := g.store.Lists.SetSetting(ctx, lists.SettingAppearance, g.state.appearance); err != nil {
		return err
	}
	var err error
	if g.who, err = peopleOf(ctx, g.store); err == nil && g.state.broken {
		err = g.store.Close()
	}
	return err
}

func (g *gallery) close() {
	_ = g.store.Close()
	if g.key != nil {
		g.key.Close()
	}
}

// setText sets the size of the text, in hundredths of the normal one.
func (g *gallery) setText(size int) error {
	g.text = size
	if g.state.broken { // the settings cannot be read either, and what is on stays on
		g.app.Settings().SetTheme(theme.New(theme.Options{Dark: g.state.appearance == "dark", TextScale: float32(size) / 100}))
		return nil
	}
	return asStaff(g.store, func() error {
		return g.store.Lists.SetSetting(context.Background(), lists.SettingTextScale, strconv.FormatFloat(float64(size)/100, 'f', 2, 64))
	})
}
