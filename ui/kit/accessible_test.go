package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
)

func TestAccessible_namesTextsAndButtons(t *testing.T) {
	ticked, filter := kit.NewCheck("Large print", nil), kit.NewFilterChip("Free", true, nil)
	ticked.SetChecked(true)
	for _, c := range []struct {
		object fyne.Accessible
		role   fyne.AccessibleRole
		label  string
	}{
		{kit.NewText("Today", kit.Title), fyne.AccessibleRoleText, "Today"},
		{kit.NewProse([]kit.Stretch{{Text: "Choose "}, {Text: "Save", Bold: true}, {Text: "."}}, kit.Body), fyne.AccessibleRoleText, "Choose Save."},
		{kit.Primary("Save", func() {}), fyne.AccessibleRoleButton, "Save"},
		{kit.NewChip("Two-person visits only", kit.Amber), fyne.AccessibleRoleText, "Two-person visits only"},
		{kit.NewCheck("Large print", nil), fyne.AccessibleRoleButton, "Large print, not ticked"},
		{ticked, fyne.AccessibleRoleButton, "Large print, ticked"},
		{filter, fyne.AccessibleRoleButton, "Free, ticked"},
	} {
		if c.object.AccessibilityRole() != c.role || c.object.AccessibilityLabel() != c.label {
			t.Errorf("%q is told as %s %q", c.label, c.object.AccessibilityRole(), c.object.AccessibilityLabel())
		}
	}
}
