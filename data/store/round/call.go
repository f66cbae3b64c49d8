package round

import (
	"context"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/offering"
)

// Heard is what a call that reached the client found out about one follow-up.
type Heard struct {
	FollowUpID data.ID
	Status     data.PrescriptionStatus // of the service referral now; "" for no news
	Note       string
}

// Call is one call to one client about all that is due, however many services
// that is.
type Call struct {
	ClientID data.ID
	On       data.Date
	At       string // "HH:MM"; "" if the time is not known
	// Result is why no one was reached; "" if the client was.
	Result data.AttemptResult
	// Reached: how, and what was heard. A follow-up that was not talked about is
	// left out, and stays due.
	Meeting data.Meeting
	Heard   []Heard
	// Not reached: which follow-ups it was about, a note, and when to try again;
	// zero for what the rule proposes.
	About    []data.ID
	Note     string
	NextOn   data.Date
	NextPart data.CallTime
}

// Came is what came of a call.
type Came struct {
	Second   []data.FollowUp // second follow-ups that were scheduled
	NextOn   data.Date       // the next attempt; zero if there is none
	NextPart data.CallTime
	Closed   int // follow-ups that were closed because no one could be reached
}

// SaveCall stores a call and all that came of it, or nothing of it.
func (s *Round) SaveCall(ctx context.Context, c *Call) (*Came, error) {
	if err := s.valid(c); err != nil {
		return nil, err
	}
	came := &Came{}
	err := s.db.WriteAbout(ctx, store.ChangedFollowUp, &c.ClientID, func(t *store.Tx) error {
		*came = Came{}
		if c.Result != "" {
			return c.missed(t, came)
		}
		return c.reached(t, came)
	})
	return came, err
}

func (s *Round) valid(c *Call) error {
	if err := s.db.DayHappened(c.On); err != nil {
		return err
	}
	switch {
	case c.Result == "" && len(c.Heard) == 0:
		return data.FieldErrors{{Field: "Heard", Sentence: "Choose what came of one service at least."}}
	case c.Result != "" && len(c.About) == 0:
		return data.FieldErrors{{Field: "About", Sentence: "Choose what the call was about."}}
	case c.Result != "":
		return offering.ValidAttempt(&data.Attempt{On: c.On, At: c.At, Result: c.Result, NextOn: c.NextOn}, s.db.Today())
	}
	return nil
}

// reached closes what was heard of as done. All of it is part of one contact.
func (c *Call) reached(t *store.Tx, came *Came) error {
	episode, err := episodeOf(t, c.Heard[0].FollowUpID)
	if err != nil {
		return err
	}
	contact, err := casework.Meet(t, c.Meeting, c.ClientID, episode, c.On)
	if err != nil {
		return err
	}
	met := data.Meeting{ContactID: contact, NotMet: contact == ""}
	for _, h := range c.Heard {
		f, next, err := offering.Complete(t, h.FollowUpID, offering.Completion{On: c.On, Status: h.Status, Note: h.Note, Meeting: met})
		if err != nil {
			return err
		}
		if err := c.of(f); err != nil {
			return err
		}
		if next != nil {
			came.Second = append(came.Second, *next)
		}
	}
	return nil
}

// missed stores one attempt for each follow-up that the call was about.
func (c *Call) missed(t *store.Tx, came *Came) error {
	for _, id := range c.About {
		a := data.Attempt{FollowUpID: id, On: c.On, At: c.At, Result: c.Result, Note: c.Note, NextOn: c.NextOn, NextPart: c.NextPart}
		f, err := offering.Try(t, &a)
		if err != nil {
			return err
		}
		if err := c.of(f); err != nil {
			return err
		}
		switch {
		case f.Status != data.FollowUpOpen:
			came.Closed++
		case came.NextOn.IsZero() || f.DueOn.Before(came.NextOn):
			came.NextOn, came.NextPart = f.DueOn, f.DuePart
		}
	}
	return nil
}

// of refuses a follow-up of someone else: one call is to one person.
func (c *Call) of(f *data.FollowUp) error {
	if f.ClientID != c.ClientID {
		return data.NewProblem(data.CodeInvalid, "These follow-ups are not of one client, so nothing was saved.")
	}
	return nil
}

func episodeOf(t *store.Tx, followUp data.ID) (episode data.ID, err error) {
	err = t.Value(&episode, "SELECT episode_id FROM follow_up WHERE id = ?", followUp)
	return episode, store.Problem(err)
}
