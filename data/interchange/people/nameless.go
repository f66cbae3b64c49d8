package people

import (
	"fmt"

	"waymark/data"
	"waymark/data/interchange/table"
)

// Lists with a row for each session often name a person on the first of their rows
// alone, as a merged cell does.

// tellsNoOne is true for a row without anything by which it says who it is about.
func (s *sheet) tellsNoOne(row table.Row) bool {
	for _, c := range s.columns {
		if (c.Field.identifies() || c.Field == Reference) && !isBlank(data.Tidy(c.at(row))) {
			return false
		}
	}
	return true
}

// A few such rows are more likely slips; they are left to work through.
const (
	fewestNameless = 2
	oneNamelessIn  = 5 // rows
)

// askNameless asks whether rows that do not say who they are about belong to the row
// above.
func (l *List) askNameless(v *survey) {
	n := len(v.nameless)
	if n < fewestNameless || n*oneNamelessIn < l.Rows || l.o.Map.Nameless != "" {
		return
	}
	l.ask(Ask{Key: "nameless_rows", Title: "Are rows without a name about the person above?",
		Evidence: fmt.Sprintf("%s not say who they are about, such as %s.", data.Plural(n, "row does", "rows do"), rowsText(v.nameless[:1])),
		Answers: []Answer{
			{"Yes, the one above", "What these rows say is joined with the last person who is named above them.", said("nameless_rows", "above")},
			{"No", "They go to the list to work through.", said("nameless_rows", "leave_out")},
		}, rows: v.nameless})
}
