package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// shortScreens are the states of the short referral.
func shortScreens() []screen {
	at := func(people) host.Route {
		return host.Route{Area: host.Clients, View: host.ViewShortReferral}
	}
	name := ""                     // of a client of the sample
	afresh := press("Start again") // without what was typed for the picture before
	filled := typed("Rahima Begum-Castellanos", "19/8/78", "07700 900641")
	return []screen{
		{"short-referral", at, nil, false},
		{"short-referral-filled", at, then(afresh, filled, answer("Agreed to be contacted", 0)), false},
		{"short-referral-wrong", at, then(afresh, typed("", "31/2/50", "077"), press("Save referral")), false},
		{"short-referral-near", func(p people) host.Route { name = p.name; return at(p) },
			func(w fyne.Window) error { return then(afresh, typed(name))(w) }, true},
	}
}

// then does one thing after another.
func then(steps ...func(fyne.Window) error) func(fyne.Window) error {
	return func(w fyne.Window) error {
		for _, step := range steps {
			if err := step(w); err != nil {
				return err
			}
		}
		return nil
	}
}

// typed types into the first entries of the page, in their order.
func typed(texts ...string) func(fyne.Window) error {
	return func(w fyne.Window) error {
		for _, o := range test.LaidOutObjects(w.Content()) {
			e, ok := o.(*kit.Entry)
			if !ok || len(texts) == 0 {
				continue
			}
			w.Canvas().Focus(e)
			for _, r := range texts[0] {
				e.TypedRune(r)
			}
			texts = texts[1:]
		}
		return nil
	}
}

// answer chooses the i-th answer of a row.
func answer(label string, i int) func(fyne.Window) error {
	return func(w fyne.Window) error {
		for _, o := range test.LaidOutObjects(w.Content()) {
			if row, ok := o.(*kit.ChoiceRow); ok && row.Label() == label {
				row.Tap(i)
				return nil
			}
		}
		return nil // the page is loading, or cannot be read
	}
}
