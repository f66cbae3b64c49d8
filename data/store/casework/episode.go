package casework

import (
	"context"
	"database/sql"
	"errors"

	"waymark/data"
	"waymark/data/store"
)

// EpisodeColumns select a whole episode, for ScanEpisode.
const EpisodeColumns = `id, client_id, opened_on, status, paused_on, closed_on, close_reason, close_note, surgery_id, prescriber_id, ` + store.StampColumns

// ScanEpisode returns where EpisodeColumns go.
func ScanEpisode(e *data.Episode) []any {
	return append([]any{&e.ID, &e.ClientID, &e.OpenedOn, &e.Status, &e.PausedOn, &e.ClosedOn, &e.CloseReason, &e.CloseNote,
		store.OrNull(&e.SurgeryID), store.OrNull(&e.Prescriber)}, store.StampDest(&e.Stamp)...)
}

// SaveEpisode changes an episode: pauses, closes or opens it again. Closing it
// closes its open follow-ups and tasks as not needed any more, and cancels the
// appointments of the client that cancel names, which are still booked. Where the
// client died, it cancels all that are still to come from that day on; see rule.EndsWith.
// Opening it again brings none of these back.
func (s *Casework) SaveEpisode(ctx context.Context, e *data.Episode, cancel ...data.ID) error {
	if e.Status != data.EpisodeClosed {
		e.ClosedOn, e.CloseReason, e.CloseNote = data.Date{}, "", ""
	}
	if e.Status == data.EpisodePaused && e.PausedOn.IsZero() {
		e.PausedOn = s.db.Today()
	}
	if e.Status == data.EpisodeOpen {
		e.PausedOn = data.Date{}
	}
	if err := e.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.clients.WriteAbout(ctx, store.ChangedClient, &e.ClientID, func(t *store.Tx) error {
		if err := SaveEpisode(t, e); err != nil {
			return oneOpen(err)
		}
		if e.Status == data.EpisodeClosed {
			return errors.Join(NothingToDo(t, e), s.cancelAppointmentsOf(t, e, cancel), owesClosingMessage(t, e))
		}
		return nil
	})
}

// SaveEpisode writes an episode within a transaction.
func SaveEpisode(t *store.Tx, e *data.Episode) error {
	return t.Save("episode", &e.ID, &e.Stamp, e.ClientID, episodeFields(e))
}

func episodeFields(e *data.Episode) []store.Field {
	return []store.Field{
		{"client_id", e.ClientID}, {"opened_on", e.OpenedOn}, {"status", e.Status}, {"paused_on", e.PausedOn},
		{"closed_on", e.ClosedOn}, {"close_reason", e.CloseReason}, {"close_note", e.CloseNote},
		{"surgery_id", store.Ref(e.SurgeryID)}, {"prescriber_id", store.Ref(e.Prescriber)},
	}
}

func oneOpen(err error) error {
	if store.NotUnique(err) {
		return data.NewProblem(data.CodeConflict, "This client has a newer episode that is open. Close that one first.")
	}
	return err
}

// EpisodeClosed is the note of a follow-up that was closed with its episode.
const EpisodeClosed = "Episode closed"

// NothingToDo closes the open follow-ups and tasks of an episode that is closed, as not
// needed any more.
func NothingToDo(t *store.Tx, e *data.Episode) error {
	return errors.Join(closeFollowUpsOf(t, e), closeTasksOf(t, e))
}

func closeFollowUpsOf(t *store.Tx, e *data.Episode) error {
	open, err := store.Collect(t.Ctx, t, ScanFollowUp,
		"SELECT "+FollowUpColumns+" FROM follow_up f WHERE episode_id = ? AND status = 'open'", e.ID)
	if err != nil {
		return err
	}
	for i := range open {
		f := &open[i]
		f.Status, f.ClosedOn, f.Note = data.FollowUpNotNeeded, e.ClosedOn, EpisodeClosed
		if err := SaveFollowUp(t, f); err != nil {
			return err
		}
	}
	return nil
}

// EpisodeAbout returns the episode that a contact, a need or a questionnaire of
// the given day tells about: one that may be closed already, as when someone
// is rung up afterwards, rather than a new one. Only someone who has none at
// all gets one.
func EpisodeAbout(t *store.Tx, client data.ID, on data.Date) (data.ID, error) {
	var id data.ID
	err := t.Value(&id, `SELECT id FROM episode WHERE client_id = ?
		ORDER BY (opened_on <= ? AND (closed_on IS NULL OR closed_on >= ?)) DESC, status <> 'closed' DESC, opened_on DESC LIMIT 1`, client, on, on)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	return EpisodeFor(t, client, on)
}

// EpisodeFor returns the episode that new work of the given day belongs to: the
// one that covers the day, else the one that is open, else a new one.
func EpisodeFor(t *store.Tx, client data.ID, on data.Date) (data.ID, error) {
	var id data.ID
	err := t.Value(&id, `SELECT id FROM episode
		WHERE client_id = ? AND (status <> 'closed' OR (opened_on <= ? AND closed_on >= ?))
		ORDER BY opened_on <= ? DESC, status <> 'closed' DESC, opened_on DESC LIMIT 1`, client, on, on, on)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	e := data.Episode{ClientID: client, OpenedOn: on, Status: data.EpisodeOpen}
	err = t.QueryRowContext(t.Ctx, "SELECT surgery_id, prescriber_id FROM client WHERE id = ?", client).
		Scan(store.OrNull(&e.SurgeryID), store.OrNull(&e.Prescriber))
	if err != nil {
		return "", err
	}
	err = SaveEpisode(t, &e)
	return e.ID, err
}

// FirstEpisode opens the first episode of a client who was just added.
func FirstEpisode(t *store.Tx, c *data.Client, on data.Date) (data.ID, error) {
	e := data.Episode{ClientID: c.ID, OpenedOn: on, Status: data.EpisodeOpen, SurgeryID: c.SurgeryID, Prescriber: c.Prescriber}
	err := SaveEpisode(t, &e)
	return e.ID, err
}

// AddReferral stores a referral. Where the client has no open episode it opens
// one; r.ID and r.EpisodeID are filled in.
func (s *Casework) AddReferral(ctx context.Context, r *data.Referral) error {
	if err := r.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.clients.WriteAbout(ctx, store.ChangedClient, &r.ClientID, func(t *store.Tx) error {
		if r.EpisodeID == "" {
			id, err := EpisodeFor(t, r.ClientID, r.ReceivedOn)
			if err != nil {
				return err
			}
			store.AsItWas(t, &r.EpisodeID)
			r.EpisodeID = id
		}
		return SaveReferral(t, r)
	})
}

// UpdateReferral changes a referral.
func (s *Casework) UpdateReferral(ctx context.Context, r *data.Referral) error {
	if err := r.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.clients.WriteAbout(ctx, store.ChangedClient, &r.ClientID, func(t *store.Tx) error { return SaveReferral(t, r) })
}

// SaveReferral writes a referral within a transaction.
func SaveReferral(t *store.Tx, r *data.Referral) error {
	was, further, err := referralAsItWas(t, r)
	if err != nil {
		return err
	}
	if err := t.Save("referral", &r.ID, &r.Stamp, r.ClientID, []store.Field{
		{"episode_id", r.EpisodeID}, {"client_id", r.ClientID}, {"received_on", r.ReceivedOn}, {"source", r.Source},
		{"referrer", r.Referrer}, {"surgery_id", store.Ref(r.SurgeryID)}, {"reason_id", store.Ref(r.ReasonID)}, {"note", r.Note},
	}, further...); err != nil {
		return err
	}
	reasons := make([]store.Part, len(r.Further))
	for i, reason := range r.Further {
		reasons[i].Key = reason
	}
	if err := t.SetParts("referral_reason", r.ID, reasons); err != nil {
		return err
	}
	return moveBeginning(t, r, was)
}

// referralAsItWas reads the day that a referral is stored with, zero for a new
// one, and names its list of further reasons where that has changed.
func referralAsItWas(t *store.Tx, r *data.Referral) (day data.Date, further []string, err error) {
	if r.ID == "" {
		return day, nil, nil
	}
	err = t.Value(&day, "SELECT received_on FROM referral WHERE id = ?", r.ID)
	if store.MissingRow(err) {
		return data.Date{}, nil, nil // a bulk load brings its own IDs
	}
	if err != nil {
		return day, nil, err
	}
	had, err := store.Collect(t.Ctx, t, func(id *data.ID) []any { return []any{id} }, "SELECT reason_id FROM referral_reason WHERE referral_id = ?", r.ID)
	if !store.SameSet(had, r.Further) {
		further = []string{"further_reasons"}
	}
	return day, further, err
}

// moveBeginning keeps the beginning of an episode at its first referral: it
// began no later; and where it began with this one, whose day was corrected,
// it begins with what came first instead.
func moveBeginning(t *store.Tx, r *data.Referral, was data.Date) error {
	var opened data.Date
	if err := t.Value(&opened, "SELECT opened_on FROM episode WHERE id = ?", r.EpisodeID); err != nil {
		return err
	}
	begins := opened
	switch {
	case r.ReceivedOn.Before(opened):
		begins = r.ReceivedOn
	case was == opened && was.Before(r.ReceivedOn):
		if err := t.Value(&begins, `SELECT min(day) FROM (
			SELECT min(received_on) AS day FROM referral WHERE episode_id = ?1
			UNION ALL SELECT min(held_on) FROM contact WHERE episode_id = ?1 AND removed_at IS NULL
			UNION ALL SELECT min(offered_on) FROM offer WHERE episode_id = ?1
			UNION ALL SELECT min(found_on) FROM need WHERE episode_id = ?1 AND removed_at IS NULL
			UNION ALL SELECT min(answered_on) FROM response WHERE episode_id = ?1
			UNION ALL SELECT closed_on FROM episode WHERE id = ?1)`, r.EpisodeID); err != nil {
			return err
		}
	}
	if begins == opened {
		return nil
	}
	return t.Update("episode", r.EpisodeID, &data.Stamp{}, r.ClientID, []store.Field{{"opened_on", begins}})
}

// ReferralsOf reads the referrals of a client, the latest first.
func ReferralsOf(ctx context.Context, q store.Querier, client data.ID) ([]data.Referral, error) {
	list, err := store.Collect(ctx, q, func(r *data.Referral) []any {
		return append([]any{&r.ID, &r.EpisodeID, &r.ClientID, &r.ReceivedOn, &r.Source, &r.Referrer,
			store.OrNull(&r.SurgeryID), store.OrNull(&r.ReasonID), &r.Note}, store.StampDest(&r.Stamp)...)
	}, `SELECT id, episode_id, client_id, received_on, source, referrer, surgery_id, reason_id, note, `+store.StampColumns+`
		FROM referral WHERE client_id = ? ORDER BY received_on DESC, id DESC`, client)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Further, err = store.Collect(ctx, q, func(id *data.ID) []any { return []any{id} },
			`SELECT reason_id FROM referral_reason rr JOIN reason r ON r.id = rr.reason_id WHERE referral_id = ? ORDER BY r.position`, list[i].ID)
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// AddNeed stores a need that was found later.
func (s *Casework) AddNeed(ctx context.Context, n *data.Need) error {
	if err := n.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedClient, &n.ClientID, func(t *store.Tx) error {
		if n.EpisodeID == "" {
			id, err := EpisodeAbout(t, n.ClientID, n.FoundOn)
			if err != nil {
				return err
			}
			store.AsItWas(t, &n.EpisodeID)
			n.EpisodeID = id
		}
		return SaveNeed(t, n)
	})
}

// SaveNeed writes a need within a transaction.
func SaveNeed(t *store.Tx, n *data.Need) error {
	return t.Save("need", &n.ID, &n.Stamp, n.ClientID, []store.Field{
		{"episode_id", n.EpisodeID}, {"client_id", n.ClientID}, {"reason_id", n.ReasonID}, {"found_on", n.FoundOn}, {"note", n.Note},
		{"visit_id", store.Ref(n.VisitID)},
	})
}

// RemoveNeed takes out a need that was entered in error; it is kept, unseen.
func (s *Casework) RemoveNeed(ctx context.Context, id data.ID) error {
	return s.db.TakeBack(ctx, store.ChangedClient, "need", id)
}

// AddConsent stores what a client said to one use of what is held.
func (s *Casework) AddConsent(ctx context.Context, c *data.Consent) error {
	if err := c.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedClient, &c.ClientID, func(t *store.Tx) error { return SaveConsent(t, c) })
}

// SaveConsent writes a consent within a transaction.
func SaveConsent(t *store.Tx, c *data.Consent) error {
	return t.Save("consent", &c.ID, &c.Stamp, c.ClientID, []store.Field{
		{"client_id", c.ClientID}, {"kind", c.Kind}, {"given", c.Given}, {"given_on", c.On}, {"how", c.How}, {"note", c.Note},
	})
}
