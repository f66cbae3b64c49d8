package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// clinicScreens are the states of the clinics that surgeries have.
func clinicScreens() []screen {
	form := func(people) host.Route { return host.Route{Area: host.Settings, View: host.ViewClinic} }
	list := func(people) host.Route { return host.Route{Area: host.Settings, View: host.ViewClinics} }
	afresh := press("Start again") // without what was typed for the picture before
	return []screen{
		{"clinic-list", list, nil, false},
		{"clinic", form, nil, false},
		{"clinic-filled", form, then(afresh, chip("Tuesday"), chip("Thursday")), false},
		{"clinic-wrong", form, then(afresh, press("Save")), false},
	}
}

// chip switches the chip with that text.
func chip(text string) func(fyne.Window) error {
	return func(w fyne.Window) error {
		for _, o := range test.LaidOutObjects(w.Content()) {
			if c, ok := o.(*kit.FilterChip); ok && c.Text() == text {
				test.Tap(c)
			}
		}
		return nil
	}
}
