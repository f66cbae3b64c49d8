package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/ui"
	"waymark/ui/host"
)

// sealedStates are what is found where the file is protected.
func sealedStates() []state {
	as := func(role access.Role, long bool) func(context.Context, *office.Office) error {
		return func(ctx context.Context, s *office.Office) error { return fillPeople(ctx, s, role, long) }
	}
	return []state{
		{name: "sealed", appearance: "light", fill: as(access.Manager, false), sealed: true},
		{name: "sealed-dark", appearance: "dark", fill: as(access.Manager, false), sealed: true},
		{name: "sealed-long", appearance: "light", fill: as(access.Manager, true), sealed: true},
	}
}

// sealedScreens are those of a protected file, and those that make it one.
func sealedScreens() []screen {
	at := func(people) host.Route { return host.Route{Area: host.Today} }
	copies := func(people) host.Route {
		return host.Route{Area: host.Settings, View: host.ViewPart, Record: "Data and backups"}
	}
	return []screen{
		{name: "sealed-settings", route: copies},
		{name: "sealed-words", route: copies, then: press("New recovery words…")},
		{name: "sealed-change", route: copies, then: press("Change passphrase…")},
		{name: "sealed-sign-in", route: at, then: menuItem("Sign out")},
		{name: "sealed-lock", route: at, then: menuItem("Lock")},
		{name: "sealed-unlock", route: at, then: unlock("")},
		{name: "sealed-unlock-wrong", route: at, then: unlock("wrong")},
		{name: "sealed-opening", route: at, then: func(w fyne.Window) error {
			ui.ShowOpening(fyne.CurrentApp(), w, shownPath)
			return nil
		}},
		{name: "sealed-converting", route: at, then: func(w fyne.Window) error {
			ui.ShowConverting(w, ui.Protecting).SetValue(0.4)
			return nil
		}},
	}
}

// protectScreens are the first step of protecting a file.
func protectScreens() []screen {
	copies := func(people) host.Route {
		return host.Route{Area: host.Settings, View: host.ViewPart, Record: "Data and backups"}
	}
	return []screen{{name: "protect", route: copies, then: press("Protect…")}}
}

// isSealed reports whether a screen is of a protected file.
func isSealed(sc screen) bool {
	return slices.ContainsFunc(sealedScreens(), func(s screen) bool { return s.name == sc.name })
}

// shownPath is the database of the state that was filled last.
var shownPath string

// unlock shows the screen that asks for the passphrase, and enters one.
func unlock(entered string) func(fyne.Window) error {
	return func(w fyne.Window) error {
		u := &ui.Unlock{Window: w, Path: shownPath, Beside: func(work func()) { work() }, Sleep: func(time.Duration) {}, Try: func(entered string) error {
			_, err := store.Unlock(shownPath, "", store.SecretOf([]byte(entered)))
			return err
		}}
		u.Show(fyne.CurrentApp())
		if entered == "" {
			return nil
		}
		return typedKeys(entered, fyne.KeyReturn)(w)
	}
}

// sealFile protects the database of a state, and opens it again.
func (g *gallery) sealFile(ctx context.Context) error {
	path, who := g.store.Path(), g.store.Session.Identity()
	shownPath = path
	if !g.state.sealed {
		return nil
	}
	secret, err := store.NewPassphrase([]byte(galleryPassphrase))
	if err := errors.Join(err, g.store.Close()); err != nil {
		return err
	}
	key, err := store.Protect(ctx, path, g.options, store.NewSlot{Secret: secret})
	if err != nil {
		return err
	}
	g.key = key
	if g.store, err = office.Open(ctx, path, g.options); err == nil {
		g.store.Session.SignIn(who)
	}
	return err
}
