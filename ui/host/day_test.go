package host_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

type fixed data.Date

func (f fixed) today() data.Date { return data.Date(f) }

func TestNewDateField_showsWhatItUnderstoodByItsPurpose(t *testing.T) {
	test.NewApp()
	today := fixed(data.MustDate("2026-11-29")) // a Sunday
	for _, c := range []struct {
		purpose           data.DatePurpose
		typed, understood string
	}{
		{data.DateHappened, "1/3", "Sun 1 Mar 2026"},
		{data.DatePlanned, "1/3", "Mon 1 Mar 2027"},
		{data.DateBirth, "1/3", ""},
		{data.DateBirth, "1/3/38", "Tue 1 Mar 1938"},
		{data.DatePlanned, "next tuesday", "Tue 1 Dec 2026"},
		{data.DatePlanned, "٧/٤/٢٠٢٧", "Wed 7 Apr 2027"},
	} {
		field := host.NewDateField("Day", today.today, func() data.DatePurpose { return c.purpose })
		w := test.NewWindow(field)
		w.Canvas().Focus(field.Entry)
		test.Type(field.Entry, c.typed)
		if got := field.Understood(); got != c.understood {
			t.Errorf("%q for purpose %d shows %q while it is typed, want %q", c.typed, c.purpose, got, c.understood)
		}
		before, errBefore := field.Value()
		w.Canvas().Unfocus()
		after, errAfter := field.Value()
		if before != after || (errBefore == nil) != (errAfter == nil) || field.Understood() != c.understood {
			t.Errorf("%q for purpose %d: %v, %v while it is typed, %v, %v once the field is left", c.typed, c.purpose, before, errBefore, after, errAfter)
		}
		if c.understood != "" && before.Long() != c.understood {
			t.Errorf("%q for purpose %d has the value %v, want %s", c.typed, c.purpose, before, c.understood)
		}
		w.Close()
	}
}

func TestNewDateField_purposeMayChangeWhileTheFormIsOpen(t *testing.T) {
	test.NewApp()
	today := fixed(data.MustDate("2026-11-29"))
	purpose := data.DateHappened
	field := host.NewDateField("Day", today.today, func() data.DatePurpose { return purpose })
	field.SetText("1/3")
	purpose = data.DatePlanned
	field.Reread()
	if day, err := field.Value(); err != nil || field.Understood() != "Mon 1 Mar 2027" || day != (kit.Day{Year: 2027, Month: 3, Day: 1}) {
		t.Errorf("shows %q and holds %v, %v", field.Understood(), day, err)
	}
}

// A date field that reads dates by a rule of its own would bring back two
// meanings of one typed date.
func TestEveryDateFieldReadsDatesByTheOneParser(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		if dir := filepath.Base(filepath.Dir(path)); dir == "kit" || dir == "host" {
			return nil
		}
		source, err := os.ReadFile(path)
		if strings.Contains(string(source), "kit.NewDateField(") {
			t.Errorf("%s makes a date field without host.DateField", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
