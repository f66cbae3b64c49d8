package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/mattn/go-sqlite3"

	"waymark/data"
)

const episodeColumns = `id, client_id, opened_on, status, paused_on, closed_on, close_reason, close_note, surgery_id, prescriber_id, ` + stampColumns

func scanEpisode(e *data.Episode) []any {
	return append([]any{&e.ID, &e.ClientID, &e.OpenedOn, &e.Status, &e.PausedOn, &e.ClosedOn, &e.CloseReason, &e.CloseNote,
		orNull(&e.SurgeryID), orNull(&e.Prescriber)}, stampDest(&e.Stamp)...)
}

// SaveEpisode changes an episode: pauses, closes or opens it again. Closing it
// closes its open follow-ups as not needed any more.
func (s *Store) SaveEpisode(ctx context.Context, e *data.Episode) error {
	if e.Status != data.EpisodeClosed {
		e.ClosedOn, e.CloseReason, e.CloseNote = data.Date{}, "", ""
	}
	if e.Status == data.EpisodePaused && e.PausedOn.IsZero() {
		e.PausedOn = s.today()
	}
	if e.Status == data.EpisodeOpen {
		e.PausedOn = data.Date{}
	}
	if err := e.Validate(s.today()); err != nil {
		return err
	}
	return s.writeAbout(ctx, &e.ClientID, func(t *tx) error {
		if err := t.saveEpisode(e); err != nil {
			return oneOpen(err)
		}
		if e.Status == data.EpisodeClosed {
			return t.closeFollowUpsOf(e)
		}
		return nil
	})
}

func (t *tx) saveEpisode(e *data.Episode) error {
	return t.save("episode", &e.ID, &e.Stamp, e.ClientID, []field{
		{"client_id", e.ClientID}, {"opened_on", e.OpenedOn}, {"status", e.Status}, {"paused_on", e.PausedOn},
		{"closed_on", e.ClosedOn}, {"close_reason", e.CloseReason}, {"close_note", e.CloseNote},
		{"surgery_id", ref(e.SurgeryID)}, {"prescriber_id", ref(e.Prescriber)},
	})
}

func oneOpen(err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && e.ExtendedCode == sqlite3.ErrConstraintUnique {
		return data.NewProblem(data.CodeConflict, "This client has a newer episode that is open. Please close that one first.")
	}
	return err
}

func (t *tx) closeFollowUpsOf(e *data.Episode) error {
	open, err := collect(t.ctx, t, scanFollowUp,
		"SELECT "+followUpColumns+" FROM follow_up f WHERE episode_id = ? AND status = 'open'", e.ID)
	if err != nil {
		return err
	}
	for i := range open {
		f := &open[i]
		f.Status, f.ClosedOn, f.Note = data.FollowUpNotNeeded, e.ClosedOn, "Episode closed"
		if err := t.saveFollowUp(f); err != nil {
			return err
		}
	}
	return nil
}

// episodeAbout gives the episode that a contact, a need or a questionnaire of
// the given day tells about: one that may be closed already, as when somebody
// is rung up afterwards, rather than a new one. Only somebody who has none at
// all gets one.
func (t *tx) episodeAbout(client data.ID, on data.Date) (data.ID, error) {
	var id data.ID
	err := t.value(&id, `SELECT id FROM episode WHERE client_id = ?
		ORDER BY (opened_on <= ? AND (closed_on IS NULL OR closed_on >= ?)) DESC, status <> 'closed' DESC, opened_on DESC LIMIT 1`, client, on, on)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	return t.episodeFor(client, on)
}

// episodeFor gives the episode that new work of the given day belongs to: the
// one that covers the day, else the one that is open, else a new one.
func (t *tx) episodeFor(client data.ID, on data.Date) (data.ID, error) {
	var id data.ID
	err := t.value(&id, `SELECT id FROM episode
		WHERE client_id = ? AND (status <> 'closed' OR (opened_on <= ? AND closed_on >= ?))
		ORDER BY opened_on <= ? DESC, status <> 'closed' DESC, opened_on DESC LIMIT 1`, client, on, on, on)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	e := data.Episode{ClientID: client, OpenedOn: on, Status: data.EpisodeOpen}
	err = t.QueryRowContext(t.ctx, "SELECT surgery_id, prescriber_id FROM client WHERE id = ?", client).
		Scan(orNull(&e.SurgeryID), orNull(&e.Prescriber))
	if err != nil {
		return "", err
	}
	err = t.saveEpisode(&e)
	return e.ID, err
}

// AddReferral stores a referral. Where the client has no open episode it opens
// one; r.ID and r.EpisodeID are filled in.
func (s *Store) AddReferral(ctx context.Context, r *data.Referral) error {
	if err := r.Validate(s.today()); err != nil {
		return err
	}
	return s.writeAbout(ctx, &r.ClientID, func(t *tx) error {
		if r.EpisodeID == "" {
			id, err := t.episodeFor(r.ClientID, r.ReceivedOn)
			if err != nil {
				return err
			}
			asItWas(t, &r.EpisodeID)
			r.EpisodeID = id
		}
		return t.saveReferral(r)
	})
}

// UpdateReferral changes a referral.
func (s *Store) UpdateReferral(ctx context.Context, r *data.Referral) error {
	if err := r.Validate(s.today()); err != nil {
		return err
	}
	return s.writeAbout(ctx, &r.ClientID, func(t *tx) error { return t.saveReferral(r) })
}

func (t *tx) saveReferral(r *data.Referral) error {
	was, further, err := t.referralAsItWas(r)
	if err != nil {
		return err
	}
	if err := t.save("referral", &r.ID, &r.Stamp, r.ClientID, []field{
		{"episode_id", r.EpisodeID}, {"client_id", r.ClientID}, {"received_on", r.ReceivedOn}, {"source", r.Source},
		{"referrer", r.Referrer}, {"surgery_id", ref(r.SurgeryID)}, {"reason_id", ref(r.ReasonID)}, {"note", r.Note},
	}, further...); err != nil {
		return err
	}
	reasons := make([]part, len(r.Further))
	for i, reason := range r.Further {
		reasons[i].Key = reason
	}
	if err := t.setParts("referral_reason", r.ID, reasons); err != nil {
		return err
	}
	return t.moveBeginning(r, was)
}

// referralAsItWas reads the day that a referral is stored with, zero for a new
// one, and names its list of further reasons where that has changed.
func (t *tx) referralAsItWas(r *data.Referral) (day data.Date, further []string, err error) {
	if r.ID == "" {
		return day, nil, nil
	}
	err = t.value(&day, "SELECT received_on FROM referral WHERE id = ?", r.ID)
	if missingRow(err) {
		return data.Date{}, nil, nil // a bulk load brings its own IDs
	}
	if err != nil {
		return day, nil, err
	}
	had, err := collect(t.ctx, t, func(id *data.ID) []any { return []any{id} }, "SELECT reason_id FROM referral_reason WHERE referral_id = ?", r.ID)
	if !sameSet(had, r.Further) {
		further = []string{"further_reasons"}
	}
	return day, further, err
}

// moveBeginning keeps the beginning of an episode at its first referral: it
// began no later; and where it began with this one, whose day was corrected,
// it begins with what came first instead.
func (t *tx) moveBeginning(r *data.Referral, was data.Date) error {
	var opened data.Date
	if err := t.value(&opened, "SELECT opened_on FROM episode WHERE id = ?", r.EpisodeID); err != nil {
		return err
	}
	begins := opened
	switch {
	case r.ReceivedOn.Before(opened):
		begins = r.ReceivedOn
	case was == opened && was.Before(r.ReceivedOn):
		if err := t.value(&begins, `SELECT min(day) FROM (
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
	return t.update("episode", r.EpisodeID, &data.Stamp{}, r.ClientID, []field{{"opened_on", begins}})
}

func referralsOf(ctx context.Context, q querier, client data.ID) ([]data.Referral, error) {
	list, err := collect(ctx, q, func(r *data.Referral) []any {
		return append([]any{&r.ID, &r.EpisodeID, &r.ClientID, &r.ReceivedOn, &r.Source, &r.Referrer,
			orNull(&r.SurgeryID), orNull(&r.ReasonID), &r.Note}, stampDest(&r.Stamp)...)
	}, `SELECT id, episode_id, client_id, received_on, source, referrer, surgery_id, reason_id, note, `+stampColumns+`
		FROM referral WHERE client_id = ? ORDER BY received_on DESC, id DESC`, client)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Further, err = collect(ctx, q, func(id *data.ID) []any { return []any{id} },
			`SELECT reason_id FROM referral_reason rr JOIN reason r ON r.id = rr.reason_id WHERE referral_id = ? ORDER BY r.position`, list[i].ID)
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// AddNeed stores a need that was found later.
func (s *Store) AddNeed(ctx context.Context, n *data.Need) error {
	if err := n.Validate(s.today()); err != nil {
		return err
	}
	return s.writeAbout(ctx, &n.ClientID, func(t *tx) error {
		if n.EpisodeID == "" {
			id, err := t.episodeAbout(n.ClientID, n.FoundOn)
			if err != nil {
				return err
			}
			asItWas(t, &n.EpisodeID)
			n.EpisodeID = id
		}
		return t.saveNeed(n)
	})
}

func (t *tx) saveNeed(n *data.Need) error {
	return t.save("need", &n.ID, &n.Stamp, n.ClientID, []field{
		{"episode_id", n.EpisodeID}, {"client_id", n.ClientID}, {"reason_id", n.ReasonID}, {"found_on", n.FoundOn}, {"note", n.Note},
	})
}

// RemoveNeed takes out a need that was entered in error; it is kept, unseen.
func (s *Store) RemoveNeed(ctx context.Context, id data.ID) error {
	return s.remove(ctx, "need", id, nil)
}

// remove marks a row as entered in error.
func (s *Store) remove(ctx context.Context, table string, id data.ID, further []field) error {
	var client data.ID
	return s.writeAbout(ctx, &client, func(t *tx) error {
		if err := t.value(&client, "SELECT client_id FROM "+table+" WHERE id = ?", id); err != nil { // table is our own
			return err
		}
		return t.update(table, id, &data.Stamp{}, client, append(further, field{"removed_at", instant(t.now)}))
	})
}

// AddConsent stores what a client said to one use of what is held.
func (s *Store) AddConsent(ctx context.Context, c *data.Consent) error {
	if err := c.Validate(s.today()); err != nil {
		return err
	}
	return s.writeAbout(ctx, &c.ClientID, func(t *tx) error { return t.saveConsent(c) })
}

func (t *tx) saveConsent(c *data.Consent) error {
	return t.save("consent", &c.ID, &c.Stamp, c.ClientID, []field{
		{"client_id", c.ClientID}, {"kind", c.Kind}, {"given", c.Given}, {"given_on", c.On}, {"how", c.How}, {"note", c.Note},
	})
}
