package instrument_test

import (
	"slices"
	"testing"

	"waymark/data/instrument"
)

func TestPointsAndOwnAnswers(t *testing.T) {
	d := parsed(t, full)
	got, err := d.Scores(instrument.Answers{1: 1, 2: 0, 3: 2}, instrument.Options{})
	if err != nil || got["full-2"].Value != 4 || got["full-2"].Band != "high" || got["full-2.sleep"].Value != 2.5 || got["full-2.sleep"].Band != "poor" {
		t.Errorf("%+v, %v", got, err)
	}
	// one blank is allowed: the sum is as it is, estimated by no one
	got, err = d.Scores(instrument.Answers{1: 1}, instrument.Options{Prorate: true})
	if s := got["full-2"]; err != nil || !s.Valid || s.Value != 2 || s.Prorated || s.Complete || got["full-2.sleep"].Valid {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := d.Scores(instrument.Answers{3: 0}, instrument.Options{}); err == nil {
		t.Error("item 3 took an answer of the questionnaire, but has its own")
	}
}

func TestMeasuresCarryAllOfTheScale(t *testing.T) {
	m := parsed(t, full).Measures()
	if len(m) != 2 || !slices.Equal(m[0].Items, []int{1, 2}) || !slices.Equal(m[1].Items, []int{3}) {
		t.Fatalf("%+v", m)
	}
	sleep := m[1]
	if sleep.BandOf(2.5) != "poor" || sleep.BandOf(2.6) != "rested" || len(sleep.Comparators) != 1 || !sleep.LowerIsBetter || m[0].LowerIsBetter {
		t.Errorf("%+v", sleep)
	}
	if sleep.Change(1, 3) != instrument.RoseLarge || sleep.Change(3, 2) != instrument.FellSmall || sleep.Change(3, 1) != instrument.FellLarge || sleep.ChangeLabel(instrument.FellLarge) != "went down by 2 or more" {
		t.Error("the change of a scale is not by its own sizes")
	}
	if lonely := byID(t, "ucla3").Measures()[0]; lonely.Change(3, 9) != instrument.Unknown || lonely.ChangeLabel(instrument.Same) != "" {
		t.Error("UCLA-3 has no sizes of change")
	}
}

func TestTranslation(t *testing.T) {
	d := parsed(t, full)
	if got := d.Languages(); !slices.Equal(got, []string{"cy"}) {
		t.Fatalf("%v", got)
	}
	cy := d.In("cy")
	if cy.Name != "Graddfa lawn" || cy.Instruction != "Tick." || cy.Items[1].Text != "Rwy’n poeni" ||
		cy.Choices[1].Label != "ydw" || cy.LabelOf(cy.Items[2], 2) != "gweddol" {
		t.Errorf("%+v", cy)
	}
	if d.Items[1].Text != "I worry" || d.Choices[1].Label != "yes" || d.LabelOf(d.Items[2], 2) != "fair" {
		t.Error("the translation changed the questionnaire itself")
	}
	if d.In("pl") != d || d.In("") != d {
		t.Error("a language that is not there gives another questionnaire")
	}
	a := instrument.Answers{1: 1, 2: 1, 3: 3}
	if here, there := score(t, d, a, instrument.Options{}), score(t, cy, a, instrument.Options{}); here != there {
		t.Errorf("%+v in English, %+v in Welsh", here, there)
	}
}
