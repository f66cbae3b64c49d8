package exchange

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store"
)

// oneLine are the columns of free text that forms show in one line.
var oneLine = columns("heading alert access_needs access people hazards caption referring eligibility")

// bothFields has the texts of a record with those that lost below them. What else
// lost stays lost: two days or two states cannot both be.
func bothFields(t *store.Tx, record, row, body string) (fields []store.Field, err error) {
	lost, err := lostOf(record, body)
	if err != nil {
		return nil, err
	}
	for _, column := range sorted(lost) {
		text, is := lost[column].(string)
		if !is || !slices.Contains(specs[record].text, column) {
			continue
		}
		var here string
		if err := t.Value(&here, fmt.Sprintf("SELECT coalesce(%s, '') FROM %s WHERE id = ?", column, record), row); err != nil {
			return nil, err
		}
		fields = append(fields, store.Field{Column: column, Value: bothTexts(here, text, slices.Contains(oneLine, column))})
	}
	if len(fields) == 0 {
		return nil, data.NewProblem(data.CodeRefused, "There is no text here to keep beside the other. Choose one of the two.")
	}
	return fields, nil
}

// fits refuses a record in which the two texts together are more than one may be.
func fits(t *store.Tx, record, row string) error {
	wrong, err := unsound(t.Ctx, t, record, row, data.DateOf(t.Now).AddDays(wrongClocks))
	if err != nil || len(wrong) == 0 {
		return err
	}
	return data.NewProblem(data.CodeInvalid, "The two texts do not fit into the record together. Keep one of them, or open the record and shorten it first.")
}

// bothTexts puts one text below another, or behind it in a line. A text that holds the
// other whole is enough.
func bothTexts(here, lost string, line bool) string {
	switch {
	case strings.Contains(here, lost):
		return here
	case strings.Contains(lost, here):
		return lost
	case line:
		return here + "; " + lost
	}
	return here + "\n\n" + lost
}
