package instrument_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/data/instrument"
)

func ids(measures []instrument.Measure) []string {
	var all []string
	for _, m := range measures {
		all = append(all, m.ID)
	}
	return all
}

func TestWEMWBSIsScoredAsBothThroughTheCatalogue(t *testing.T) {
	c := instrument.Standard()
	if got := ids(c.MeasuresFrom("wemwbs", "2006")); !slices.Equal(got, []string{"wemwbs", "swemwbs"}) {
		t.Errorf("%v", got)
	}
	a := same(byID(t, "wemwbs"), 3)
	got, err := c.Scores("wemwbs", "2006", a, instrument.Options{})
	if err != nil || got["wemwbs"].Value != 42 || got["swemwbs"].Value != 19.25 || got["swemwbs"].Band != "low" {
		t.Errorf("%+v, %v", got, err)
	}
	// an item that only the long form has is blank: it has no score, the short one does
	delete(a, 14)
	got, err = c.Scores("wemwbs", "2006", a, instrument.Options{})
	if err != nil || got["wemwbs"].Valid || !got["swemwbs"].Valid || got["swemwbs"].Value != 19.25 || got["swemwbs"].Prorated {
		t.Errorf("without item 14: %+v, %v", got, err)
	}
	// one of both is blank: neither
	delete(a, 11)
	got, err = c.Scores("wemwbs", "2006", a, instrument.Options{})
	if err != nil || got["wemwbs"].Valid || got["swemwbs"].Valid || got["swemwbs"].Answered != 6 {
		t.Errorf("without item 11: %+v, %v", got, err)
	}
	if got := ids(c.MeasuresFrom("swemwbs", "2008")); !slices.Equal(got, []string{"swemwbs"}) {
		t.Errorf("the short form gives %v", got)
	}
}

func TestCatalogue_refusesWhatIsDamaged(t *testing.T) {
	c := instrument.Standard()
	for _, of := range [][2]string{{"wemwbs", "1999"}, {"none", "1"}, {"", ""}} {
		if got, err := c.Scores(of[0], of[1], nil, instrument.Options{}); err == nil || got != nil || c.MeasuresFrom(of[0], of[1]) != nil {
			t.Errorf("%v: %v, %v", of, got, err)
		}
	}
	if got, err := c.Scores("wemwbs", "2006", instrument.Answers{15: 1}, instrument.Options{}); err == nil || got != nil {
		t.Errorf("item 15: %v, %v", got, err)
	}
}

func TestEveryMeasureIsFound(t *testing.T) {
	c := instrument.Standard()
	var found []string
	for _, d := range instrument.All() {
		if len(d.Measures()) == 0 {
			t.Errorf("%s gives no score", d.ID)
		}
		for _, of := range d.Measures() {
			m, ok := c.Measure(of.ID)
			if !ok || m.ID != of.ID || m.Name == "" || m.ShortName == "" || len(m.Items) == 0 {
				t.Errorf("%s: %+v, %v", of.ID, m, ok)
			}
			found = append(found, of.ID)
		}
	}
	for _, id := range []string{"wemwbs", "swemwbs", "ons4.anxious", "ucla3", "ucla3.direct", "ons-lonely", "djg6", "djg6.emotional", "djg6.social"} {
		if !slices.Contains(found, id) {
			t.Errorf("%s is not among %q", id, found)
		}
	}
	for _, id := range []string{"ons4", "ons4.total", "djg6.", "", "eq5d"} {
		if m, ok := c.Measure(id); ok {
			t.Errorf("%q gives %+v", id, m)
		}
	}
}

// version returns the small questionnaire under another ID, version and name.
func version(t *testing.T, id, version, name string) *instrument.Definition {
	t.Helper()
	return parsed(t, strings.NewReplacer(`"tiny"`, `"`+id+`"`, `"version": "1"`, `"version": "`+version+`"`, "Tiny scale", name).Replace(tiny))
}

func TestOwnQuestionnairesStandBesideTheOthers(t *testing.T) {
	first, second := version(t, "tiny", "1", "Old name"), version(t, "tiny", "2", "A name")
	again := version(t, "tiny", "2", "A name, mended")
	theirs := version(t, "wemwbs", "2006", "Not the real one")
	c := instrument.NewCatalogue(first, second, nil, again, theirs)

	if d, ok := c.ByID("tiny"); !ok || d != again {
		t.Errorf("newest: %+v", d)
	}
	if d, ok := c.Version("tiny", "1"); !ok || d != first {
		t.Errorf("version 1: %+v", d)
	}
	if d, _ := c.Version("wemwbs", "2006"); d == theirs || len(d.Items) != 14 {
		t.Error("an own file took the place of the program’s WEMWBS")
	}
	all := c.All()
	if len(all) != 7 || all[0] != again || !slices.IsSortedFunc(all, func(a, b *instrument.Definition) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	}) {
		t.Errorf("%d questionnaires, first %s", len(all), all[0].Name)
	}
	if _, ok := instrument.Standard().ByID("tiny"); ok {
		t.Error("an own one is in the standard catalogue")
	}
}

// A newer version of the long form that the short one does not fit is not
// scored as the short one.
func TestDerivedOnlyWhereItFits(t *testing.T) {
	other := version(t, "wemwbs", "2030", "Two items")
	c := instrument.NewCatalogue(other)
	if got := ids(c.MeasuresFrom("wemwbs", "2030")); !slices.Equal(got, []string{"wemwbs"}) {
		t.Errorf("%v", got)
	}
	if got := ids(c.MeasuresFrom("wemwbs", "2006")); len(got) != 2 {
		t.Errorf("the old version gives %v", got)
	}
}

func TestMeasureOfAVersionThatWasReplaced(t *testing.T) {
	old := parsed(t, full)
	newer := version(t, "full-2", "2027", "Full, without scales")
	c := instrument.NewCatalogue(old, newer)
	if m, ok := c.Measure("full-2.sleep"); !ok || m.InstrumentID != "full-2" {
		t.Errorf("%+v, %v", m, ok)
	}
	if m, _ := c.Measure("full-2"); m.Name != "Full, without scales" {
		t.Errorf("%+v", m)
	}
}
