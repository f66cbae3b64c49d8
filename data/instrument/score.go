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

// Score makes the total of the questionnaire from the answers, by its own
// rule. Answers that are missing are no error: the Score then is not Complete,
// and not Valid unless the questionnaire allows that many blanks or it could
// be prorated. An answer to an item that the questionnaire does not have, or
// one that cannot be ticked, is an error.
//
// Only the items of the total count, in Answered, Items and Complete as well.
// A prorated sum is the mean of the answers given times the number of items,
// rounded to a whole point, halves up, so that it stays on the scale and can
// be looked up in a table.
func (d *Definition) Score(a Answers, opts Options) (Score, error) {
	if err := d.check(a); err != nil {
		return Score{}, err
	}
	m := d.total()
	return d.scoreAs(&m, a, opts), nil
}

// Scores makes every score of the questionnaire, by the ID of its Measure. The
// ones that are not Valid are there, too, and say how much was answered.
func (d *Definition) Scores(a Answers, opts Options) (map[string]Score, error) {
	if err := d.check(a); err != nil {
		return nil, err
	}
	scores := map[string]Score{}
	for _, m := range d.Measures() {
		scores[m.ID] = d.scoreAs(&m, a, opts)
	}
	return scores, nil
}

// check refuses answers that the questionnaire cannot have been given.
func (d *Definition) check(a Answers) error {
	for number, value := range a {
		item, ok := d.Item(number)
		if !ok {
			return fmt.Errorf("%s has no item %d", d.ShortName, number)
		}
		if _, ok := d.points(item, value); !ok {
			return fmt.Errorf("item %d of %s has an answer that cannot be ticked", number, d.ShortName)
		}
	}
	return nil
}

// scoreAs makes one score out of answers that were checked.
func (d *Definition) scoreAs(m *Measure, a Answers, opts Options) Score {
	s := Score{Items: len(m.Items)}
	for _, number := range m.Items {
		value, answered := a[number]
		if !answered {
			continue
		}
		item, _ := d.Item(number)
		points, _ := d.points(item, value)
		s.Raw += points
		s.Answered++
	}
	blanks := s.Items - s.Answered
	s.Complete = blanks == 0
	rule := m.Scoring
	sum := s.Raw
	switch {
	case rule.Kind == None || s.Answered == 0:
		return s
	case blanks <= rule.ValidBlanks:
	case opts.Prorate && blanks <= rule.ProrateBlanks:
		s.Prorated, s.Estimated = true, blanks
		sum = int(math.Floor(float64(s.Raw*s.Items)/float64(s.Answered) + 0.5))
	default:
		return s
	}
	s.Valid = true
	s.Value = rule.convert(sum)
	s.Band = m.BandOf(s.Value)
	return s
}

// convert turns a sum within range into the score.
func (s Scoring) convert(sum int) float64 {
	if s.Kind != Table {
		return float64(sum)
	}
	return s.Table[sum-s.Table[0].Raw].Value
}

// BandOf is the label of the band that a score falls into, or "" when the
// questionnaire has none. It is a prompt for a conversation, not a diagnosis.
func (d *Definition) BandOf(value float64) string { return bandOf(d.Bands, value) }

func bandOf(bands []Band, value float64) string {
	for _, b := range bands {
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
