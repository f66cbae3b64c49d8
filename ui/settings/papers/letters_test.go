package papers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/letter"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func TestLetters_wordingIsChangedPreviewedAndTakenBack(t *testing.T) {
	d := newDesk(t)
	d.Open("Letters and texts")
	d.Sees("Appointment reminder", "To the surgery, about a client who agreed to it.")
	rows := uitest.All(d.Desk, func(b *kit.Button) bool { return b.Text() == "Edit…" })
	rows[0].Tapped(nil)
	d.Sees("Dear Rosalind,", "Example with an invented person: 190 characters, 2 texts")
	text := d.Field("Text message")
	text.Entry.SetText("See you on {dya}.")
	d.Sees("{dya} is not a field of this letter. Choose from {name}")
	d.Press("Save")
	if !kit.OverlayOpen(d.Window) {
		t.Fatal("a wording with an unknown field was saved")
	}
	text.Entry.SetText("See you on {day}.")
	d.Sees("See you on Tuesday 7 April 2026.", "32 characters, 1 text")
	d.Press("Save")
	d.Sees("Saved: appointment reminder.", "your wording")
	got, err := d.Host.Letters.Template(d.Ctx(), letter.Reminder)
	d.Must(err)
	if got.Text != "See you on {day}." || got.Body != letter.Default(letter.Reminder).Body {
		t.Errorf("%+v", got)
	}
	rows = uitest.All(d.Desk, func(b *kit.Button) bool { return b.Text() == "Edit…" })
	rows[0].Tapped(nil)
	d.Press("Original wording")
	d.Press("Save")
	if got, err = d.Host.Letters.Template(d.Ctx(), letter.Reminder); err != nil || got.Own {
		t.Errorf("%+v %v", got, err)
	}
	d.SeesNot("your wording")
}

func TestCodes_areLoadedWithWhatIsWrongSaidLineByLine(t *testing.T) {
	d := newDesk(t)
	d.Must(d.Host.AddStartingLists(d.Ctx()))
	d.Open("Messages to surgeries")
	d.Sees("Referred to social prescribing", "in the file: reason: housing")
	path := filepath.Join(t.TempDir(), "codes.csv")
	d.Must(os.WriteFile(path, []byte("meaning,code,term\nreferred,871731000000106,Referral\nclosed,871711000000104,Ended\n"), 0o600))
	d.Press("Load codes…")
	d.Field("File").Entry.SetText(path)
	d.Press("Load")
	d.Sees("1 row is correct. Rows with problems:", "Line 3: The check digit of this code is wrong.")
	if held, err := d.Host.Letters.Codes(d.Ctx()); err != nil || len(held.List) != 0 {
		t.Fatalf("loaded in silence: %+v %v", held, err)
	}
	only, ok := uitest.Last(d.Desk, func(c *kit.Check) bool { return strings.HasPrefix(c.Text, "Load only the rows") })
	if !ok || !only.Visible() {
		t.Fatal("no way to load the others")
	}
	only.SetChecked(true)
	d.Press("Load")
	d.Sees("871731000000106 · Referral")
	held, err := d.Host.Letters.Codes(d.Ctx())
	d.Must(err)
	if held.On || len(held.List) != 1 || held.List[0].Meaning != data.CodeReferred {
		t.Errorf("%+v", held)
	}
	on, _ := uitest.Last(d.Desk, func(c *kit.Check) bool { return strings.HasPrefix(c.Text, "Add codes") })
	on.SetChecked(true)
	if held, err = d.Host.Letters.Codes(d.Ctx()); err != nil || !held.On {
		t.Errorf("%+v %v", held, err)
	}
}
