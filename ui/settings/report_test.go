package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data/store"
	"waymark/ui/kit"
)

const ownQuestionnaire = `{
  "format": 1, "id": "our-own", "version": "1", "name": "Our own questions", "short_name": "Own", "rights": "Ours.",
  "items": [
    {"number": 1, "text": "I know where to turn"},
    {"number": 2, "text": "I can ask"}
  ],
  "answers": [{"value": 0, "label": "No"}, {"value": 1, "label": "Yes"}],
  "scoring": {"kind": "sum", "min": 0, "max": 2, "decimals": 0}
}`

// A questionnaire of the service's own is loaded from its file; what is wrong
// in it is said with its line, beside the field, and the field keeps what was
// typed.
func TestOwnQuestionnaireIsLoaded(t *testing.T) {
	d := newDesk(t)
	folder := t.TempDir()
	wrong, right := filepath.Join(folder, "wrong.json"), filepath.Join(folder, "right.json")
	d.must(os.WriteFile(wrong, []byte(strings.Replace(ownQuestionnaire, `"I can ask"`, `""`, 1)), 0o600))
	d.must(os.WriteFile(right, []byte(ownQuestionnaire), 0o600))
	d.open("Questionnaires")
	d.sees("WEMWBS · Warwick-Edinburgh Mental Well-being Scale")
	d.press("Load a questionnaire…")
	d.keys(fyne.KeyReturn)
	d.sees("Please choose a file.")
	d.typed(wrong)
	d.keys(fyne.KeyReturn)
	d.sees("line 5: items[1].text is empty")
	for range len(wrong) {
		d.keys(fyne.KeyBackspace)
	}
	d.typed(right)
	d.keys(fyne.KeyReturn)
	d.sees("Own · Our own questions", "Loaded. It is offered on the pad.")

	offered := func() int {
		list, err := d.h.Store.OfferedQuestionnaires(d.ctx())
		d.must(err)
		return len(list)
	}
	before := offered()
	d.walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Check); ok && offered() == before {
			c.SetChecked(false)
		}
	})
	if offered() != before-1 {
		t.Errorf("%d are offered, %d before one was taken out", offered(), before)
	}
}

// The example that is written for somebody who wants to write their own loads
// as it is; asked for again, it replaces nothing.
func TestTheExampleLoads(t *testing.T) {
	d := newDesk(t)
	d.h.DocumentsDir = filepath.Join(t.TempDir(), "Documents")
	d.open("Questionnaires")
	d.press("How to write one")
	d.press("How to write one")
	d.sees("“How to write a questionnaire (2).txt” and “Example questionnaire (2).json” are in " + d.h.DocumentsDir + ".")
	d.press("Load a questionnaire…")
	d.typed(filepath.Join(d.h.DocumentsDir, "Example questionnaire.json"))
	d.keys(fyne.KeyReturn)
	d.sees("Confidence · Our confidence questions")
}

// What leaves the service is decided here, and a published mean needs its
// source and year.
func TestReportRules(t *testing.T) {
	d := newDesk(t)
	p := d.open("Reports")
	d.sees("51.6 · WEMWBS", "Health Survey for England 2011, adults")
	s := newReportRules(p)
	s.minimum.Choose("8")
	s.round.Choose("5")
	settings, err := d.h.Store.ReportSettings(d.ctx())
	d.must(err)
	if settings.MinimumCell != 8 || settings.RoundTo != 5 {
		t.Errorf("%+v", settings)
	}
	d.press("Add a mean")
	d.press("Save")
	d.sees("Please give the mean as a number")
	d.press("Cancel")
	before, err := d.h.Store.Comparators(d.ctx())
	d.must(err)
	mean := before[0]
	mean.ID, mean.Year, mean.Value, mean.Group = "", 2016, 50.1, "men"
	d.must(d.h.Store.SaveComparator(d.ctx(), &mean))
	mean.Value = 99
	if err := d.h.Store.SaveComparator(d.ctx(), &mean); err == nil {
		t.Error("a mean beyond the scale was taken")
	}
	d.press("Take out")
	after, err := d.h.Store.Comparators(d.ctx())
	d.must(err)
	if len(after) != len(before) {
		t.Errorf("%d means after one was added and one taken out of %d", len(after), len(before))
	}
	if d.setting(store.SettingMinimumCell) != "8" {
		t.Error("the limit was forgotten")
	}
}
