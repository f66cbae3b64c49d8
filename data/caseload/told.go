package caseload

import (
	"context"

	"waymark/data"
	"waymark/data/store/office"
)

// tellers are the places, among the pilot's people, of those who told
// something for the report.
var tellers = []int{4, 12, 23, 35, 51}

// tell writes what the i-th person told, with their consent to it.
func (s *story) tell(i int) {
	for k, at := range tellers {
		if at != i || k >= len(s.content.words.Tales) {
			continue
		}
		told := s.content.words.Tales[k]
		on := s.working(s.seen.AddDays(20 + s.more.IntN(9)))
		stamp := data.Stamp{CreatedAt: on.Time(), CreatedBy: s.by, UpdatedAt: on.Time(), UpdatedBy: s.by}
		s.add(&data.Consent{ID: makeID(s.more, on.Time()), ClientID: s.client.ID, Kind: data.ConsentStory, Given: true, On: on, How: "written", Stamp: stamp})
		kind := data.TaleStory
		if told.Quote {
			kind = data.TaleQuote
		}
		s.add(&data.Tale{ID: makeID(s.more, on.Time()), ClientID: s.client.ID, Kind: kind, ToldOn: on, Heading: told.Heading, Body: told.Body, Stamp: stamp})
	}
}

// writeLearnt writes what was learnt in the eight months.
func (g *generator) writeLearnt(ctx context.Context, s *office.Office) error {
	return s.Figures.SaveLearnt(ctx, &data.Learnt{From: g.start, To: g.today, Body: g.content.words.Learnt})
}
