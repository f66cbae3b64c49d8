package papers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data/store/lists"
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
	d.Must(os.WriteFile(wrong, []byte(strings.Replace(ownQuestionnaire, `"I can ask"`, `""`, 1)), 0o600))
	d.Must(os.WriteFile(right, []byte(ownQuestionnaire), 0o600))
	d.Open("Questionnaires")
	d.Sees("WEMWBS · Warwick-Edinburgh Mental Well-being Scale")
	d.Press("Add a questionnaire…")
	d.Keys(fyne.KeyReturn)
	d.Sees("Choose a file")
	d.Type(wrong)
	d.Keys(fyne.KeyReturn)
	d.Sees("line 5: items[1].text is empty")
	for range len(wrong) {
		d.Keys(fyne.KeyBackspace)
	}
	d.Type(right)
	d.Keys(fyne.KeyReturn)
	d.Sees("Own · Our own questions", "Added. You can now use this questionnaire.")

	offered := func() int {
		list, err := d.Host.Measure.OfferedQuestionnaires(d.Ctx())
		d.Must(err)
		return len(list)
	}
	before := offered()
	d.Each(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Check); ok && offered() == before {
			c.SetChecked(false)
		}
	})
	if offered() != before-1 {
		t.Errorf("%d are offered, %d before one was taken out", offered(), before)
	}
}

// The example that is written for someone who wants to write their own loads
// as it is; asked for again, it replaces nothing.
func TestTheExampleLoads(t *testing.T) {
	d := newDesk(t)
	d.Host.DocumentsDir = filepath.Join(t.TempDir(), "Documents")
	d.Open("Questionnaires")
	d.Press("How to make one")
	d.Press("How to make one")
	d.Sees("Saved “How to write a questionnaire (2).txt” and “Example questionnaire (2).json” in " + d.Host.DocumentsDir + ".")
	d.Press("Add a questionnaire…")
	d.Type(filepath.Join(d.Host.DocumentsDir, "Example questionnaire.json"))
	d.Keys(fyne.KeyReturn)
	d.Sees("Confidence · Our confidence questions")
}

// What leaves the service is decided here, and a published mean needs its
// source and year.
func TestReportRules(t *testing.T) {
	d := newDesk(t)
	d.Open("Reports")
	d.Sees("51.6 · WEMWBS", "Health Survey for England 2011, adults")
	d.Choice("Smallest number to show").Choose("8")
	d.Choice("Round other numbers").Choose("5")
	d.Choice("Figures by member of staff").Choose("yes")
	settings, err := d.Host.Figures.ReportSettings(d.Ctx())
	d.Must(err)
	if settings.MinimumCell != 8 || settings.RoundTo != 5 || !settings.ByStaff {
		t.Errorf("%+v", settings)
	}
	d.Press("Add an average…")
	d.Press("Save")
	d.Sees("Enter the average as a number")
	d.Press("Cancel")
	before, err := d.Host.Figures.Comparators(d.Ctx())
	d.Must(err)
	mean := before[0]
	mean.ID, mean.Year, mean.Value, mean.Group = "", 2016, 50.1, "men"
	d.Must(d.Host.Figures.SaveComparator(d.Ctx(), &mean))
	mean.Value = 99
	if err := d.Host.Figures.SaveComparator(d.Ctx(), &mean); err == nil {
		t.Error("a mean beyond the scale was taken")
	}
	d.Press("Remove")
	after, err := d.Host.Figures.Comparators(d.Ctx())
	d.Must(err)
	if len(after) != len(before) {
		t.Errorf("%d means after one was added and one taken out of %d", len(after), len(before))
	}
	if d.Setting(lists.SettingMinimumCell) != "8" {
		t.Error("the limit was forgotten")
	}
}
