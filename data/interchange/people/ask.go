package people

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
)

// Ask is a question about a list. Nothing of the list is imported until each has
// an answer.
type Ask struct {
	// Key is stable: the part of a Map that answers it, with the column.
	Key   string `json:"key"`
	Title string `json:"question"`
	// Evidence says by count what speaks for which answer.
	Evidence string `json:"evidence"`
	// Column is the heading of the column that it is about, "" for the list.
	Column  string   `json:"column,omitempty"`
	Answers []Answer `json:"answers,omitempty"`
	// Table has the spellings to be explained, where it asks for those.
	Table []Spelling `json:"table,omitempty"`
	// Options are what a spelling may stand for.
	Options []data.Option[string] `json:"-"`
	// part is the key of the table in a Map.
	part string
	rows []data.ListPlace
	// sign is what was found in the column, by which questions of several sheets are one.
	sign string
	// days are those that it is about, and tell says what was counted of them; nil for none.
	days *dayStats
	tell func(*Ask)
}

// Answer is one way to answer a question.
type Answer struct {
	Label string `json:"answer"`
	// Means is what follows, with an example from the list.
	Means string `json:"means"`
	// Map is the fragment that gives this answer; see Map.With.
	Map string `json:"map"`
}

// Spelling is a text of a list that stands for something here.
type Spelling struct {
	Text string `json:"text"`
	Rows int    `json:"rows"`
	// Proposed is the likeliest of the options, "" for none. It is never taken
	// unasked.
	Proposed string `json:"proposed"`
}

// Fragment returns the part of a Map that says what spellings stand for; chosen
// has an answer for each text that is answered.
func (a *Ask) Fragment(chosen map[string]string) string {
	body, _ := json.Marshal(map[string]map[string]string{a.part: chosen}) // strings alone
	return string(body)
}

// Rows are the rows that the question is about, the first of them.
func (a *Ask) Rows() []data.ListPlace { return a.rows }

// said is a fragment of a Map: key to value, or key to column to value.
func said(keys ...string) string {
	var v any = keys[len(keys)-1]
	for i := len(keys) - 2; i >= 0; i-- {
		v = map[string]any{keys[i]: v}
	}
	body, _ := json.Marshal(v) // strings alone
	return string(body)
}

func (l *List) ask(a Ask) {
	if a.tell != nil {
		a.tell(&a)
	}
	l.asks = append(l.asks, a)
}

// Asks are the questions that no one has answered yet.
func (l *List) Asks() []Ask { return l.asks }

const mostNamed = 4 // rows, or sheets with rows

// rowsOfSheets names rows of several sheets: "row 4 of “Jan” and rows 5 and 7 of “Feb”".
func rowsOfSheets(rows []data.ListPlace) string {
	var parts []string
	for len(rows) > 0 {
		n := slices.IndexFunc(rows, func(r data.ListPlace) bool { return r.Sheet != rows[0].Sheet })
		if n < 0 {
			n = len(rows)
		}
		parts = append(parts, fmt.Sprintf("%s of “%s”", rowsText(rows[:n]), rows[0].Sheet))
		rows = rows[n:]
	}
	if len(parts) > mostNamed {
		return strings.Join(parts[:mostNamed], ", ") + " and others"
	}
	return data.JoinAnd(parts)
}

// rowsText names rows as people do: "rows 311 to 319", "rows 4, 9 and 12".
func rowsText(rows []data.ListPlace) string {
	if len(rows) == 0 {
		return "no row"
	}
	if rows[0].Sheet != rows[len(rows)-1].Sheet {
		return rowsOfSheets(rows)
	}
	var parts []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1].Sheet == rows[i].Sheet && rows[j+1].Row == rows[j].Row+1 {
			j++
		}
		if j > i+1 {
			parts = append(parts, fmt.Sprintf("%d to %d", rows[i].Row, rows[j].Row))
		} else {
			for k := i; k <= j; k++ {
				parts = append(parts, fmt.Sprint(rows[k].Row))
			}
		}
		i = j + 1
	}
	if len(parts) > mostNamed {
		return fmt.Sprintf("rows %s and others", strings.Join(parts[:mostNamed], ", "))
	}
	if len(rows) == 1 {
		return "row " + parts[0]
	}
	return "rows " + data.JoinAnd(parts)
}
