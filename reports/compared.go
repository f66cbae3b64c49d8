package reports

import (
	"slices"
	"strings"

	"waymark/data"
	"waymark/reports/disclosure"
)

// comparedKeys are the numbers that a comparison prints of the period before, by
// table; those of the pairs are beside them.
var comparedKeys = map[string][]string{
	"people_seen": {"seen"},
	"report":      {"referrals"},
	"by_outcome":  {"attended"},
	"people":      {disclosure.KeyN, disclosure.KeyRecorded, "offered", "started"},
	"follow_ups":  {disclosure.KeyN, disclosure.KeyRecorded, "on_time"},
	"gaps":        {disclosure.KeyN},
}

// comparedNumbers returns what a comparison prints of the report, as numbers that
// a reader holds.
func (r *Report) comparedNumbers() *disclosure.Held {
	h := r.Holding("", data.FigureFilter{})
	var tables []disclosure.Table
	for _, t := range h.Tables {
		keys := comparedKeys[t.Key]
		if rest, ok := strings.CutPrefix(t.Key, "outcome/"); ok && !strings.Contains(rest, "/") {
			keys = []string{"pairs"}
		}
		t.Cells = slices.DeleteFunc(slices.Clone(t.Cells), func(c disclosure.Cell) bool { return !slices.Contains(keys, c.Key) })
		if t.Form == disclosure.Parts {
			t.Form = disclosure.Loose // not all its parts are there
		}
		if len(t.Cells) > 0 {
			tables = append(tables, t)
		}
	}
	h.Tables = tables
	h.Means = slices.DeleteFunc(h.Means, func(m disclosure.Mean) bool { return strings.Contains(m.Key, "/") })
	return &h
}
