package settings

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func TestEverySectionFitsTheSmallestWindow(t *testing.T) {
	d := newDesk(t)
	long := strings.Repeat("Very long name of a practice and its partners ", 4)
	d.Must(d.Host.Lists.SaveSurgery(d.Ctx(), &data.Surgery{Name: long, Town: "خور الزبير"}))
	d.Person(long, data.RolePrescriber, false)
	d.Must(d.Host.Lists.SaveCategory(d.Ctx(), &data.Category{Name: "מועדון ארוחת צהריים"}))
	p := d.Open("You and the service")
	for _, s := range p.Parts() {
		d.TurnTo(s.Title)
		p.Say(kit.Green, "Saved. “"+long+"” stays in existing records but is no longer shown on forms.")
		if m := p.Content().MinSize(); m.Width > 828 || m.Height > 600 {
			t.Errorf("%s needs %v, more than 828 by 600", s.Title, m)
		}
		if !shows(d.Desk, s.View) {
			t.Errorf("%s is not shown", s.Title)
		}
	}
}

func TestLoadingAndError(t *testing.T) {
	d := newDesk(t)
	d.Holding = true
	p := d.Open("Reasons")
	d.Sees("Loading…")
	d.Holding = false
	_ = d.Host.Close()
	for _, s := range p.Parts() {
		if s.Title == "Data and backups" {
			continue // it reads a folder, which is still there
		}
		d.TurnTo(s.Title)
		p.Reload()
		d.Sees("Try again")
	}
}

// TestSettings_aButtonEndsWithAnEllipsisIfADialogFollows, and no other does: “Add a
// person” and “Add a questionnaire…” once stood beside one another.
func TestSettings_aButtonEndsWithAnEllipsisIfADialogFollows(t *testing.T) {
	d := newDesk(t)
	d.Must(d.Store.Lists.SaveSurgery(d.Ctx(), &data.Surgery{Name: "Minster Surgery"}))
	pressed := 0
	for _, s := range d.Open("Surgeries").Parts() {
		if s.Title == "You and the service" {
			continue // its dialog is the shell’s
		}
		d.Open(s.Title)
		for _, b := range uitest.All(d.Desk, func(b *kit.Button) bool {
			word, _, _ := strings.Cut(b.Text(), " ")
			return b.Visible() && !b.Disabled() && slices.Contains([]string{"Add", "Change", "Change…", "Rename…", "Edit"}, word)
		}) {
			test.Tap(b)
			pressed++
			if opens := kit.OverlayOpen(d.Window); opens != strings.HasSuffix(b.Text(), "…") {
				t.Errorf("%s: %q opens a dialog: %v", s.Title, b.Text(), opens)
			}
			if kit.OverlayOpen(d.Window) {
				d.Keys(fyne.KeyEscape)
			}
		}
	}
	if pressed < 10 {
		t.Errorf("the test pressed %d buttons", pressed)
	}
}
