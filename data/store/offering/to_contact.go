package offering

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// toContact makes the task to contact a service that a client chose, for today
// at the latest.
func toContact(t *store.Tx, p *data.Prescription, whose data.ID) error {
	k := data.Task{ClientID: p.ClientID, EpisodeID: p.EpisodeID, Kind: data.TaskReferral, AboutID: p.ID,
		Title: "Contact " + p.Service, DueOn: t.Today(), StaffID: whose}
	return casework.SaveTask(t, &k)
}

// recordedAs begins how a task was done that was closed by what was recorded of
// the referral itself.
const recordedAs = "Recorded as: "

// settleContact closes the task to contact a service once it is recorded that
// someone was in touch with it, or that nothing will come of it.
func settleContact(t *store.Tx, p *data.Prescription) error {
	how, note := "", ""
	switch p.Status {
	case data.StatusMade:
		return nil
	case data.StatusDidNotStart:
		note = p.Status.Label()
	default:
		how, note = recordedAs+p.Status.Label(), p.Note
	}
	return casework.CloseTasks(t, data.TaskReferral, p.ID, p.StatusOn, how, note)
}

// Contacted records within a transaction that a service was contacted about a
// client. It leaves a referral alone of which more is known already.
func Contacted(t *store.Tx, id data.ID, on data.Date, note string) error {
	p, err := prescription(t.Ctx, t, id)
	if err != nil || p.Status != data.StatusMade {
		return err
	}
	if on.Before(p.MadeOn) {
		return data.FieldErrors{{Field: "ClosedOn", Sentence: "They chose this service on " + p.MadeOn.Short() + ". Enter that day or a later one."}}
	}
	return setPrescriptionStatus(t, p, data.StatusContacted, on, note)
}

// sheetContact reads what came of contacting the service of a referral: what its
// task says, else what is recorded of the referral itself.
func (s *Offering) sheetContact(ctx context.Context, id data.ID) (c data.OfferSheetContact, err error) {
	p, err := s.Prescription(ctx, id)
	if err != nil {
		return c, err
	}
	c.Began = p.Status.Began()
	k, err := store.One(ctx, s.db, casework.ScanTask, "SELECT "+casework.TaskColumns+` FROM task k
		WHERE k.about_id = ? AND k.kind = 'referral' AND k.removed_at IS NULL ORDER BY k.created_at DESC LIMIT 1`, id)
	switch {
	case data.CodeOf(err) == data.CodeNotFound && p.Status == data.StatusMade:
		return c, nil
	case data.CodeOf(err) == data.CodeNotFound:
		c.On = p.StatusOn
		return c, nil
	case err != nil:
		return c, err
	}
	switch k.Status {
	case data.TaskDone:
		c.On = k.ClosedOn
		if !strings.HasPrefix(k.How, recordedAs) {
			c.How = k.How
		}
	case data.TaskNotNeeded:
		c.NotNeeded = true
	}
	return c, nil
}
