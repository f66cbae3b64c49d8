package reception

import (
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	deskstore "waymark/data/store/desk"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// fresh is the form of someone who is not known yet: name, date of birth and
// phone only. The rest is filled in by whoever sees them.
type fresh struct {
	view   fyne.CanvasObject
	given  *kit.TextField
	family *kit.TextField
	born   *kit.DateField
	phone  *kit.TextField
	ready  bool // it was read, and a slot is chosen now
}

// newFresh makes the form with what was typed to find the person.
func newFresh(d *desk, typed string, submit, escape func()) *fresh {
	f := &fresh{born: d.h.DateField("Date of birth", data.DateBirth)}
	line := func(label string) *kit.TextField {
		t := kit.NewTextField(label)
		t.OnSubmitted = func(string) { submit() }
		t.SetKey(fyne.KeyEscape, escape)
		return t
	}
	f.given, f.family, f.phone = line("First names"), line("Last name"), line("Phone")
	f.born.Entry.OnSubmitted = func(string) { submit() }
	key := f.born.Entry.OnKey
	f.born.Entry.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			escape()
			return true
		}
		return key != nil && key(e)
	}
	name, born, phone := deskstore.ReadTyped(typed, d.h.Today())
	given, family := splitName(name)
	f.given.SetText(given)
	f.family.SetText(family)
	f.phone.SetText(phone)
	if !born.IsZero() {
		f.born.SetValue(host.Day(born))
	}
	f.view = kit.VStack(8, kit.NewText("New client", kit.Bold), kit.FormGrid(f.given, f.family, f.born, f.phone))
	return f
}

// splitName takes the last word for the family name, with the small words before
// it that belong to it, and begins each name with a capital as typed in haste.
func splitName(name string) (given, family string) {
	parts := strings.Fields(name)
	if len(parts) < 2 {
		return capitals(name), ""
	}
	at := len(parts) - 1
	for at > 1 && isParticle(parts[at-1]) {
		at--
	}
	return capitals(strings.Join(parts[:at], " ")), capitals(strings.Join(parts[at:], " "))
}

func isParticle(word string) bool {
	switch strings.ToLower(word) {
	case "van", "von", "der", "den", "de", "da", "di", "du", "la", "le", "al", "el", "bin", "ibn", "st":
		return true
	}
	return false
}

// capitals changes only a name that was typed all in small letters.
func capitals(name string) string {
	if name != strings.ToLower(name) {
		return name
	}
	letters, start := []rune(name), true
	for i, r := range letters {
		if start {
			letters[i] = []rune(strings.ToUpper(string(r)))[0]
		}
		start = strings.ContainsRune(" -'’", r)
	}
	return string(letters)
}

// focus goes to the first field that is empty, or else to the last, so that
// Enter saves.
func (f *fresh) focus() {
	switch {
	case f.given.Text() == "":
		f.given.Focus()
	case f.family.Text() == "":
		f.family.Focus()
	case f.born.Text() == "":
		f.born.Focus()
	default:
		f.phone.Focus()
	}
}

// read reads the form; ok is false if something must be mended, which is said
// beside the field.
func (f *fresh) read() (p *data.NewPatient, ok bool) {
	born, err := f.born.Value()
	if err != nil {
		f.born.SetError(err.Error())
		f.born.Focus()
		return nil, false
	}
	if strings.TrimSpace(f.given.Text()+f.family.Text()) == "" {
		f.given.SetError("Enter a name")
		f.given.Focus()
		return nil, false
	}
	return &data.NewPatient{GivenNames: f.given.Text(), FamilyName: f.family.Text(), BirthDate: host.Date(born), Phone: f.phone.Text()}, true
}

// person is who the form says, to be shown above the slots.
func (f *fresh) person() *data.DeskPerson {
	born, _ := f.born.Value() // it was read before
	return &data.DeskPerson{Name: data.Tidy(f.given.Text() + " " + f.family.Text()), BirthDate: host.Date(born), Phone: f.phone.Text(), Surgery: "new patient"}
}

// refused shows beside the fields what the store refused, and reports whether
// there was any of it.
func (f *fresh) refused(errs data.FieldErrors) bool {
	if len(errs) == 0 {
		return false
	}
	shown := false
	for name, field := range map[string]interface{ SetError(string) }{"GivenNames": f.given, "FamilyName": f.family, "BirthDate": f.born, "Phone": f.phone} {
		if sentence := errs.For(name); sentence != "" {
			field.SetError(sentence)
			shown = true
		}
	}
	return shown
}
