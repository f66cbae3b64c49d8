package casework

import (
	"context"
	"time"

	"waymark/data"
	"waymark/data/store"
)

// ProposeMeeting reads what a form proposes for the contact of a client's day.
func (s *Casework) ProposeMeeting(ctx context.Context, client data.ID, on data.Date, hint data.MeetingHint) (data.MeetingProposal, error) {
	f, err := meetingFacts(ctx, s.db, s.db.Local(), s.db.Actor(), client, on)
	if err != nil {
		return data.MeetingProposal{}, err
	}
	f.MeetingHint = hint
	return f.Propose(), nil
}

func meetingFacts(ctx context.Context, q store.Querier, now time.Time, actor, client data.ID, on data.Date) (data.MeetingFacts, error) {
	f := data.MeetingFacts{ClientID: client, On: on, Today: data.DateOf(now), Now: now.Format("15:04")}
	if err := q.QueryRowContext(ctx, `SELECT c.surgery_id, CASE WHEN EXISTS (SELECT 1 FROM staff WHERE id = ?1 AND role <> ?2) THEN ?1 ELSE c.prescriber_id END
		FROM client c WHERE c.id = ?3`, actor, data.RoleReception, client).Scan(store.OrNull(&f.SurgeryID), store.OrNull(&f.Staff)); err != nil {
		return f, store.Problem(err)
	}
	var err error
	f.Contacts, err = store.Collect(ctx, q, ScanContact,
		"SELECT "+ContactColumns+" FROM contact k WHERE k.client_id = ? AND k.held_on = ? AND k.removed_at IS NULL ORDER BY k.held_at, k.id", client, on)
	if err != nil {
		return f, err
	}
	if f.Appointments, err = appointmentsOn(ctx, q, client, on); err != nil {
		return f, err
	}
	return f, nil
}

// Meet joins the contact that m names or that was recorded meanwhile, or
// records one, in the transaction of the work that was part of it. It returns
// "" if they did not meet or no one has said.
func Meet(t *store.Tx, m data.Meeting, client, episode data.ID, on data.Date) (data.ID, error) {
	if m.NotMet || !m.Said() {
		return "", nil
	}
	f, err := meetingFacts(t.Ctx, t, t.Local(), t.Actor, client, on)
	if err != nil {
		return "", err
	}
	now, err := f.Settle(m)
	switch {
	case err != nil:
		return "", err
	case now.Contact != nil:
		return now.Contact.ID, nil
	case now.Appointment != nil:
		return seen(t, now.Appointment, episode, f.Staff)
	}
	k := f.NewContact(m.Kind)
	k.EpisodeID = episode
	if err := k.Validate(t.Today()); err != nil {
		return "", err
	}
	return k.ID, store.Problem(SaveContact(t, &k))
}

// LogCall records a call that was just made. If the client was reached, and a
// follow-up has recorded that call already, the note is added to it.
func (s *Casework) LogCall(ctx context.Context, k *data.Contact) error {
	if err := k.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedContact, &k.ClientID, func(t *store.Tx) error {
		f, err := meetingFacts(ctx, t, t.Local(), t.Actor, k.ClientID, k.On)
		if err != nil {
			return err
		}
		if same := f.Unwritten(k.Kind); same != nil && k.Outcome == data.ContactAttended {
			same.Note = k.Note
			return SaveContact(t, same)
		}
		store.AsItWas(t, &k.EpisodeID)
		if k.EpisodeID, err = EpisodeAbout(t, k.ClientID, k.On); err != nil {
			return err
		}
		if k.StaffID == "" {
			k.StaffID = t.Actor
		}
		return SaveContact(t, k)
	})
}

// ContactParts counts what was recorded as part of a contact.
func (s *Casework) ContactParts(ctx context.Context, id data.ID) (data.ContactParts, error) {
	return contactParts(ctx, s.db, id)
}

func contactParts(ctx context.Context, q store.Querier, id data.ID) (p data.ContactParts, err error) {
	err = q.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM offer WHERE contact_id = ?1), (SELECT count(*) FROM response WHERE contact_id = ?1),
		(SELECT count(*) FROM follow_up WHERE contact_id = ?1), (SELECT count(*) FROM visit WHERE contact_id = ?1)`, id).
		Scan(&p.Offers, &p.Responses, &p.FollowUps, &p.Visits)
	return p, store.Problem(err)
}

// partTables are the tables whose rows may be part of a contact.
var partTables = []string{"offer", "response", "follow_up", "visit"}

// leave keeps what was part of a contact that is removed, without a contact.
func leave(t *store.Tx, contact, client data.ID) error {
	for _, table := range partTables {
		ids, err := store.Collect(t.Ctx, t, func(id *data.ID) []any { return []any{id} }, "SELECT id FROM "+table+" WHERE contact_id = ?", contact) // table is our own
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := t.Update(table, id, &data.Stamp{}, client, []store.Field{{"contact_id", nil}}); err != nil {
				return err
			}
		}
	}
	return nil
}
