// Package desk is what the reception of a surgery sees and does: who comes to
// the clinic there and when, and how to book them. It hands out names, birth
// dates, phone numbers, times and states, and notes only where a surgery typed
// them. A reception gets the people and the clinics of its own surgery, and
// anyone else only by an exact match; see access.Session.StandIn.
package desk

import (
	"context"
	"errors"
	"strings"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/diary"
)

// Desk is the desk of a surgery as one session sees it.
type Desk struct {
	db      *store.Door
	session *access.Session
	diary   *diary.Diary // through the door of the desk
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Desk {
	door := db.For(session, access.Desk)
	return &Desk{db: door, session: session, diary: diary.Through(door)}
}

// at refuses to work for a surgery that is not the session's, or whose clinics this
// PC does not hold.
func (s *Desk) at(ctx context.Context, surgery data.ID) error {
	if err := s.session.At(surgery); err != nil {
		return err
	}
	return s.db.HoldsSurgery(ctx, surgery)
}

// refers refuses a referral on the PC of a surgery: it would say why someone comes.
func (s *Desk) refers() error {
	if s.db.Holds() != store.HoldsClinics {
		return nil
	}
	return data.NewProblem(data.CodeRefused, "This PC holds only the clinics of its surgery, so no one can be referred here. Book them instead, or ask a prescriber to refer them.")
}

// mine refuses an appointment that is neither at the session's surgery nor of one
// of its people.
func (s *Desk) mine(ctx context.Context, id data.ID) error {
	if s.session.Role() != access.Reception {
		return nil
	}
	var at, of data.ID
	if err := s.db.QueryRowContext(ctx, `SELECT a.surgery_id, c.surgery_id FROM appointment a LEFT JOIN client c ON c.id = a.client_id
		WHERE a.id = ?`, id).Scan(store.OrNull(&at), store.OrNull(&of)); err != nil {
		return store.Problem(err)
	}
	if of == s.session.Surgery() {
		return nil
	}
	return s.session.At(at)
}

// ours refuses a clinic of another surgery.
func (s *Desk) ours(ctx context.Context, clinic data.ID) error {
	if s.session.Role() != access.Reception {
		return nil
	}
	var at data.ID
	if err := s.db.QueryRowContext(ctx, "SELECT surgery_id FROM clinic WHERE id = ?", clinic).Scan(&at); err != nil {
		return store.Problem(err)
	}
	return s.session.At(at)
}

// discreet takes out of a refusal why a prescriber is away: that is theirs.
func discreet(err error) error {
	var taken *data.SlotTaken
	if !errors.As(err, &taken) {
		return err
	}
	less := *taken
	if open := strings.Index(less.Sentence, " ("); open >= 0 {
		if shut := strings.Index(less.Sentence, ")"); shut > open {
			less.Sentence = less.Sentence[:open] + less.Sentence[shut+1:]
		}
	}
	return &less
}
