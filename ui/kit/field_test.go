package kit_test

import (
	"testing"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

// TestField_everyErrorIsASentence: beside one another some ended with a full stop.
func TestField_everyErrorIsASentence(t *testing.T) {
	field := kit.NewTextField("Name")
	kittest.Window(t, 300, 100, field)
	for set, want := range map[string]string{
		"": "", "Choose a name": "Choose a name.", "Enter a name.": "Enter a name.", "Like 07/04/2026": "Like 07/04/2026.", "Is it so?": "Is it so?",
	} {
		if field.SetError(set); field.Error() != want {
			t.Errorf("%q is shown as %q", set, field.Error())
		}
	}
}
