package instrument

// Measure is one score that the answers to a questionnaire come to, with all
// that is needed to show it: the total, or one of its scales.
type Measure struct {
	ID           string // of the questionnaire, or with the scale: "djg6.social"
	InstrumentID string // the questionnaire that it belongs to
	Name         string // in full
	ShortName    string // its everyday name
	Scoring      Scoring
	Items        []int // the numbers of the items that count
	Bands        []Band
	BandNote     string
	Thresholds   *Thresholds // nil when it has no sizes of change
	Comparators  []Comparator
	// LowerIsBetter is true where a rise is bad news, as of loneliness.
	LowerIsBetter bool
}

// Measures returns all that the answers to a questionnaire can be scored as: the
// total first, unless its items are never summed, then its scales.
func (d *Definition) Measures() []Measure {
	all := make([]Measure, 0, 1+len(d.Scales))
	if d.Scoring.Kind != None {
		all = append(all, d.total())
	}
	for _, s := range d.Scales {
		all = append(all, Measure{
			ID: d.ID + "." + s.ID, InstrumentID: d.ID, Name: s.Name, ShortName: s.ShortName,
			Scoring: s.Scoring, Items: s.Items, Bands: s.Bands, BandNote: s.BandNote,
			Thresholds: s.Thresholds, Comparators: s.Comparators, LowerIsBetter: s.Higher == HigherIsWorse,
		})
	}
	return all
}

// total is the measure of the questionnaire as a whole.
func (d *Definition) total() Measure {
	items := d.Scoring.Items
	if len(items) == 0 {
		items = make([]int, len(d.Items))
		for i, item := range d.Items {
			items[i] = item.Number
		}
	}
	return Measure{
		ID: d.ID, InstrumentID: d.ID, Name: d.Name, ShortName: d.ShortName,
		Scoring: d.Scoring, Items: items, Bands: d.Bands, BandNote: d.BandNote,
		Thresholds: d.Thresholds, Comparators: d.Comparators, LowerIsBetter: d.Higher == HigherIsWorse,
	}
}

// BandOf is the label of the band that a score falls into, or "" when there
// are none. It is a prompt for a conversation, not a diagnosis.
func (m *Measure) BandOf(value float64) string { return bandOf(m.Bands, value) }

// Change groups the change from one score to a later one, as
// Definition.Change does. It says which way the score went, not whether that
// is good news: see LowerIsBetter.
func (m *Measure) Change(before, after float64) Change {
	return changeBy(m.Thresholds, before, after)
}

// ChangeLabel is a group of change in words with the sizes of the measure, or
// "" for Unknown.
func (m *Measure) ChangeLabel(c Change) string { return changeLabel(m.Thresholds, c) }
