package record

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
)

// askPause asks from when nothing is to be done for a while.
func (p *recordPage) askPause() {
	in := form.Inputs{p.dayAsked("PausedOn", "Paused from")}
	p.ask(question{
		title: fmt.Sprintf("Pause the work with %s", p.rec.Client.Called()), verb: "Pause", in: in,
		sentence: "Such as for a stay in hospital. Follow-ups stay as they are, and it can be opened again at any time.",
		content:  in.Objects("PausedOn"),
		prepare: func() (func(context.Context) error, error) {
			e := *p.rec.Episode
			e.Status, e.PausedOn = data.EpisodePaused, in.Date("PausedOn")
			if e.PausedOn.IsZero() || e.PausedOn.Before(e.OpenedOn) {
				return nil, data.FieldErrors{{Field: "PausedOn", Sentence: fmt.Sprintf("Please give a day after it began, on %s.", e.OpenedOn.Short())}}
			}
			return p.saveEpisode(&e), e.Validate(p.h.Today())
		},
	})
}

// askClose asks why and when the episode ended.
func (p *recordPage) askClose() {
	in := form.Inputs{
		form.Choice("CloseReason", "Why does it end?", "", person.OptionsOf(data.CloseReasons()), func() {}),
		p.dayAsked("ClosedOn", "Closed on"),
		noteAsked("CloseNote", "Note"),
	}
	sentence := "The record is kept."
	if n := len(p.rec.FollowUps); n > 0 {
		sentence = fmt.Sprintf("%s will be closed as not needed any more. %s",
			data.Plural(n, "open follow-up", "open follow-ups"), sentence)
	}
	p.ask(question{
		title: fmt.Sprintf("Close the work with %s", p.rec.Client.Called()), sentence: sentence, verb: "Close it", in: in,
		content: in.Objects("CloseReason", "ClosedOn", "CloseNote"),
		prepare: func() (func(context.Context) error, error) {
			e := *p.rec.Episode
			e.Status = data.EpisodeClosed
			e.CloseReason = data.CloseReason(in.Named("CloseReason").Get())
			e.ClosedOn, e.CloseNote = in.Date("ClosedOn"), in.Named("CloseNote").Get()
			return p.saveEpisode(&e), e.Validate(p.h.Today())
		},
	})
}

// askReopen asks whether to go on with a paused or closed episode.
func (p *recordPage) askReopen() {
	sentence := "The work goes on where it was left."
	if p.rec.Episode.Status == data.EpisodeClosed {
		sentence = "The work goes on where it was left. Follow-ups that were closed stay closed. When somebody sent them anew, add a referral instead."
	}
	p.ask(question{
		title: fmt.Sprintf("Open the work with %s again", p.rec.Client.Called()), sentence: sentence, verb: "Open again",
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
