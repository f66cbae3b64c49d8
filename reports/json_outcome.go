package reports

import "waymark/data"

type jsonOutcome struct {
	Instrument          string           `json:"instrument"` // the score, such as "wemwbs" or "djg6.social"
	Questionnaire       string           `json:"questionnaire"`
	Name                string           `json:"name"`
	Min                 float64          `json:"min"`
	Max                 float64          `json:"max"`
	LowerIsBetter       bool             `json:"lower_is_better"`
	N                   *int             `json:"N"`
	Baselines           *int             `json:"n_baseline"`
	FollowUps           *int             `json:"n_follow_up"`
	Pairs               *int             `json:"n_pairs"`
	BaselinesIncomplete *int             `json:"incomplete_baseline"`
	FollowUpsIncomplete *int             `json:"incomplete_follow_up"`
	Refused             *int             `json:"refused_evaluation"`
	Estimated           *int             `json:"scores_estimated"`
	Adjusted            *int             `json:"pairs_adjusted"`
	Before              *float64         `json:"mean_baseline"`
	After               *float64         `json:"mean_follow_up"`
	Change              *float64         `json:"mean_change"`
	ChangeSD            *float64         `json:"sd_change"`
	Paired              *jsonPaired      `json:"paired"`
	AllBaselines        *float64         `json:"mean_all_baselines"`
	AllFollowUps        *float64         `json:"mean_all_follow_ups"`
	Changes             []jsonChange     `json:"changes"`
	Bands               *jsonMatrix      `json:"bands"`
	Finding             string           `json:"finding"`
	SmallSample         string           `json:"small_sample_note"`
	Comparators         []jsonComparator `json:"comparators"`
	ByMode              jsonTable        `json:"by_mode"`
	Breakdowns          []jsonBreakdown  `json:"breakdowns"`
	Later               *jsonTable       `json:"follow_up_scores"`
	Missing             []jsonMatrix     `json:"missing_follow_up"`
}

type jsonBreakdown struct {
	Key   string        `json:"key"`
	Title string        `json:"title"`
	Note  string        `json:"note"`
	Rows  []jsonPartRow `json:"rows"`
}

type jsonPartRow struct {
	Key    string   `json:"key"`
	Label  string   `json:"label"`
	Pairs  *int     `json:"n_pairs"`
	Before *float64 `json:"mean_baseline"`
	After  *float64 `json:"mean_follow_up"`
	Change *float64 `json:"mean_change"`
	Low    *float64 `json:"ci95_low"`
	High   *float64 `json:"ci95_high"`
}

// jsonPaired is what the pairs say beyond their means. d_z is the mean change
// in standard deviations of the change.
type jsonPaired struct {
	MedianBefore float64  `json:"median_baseline"`
	MedianAfter  float64  `json:"median_follow_up"`
	SDBefore     *float64 `json:"sd_baseline"`
	SDAfter      *float64 `json:"sd_follow_up"`
	Low          *float64 `json:"ci95_low"`
	High         *float64 `json:"ci95_high"`
	T            *float64 `json:"t"`
	DF           *int     `json:"df"`
	P            *float64 `json:"p"`
	DZ           *float64 `json:"d_z"`
}

func pairedJSON(p *Paired) *jsonPaired {
	if p == nil {
		return nil
	}
	if p.Few {
		return nil
	}
	j := &jsonPaired{MedianBefore: rounded(p.MedianBefore), MedianAfter: rounded(p.MedianAfter), SDBefore: roundedOr(p.SDBefore), SDAfter: roundedOr(p.SDAfter)}
	if t := p.Test; t != nil {
		j.Low, j.High, j.T, j.DZ = roundedOr(&t.Low), roundedOr(&t.High), roundedOr(&t.T), roundedOr(&t.DZ)
		j.DF, j.P = &t.DF, &t.P // a p is not rounded: the small ones would be 0
	}
	return j
}

type jsonChange struct {
	Key     string   `json:"key"`
	Label   string   `json:"label"`
	Points  float64  `json:"points"`
	PartOf  string   `json:"part_of,omitempty"`
	N       *int     `json:"n"`
	Of      *int     `json:"N"`
	Percent *float64 `json:"percent"`
}

type jsonComparator struct {
	Source string  `json:"source"`
	Year   int     `json:"year"`
	Group  string  `json:"group"`
	Mean   float64 `json:"mean"`
}

func outcomeJSON(o *Outcome) jsonOutcome {
	j := jsonOutcome{
		Instrument: o.Measure, Questionnaire: o.InstrumentID, Name: o.Name, Min: o.Min, Max: o.Max, LowerIsBetter: o.LowerIsBetter,
		N: o.People.number(), Baselines: o.Baselines.number(), FollowUps: o.FollowUps.number(), Pairs: o.Pairs.number(),
		BaselinesIncomplete: o.BaselinesIncomplete.number(), FollowUpsIncomplete: o.FollowUpsIncomplete.number(), Refused: o.Refused.number(),
		Estimated: o.Estimated.number(), Adjusted: o.Adjusted.number(),
		Before: roundedOr(o.Before), After: roundedOr(o.After), Change: roundedOr(o.Change), ChangeSD: roundedOr(o.ChangeSD),
		Paired:       pairedJSON(o.Paired),
		AllBaselines: roundedOr(o.AllBaselinesMean), AllFollowUps: roundedOr(o.AllFollowUpsMean),
		Changes: []jsonChange{}, Finding: o.Finding, SmallSample: o.SmallSample,
		Comparators: []jsonComparator{}, ByMode: tableJSON(&o.ByMode), Breakdowns: []jsonBreakdown{}, Missing: []jsonMatrix{},
	}
	if len(o.Bands.Rows) > 0 {
		bands := matrixJSON(&o.Bands)
		j.Bands = &bands
	}
	for _, g := range o.Changes {
		c := jsonChange{Key: g.Key, Label: g.Label, Points: g.Points, PartOf: g.Within}
		if !o.Pairs.Hidden {
			c.Of = &o.Pairs.N
		}
		c.N, c.Percent = g.Cell.json()
		j.Changes = append(j.Changes, c)
	}
	for _, c := range o.Comparators {
		j.Comparators = append(j.Comparators, comparatorJSON(c))
	}
	for i := range o.Breakdowns {
		j.Breakdowns = append(j.Breakdowns, breakdownJSON(&o.Breakdowns[i]))
	}
	if o.Later != nil {
		later := tableJSON(o.Later)
		j.Later = &later
	}
	for i := range o.Missing {
		j.Missing = append(j.Missing, matrixJSON(&o.Missing[i]))
	}
	return j
}

func breakdownJSON(b *Breakdown) jsonBreakdown {
	j := jsonBreakdown{Key: b.Key, Title: b.Title, Note: b.Note}
	for _, r := range b.Rows {
		j.Rows = append(j.Rows, jsonPartRow{
			r.Key, r.Label, r.Pairs.number(), roundedOr(r.Before), roundedOr(r.After), roundedOr(r.Change), roundedOr(r.Low), roundedOr(r.High),
		})
	}
	return j
}

func comparatorJSON(c data.Comparator) jsonComparator {
	return jsonComparator{Source: c.Source, Year: c.Year, Group: c.Group, Mean: c.Value}
}
