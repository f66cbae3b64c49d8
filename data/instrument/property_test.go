package instrument_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"waymark/data/instrument"
)

// some answers items of d by chance and leaves one in blank empty.
func some(rng *rand.Rand, d *instrument.Definition, blank int) instrument.Answers {
	a := instrument.Answers{}
	for _, item := range d.Items {
		if rng.IntN(blank) > 0 {
			choices := d.ChoicesOf(item)
			a[item.Number] = choices[rng.IntN(len(choices))].Value
		}
	}
	return a
}

// holds checks what is true of every score, whatever was answered.
func holds(t *testing.T, m instrument.Measure, s instrument.Score, a instrument.Answers, opts instrument.Options) {
	t.Helper()
	blanks := 0
	for _, n := range m.Items {
		if _, ok := a[n]; !ok {
			blanks++
		}
	}
	allowed := blanks < len(m.Items) && (blanks <= m.Scoring.ValidBlanks || opts.Prorate && blanks <= m.Scoring.ProrateBlanks)
	switch {
	case s.Items != len(m.Items) || s.Answered != s.Items-blanks || s.Complete != (blanks == 0):
		t.Fatalf("%s %v: %+v counts the answers wrongly", m.ID, a, s)
	case s.Valid != allowed:
		t.Fatalf("%s %v: %+v, but %d blanks", m.ID, a, s, blanks)
	case s.Prorated != (s.Valid && blanks > m.Scoring.ValidBlanks) || s.Prorated != (s.Estimated > 0):
		t.Fatalf("%s %v: %+v does not say what it is", m.ID, a, s)
	case s.Valid && (s.Value < m.Scoring.Min || s.Value > m.Scoring.Max):
		t.Fatalf("%s %v: %+v is out of range", m.ID, a, s)
	case (s.Band != "") != (s.Valid && len(m.Bands) > 0):
		t.Fatalf("%s %v: %+v, with %d bands", m.ID, a, s, len(m.Bands))
	}
}

func TestScore_propertiesHold(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, d := range instrument.All() {
		for range 300 {
			a := some(rng, d, 1+rng.IntN(8))
			for _, opts := range []instrument.Options{{}, {Prorate: true}} {
				scores, err := d.Scores(a, opts)
				if err != nil || len(scores) != len(d.Measures()) {
					t.Fatalf("%s %v: %d scores, %v", d.ID, a, len(scores), err)
				}
				for _, m := range d.Measures() {
					holds(t, m, scores[m.ID], a, opts)
				}
			}
		}
	}
}

// A better answer never lowers a score whose answers count for their values.
func TestBetterAnswersScoreHigher(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, id := range []string{"wemwbs", "swemwbs"} {
		d := byID(t, id)
		for range 300 {
			a := some(rng, d, 1000)
			before := score(t, d, a, instrument.Options{})
			number := 1 + rng.IntN(len(d.Items))
			if value, ok := a[number]; ok && before.Valid && value < 5 {
				a[number] = value + 1
				if better := score(t, d, a, instrument.Options{}); better.Value <= before.Value {
					t.Fatalf("%s: %v is not above %v", d.ID, better.Value, before.Value)
				}
			}
		}
	}
}

func FuzzScore(f *testing.F) {
	f.Add([]byte{3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3}, true)
	f.Add([]byte{1, 0, 5, 5, 5, 5, 5}, false)
	f.Add([]byte{1, 2, 3, 5}, true)
	f.Fuzz(func(t *testing.T, values []byte, prorate bool) {
		a := instrument.Answers{}
		for i, v := range values {
			if v != 255 { // which stands for blank here
				a[i+1] = int(v)
			}
		}
		opts := instrument.Options{Prorate: prorate}
		for _, d := range instrument.Standard().All() {
			bad := false
			for n, v := range a {
				item, ok := d.Item(n)
				bad = bad || !ok || d.LabelOf(item, v) == ""
			}
			scores, err := instrument.Standard().Scores(d.ID, d.Version, a, opts)
			if (err != nil) != bad {
				t.Fatalf("%s %v: %v", d.ID, a, err)
			}
			for _, m := range d.Measures() {
				if !bad {
					holds(t, m, scores[m.ID], a, opts)
				}
			}
		}
	})
}

// Whatever the file holds, reading it does not panic, and what is read can be
// scored, translated and written again.
func FuzzParse(f *testing.F) {
	f.Add(tiny)
	f.Add(full)
	f.Add(`{"format":1,"items":[{}],"answers":[{},{}],"scoring":{"kind":"table"}}`)
	f.Add(`{"translations":{"cy":{"item_answers":{"4":[null]}}},"scales":[{"items":[1,1]}]}`)
	f.Fuzz(func(t *testing.T, content string) {
		d, err := instrument.Parse(strings.NewReader(content))
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without a word")
			}
			return
		}
		rng := rand.New(rand.NewPCG(5, 6))
		opts := instrument.Options{Prorate: true}
		for range 5 {
			a := some(rng, d, 4)
			scores, err := d.Scores(a, opts)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range d.Measures() {
				holds(t, m, scores[m.ID], a, opts)
			}
		}
		for _, lang := range d.Languages() {
			if other := d.In(lang); other.Validate() != nil {
				t.Errorf("in %s: %v", lang, other.Validate())
			}
		}
		if back := parsed(t, written(t, d)); written(t, back) != written(t, d) {
			t.Errorf("%s is not the same when written again", content)
		}
	})
}
