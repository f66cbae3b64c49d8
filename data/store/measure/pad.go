package measure

import (
	"context"

	"waymark/data"
	"waymark/data/access"
)

// Pad stores what one client answers on a PC that was handed to them. If the access of
// the person who handed it over ends or changes meanwhile, here or on another PC, the
// answers are stored all the same, in that person's name: they are the client's, who
// cannot give them again. It reads nothing.
type Pad struct {
	measure *Measure
	client  data.ID
}

// HandOver begins a Pad for a client. Whoever hands the PC over must be allowed to
// store answers now.
func (s *Measure) HandOver(client data.ID) (*Pad, error) {
	if err := s.db.Ask(access.Read | access.Write); err != nil {
		return nil, err
	}
	return &Pad{measure: &Measure{db: s.db.AsNow()}, client: client}, nil
}

// SaveResponseMet is Measure.SaveResponseMet for a questionnaire of the client.
func (p *Pad) SaveResponseMet(ctx context.Context, r *data.Response, m data.Meeting) error {
	if r.ClientID != p.client {
		return data.NewProblem(data.CodeRefused, "This PC was handed to another client, so nothing was saved. Enter the staff code first.")
	}
	return p.measure.SaveResponseMet(ctx, r, m)
}

// SaveAnswer is Measure.SaveAnswer.
func (p *Pad) SaveAnswer(ctx context.Context, response data.ID, item int, value *int) error {
	return p.measure.SaveAnswer(ctx, response, item, value)
}
