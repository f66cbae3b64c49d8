package data

import (
	"strings"
	"testing"
)

func TestBlacked(t *testing.T) {
	other := func(from, to int) RightsMark { return RightsMark{From: from, To: to, Reason: ReasonOther} }
	const bar = "[blacked out: another person’s details]"
	for _, c := range []struct {
		text, want string
		marks      []RightsMark
	}{
		{"Her daughter Ingrid owes rent.", "Her daughter " + bar + " owes rent.", []RightsMark{other(13, 19)}},
		{"all of it", bar, []RightsMark{other(0, 9)}},
		{"Ïngrid owes", bar + " owes", []RightsMark{other(0, 6)}},
		{"one two three", "one " + bar, []RightsMark{other(4, 7), other(8, 13)}}, // one bar: lengths are not told
		{"one two three", "one " + bar, []RightsMark{other(6, 13), other(4, 9)}},
		// Who reads the copy does not learn that there was a report, or that it is thought
		// to harm them.
		{"Mrs Hale rang us", bar + " rang us", []RightsMark{{From: 0, To: 8, Reason: ReasonSource}}},
		{"no insight", "[blacked out: left out as the law allows]", []RightsMark{{From: 0, To: 10, Reason: ReasonHarm}}},
		{"it stays", "it stays", []RightsMark{{From: 3, To: 8, Stays: true, Reason: ReasonWorker}}},
		{"", "", nil}, {"none", "none", nil}, {"short", "sh" + bar, []RightsMark{other(2, 99)}},
	} {
		if got := PlainSpans(Blacked(c.text, c.marks)); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzBlacked(f *testing.F) {
	f.Add("Her daughter Ingrïd owes", 4, 9, 7, 30)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		text = strings.ToValidUTF8(text, "?")
		marks := []RightsMark{{From: a, To: b, Reason: ReasonOther}, {From: c, To: d, Reason: ReasonHarm}}
		kept := 0
		for _, s := range Blacked(text, marks) {
			if s.Black == "" {
				kept += len([]rune(s.Text))
			}
		}
		want := 0
		for i := range []rune(text) {
			if (i < a || i >= b) && (i < c || i >= d) {
				want++
			}
		}
		if kept > want {
			t.Errorf("%d characters of %d stay, at most %d may", kept, len([]rune(text)), want)
		}
	})
}
