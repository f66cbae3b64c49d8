package casework

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/rule"
	"waymark/data/store"
)

// Why an appointment was cancelled when an episode was closed.
const (
	ClientDied   = "The client has died"
	SupportEnded = "Support was closed"
)

// Died reports whether a client has died, so that no one writes to them, books them or
// rings as if they lived; see Lives.
func Died(ctx context.Context, q store.Querier, client data.ID) (bool, error) {
	var died bool
	err := q.QueryRowContext(ctx, "SELECT NOT "+Lives("?1"), client).Scan(&died)
	return died, store.Problem(err)
}

// RefuseDead returns data.CodeRefused with a sentence if a client has died.
func RefuseDead(ctx context.Context, q store.Querier, client data.ID, sentence string) error {
	if died, err := Died(ctx, q, client); err != nil || !died {
		return err
	}
	return data.NewProblem(data.CodeRefused, sentence)
}

// HasDied reports whether a client has died; see Died.
func (s *Casework) HasDied(ctx context.Context, client data.ID) (bool, error) {
	return Died(ctx, s.db, client)
}

// Lives is the condition that the client of an ID, given as SQL, has not died: what
// staff are reminded of leaves the others out.
func Lives(client string) string { return "NOT EXISTS (SELECT 1 FROM " + deathOf(client) + ")" }

// deathOf has the episodes that say that the client of an ID, given as SQL, has died: any
// that was closed for that reason, whichever began last, for a list may have several.
// Another that began later says that this was wrong, and so does one that is open and was
// changed since, such as opened again.
func deathOf(client string) string {
	return "episode died WHERE died.client_id = " + client + " AND died.status = 'closed' AND died.close_reason = 'died'" +
		" AND NOT EXISTS (SELECT 1 FROM episode other WHERE other.client_id = " + client + " AND (other.opened_on > died.closed_on" +
		" OR other.status <> 'closed' AND other.updated_at > died.updated_at))"
}

// cancelAppointmentsOf cancels what is booked with someone who died, and otherwise the
// chosen appointments alone.
func (s *Casework) cancelAppointmentsOf(t *store.Tx, e *data.Episode, chosen []data.ID) error {
	booked, err := bookedWith(t, e.ClientID)
	if err != nil {
		return err
	}
	for _, id := range chosen {
		if !slices.ContainsFunc(booked, func(a data.Appointment) bool { return a.ID == id }) {
			return data.NewProblem(data.CodeConflict, "The appointment has changed since you opened this form, so nothing was saved. Press Cancel, look at it, and close support again.")
		}
	}
	why := SupportEnded
	if e.CloseReason == data.CloseDied {
		why = ClientDied
	}
	booked = slices.DeleteFunc(booked, func(a data.Appointment) bool {
		return !rule.EndsWith(e, &a, t.Local()) && !slices.Contains(chosen, a.ID)
	})
	if len(chosen) > 0 && s.db.MayNot(access.Diary, access.Write) {
		return data.NewProblem(data.CodeRefused, "You may not cancel appointments, so nothing was saved. Ask someone who keeps the calendar to cancel them first.")
	}
	if err := cancelAll(t, booked, why); err != nil {
		return err
	}
	if e.CloseReason == data.CloseDied {
		return nothingToTell(t, "client_id", e.ClientID)
	}
	return nil
}

func cancelAll(t *store.Tx, booked []data.Appointment, why string) error {
	for i := range booked {
		if err := MarkAppointment(t, &booked[i], data.AppointmentCancelled, why); err != nil {
			return err
		}
		t.Also(store.Change{Kind: store.ChangedDiary, ClientID: booked[i].ClientID})
	}
	return nil
}

// CancelForDeath cancels appointments that BookedWithDead has found, and has no one told
// of any change to what was booked with them.
func CancelForDeath(t *store.Tx, client data.ID, booked []data.Appointment) error {
	if err := cancelAll(t, booked, ClientDied); err != nil {
		return err
	}
	return nothingToTell(t, "client_id", client)
}

// BookedWithDead reads what is booked with a client who died, and the episode that says
// so; nothing of someone else.
func BookedWithDead(t *store.Tx, client data.ID) ([]data.Appointment, *data.Episode, error) {
	said, err := store.Collect(t.Ctx, t, ScanEpisode, "SELECT "+EpisodeColumns+" FROM "+deathOf("?1")+" ORDER BY closed_on, id LIMIT 1", client)
	if err != nil || len(said) == 0 {
		return nil, nil, err
	}
	booked, err := bookedWith(t, client)
	closed := said[0].UpdatedAt.In(t.Local().Location())
	return slices.DeleteFunc(booked, func(a data.Appointment) bool { return !rule.EndsWith(&said[0], &a, closed) }), &said[0], err
}

func bookedWith(t *store.Tx, client data.ID) ([]data.Appointment, error) {
	return store.Collect(t.Ctx, t, ScanAppointment, "SELECT "+AppointmentColumns+" FROM appointment a WHERE "+store.AppointmentsOf("?1")+
		" AND a.state = 'booked' AND a.removed_at IS NULL ORDER BY a.on_day, a.at, a.id", client)
}

// NothingToTell notes that no one need be told any more of what became of an
// appointment.
func NothingToTell(t *store.Tx, appointment data.ID) error {
	return nothingToTell(t, "appointment_id", appointment)
}

func nothingToTell(t *store.Tx, column string, of data.ID) error {
	type row struct{ id, client data.ID }
	open, err := store.Collect(t.Ctx, t, func(r *row) []any { return []any{&r.id, &r.client} },
		"SELECT id, client_id FROM to_tell WHERE "+column+" = ? AND told_at IS NULL AND removed_at IS NULL", of) // the column is our own
	if err != nil {
		return err
	}
	for _, r := range open {
		if err := t.Update("to_tell", r.id, &data.Stamp{}, r.client, []store.Field{{"removed_at", store.Instant(t.Now)}}); err != nil {
			return err
		}
	}
	if len(open) > 0 {
		t.Also(store.Change{Kind: store.ChangedDiary, ClientID: open[0].client})
	}
	return nil
}
