package reports

import (
	"encoding/json"
	"time"

	"waymark/data"
)

// kept is a report as the database keeps it. Stories are not kept: they are
// taken anew whenever the report is shown, so that one whose consent was
// withdrawn drops out. Nor are the scores of single people.
type kept struct {
	Report *Report
	Learnt string
}

// Freeze makes a record of a report as it is given away.
func Freeze(r *Report, title string, filter data.FigureFilter) (*data.Frozen, error) {
	body, err := json.Marshal(kept{r, r.Learnt})
	if err != nil {
		return nil, err
	}
	return &data.Frozen{
		Title: data.Tidy(title), Filter: filter, AsAt: r.AsAt.UTC().Format(time.RFC3339), Edition: Edition, Hash: r.Hash(), Body: body,
	}, nil
}

// Thaw makes the report again, with the same figures. A record whose figures
// are not those of its fingerprint is refused.
func Thaw(f *data.Frozen, tales []data.Tale) (*Report, error) {
	var k kept
	if err := json.Unmarshal(f.Body, &k); err != nil || k.Report == nil {
		return nil, &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: "This saved report cannot be read. Restore a backup of the database from before it was damaged."}
	}
	r := k.Report
	r.Learnt = k.Learnt
	r.addTales(tales)
	if r.Hash() != f.Hash {
		return nil, data.NewProblem(data.CodeRefused, "This saved report has been damaged: its figures no longer match its checksum. To get it back, restore an earlier backup.")
	}
	return r, nil
}

func (r *Report) addTales(tales []data.Tale) {
	r.Tales = nil
	for _, t := range tales {
		r.Tales = append(r.Tales, Tale{Quote: t.Kind == data.TaleQuote, Heading: t.Heading, Body: t.Body})
	}
}

// Difference is a figure that is not what it was.
type Difference struct{ Where, What, Then, Now string }

// Differences lists what has changed from one report to another, figure by
// figure; none when both say the same.
func Differences(then, now *Report) []Difference {
	was := map[string]Fact{}
	for _, f := range then.Facts() {
		was[f.Key] = f
	}
	var list []Difference
	for _, f := range now.Facts() {
		old, known := was[f.Key]
		delete(was, f.Key)
		switch {
		case !known:
			list = append(list, Difference{f.Where, f.What, nothing, f.Value})
		case old.Value != f.Value:
			list = append(list, Difference{f.Where, f.What, old.Value, f.Value})
		}
	}
	for _, f := range then.Facts() {
		if _, gone := was[f.Key]; gone {
			list = append(list, Difference{f.Where, f.What, f.Value, nothing})
		}
	}
	return list
}
