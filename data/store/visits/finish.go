package visits

import (
	"context"

	"waymark/data"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// Finish ends a visit: a contact is made of it, rooms that were not rated are
// kept as not seen, and the confirmed needs are added. Open decisions stay open.
// It returns the contact.
func (s *Visits) Finish(ctx context.Context, id data.ID, f data.Finish) (*data.Contact, error) {
	var contact *data.Contact
	var client data.ID
	err := s.db.WriteAbout(ctx, store.ChangedVisit, &client, func(t *store.Tx) error {
		r, err := read(t, id)
		if err != nil {
			return err
		}
		client = r.ClientID
		if !r.FinishedAt.IsZero() {
			return data.NewProblem(data.CodeConflict, "This visit is finished already.")
		}
		if r.ArrivedAt.IsZero() {
			if err := arrive(t, &r.Visit, s.db.Today()); err != nil {
				return err
			}
		}
		if contact, err = s.contactOf(t, r, f); err != nil {
			return err
		}
		if err := keepRooms(t, r); err != nil {
			return err
		}
		if err := addNeeds(t, r, contact.EpisodeID, f.Needs, s.db.Today()); err != nil {
			return err
		}
		return t.Update("visit", id, &data.Stamp{}, client, []store.Field{{"finished_at", store.Instant(t.Now)}, {"contact_id", contact.ID}})
	})
	if err == nil {
		s.db.Announce(store.Change{Kind: store.ChangedContact, ClientID: client})
	}
	return contact, err
}

// contactOf writes the contact that came of a visit, and says in the diary that
// the client was seen. If someone has said that already, its contact gets the
// note.
func (s *Visits) contactOf(t *store.Tx, r *data.VisitRecord, f data.Finish) (*data.Contact, error) {
	arrived := r.ArrivedAt.In(s.db.Local().Location())
	c := &data.Contact{ClientID: r.ClientID, Kind: "home_visit", Outcome: data.ContactAttended, On: r.On, At: r.At, Minutes: f.Minutes,
		StaffID: r.StaffID, Note: f.Note}
	if data.DateOf(arrived) == r.On {
		c.At = arrived.Format("15:04")
	}
	if err := c.Validate(s.db.Today()); err != nil {
		return nil, err
	}
	if c.StaffID == "" {
		c.StaffID = t.Actor
	}
	var seen data.ID
	if err := booking(t, &r.Visit, func(a *data.Appointment) error { seen = a.ContactID; return nil }); err != nil {
		return nil, err
	}
	if seen != "" {
		was, err := store.One(t.Ctx, t, casework.ScanContact, "SELECT "+casework.ContactColumns+" FROM contact k WHERE k.id = ?", seen)
		if err != nil {
			return nil, err
		}
		was.Outcome, was.Minutes, was.Note = data.ContactAttended, f.Minutes, data.TidyNote(was.Note+"\n"+f.Note)
		return was, casework.SaveContact(t, was)
	}
	var err error
	if c.EpisodeID, err = casework.EpisodeAbout(t, c.ClientID, c.On); err != nil {
		return nil, err
	}
	if err := casework.SaveContact(t, c); err != nil {
		return nil, err
	}
	return c, booking(t, &r.Visit, func(a *data.Appointment) error {
		state := a.State
		a.State, a.ContactID = data.AppointmentSeen, c.ID
		return casework.SaveAppointment(t, a, state, "")
	})
}

// keepRooms notes the rooms that were asked about and not seen, so that the next
// visit asks about them again.
func keepRooms(t *store.Tx, r *data.VisitRecord) error {
	for _, room := range rule.Rooms(r) {
		if r.Finding(data.AspectRoom, room) != nil {
			continue
		}
		if err := SaveFinding(t, &data.VisitFinding{VisitID: r.ID, ClientID: r.ClientID, Aspect: data.AspectRoom, Room: room}); err != nil {
			return err
		}
	}
	return nil
}

func addNeeds(t *store.Tx, r *data.VisitRecord, episode data.ID, needs []data.Need, today data.Date) error {
	for _, n := range needs {
		n.ID, n.ClientID, n.EpisodeID, n.FoundOn, n.VisitID = "", r.ClientID, episode, r.On, r.ID
		if err := n.Validate(today); err != nil {
			return err
		}
		if err := casework.SaveNeed(t, &n); err != nil {
			return err
		}
	}
	return nil
}

// Needs returns the needs that were confirmed from a visit.
func (s *Visits) Needs(ctx context.Context, visit data.ID) ([]data.Need, error) {
	return store.Collect(ctx, s.db, func(n *data.Need) []any {
		return append([]any{&n.ID, &n.EpisodeID, &n.ClientID, &n.ReasonID, &n.FoundOn, &n.Note, store.OrNull(&n.VisitID)}, store.StampDest(&n.Stamp)...)
	}, "SELECT id, episode_id, client_id, reason_id, found_on, note, visit_id, "+store.StampColumns+
		" FROM need WHERE visit_id = ? AND removed_at IS NULL ORDER BY id", visit)
}
