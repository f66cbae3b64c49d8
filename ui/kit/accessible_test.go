package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
)

func TestAccessible_namesTextsAndButtons(t *testing.T) {
	for _, c := range []struct {
		object fyne.Accessible
		role   fyne.AccessibleRole
		label  string
	}{
		{kit.NewText("Today", kit.Title), fyne.AccessibleRoleText, "Today"},
		{kit.NewProse([]kit.Stretch{{Text: "Choose "}, {Text: "Save", Bold: true}, {Text: "."}}, kit.Body), fyne.AccessibleRoleText, "Choose Save."},
		{kit.Primary("Save", func() {}), fyne.AccessibleRoleButton, "Save"},
	} {
		if c.object.AccessibilityRole() != c.role || c.object.AccessibilityLabel() != c.label {
			t.Errorf("%q is told as %s %q", c.label, c.object.AccessibilityRole(), c.object.AccessibilityLabel())
		}
	}
}
