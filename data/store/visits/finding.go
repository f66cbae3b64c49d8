package visits

import (
	"context"

	"waymark/data"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/data/store/casework"
)

func findingsOf(t *store.Tx, visit data.ID) ([]data.VisitFinding, error) {
	return store.Collect(t.Ctx, t, func(f *data.VisitFinding) []any {
		return append([]any{&f.ID, &f.VisitID, &f.ClientID, &f.Aspect, &f.Room, &f.Value}, store.StampDest(&f.Stamp)...)
	}, "SELECT id, visit_id, client_id, aspect, room, value, "+store.StampColumns+" FROM visit_finding WHERE visit_id = ? ORDER BY aspect <> 'room', created_at, id", visit)
}

// Arrive notes that someone is at the door. A visit that was planned for a day
// to come takes place today.
func (s *Visits) Arrive(ctx context.Context, id data.ID) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedVisit, &client, func(t *store.Tx) error {
		v, err := begun(t, id)
		if err != nil {
			return err
		}
		client = v.ClientID
		if !v.ArrivedAt.IsZero() {
			return nil
		}
		return arrive(t, v, s.db.Today())
	})
}

func arrive(t *store.Tx, v *data.Visit, today data.Date) error {
	v.ArrivedAt = t.Now
	if v.On.After(today) {
		v.On = today
	}
	fields := []store.Field{{"arrived_at", store.Instant(t.Now)}, {"on_day", v.On}}
	if err := booking(t, v, func(a *data.Appointment) error { return underWay(t, a, today) }); err != nil {
		return err
	}
	return t.Update("visit", v.ID, &data.Stamp{}, v.ClientID, fields)
}

// underWay says in the diary that a visit has begun.
func underWay(t *store.Tx, a *data.Appointment, today data.Date) error {
	was := a.State
	if a.On.After(today) {
		a.On = today
	}
	if a.On == today && a.State.Open() {
		a.State = data.AppointmentInRoom
	}
	return casework.SaveAppointment(t, a, was, "")
}

// SaveFinding keeps what was found about one room or aspect; an empty value
// takes the answer back. It is on the disk when SaveFinding returns, with the
// decisions that it asks for, and a visit that no one had begun has begun. It
// returns the visit's decisions.
func (s *Visits) SaveFinding(ctx context.Context, f *data.VisitFinding) ([]data.VisitDecision, error) {
	if err := f.Validate(); err != nil {
		return nil, err
	}
	var decisions []data.VisitDecision
	err := s.db.WriteAbout(ctx, store.ChangedVisit, &f.ClientID, func(t *store.Tx) error {
		v, err := begun(t, f.VisitID)
		if err != nil {
			return err
		}
		f.ClientID = v.ClientID
		if v.ArrivedAt.IsZero() {
			if err := arrive(t, v, s.db.Today()); err != nil {
				return err
			}
		}
		if err := SaveFinding(t, f); err != nil {
			return err
		}
		decisions, err = reconcile(t, v)
		return err
	})
	return decisions, err
}

// SaveFinding writes a finding within a transaction: over the one there is about
// the same room or aspect, if there is one.
func SaveFinding(t *store.Tx, f *data.VisitFinding) error {
	var id data.ID
	err := t.Value(&id, "SELECT id FROM visit_finding WHERE visit_id = ? AND aspect = ? AND room = ? ORDER BY id LIMIT 1", f.VisitID, f.Aspect, f.Room)
	if err != nil && !store.MissingRow(err) {
		return err
	}
	if id != "" {
		f.ID, f.Stamp = id, data.Stamp{}
	}
	return t.Save("visit_finding", &f.ID, &f.Stamp, f.ClientID, []store.Field{
		{"visit_id", f.VisitID}, {"client_id", f.ClientID}, {"aspect", f.Aspect}, {"room", f.Room}, {"value", f.Value},
	})
}

// reconcile brings the open decisions of a visit into line with its findings.
func reconcile(t *store.Tx, v *data.Visit) ([]data.VisitDecision, error) {
	decided, err := settings(t.Ctx, t)
	if err != nil {
		return nil, err
	}
	findings, err := findingsOf(t, v.ID)
	if err != nil {
		return nil, err
	}
	had, err := decisionsOf(t, v.ID)
	if err != nil {
		return nil, err
	}
	open := rule.Decisions(had, findings, &decided)
	stays := map[data.ID]bool{}
	for i := range open {
		d := &open[i]
		if d.ID == "" {
			d.VisitID, d.ClientID = v.ID, v.ClientID
		}
		d.Stamp = data.Stamp{}
		if err := SaveDecision(t, d); err != nil {
			return nil, err
		}
		stays[d.ID] = true
	}
	for _, d := range had {
		if d.State != data.DecisionOpen || stays[d.ID] {
			continue
		}
		if err := t.Update("visit_decision", d.ID, &data.Stamp{}, v.ClientID, []store.Field{{"removed_at", store.Instant(t.Now)}}); err != nil {
			return nil, err
		}
	}
	return decisionsOf(t, v.ID)
}

// SaveWords keeps the client's own words.
func (s *Visits) SaveWords(ctx context.Context, id data.ID, words string) error {
	words = data.TidyNote(words)
	return s.change(ctx, id, func(t *store.Tx, v *data.Visit) error {
		changed := *v
		changed.Words = words
		if err := changed.Validate(); err != nil {
			return err
		}
		return t.Update("visit", id, &data.Stamp{}, v.ClientID, []store.Field{{"words", words}})
	})
}

// change runs fn on a visit in one transaction.
func (s *Visits) change(ctx context.Context, id data.ID, fn func(*store.Tx, *data.Visit) error) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedVisit, &client, func(t *store.Tx) error {
		v, err := begun(t, id)
		if err != nil {
			return err
		}
		client = v.ClientID
		return fn(t, v)
	})
}
