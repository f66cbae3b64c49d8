package round

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/offering"
)

// Calls is a follow-up round as it stands.
type Calls struct {
	Stops []rule.Stop // still to call, in order
	Done  int         // clients who were called today and are not to be called again
	// Beyond is how many overdue follow-ups are of clients whom the filter leaves out.
	Beyond int
}

// mostDue bounds how many follow-ups a round is made of.
const mostDue = 5000

// Calls reads the round of a prescriber, or of everyone if it is "": from the
// records, so that it goes on where it stopped, on any PC.
func (s *Round) Calls(ctx context.Context, prescriber data.ID) (*Calls, error) {
	today := s.db.Today()
	rows, err := s.offering.FollowUps(ctx, data.FollowUpFilter{To: today, OpenOnly: true, Prescriber: prescriber, Limit: mostDue})
	if err != nil {
		return nil, err
	}
	later, err := s.putOff(ctx, today)
	if err != nil {
		return nil, err
	}
	c := &Calls{Stops: rule.Round(rows, today, later)}
	if c.Done, err = s.called(ctx, prescriber, c.Stops); err != nil {
		return nil, err
	}
	c.Beyond, err = s.Beyond(ctx, data.FollowUpFilter{Prescriber: prescriber})
	return c, err
}

// called counts the clients with an attempt or a closed follow-up of today who
// are not among those still to call.
func (s *Round) called(ctx context.Context, prescriber data.ID, stops []rule.Stop) (n int, err error) {
	waiting := make(map[data.ID]bool, len(stops))
	for i := range stops {
		waiting[stops[i].ClientID] = true
	}
	today := s.db.Today()
	err = store.Each(ctx, s.db, func(id *data.ID) []any { return []any{id} }, func(id *data.ID) error {
		if !waiting[*id] {
			n++
		}
		return nil
	}, `SELECT f.client_id FROM attempt a JOIN follow_up f ON f.id = a.follow_up_id WHERE a.tried_on = ?1 AND (?2 = '' OR f.staff_id = ?2)
		UNION SELECT f.client_id FROM follow_up f WHERE f.status <> 'open' AND f.closed_on = ?1 AND f.status <> 'not_needed' AND (?2 = '' OR f.staff_id = ?2)`,
		today, prescriber)
	return n, err
}

// laterKey begins the keys of the drafts that say who was put off, and until the
// end of which day. Drafts belong to this PC and go with an erased client.
const laterKey = "round-later:"

// PutOff puts a client behind the others of today’s round.
func (s *Round) PutOff(ctx context.Context, client data.ID) error {
	if err := s.db.Ask(access.Write); err != nil {
		return err
	}
	return s.lists.SaveDraft(ctx, laterKey+string(client), []byte(s.db.Today().String()))
}

func (s *Round) putOff(ctx context.Context, today data.Date) (map[data.ID]bool, error) {
	later, own := map[data.ID]bool{}, lists.DraftKey(s.db, laterKey)
	return later, store.Each(ctx, s.db, func(key *string) []any { return []any{key} }, func(key *string) error {
		later[data.ID(strings.TrimPrefix(*key, own))] = true
		return nil
	}, "SELECT key FROM draft WHERE key >= ?1 AND key < ?1 || 'z' AND body = ?2", own, []byte(today.String()))
}

// Beyond counts the overdue follow-ups that f leaves out by its prescriber,
// surgery or client, so that a list can say what it does not show.
func (s *Round) Beyond(ctx context.Context, f data.FollowUpFilter) (n int, err error) {
	if f.Prescriber == "" && f.SurgeryID == "" && f.ClientID == "" {
		return 0, nil
	}
	err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM follow_up f JOIN episode e ON e.id = f.episode_id JOIN client c ON c.id = f.client_id
		WHERE `+offering.OpenFollowUp+` AND f.due_on < ?1 AND NOT (
			(?2 = '' OR coalesce(f.staff_id, '') = ?2) AND (?3 = '' OR coalesce(c.surgery_id, '') = ?3) AND (?4 = '' OR f.client_id = ?4))`,
		s.db.Today(), f.Prescriber, f.SurgeryID, f.ClientID).Scan(&n)
	return n, store.Problem(err)
}

// Kept counts the follow-ups first due from one day to another by whether they
// were done on time; of everyone if prescriber is "".
func (s *Round) Kept(ctx context.Context, from, to data.Date, prescriber data.ID) (data.FollowUpFigures, error) {
	var n data.FollowUpFigures
	holidays, err := s.lists.Holidays(ctx)
	if err != nil {
		return n, err
	}
	today, until := s.db.Today(), map[data.Date]data.Date{}
	type row struct {
		status      data.FollowUpStatus
		due, closed data.Date
	}
	return n, store.Each(ctx, s.db, func(r *row) []any { return []any{&r.status, &r.due, &r.closed} }, func(r *row) error {
		if _, known := until[r.due]; !known {
			until[r.due] = holidays.OnTimeUntil(r.due)
		}
		rule.KeptOf(r.status, r.closed, until[r.due], today).Count(&n)
		return nil
	}, "SELECT status, first_due, closed_on FROM follow_up WHERE first_due BETWEEN ?1 AND ?2 AND (?3 = '' OR staff_id = ?3)", from, to, prescriber)
}
