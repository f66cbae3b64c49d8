package report

import (
	"testing"

	"waymark/reports"
)

// n is what the percentages are based on, never how many are in a row, and is left
// out where it is hidden: “n = hidden” says nothing.
func TestAbout_nIsTheBase(t *testing.T) {
	cell := func(n int) reports.Cell { return reports.Cell{N: n} }
	hidden := reports.Cell{Hidden: true}
	for want, table := range map[string]reports.Table{
		"Sex · n = 68, 1 not recorded": {Title: "Sex", N: cell(69), Recorded: cell(68), NotRecorded: cell(1)},
		"Further reasons · n = 69":     {Title: "Further reasons", N: cell(69), Recorded: cell(15), Overlaps: true},
		"Main reason · N = 69":         {Title: "Main reason", N: cell(69), Recorded: hidden, NotRecorded: hidden},
		"Age":                          {Title: "Age", N: hidden, Recorded: hidden},
	} {
		if got := about(&table); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
