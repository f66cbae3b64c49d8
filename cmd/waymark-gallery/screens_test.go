package main

import (
	"testing"

	"waymark/ui/host"
	"waymark/ui/uitest"
)

// TestEveryViewHasAPicture: a view without one is looked at by no one, and whether it
// fits is not tested.
func TestEveryViewHasAPicture(t *testing.T) {
	drawn := map[host.View]bool{}
	for _, sc := range allScreens() {
		drawn[sc.route(people{}).View] = true
	}
	for name, v := range uitest.Views(t, "../../ui") {
		if !drawn[v] {
			t.Errorf("no screen of the gallery shows %s", name)
		}
	}
}
