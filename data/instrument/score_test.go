package instrument_test

import (
	"math"
	"slices"
	"testing"

	"waymark/data/instrument"
)

func byID(t testing.TB, id string) *instrument.Definition {
	t.Helper()
	d, ok := instrument.ByID(id)
	if !ok {
		t.Fatalf("no questionnaire %q", id)
	}
	return d
}

// same answers every item of d with one value.
func same(d *instrument.Definition, value int) instrument.Answers {
	a := instrument.Answers{}
	for _, item := range d.Items {
		a[item.Number] = value
	}
	return a
}

// short answers SWEMWBS so that its raw sum is the given one.
func short(raw int) instrument.Answers {
	a := instrument.Answers{}
	for n := 1; n <= 7; n++ {
		a[n] = 1 + min(4, max(0, raw-7-4*(n-1)))
	}
	return a
}

func score(t testing.TB, d *instrument.Definition, a instrument.Answers, opts instrument.Options) instrument.Score {
	t.Helper()
	s, err := d.Score(a, opts)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWEMWBSIsTheSumOfFourteen(t *testing.T) {
	d := byID(t, "wemwbs")
	for value, want := range map[int]float64{1: 14, 2: 28, 3: 42, 4: 56, 5: 70} {
		s := score(t, d, same(d, value), instrument.Options{})
		if !s.Complete || !s.Valid || s.Prorated || s.Value != want || s.Raw != int(want) || s.Answered != 14 || s.Items != 14 {
			t.Errorf("all %d: %+v", value, s)
		}
	}
}

func TestMissingAnswerIsNeverZero(t *testing.T) {
	d := byID(t, "wemwbs")
	for _, item := range d.Items {
		a := same(d, 3)
		delete(a, item.Number)
		s := score(t, d, a, instrument.Options{})
		if s.Complete || s.Valid || s.Value != 0 || s.Band != "" || s.Answered != 13 || s.Raw != 39 {
			t.Errorf("without item %d: %+v", item.Number, s)
		}
	}
	for _, opts := range []instrument.Options{{}, {Prorate: true}} {
		if s := score(t, d, nil, opts); s.Valid || s.Complete || s.Answered != 0 {
			t.Errorf("no answers at all: %+v", s)
		}
	}
}

func TestProrationIsFlaggedAndLimited(t *testing.T) {
	d := byID(t, "wemwbs")
	a := same(d, 3)
	a[1], a[2] = 4, 4 // 13 answers: 41 of 13 is 44.15 of 14
	delete(a, 14)
	s := score(t, d, a, instrument.Options{Prorate: true})
	if !s.Valid || !s.Prorated || s.Complete || s.Estimated != 1 || s.Raw != 41 || s.Value != 44 {
		t.Errorf("one blank: %+v", s)
	}
	delete(a, 13)
	delete(a, 12)
	if s := score(t, d, a, instrument.Options{Prorate: true}); !s.Valid || s.Value != 45 { // 35 of 11 is 44.5, rounded up
		t.Errorf("three blanks: %+v", s)
	}
	delete(a, 11)
	if s := score(t, d, a, instrument.Options{Prorate: true}); s.Valid || s.Prorated {
		t.Errorf("four blanks: %+v", s)
	}
	whole := score(t, d, same(d, 2), instrument.Options{Prorate: true})
	if whole.Prorated || whole.Value != 28 {
		t.Errorf("nothing blank: %+v", whole)
	}
}

func TestAnswersThatCannotBe(t *testing.T) {
	d := byID(t, "wemwbs")
	for _, a := range []instrument.Answers{{1: 0}, {1: 6}, {1: -1}, {0: 3}, {15: 3}} {
		if s, err := d.Score(a, instrument.Options{}); err == nil || s != (instrument.Score{}) {
			t.Errorf("%v gives %+v, %v, want an error", a, s, err)
		}
	}
}

func TestSWEMWBSIsConvertedByTable(t *testing.T) {
	d := byID(t, "swemwbs")
	for raw, want := range map[int]float64{7: 7, 20: 18.59, 21: 19.25, 22: 19.98, 30: 27.03, 31: 28.13, 35: 35} {
		if s := score(t, d, short(raw), instrument.Options{}); s.Raw != raw || s.Value != want {
			t.Errorf("raw %d: %+v, want %v", raw, s, want)
		}
	}
	sum := 0.0
	for raw := 7; raw <= 35; raw++ {
		sum += score(t, d, short(raw), instrument.Options{}).Value
	}
	if len(d.Scoring.Table) != 29 || math.Abs(sum-585.66) > 1e-9 {
		t.Errorf("%d values, sum %v; want 29, 585.66", len(d.Scoring.Table), sum)
	}
}

// The mean of metric scores is not the metric of the mean raw score.
func TestSWEMWBS_meanIsOfConvertedScores(t *testing.T) {
	d := byID(t, "swemwbs")
	low, high := score(t, d, short(7), instrument.Options{}), score(t, d, short(35), instrument.Options{})
	if mean := (low.Value + high.Value) / 2; mean != 21 {
		t.Errorf("mean of the scores is %v, want 21", mean)
	}
	if s := score(t, d, short((low.Raw+high.Raw)/2), instrument.Options{}); s.Value != 19.25 {
		t.Errorf("score of the mean is %v, want 19.25", s.Value)
	}
}

func TestSWEMWBSOutOfWEMWBS(t *testing.T) {
	long, d := byID(t, "wemwbs"), byID(t, "swemwbs")
	// given: the seven items of the short form at 3, all others at 5
	a := same(long, 5)
	for _, n := range []int{1, 2, 3, 6, 7, 9, 11} {
		a[n] = 3
	}
	s, err := d.Score(d.Derive(a), instrument.Options{})
	if err != nil || s.Raw != 21 || s.Value != 19.25 || !s.Complete {
		t.Errorf("%+v, %v", s, err)
	}
	// when an item that the short form does not have is blank, it is complete all the same
	delete(a, 14)
	if s, err := d.Score(d.Derive(a), instrument.Options{}); err != nil || !s.Valid {
		t.Errorf("%+v, %v", s, err)
	}
	// when one that it has is blank, it is not
	delete(a, 11)
	if s, err := d.Score(d.Derive(a), instrument.Options{}); err != nil || s.Valid || s.Answered != 6 {
		t.Errorf("%+v, %v", s, err)
	}
	if s, err := d.Score(short(22), instrument.Options{}); err != nil || s.Value != 19.98 {
		t.Errorf("its own answers: %+v, %v", s, err)
	}
}

func TestBand_edges(t *testing.T) {
	for id, cases := range map[string]map[float64]string{
		"swemwbs": {7: "low", 19.5: "low", 19.51: "medium", 27.49: "medium", 27.5: "high", 35: "high"},
		"wemwbs":  {14: "very low", 40: "very low", 41: "low", 44: "low", 45: "average", 59: "average", 60: "high", 70: "high"},
	} {
		d := byID(t, id)
		for value, want := range cases {
			if got := d.BandOf(value); got != want {
				t.Errorf("%s %v is %q, want %q", id, value, got, want)
			}
		}
		if d.BandNote != "a prompt for a conversation, not a diagnosis" {
			t.Errorf("%s: bands are labelled %q", id, d.BandNote)
		}
	}
}

func TestChange(t *testing.T) {
	d := byID(t, "wemwbs")
	for rise, want := range map[float64]instrument.Change{
		12: instrument.RoseLarge, 8: instrument.RoseLarge, 7: instrument.RoseSmall, 3: instrument.RoseSmall,
		2: instrument.Same, 0: instrument.Same, -2: instrument.Same, 2.5: instrument.Same, -3: instrument.FellSmall, -7: instrument.FellSmall, -8: instrument.FellLarge, -20: instrument.FellLarge,
	} {
		if got := d.Change(40, 40+rise); got != want {
			t.Errorf("a rise of %v is %q, want %q", rise, got, want)
		}
		if d.ChangeLabel(want) == "" {
			t.Errorf("%q has no words", want)
		}
	}
	if got := d.Change(18.6, 21.6); got != instrument.RoseSmall { // 3.0000000000000004 or 2.9999999999999964
		t.Errorf("18.6 to 21.6 is %q", got)
	}
	if got := byID(t, "swemwbs").Change(10, 30); got != instrument.Unknown {
		t.Errorf("the short form has no sizes of change, but gave %q", got)
	}
}

func TestAllIsAListOfItsOwn(t *testing.T) {
	all := instrument.All()
	if len(all) != 6 || !slices.IsSortedFunc(all, func(a, b *instrument.Definition) int { return slices.Compare([]byte(a.ID), []byte(b.ID)) }) {
		t.Fatalf("%d questionnaires", len(all))
	}
	all[0] = nil
	if instrument.All()[0] == nil {
		t.Error("a caller can change the list")
	}
	if _, ok := instrument.ByID("eq5d"); ok {
		t.Error("EQ-5D needs a licence and is not to be shipped")
	}
}
