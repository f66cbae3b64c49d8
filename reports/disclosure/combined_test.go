package disclosure

import (
	"slices"
	"testing"

	"waymark/data"
)

// heldOf is a report on some days with one table; −1 is a hidden number.
func heldOf(title, from, to string, adds bool, counts ...int) Held {
	t := Table{Key: "t", Adds: adds}
	for i, n := range counts {
		t.Cells = append(t.Cells, Cell{Key: string(rune('a' + i)), N: max(n, 0), Hidden: n < 0})
	}
	return Held{Title: title, From: data.MustDate(from), To: data.MustDate(to), Rule: Default, Tables: []Table{t}}
}

func TestCombined_findsWhatAReaderSubtracts(t *testing.T) {
	for name, c := range map[string]struct {
		report Held
		held   []Held
		want   []string
	}{
		"to yesterday and to today":   {heldOf("", "2026-01-01", "2026-03-11", false, 41, 20, 9), []Held{heldOf("Y", "2026-01-01", "2026-03-10", false, 40, 20, -1)}, []string{"t#a and Y"}},
		"made again after an erasure": {heldOf("", "2026-01-01", "2026-03-31", false, 39), []Held{heldOf("Y", "2026-01-01", "2026-03-31", false, 40)}, []string{"t#a and Y"}},
		"far enough apart":            {heldOf("", "2026-01-01", "2026-03-11", false, 45), []Held{heldOf("Y", "2026-01-01", "2026-03-10", false, 40)}, nil},
		"periods that do not overlap": {heldOf("", "2026-02-01", "2026-02-28", false, 41), []Held{heldOf("Y", "2026-01-01", "2026-01-31", false, 40)}, nil},
		"the whole after its parts": {heldOf("", "2026-01-01", "2026-02-28", true, 30, 60), []Held{heldOf("A", "2026-01-01", "2026-01-31", true, -1, -1), heldOf("B", "2026-02-01", "2026-02-28", true, 20, -1)},
			[]string{"t#a in parts of "}},
		"two parts that come to 3": {heldOf("", "2026-01-01", "2026-02-28", true, 3, 9), []Held{heldOf("A", "2026-01-01", "2026-01-31", true, -1, -1), heldOf("B", "2026-02-01", "2026-02-28", true, -1, -1)},
			[]string{"t#a in parts of "}},
		"the last part after the whole": {heldOf("", "2026-02-01", "2026-02-28", true, -1), []Held{heldOf("A", "2026-01-01", "2026-01-31", true, 20), heldOf("W", "2026-01-01", "2026-02-28", true, 30)},
			[]string{"t#a in parts of W"}},
		"people, who do not add up": {heldOf("", "2026-01-01", "2026-02-28", false, 30), []Held{heldOf("A", "2026-01-01", "2026-01-31", false, -1), heldOf("B", "2026-02-01", "2026-02-28", false, 20)}, nil},
	} {
		if got := Default.Combined(c.report, c.held); !slices.Equal(got, c.want) {
			t.Errorf("%s: told %q, want %q", name, got, c.want)
		}
	}
}

func TestCombined_aSurgeryIsPartOfTheWhole(t *testing.T) {
	one, all := heldOf("One", "2026-01-01", "2026-03-31", false, 40), heldOf("", "2026-01-01", "2026-03-31", false, 42)
	one.Surgery = "s"
	if got := Default.Combined(all, []Held{one}); !slices.Equal(got, []string{"t#a and One"}) {
		t.Errorf("told %q", got)
	}
	other := heldOf("", "2026-01-01", "2026-03-31", false, 42)
	other.Surgery = "o"
	if got := Default.Combined(other, []Held{one}); got != nil {
		t.Errorf("two surgeries tell %q", got)
	}
	one.Of, other.Surgery, other.Partner = []data.ID{"p"}, "", "p"
	if got := Default.Combined(other, []Held{one}); !slices.Equal(got, []string{"t#a and One"}) {
		t.Errorf("a partner and its surgery tell %q", got)
	}
	if got := (Rule{Minimum: 5, RoundTo: 5}).Combined(all, []Held{one}); got != nil {
		t.Errorf("rounded numbers tell %q", got)
	}
}

func TestCombined_meansOfNearlyTheSamePairs(t *testing.T) {
	with := func(to string, pairs int) Held {
		h := heldOf("Y", "2026-01-01", to, false)
		h.Means = []Mean{{Key: "wemwbs", Ref: "outcome/wemwbs#pairs", Pairs: pairs, Shown: true}}
		return h
	}
	if got := Default.Combined(with("2026-03-11", 41), []Held{with("2026-03-10", 40)}); !slices.Equal(got, []string{"the mean of outcome/wemwbs#pairs"}) {
		t.Errorf("told %q", got)
	}
	rounded := with("2026-03-11", 45)
	rounded.Rule.RoundTo, rounded.Means[0].After = 5, 50
	if got := rounded.Rule.Combined(rounded, []Held{with("2026-03-10", 40)}); len(got) != 1 {
		t.Errorf("rounded counts of pairs tell %q", got)
	}
	if got := Default.Combined(with("2026-03-11", 48), []Held{with("2026-03-10", 40)}); got != nil {
		t.Errorf("told %q", got)
	}
	february := with("2026-02-28", 20)
	february.From = data.MustDate("2026-02-01")
	months := []Held{with("2026-01-31", 20), february}
	if got := Default.Combined(with("2026-02-28", 41), months); !slices.Equal(got, []string{"the mean of outcome/wemwbs#pairs"}) {
		t.Errorf("of 41 pairs the two months have 40, and it told %q", got)
	}
	for _, pairs := range []int{40, 50} { // no one is left, or ten
		if got := Default.Combined(with("2026-02-28", pairs), months); got != nil {
			t.Errorf("of %d pairs the two months have 40, and it told %q", pairs, got)
		}
	}
}
