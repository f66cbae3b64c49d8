package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// letterScreens are the screens of letters, tasks and messages.
func letterScreens() []screen {
	of := func(a host.Area, v host.View) func(people) host.Route {
		return func(p people) host.Route { return host.Route{Area: a, View: v, Client: p.client} }
	}
	return []screen{
		{"task", of(host.Today, ""), openIn("To do"), true},
		{"messages", func(people) host.Route { return host.Route{Area: host.Reports, View: host.ViewMessages} }, nil, false},
		{"messages-left-out", func(people) host.Route { return host.Route{Area: host.Reports, View: host.ViewMessages} }, func(w fyne.Window) error {
			_ = choose(1)(w) // while it is read there is nothing to choose
			return nil
		}, true},
		{"settings-letters", part("Letters and texts"), nil, false},
		{"settings-codes", part("Messages to surgeries"), nil, false},
		{"settings-visits", part("Home visits"), nil, false},
		{"letter-editor", part("Letters and texts"), press("Edit…"), true},
		{"service-letter", of(host.Clients, host.ViewClient), press("Letter…"), true},
	}
}

// openIn opens the first row of the card with a heading, where there is one.
func openIn(heading string) func(fyne.Window) error {
	return func(w fyne.Window) error {
		for _, o := range test.LaidOutObjects(w.Content()) {
			card, ok := o.(*kit.Card)
			if !ok || card.Title() != heading || !card.Visible() {
				continue
			}
			for _, o := range test.LaidOutObjects(card) {
				if rows, ok := o.(*kit.Rows); ok && rows.OnOpen != nil {
					rows.OnOpen(0)
					return nil
				}
			}
		}
		return nil
	}
}
