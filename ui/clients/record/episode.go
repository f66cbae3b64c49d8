package record

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/ui/form"
)

// askPause asks from when nothing is to be done for a while.
func (p *recordPage) askPause() {
	in := form.Inputs{p.dayAsked("PausedOn", "Paused from")}
	p.ask(question{
		title: fmt.Sprintf("Pause support for %s", p.rec.Client.Called()), verb: "Pause", in: in,
		sentence: "For example, if they are in hospital. Follow-ups do not change, and you can reopen at any time.",
		content:  in.Objects("PausedOn"),
		prepare: func() (func(context.Context) error, error) {
			e := *p.rec.Episode
			e.Status, e.PausedOn = data.EpisodePaused, in.Date("PausedOn")
			if e.PausedOn.IsZero() || e.PausedOn.Before(e.OpenedOn) {
				return nil, data.FieldErrors{{Field: "PausedOn", Sentence: fmt.Sprintf("Date must be on or after %s, when support started", e.OpenedOn.Short())}}
			}
			return p.saveEpisode(&e), e.Validate(p.h.Today())
		},
	})
}

// askReopen asks whether to go on with a paused or closed episode.
func (p *recordPage) askReopen() {
	sentence := "Support carries on from where it stopped."
	if p.rec.Episode.Status == data.EpisodeClosed {
		sentence = "Support carries on from where it stopped. Closed follow-ups stay closed, and cancelled appointments stay cancelled. If they have been referred again, " +
			"add a referral instead."
	}
	p.ask(question{
		title: fmt.Sprintf("Reopen support for %s", p.rec.Client.Called()), sentence: sentence, verb: "Reopen",
		prepare: func() (func(context.Context) error, error) {
			e := *p.rec.Episode
			e.Status = data.EpisodeOpen
			return p.saveEpisode(&e), nil
		},
	})
}

func (p *recordPage) saveEpisode(e *data.Episode) func(context.Context) error {
	return func(ctx context.Context) error { return p.h.Casework.SaveEpisode(ctx, e) }
}
