package settings

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/lists"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func TestWhoUsesThisPCSignsFromThenOn(t *testing.T) {
	d := newDesk(t)
	d.Person("Ngozi Adeyemi", data.RoleCoordinator, true)
	sian := d.Person("Siân Prŷs-Okafor", data.RolePrescriber, false)
	d.Open("You and the service")
	d.own.person.Choose(string(sian.ID))
	if d.Host.Session.Person() != sian.ID || d.Setting(lists.SettingCurrentStaff) != string(sian.ID) {
		t.Errorf("actor %q, setting %q", d.Host.Session.Person(), d.Setting(lists.SettingCurrentStaff))
	}
	d.Sees("recorded under the name Siân Prŷs-Okafor")
	d.Must(d.Host.Lists.SaveSurgery(d.Ctx(), &data.Surgery{Name: "Minster Surgery"}))
	list, err := d.Host.Lists.Surgeries(d.Ctx(), false)
	d.Must(err)
	if list[0].CreatedBy != sian.ID {
		t.Errorf("a surgery was signed by %q", list[0].CreatedBy)
	}
	d.SeesNot("Ngozi Adeyemi")
}

func TestWhatIsTypedIsSavedOnlyWhenItIsRight(t *testing.T) {
	d := newDesk(t)
	p := d.Open("You and the service")
	name, days := d.own.fields[0].field, d.own.fields[3].field
	test.Type(name.Entry, "Thanet  Social Prescribing ")
	test.Type(days.Entry, "soon")
	p.Reload()
	if days.Text() != "soon" {
		t.Fatal("a reload lost what was typed")
	}
	p.Save()
	if !strings.Contains(days.Error(), "from 1 to 3650") || d.Setting(lists.SettingServiceName) != "" {
		t.Fatalf("error %q, stored %q", days.Error(), d.Setting(lists.SettingServiceName))
	}
	days.Entry.SetText("120")
	d.own.prorate.SetChecked(true)
	p.Save()
	if got := d.Setting(lists.SettingServiceName); got != "Thanet Social Prescribing" {
		t.Errorf("service name %q", got)
	}
	if n, err := d.Host.Directory.CheckDays(d.Ctx()); err != nil || n != 120 {
		t.Errorf("days %d %v", n, err)
	}
	if d.Setting(lists.SettingProrate) != "yes" || d.own.dirty() || days.Error() != "" {
		t.Errorf("prorate %q, dirty %v, error %q", d.Setting(lists.SettingProrate), d.own.dirty(), days.Error())
	}
	d.Sees("Saved.")
	d.Open("You and the service")
	if d.own.fields[0].field.Text() != "Thanet Social Prescribing" || !d.own.prorate.Checked {
		t.Error("what was saved is not shown again")
	}
}

func TestUnsavedTypingIsAskedAbout(t *testing.T) {
	d := newDesk(t)
	p := d.Open("You and the service")
	left := 0
	leave := func() { left++ }
	p.Leave(leave)
	if left != 1 {
		t.Fatal("nothing was typed, and leaving was not possible")
	}
	test.Type(d.own.fields[0].field.Entry, "Thanet")
	d.TurnTo("Reasons")
	d.TurnTo("You and the service")
	if d.own.fields[0].field.Text() != "Thanet" {
		t.Fatal("another section lost what was typed")
	}
	d.TurnTo("Reasons")
	p.Leave(leave)
	if left != 1 || !kit.OverlayOpen(d.Host.Window) {
		t.Fatal("unsaved typing was left without a question")
	}
	d.Press("Save")
	if left != 2 || d.Setting(lists.SettingServiceName) != "Thanet" {
		t.Errorf("left %d times, stored %q", left, d.Setting(lists.SettingServiceName))
	}
}

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
