package lists

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/ui/host"
)

// A surgery is picked from the national list, once that was taken in.
func TestASurgeryIsFoundInTheNationalList(t *testing.T) {
	d := newDesk(t)
	d.Host.Files = func(context.Context, host.FileAsk) (string, error) {
		return filepath.Join("..", "..", "..", "data", "interchange", "testdata", "formats", "epraccur.csv"), nil
	}
	d.Open("Surgeries")
	d.Press("Add a surgery…")
	d.SeesNot("Find in the NHS list")
	d.Press("Import the NHS list…")
	d.Sees("Find in the NHS list", "open GP practice")
	d.Keys(fyne.KeyEscape)

	d.Press("Add a surgery…")
	d.Type("hall leeds")
	d.Keys(fyne.KeyReturn)
	d.Press("Add surgery")
	if got := d.surgeryNames(true); !slices.Equal(got, []string{"The Hall Surgery/Leeds"}) {
		t.Fatalf("stored %q", got)
	}
}

// Another file is refused with a sentence, and the dialog stays.
func TestAnotherFileIsNoNationalList(t *testing.T) {
	d := newDesk(t)
	d.Host.Files = func(context.Context, host.FileAsk) (string, error) {
		return filepath.Join("..", "..", "..", "data", "interchange", "testdata", "formats", "onspd.csv"), nil
	}
	d.Open("Surgeries")
	d.Press("Add a surgery…")
	d.Press("Import the NHS list…")
	d.Sees("No list of GP practices was found in “onspd.csv”")
}
