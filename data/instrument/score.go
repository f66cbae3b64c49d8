package instrument

import (
	"fmt"
	"math"
)

// Options are a service's own choices about scoring. The zero Options are the
// default: no total unless every item is answered.
type Options struct {
	// Prorate estimates a total from the items answered when no more are
	// blank than the questionnaire allows. Every such score says so.
	Prorate bool
}

// Score is what the answers come to. Value and Band mean something only when
// Valid is true.
type Score struct {
	Complete  bool    // every item is answered
	Answered  int     // how many items are answered
	Items     int     // how many there are
	Raw       int     // the sum of the answers given, before proration and table
	Value     float64 // the score, within the range of the questionnaire
	Valid     bool    // there is a score
	Prorated  bool    // it is estimated, since answers are missing
	Band      string  // "" when the questionnaire has no bands
	Estimated int     // how many answers were estimated
}

// Score adds up the answers by the rule of the questionnaire. Answers that are
// missing are no error: the Score then is not Complete, and not Valid unless
// it could be prorated. An answer to an item that the questionnaire does not
// have, or one that cannot be ticked, is an error.
//
// A prorated sum is the mean of the answers given times the number of items,
// rounded to a whole point, halves up, so that it stays on the scale and can
// be looked up in a table.
func (d *Definition) Score(a Answers, opts Options) (Score, error) {
	s := Score{Answered: len(a), Items: len(d.Items)}
	for number, value := range a {
		if !d.hasItem(number) {
			return Score{}, fmt.Errorf("%s has no item %d", d.ShortName, number)
		}
		if !d.hasChoice(value) {
			return Score{}, fmt.Errorf("item %d of %s has an answer that cannot be ticked", number, d.ShortName)
		}
		s.Raw += value
	}
	s.Complete = s.Answered == s.Items
	if d.Scoring.Kind == None {
		return s, nil
	}
	sum := s.Raw
	if !s.Complete {
		blanks := s.Items - s.Answered
		if !opts.Prorate || s.Answered == 0 || blanks > d.Scoring.ProrateBlanks {
			return s, nil
		}
		s.Prorated, s.Estimated = true, blanks
		sum = int(math.Floor(float64(s.Raw*s.Items)/float64(s.Answered) + 0.5))
	}
	s.Valid = true
	s.Value = d.convert(sum)
	s.Band = d.BandOf(s.Value)
	return s, nil
}

// convert turns a sum within range into the score.
func (d *Definition) convert(sum int) float64 {
	if d.Scoring.Kind != Table {
		return float64(sum)
	}
	return d.Scoring.Table[sum-d.Scoring.Table[0].Raw].Value
}

// Derive picks the answers to this questionnaire out of the answers to the
// one it is derived from, under this one's own item numbers.
func (d *Definition) Derive(source Answers) Answers {
	own := Answers{}
	for _, item := range d.Items {
		if value, answered := source[item.Source]; answered && item.Source > 0 {
			own[item.Number] = value
		}
	}
	return own
}

// ScoreFrom scores answers that were given to the questionnaire with the ID
// source: this one itself, or the one that it is derived from.
func (d *Definition) ScoreFrom(source string, a Answers, opts Options) (Score, error) {
	switch {
	case source == d.ID:
		return d.Score(a, opts)
	case source == d.Scoring.DerivedFrom && source != "":
		return d.Score(d.Derive(a), opts)
	default:
		return Score{}, fmt.Errorf("%s cannot be scored from the answers to %q", d.ShortName, source)
	}
}

// BandOf is the label of the band that a score falls into, or "" when the
// questionnaire has none. It is a prompt for a conversation, not a diagnosis.
func (d *Definition) BandOf(value float64) string {
	for _, b := range d.Bands {
		if b.AtMost == nil && b.Below == nil ||
			b.AtMost != nil && value <= *b.AtMost ||
			b.Below != nil && value < *b.Below {
			return b.Label
		}
	}
	return ""
}

func (b Band) limit() (value float64, ok bool) {
	switch {
	case b.AtMost != nil:
		return *b.AtMost, true
	case b.Below != nil:
		return *b.Below, true
	}
	return 0, false
}
