package main

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"waymark/ui/host"
)

// paletteScreens are the search over everything, with nothing typed, with people,
// with actions and with nothing found, and the needs that descriptions suggest.
func paletteScreens() []screen {
	at := func(people) host.Route { return host.Route{Area: host.Clients} }
	return []screen{
		{"search-everything", at, search(""), false},
		{"search-people", at, search("ha"), true},
		{"search-actions", at, search("report"), false},
		{"search-none", at, search("zzqzz"), false},
		{"suggested-needs", func(people) host.Route { return host.Route{Area: host.Directory, View: host.ViewNeeds} }, press("Tick all"), false},
	}
}

// search opens the search over everything by its key and types into it.
func search(text string) func(fyne.Window) error {
	return func(w fyne.Window) error {
		key := desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl}
		for _, menu := range w.MainMenu().Items {
			for _, item := range menu.Items {
				if s := item.Shortcut; s != nil && s.ShortcutName() == key.ShortcutName() {
					item.Action()
					for _, r := range text {
						w.Canvas().Focused().TypedRune(r)
					}
					return nil
				}
			}
		}
		return errors.New("there is no search over everything in the menu")
	}
}
