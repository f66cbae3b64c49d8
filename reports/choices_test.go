package reports

import (
	"slices"
	"testing"

	"waymark/data"
	"waymark/reports/disclosure"
)

func heldFor(id data.ID, from, to string) data.HandedOver {
	return data.HandedOver{ID: id, ReaderID: "r", Formats: []data.ReportFormat{data.FormatPDF},
		Report: data.Frozen{Filter: data.FigureFilter{From: data.MustDate(from), To: data.MustDate(to)}}}
}

func TestCandidates_leaveOutWhatTheReaderHas(t *testing.T) {
	day := data.MustDate
	r := &Report{Rule: disclosure.Default}
	texts := func(from, to string, held ...data.HandedOver) (list []string) {
		q := Request{Filter: data.FigureFilter{From: day(from), To: day(to)}}
		for _, c := range candidates(q, Recipient{Held: held}, r) {
			list = append(list, c.Text)
			if c.NotSent == "" && c.Request.Filter == q.Filter && c.Request.Rule == nil {
				t.Errorf("%q asks for the same again", c.Text)
			}
		}
		return list
	}
	const rounded = "Counts rounded to the nearest 5"
	for _, c := range []struct {
		from, to string
		held     []data.HandedOver
		want     []string
	}{
		{"2026-01-01", "2026-03-31", nil, []string{rounded}},
		// The year to date, month by month.
		{"2026-01-01", "2026-03-31", []data.HandedOver{heldFor("a", "2026-01-01", "2026-02-28")},
			[]string{"Only the days that they do not have yet: March 2026", rounded, "Without the report on January 2026 to February 2026, if it was never sent"}},
		// To yesterday, and to today.
		{"2026-01-01", "2026-03-11", []data.HandedOver{heldFor("a", "2026-01-01", "2026-03-10")},
			[]string{"Only the days that they do not have yet: 11 March 2026", "Whole months: January 2026 to February 2026", rounded,
				"Without the report on 1 January 2026 to 10 March 2026, if it was never sent"}},
		// What they have is in the middle.
		{"2026-01-01", "2026-06-30", []data.HandedOver{heldFor("b", "2026-04-01", "2026-06-30"), heldFor("a", "2026-02-01", "2026-02-28")},
			[]string{"Only the days that they do not have yet: January 2026", rounded,
				"Without the report on February 2026, if it was never sent", "Without the report on April 2026 to June 2026, if it was never sent"}},
		// The year after its quarters: there are no days that they do not have.
		{"2026-01-01", "2026-06-30", []data.HandedOver{heldFor("a", "2026-01-01", "2026-03-31"), heldFor("b", "2026-04-01", "2026-06-30")},
			[]string{rounded, "Without the report on April 2026 to June 2026, if it was never sent", "Without the report on January 2026 to March 2026, if it was never sent"}},
	} {
		if got := texts(c.from, c.to, c.held...); !slices.Equal(got, c.want) {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
	r.Rule = disclosure.Strict
	if got := texts("2026-01-01", "2026-03-31"); len(got) != 0 {
		t.Errorf("rounded already: %q", got)
	}
}

func TestHandOverRule_needsSmallNumbersHidden(t *testing.T) {
	for rule, want := range map[disclosure.Rule]data.Code{{}: data.CodeInvalid, disclosure.Default: "", {RoundTo: 5}: ""} {
		if got := data.CodeOf((&Request{Rule: &rule}).HandOverRule()); got != want {
			t.Errorf("%+v: %q", rule, got)
		}
	}
}

func TestHidesTooMuch(t *testing.T) {
	for _, c := range []struct {
		hidden, alone int
		want          bool
	}{{30, 20, false}, {31, 20, true}, {0, 0, false}, {1, 0, true}} {
		if got := (&Handing{Hidden: c.hidden, Alone: c.alone}).HidesTooMuch(); got != c.want {
			t.Errorf("%d hidden, %d alone: %v", c.hidden, c.alone, got)
		}
	}
}
