package people

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
)

// gatherAsks makes one question of those that a workbook with a sheet for each month
// raises on every sheet, where the same sign does. One of its answers has them asked one
// by one again. What is asked of one sheet alone names it.
func (l *List) gatherAsks() {
	var kept []Ask
	first := map[string]int{} // in kept, by what is asked
	sheets := map[string][]string{}
	for _, a := range l.asks {
		part, sheet := l.sheetOf(&a)
		if sheet == "" {
			kept = append(kept, a)
			continue
		}
		what := part + "\x00" + a.Title + "\x00" + a.sign + "\x00" + a.labels()
		if l.o.Map.EachSheet {
			what += "\x00" + sheet
		}
		at, asked := first[what]
		if sheets[what] = append(sheets[what], sheet); !asked {
			first[what] = len(kept)
			kept = append(kept, a)
			continue
		}
		kept[at].join(&a)
	}
	for what, at := range first {
		a := &kept[at]
		switch n := len(sheets[what]); {
		case n == 1 && len(l.sheets) > 1:
			a.Evidence = fmt.Sprintf("This is about the sheet “%s”. %s", sheets[what][0], a.Evidence)
		case n > 1:
			a.Evidence = fmt.Sprintf("%s It is so on %d sheets: %s.", a.Evidence, n, data.JoinAnd(sheets[what]))
			a.Answers = append(a.Answers, Answer{"Ask for each sheet", "The sheets differ.", `{"each_sheet":true}`})
		}
	}
	l.asks = kept
}

// sheetOf is the part of a Map that answers a question about one column, and the sheet
// of that; "" for any other question.
func (l *List) sheetOf(a *Ask) (part, sheet string) {
	part, key, _ := strings.Cut(a.Key, "/")
	at := slices.IndexFunc(l.columns, func(c *Column) bool { return c.Sheet != "" && c.key() == key })
	if at < 0 || !slices.Contains([]string{"columns", "days", "stand_in"}, part) {
		return part, ""
	}
	return part, l.columns[at].Sheet
}

// labels are the answers of a question.
func (a *Ask) labels() string {
	var labels []string
	for _, answer := range a.Answers {
		labels = append(labels, answer.Label)
	}
	return strings.Join(labels, "\x00")
}

// join has each answer of a question be that of another of the same kind too.
func (a *Ask) join(other *Ask) {
	for i := range a.Answers {
		var into, more map[string]any
		if json.Unmarshal([]byte(a.Answers[i].Map), &into) != nil || json.Unmarshal([]byte(other.Answers[i].Map), &more) != nil {
			continue
		}
		merge(into, more)
		body, _ := json.Marshal(into) // strings alone
		a.Answers[i].Map = string(body)
	}
	a.rows = append(a.rows, other.rows...)
	if a.tell != nil {
		a.days = a.days.with(other.days)
		a.tell(a)
	}
}
