package instrument_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/data/instrument"
)

// generated makes a questionnaire that keeps to the rules of FORMAT.md, and
// works out its ranges in its own way.
func generated(rng *rand.Rand) *instrument.Definition {
	d := &instrument.Definition{Format: 1, ID: "made-up", Version: "1", Name: "Made up", ShortName: "Made up", Rights: "none"}
	d.Choices = choices(rng)
	for n := range 1 + rng.IntN(12) {
		item := instrument.Item{Number: n + 1, Text: fmt.Sprintf("Question %d", n+1)}
		if rng.IntN(3) == 0 {
			item.Choices = choices(rng)
		}
		if rng.IntN(2) == 0 {
			item.Points = make([]int, len(d.ChoicesOf(item)))
			for i := range item.Points {
				item.Points[i] = rng.IntN(5)
			}
		}
		d.Items = append(d.Items, item)
	}
	numbers := rng.Perm(len(d.Items))[:1+rng.IntN(len(d.Items))]
	for i := range numbers {
		numbers[i]++
	}
	d.Scoring = rule(rng, d, numbers)
	d.Scoring.Items = numbers
	for i := range rng.IntN(3) {
		one := []int{1 + rng.IntN(len(d.Items))}
		d.Scales = append(d.Scales, instrument.Scale{ID: fmt.Sprintf("s%d", i), Name: "Scale", ShortName: "S", Items: one, Scoring: rule(rng, d, one)})
	}
	return d
}

func choices(rng *rand.Rand) []instrument.Choice {
	var all []instrument.Choice
	value := rng.IntN(3)
	for i := range 2 + rng.IntN(4) {
		all = append(all, instrument.Choice{Value: value, Label: fmt.Sprintf("answer %d", i)})
		value += 1 + rng.IntN(3)
	}
	return all
}

// rule scores some items by a sum or a table, with blanks where they are
// allowed.
func rule(rng *rand.Rand, d *instrument.Definition, numbers []int) instrument.Scoring {
	var leasts, mosts []int
	lowest, highest := 0, 0
	for _, n := range numbers {
		counts := d.Items[n-1].Points
		if counts == nil {
			for _, c := range d.ChoicesOf(d.Items[n-1]) {
				counts = append(counts, c.Value)
			}
		}
		leasts, mosts = append(leasts, slices.Min(counts)), append(mosts, slices.Max(counts))
		lowest, highest = lowest+slices.Min(counts), highest+slices.Max(counts)
	}
	s := instrument.Scoring{Kind: instrument.Sum, Min: float64(lowest), Max: float64(highest)}
	if rng.IntN(2) == 0 {
		s.Kind, s.Min, s.Max = instrument.Table, 0, float64(highest-lowest)*2
		for raw := lowest; raw <= highest; raw++ {
			s.Table = append(s.Table, instrument.Row{Raw: raw, Value: float64(raw-lowest) * 2})
		}
	}
	if s.Kind == instrument.Sum && slices.Max(leasts) == 0 {
		s.ValidBlanks = rng.IntN(len(numbers))
	}
	if len(slices.Compact(leasts)) == 1 && len(slices.Compact(mosts)) == 1 {
		s.ProrateBlanks = rng.IntN(len(numbers))
	}
	return s
}

// Whatever questionnaire keeps to the rules is read, and scores whatever is
// answered.
func TestAnyQuestionnaireOfTheFormatWorks(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	blanks, estimated := 0, 0
	for range 500 {
		made := generated(rng)
		d := parsed(t, written(t, made))
		for range 20 {
			a, opts := some(rng, d, 3), instrument.Options{Prorate: rng.IntN(2) == 0}
			scores, err := instrument.NewCatalogue(d).Scores(d.ID, d.Version, a, opts)
			if err != nil {
				t.Fatalf("%s: %v", written(t, d), err)
			}
			for _, m := range d.Measures() {
				s := scores[m.ID]
				holds(t, m, s, a, opts)
				if s.Valid && !s.Complete {
					blanks++
				}
				if s.Prorated {
					estimated++
				}
			}
		}
	}
	if blanks == estimated || estimated == 0 {
		t.Errorf("%d scores with blanks, %d of them estimated: too few to be a test", blanks, estimated)
	}
}
