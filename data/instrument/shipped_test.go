package instrument_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/data/instrument"
)

// answered returns the answers to the items 1, 2, 3 … in order; 99 is a blank.
func answered(values ...int) instrument.Answers {
	a := instrument.Answers{}
	for i, v := range values {
		if v != 99 {
			a[i+1] = v
		}
	}
	return a
}

func scores(t testing.TB, id string, a instrument.Answers) map[string]instrument.Score {
	t.Helper()
	s, err := byID(t, id).Scores(a, instrument.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestONS4IsNeverSummed(t *testing.T) {
	d := byID(t, "ons4")
	var ids []string
	for _, m := range d.Measures() {
		ids = append(ids, m.ID)
		if m.LowerIsBetter != (m.ID == "ons4.anxious") || m.InstrumentID != "ons4" || m.BandNote != d.Measures()[0].BandNote {
			t.Errorf("%+v", m)
		}
	}
	if !slices.Equal(ids, []string{"ons4.satisfied", "ons4.worthwhile", "ons4.happy", "ons4.anxious"}) {
		t.Errorf("%v", ids)
	}
	a := answered(0, 7, 10, 3)
	if s := score(t, d, a, instrument.Options{Prorate: true}); s.Valid || s.Value != 0 || !s.Complete {
		t.Errorf("the total is %+v", s)
	}
	got := scores(t, "ons4", a)
	for id, want := range map[string]float64{"ons4.satisfied": 0, "ons4.worthwhile": 7, "ons4.happy": 10, "ons4.anxious": 3} {
		if s := got[id]; !s.Valid || s.Value != want || len(got) != 4 {
			t.Errorf("%s: %+v", id, s)
		}
	}
	if s := scores(t, "ons4", answered(5, 99, 5, 5)); s["ons4.worthwhile"].Valid || !s["ons4.happy"].Valid {
		t.Errorf("one blank: %+v", s)
	}
}

func TestONS4_bands(t *testing.T) {
	good := []string{"low", "low", "low", "low", "low", "medium", "medium", "high", "high", "very high", "very high"}
	anxious := []string{"very low", "very low", "low", "low", "medium", "medium", "high", "high", "high", "high", "high"}
	for value := range 11 {
		got := scores(t, "ons4", answered(value, value, value, value))
		for id, s := range got {
			want := good[value]
			if id == "ons4.anxious" {
				want = anxious[value]
			}
			if s.Band != want {
				t.Errorf("%s %d is %q, want %q", id, value, s.Band, want)
			}
		}
	}
}

func TestUCLA3_scores(t *testing.T) {
	for _, c := range []struct {
		a      instrument.Answers
		total  float64 // 0: none
		direct float64
	}{
		{answered(1, 1, 1, 5), 3, 5},
		{answered(3, 3, 3, 1), 9, 1},
		{answered(1, 2, 3), 6, 0}, // the direct question left blank
		{answered(1, 99, 3, 2), 0, 2},
		{answered(99, 99, 99, 4), 0, 4},
	} {
		got := scores(t, "ucla3", c.a)
		total, direct := got["ucla3"], got["ucla3.direct"]
		if total.Valid != (c.total > 0) || total.Value != c.total || total.Items != 3 || total.Band != "" {
			t.Errorf("%v: total %+v, want %v", c.a, total, c.total)
		}
		if direct.Valid != (c.direct > 0) || direct.Value != c.direct {
			t.Errorf("%v: direct %+v, want %v", c.a, direct, c.direct)
		}
	}
	d := byID(t, "ucla3")
	if _, err := d.Scores(answered(4, 1, 1, 1), instrument.Options{}); err == nil {
		t.Error("item 1 took an answer that only item 4 has")
	}
	item, _ := d.Item(4)
	if got := d.LabelOf(item, 3); got != "Occasionally" {
		t.Errorf("item 4 at 3 is %q", got)
	}
	if m := d.Measures(); !m[0].LowerIsBetter || m[1].LowerIsBetter || len(m[0].Bands) != 0 {
		t.Errorf("%+v", m)
	}
}

func TestDirectQuestionIsTheSameInBoth(t *testing.T) {
	alone, within := byID(t, "ons-lonely"), byID(t, "ucla3")
	item, _ := within.Item(4)
	if alone.Items[0].Text != item.Text || !slices.Equal(alone.Choices, within.ChoicesOf(item)) {
		t.Errorf("%+v, %+v", alone.Items[0], item)
	}
	if s := scores(t, "ons-lonely", answered(5)); s["ons-lonely"].Value != 5 || !s["ons-lonely"].Valid {
		t.Errorf("%+v", s)
	}
}

func TestDeJongGierveld(t *testing.T) {
	const yes, more, no, blank = 1, 2, 3, 99
	for _, c := range []struct {
		name                     string
		a                        instrument.Answers
		total, emotional, social float64 // -1: none
		band                     string
	}{
		{"yes to all", answered(yes, yes, yes, yes, yes, yes), 3, 3, 0, "moderately lonely"},
		{"more or less to all", answered(more, more, more, more, more, more), 6, 3, 3, "severely lonely"},
		{"no to all", answered(no, no, no, no, no, no), 3, 0, 3, "moderately lonely"},
		{"not lonely", answered(no, yes, yes, no, yes, no), 0, 0, 0, "not lonely"},
		{"one", answered(no, yes, yes, more, yes, no), 1, 1, 0, "not lonely"},
		{"two", answered(no, yes, more, more, yes, no), 2, 1, 1, "moderately lonely"},
		{"four", answered(yes, no, no, yes, yes, no), 4, 2, 2, "moderately lonely"},
		{"five", answered(yes, no, no, yes, no, no), 5, 2, 3, "severely lonely"},
		{"one blank", answered(yes, no, no, yes, no, blank), 5, -1, 3, "severely lonely"},
		{"two blanks", answered(yes, blank, no, yes, no, blank), -1, -1, -1, ""},
		{"nothing", answered(), -1, -1, -1, ""},
	} {
		got := scores(t, "djg6", c.a)
		for id, want := range map[string]float64{"djg6": c.total, "djg6.emotional": c.emotional, "djg6.social": c.social} {
			s := got[id]
			if s.Valid != (want >= 0) || s.Valid && s.Value != want || s.Prorated {
				t.Errorf("%s: %s is %+v, want %v", c.name, id, s, want)
			}
		}
		if got["djg6"].Band != c.band {
			t.Errorf("%s is %q, want %q", c.name, got["djg6"].Band, c.band)
		}
	}
	for _, m := range byID(t, "djg6").Measures() {
		if !m.LowerIsBetter {
			t.Errorf("%s: more loneliness is good news", m.ID)
		}
	}
}

func TestComparator_shippedOnesAreSourced(t *testing.T) {
	const hse = "Health Survey for England"
	want := []instrument.Comparator{
		{Source: hse, Year: 2011, Group: "adults", Value: 51.6}, // first: that of the pilot’s report
		{Source: hse, Year: 2012, Group: "men", Value: 52.5},
		{Source: hse, Year: 2012, Group: "women", Value: 52.2},
		{Source: hse, Year: 2015, Group: "men", Value: 51.7},
		{Source: hse, Year: 2015, Group: "women", Value: 51.5},
		{Source: hse, Year: 2016, Group: "men", Value: 50.1},
		{Source: hse, Year: 2016, Group: "women", Value: 49.6},
	}
	if got := byID(t, "wemwbs").Comparators; !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

// TestEveryQuestionnaireSaysItsRights: a questionnaire that is added is added here,
// with whose it is.
func TestEveryQuestionnaireSaysItsRights(t *testing.T) {
	owners := map[string]string{
		"ons4": "Open Government Licence v3.0", "ons-lonely": "Open Government Licence v3.0",
		"ucla3": "Hughes", "djg6": "van Tilburg", "wemwbs": "all rights reserved", "swemwbs": "all rights reserved",
	}
	for _, d := range instrument.All() {
		if want := owners[d.ID]; want == "" || !strings.Contains(d.Rights, want) {
			t.Errorf("%s: %q, want %q", d.ID, d.Rights, want)
		}
		if d.Reference != strings.Contains(d.Registration, "keeps its registration reference in the settings") {
			t.Errorf("%s: the reference in the settings is its own: %t. It says %q", d.ID, d.Reference, d.Registration)
		}
		delete(owners, d.ID)
	}
	for id := range owners {
		t.Errorf("there is no %s", id)
	}
}
