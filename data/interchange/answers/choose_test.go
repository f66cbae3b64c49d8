package answers

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// itemsOf counts the items of a list that have a column.
func itemsOf(l *List) int { return l.columns.items() }

func TestMap_noneLeavesAColumnOut(t *testing.T) {
	rows := plainRows(6, "Client ref", "NHS number", "Completed")
	for i := range rows[1:] {
		rows[i+1][0], rows[i+1][1], rows[i+1][2] = fmt.Sprint("P", i), "9434765919", fmt.Sprintf("2026-01-%02d", i+5)
	}
	o := options(t, "wemwbs")
	for _, c := range []struct {
		answer string
		ok     func(*List) bool
	}{
		{`{"person": "none"}`, func(l *List) bool { return l.columns.roles.of(rolePerson) < 0 && l.columns.roles.of(roleNHS) == 1 }},
		{`{"nhs_number": "none"}`, func(l *List) bool { return l.columns.roles.of(roleNHS) < 0 && l.columns.roles.of(rolePerson) == 0 }},
		{`{"person": "none", "nhs_number": "none"}`, func(l *List) bool { return !l.Known }},
		{`{"date": "none"}`, func(l *List) bool { return !l.Dated && len(l.Undecided()) == 0 }},
		{`{"items": {"3": "none"}}`, func(l *List) bool {
			return itemsOf(l) == 13 && l.columns.blocks[0].items[4] == 6
		}},
		{`{"items": {"3": "WEMWBS4"}}`, func(l *List) bool {
			_, four := l.columns.blocks[0].items[4]
			return itemsOf(l) == 13 && l.columns.blocks[0].items[3] == 6 && !four // a column is that of one question
		}},
	} {
		var err error
		if o.Map, err = (*Map)(nil).With(c.answer); err != nil {
			t.Fatal(err)
		}
		l, sets := read(t, o, rows)
		if !c.ok(l) || len(sets) != 6 {
			t.Errorf("%s: %+v, %d items, %q", c.answer, l.columns.roles, itemsOf(l), l.Questions)
		}
		for _, d := range l.Decisions() {
			if !d.Required && len(d.Choices) > 2 && !slices.ContainsFunc(d.Choices, func(x Choice) bool { return x.Answer == d.Taken }) {
				t.Errorf("%s: what was taken for %s is no choice", c.answer, d.Key)
			}
		}
	}
}

// A list in another language was refused, and no one could say which column is which
// question without writing a file by hand.
func TestOpen_guidesThroughAListWithOtherHeadings(t *testing.T) {
	rows := [][]string{{"Code", "Jour", "Optimiste", "Utile", "Calme", "Problèmes", "Clair", "Proche", "Décider"}}
	for i := range 5 {
		rows = append(rows, []string{fmt.Sprint("P", i), fmt.Sprintf("2026-01-%02d", i+5), "2", "3", "4", "5", "1", "2", "3"})
	}
	o := options(t, "swemwbs")
	if said := refused(t, o, rows); !strings.Contains(said, "of the 7 questions of SWEMWBS were not found") {
		t.Errorf("%q", said)
	}
	o.Guide = true
	l, sets := read(t, o, rows)
	if !l.Unmapped() || len(sets) != 0 || len(l.Undecided()) != 1 {
		t.Fatalf("%+v, %d questionnaires", l.Undecided(), len(sets))
	}
	m := o.Map
	for n, heading := range append([]string{"Jour", "Code"}, rows[0][2:]...) {
		key := fmt.Sprintf("items.%d", n-1)
		if n < 2 {
			key = []string{"date", "person"}[n]
		}
		at := slices.IndexFunc(l.Decisions(), func(d Decision) bool { return d.Key == key })
		d := l.Decisions()[at]
		choice := slices.IndexFunc(d.Choices, func(c Choice) bool { return c.Words == heading })
		var err error
		if m, err = m.With(d.Choices[choice].Answer); err != nil {
			t.Fatal(err)
		}
		o.Map = m
		l, sets = read(t, o, rows)
		if n > 1 && (itemsOf(l) != n-1 || len(sets) != 5) {
			t.Errorf("after %q: %d items, %d questionnaires", heading, itemsOf(l), len(sets))
		}
	}
	if got := sets[0]; l.Unmapped() || len(l.Undecided()) > 0 || got.Person.Reference != "P0" || got.AnsweredOn.String() != "2026-01-05" || got.Answers[7] != 3 || len(got.Answers) != 7 {
		t.Errorf("%+v", got)
	}
}
