package main

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// closingScreens ask how support ends for someone who has an appointment.
func closingScreens() []screen {
	record := func(p people) host.Route {
		return host.Route{Area: host.Clients, View: host.ViewClient, Client: p.expected}
	}
	ask := fromMenu("Close support…")
	return []screen{
		{"close-support", record, ask, true},
		{"close-support-died", record, then(ask, chooseIn("Why are you closing it?", string(data.CloseDied))), true},
	}
}

// fromMenu does what a menu of the page offers, where one offers it.
func fromMenu(label string) func(fyne.Window) error {
	return func(w fyne.Window) error {
		for _, o := range test.LaidOutObjects(w.Content()) {
			b, ok := o.(*kit.Button)
			if !ok {
				continue
			}
			items := b.MenuItems()
			if i := slices.IndexFunc(items, func(m *fyne.MenuItem) bool { return m.Label == label }); i >= 0 {
				items[i].Action()
				return nil
			}
		}
		return nil
	}
}
