package instrument

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The limits of a questionnaire that fits a screen and a sheet of paper.
const (
	formatNumber = 1
	mostItems    = 200
	mostChoices  = 30
	mostScales   = 50
	mostBands    = 20
	mostOther    = 100 // comparators, translations
	oldest       = 120
	highestValue = 1000 // of one answer: far above any scale, far below an overflow
)

// The longest texts, in letters.
const (
	longestID    = 40
	longestName  = 200 // of a label, too
	longestText  = 1000
	longestStory = 3000 // of an instruction or a statement of rights
)

// Validate checks that a definition can be shown and scored. The error is
// Faults and says all that is wrong with it, by field.
func (d *Definition) Validate() error { return d.faults().orNil() }

func (d *Definition) faults() Faults {
	var v validation
	v.that(d.Format == formatNumber, "format", "is %d; this program reads format %d", d.Format, formatNumber)
	v.id("id", d.ID)
	v.filled("version", d.Version, longestID)
	v.filled("name", d.Name, longestName)
	v.filled("short_name", d.ShortName, longestName)
	v.filled("rights", d.Rights, longestStory)
	v.text("registration", d.Registration, longestStory)
	v.text("instruction", d.Instruction, longestStory)
	v.text("recall_period", d.Recall, longestName)
	v.that(d.MinimumAge >= 0 && d.MinimumAge <= oldest, "minimum_age", "is %d: it must be from 0 to %d", d.MinimumAge, oldest)
	before := len(v.wrong)
	d.checkItems(&v)
	if len(v.wrong) == before { // only then are there sums to look at
		d.checkMeasures(&v)
		d.checkTranslations(&v)
	}
	return v.wrong
}

func (d *Definition) checkItems(v *validation) {
	v.that(len(d.Items) > 0, "items", "is empty")
	v.most("items", len(d.Items), mostItems)
	if len(d.Choices) > 0 || !d.allHaveChoices() {
		checkChoices(v, "answers", d.Choices)
	}
	for i, item := range d.Items {
		field := fmt.Sprintf("items[%d]", i)
		v.that(item.Number == i+1, field+".number", "is %d; items are numbered from 1 in order", item.Number)
		v.filled(field+".text", item.Text, longestText)
		v.that((item.Source > 0) == (d.Scoring.DerivedFrom != ""), field+".source", "is needed only with scoring.derived_from")
		if item.Choices != nil {
			checkChoices(v, field+".answers", item.Choices)
		}
		if item.Points != nil {
			v.that(len(item.Points) == len(d.ChoicesOf(item)), field+".points", "has %d numbers for %d answers", len(item.Points), len(d.ChoicesOf(item)))
			for j, points := range item.Points {
				v.that(points >= 0 && points <= highestValue, fmt.Sprintf("%s.points[%d]", field, j), "is %d: it must be from 0 to %d", points, highestValue)
			}
		}
	}
}

func (d *Definition) allHaveChoices() bool {
	return !slices.ContainsFunc(d.Items, func(i Item) bool { return len(i.Choices) == 0 })
}

func checkChoices(v *validation, field string, choices []Choice) {
	v.that(len(choices) > 1, field, "has fewer than two")
	v.most(field, len(choices), mostChoices)
	labels := map[string]bool{}
	for i, c := range choices {
		at := fmt.Sprintf("%s[%d]", field, i)
		v.filled(at+".label", c.Label, longestName)
		v.that(!labels[c.Label], at+".label", "is the same as that of another answer")
		labels[c.Label] = true
		v.that(i == 0 || c.Value > choices[i-1].Value, at+".value", "is not larger than the one before it")
		v.that(c.Value >= 0 && c.Value <= highestValue, at+".value", "is %d: it must be from 0 to %d", c.Value, highestValue)
	}
}

// validation collects what is wrong.
type validation struct{ wrong Faults }

func (v *validation) that(ok bool, field, format string, args ...any) {
	if !ok {
		v.wrong = append(v.wrong, Fault{Field: field, What: fmt.Sprintf(format, args...)})
	}
}

func (v *validation) most(field string, n, most int) {
	v.that(n <= most, field, "has %d; there may be at most %d", n, most)
}

// text checks one that may be empty.
func (v *validation) text(field, text string, longest int) {
	v.that(utf8.RuneCountInString(text) <= longest, field, "is longer than %d letters", longest)
	v.that(!strings.ContainsFunc(text, unicode.IsControl), field, "has a line break or another sign that cannot be shown")
}

func (v *validation) filled(field, text string, longest int) {
	v.that(strings.TrimSpace(text) != "", field, "is empty")
	v.text(field, text, longest)
}

// id checks a name for the program: it becomes part of file names and of the
// IDs of measures, where a dot has a meaning.
func (v *validation) id(field, id string) {
	if strings.TrimSpace(id) == "" {
		v.that(false, field, "is empty")
		return
	}
	odd := strings.ContainsFunc(id, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-'
	})
	v.that(!odd && len(id) <= longestID, field, "is %q: it must be of the letters a to z, digits and hyphens, at most %d", shortened(id), longestID)
}

func (v *validation) direction(field string, higher Direction) {
	v.that(higher == "" || higher == HigherIsBetter || higher == HigherIsWorse, field,
		"is %q: it must be %q or %q", shortened(string(higher)), HigherIsBetter, HigherIsWorse)
}

// size checks a number of the file, which is never beyond what is sane.
func (v *validation) size(field string, n float64) {
	const most = 1e6 // above any sum of 200 items
	v.that(math.Abs(n) <= most, field, "is %g: it must be within %g either way", n, most)
}
