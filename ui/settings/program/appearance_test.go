package program

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data/store/lists"
	"waymark/ui/kit"
)

func TestAppearanceIsStoredAndAppliedAtOnce(t *testing.T) {
	d := newDesk(t)
	d.Open("Appearance")
	d.Host.Window.Canvas().FocusNext() // from the list of sections to the text size
	d.Keys(fyne.KeyRight, fyne.KeyRight)
	if d.Setting(lists.SettingTextScale) != "1.25" || d.Applied != 2 {
		t.Errorf("scale %q, applied %d times", d.Setting(lists.SettingTextScale), d.Applied)
	}
	d.Host.Window.Canvas().FocusNext()
	d.Keys(fyne.KeyRight)
	if d.Setting(lists.SettingAppearance) != "dark" || d.Applied != 3 {
		t.Errorf("appearance %q, applied %d times", d.Setting(lists.SettingAppearance), d.Applied)
	}
	d.Open("Appearance")
	var chosen []int
	d.Each(func(o fyne.CanvasObject) {
		if s, ok := o.(*kit.Segmented); ok {
			chosen = append(chosen, s.Selected())
		}
	})
	if !slices.Equal(chosen, []int{3, 1}) {
		t.Errorf("shown again as %v", chosen)
	}
}

func TestNearest_picksTheClosestSize(t *testing.T) {
	for scale, want := range map[string]int{"": 1, "1.0": 1, "0.9": 0, "0.1": 0, "1.12": 2, "1.4": 4, "1.5": 5, "9": 5, "NaN": 1, "large": 1} {
		if got := nearest(scale); got != want {
			t.Errorf("nearest(%q) = %d, want %d", scale, got, want)
		}
	}
}
