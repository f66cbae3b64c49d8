package overview

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/lists"
	"waymark/data/store/measure"
	"waymark/data/store/offering"
)

// Record reads everything that the record screen shows of one client.
func (s *Overview) Record(ctx context.Context, client data.ID) (*data.ClientRecord, error) {
	c, err := s.casework.Client(ctx, client)
	if err != nil {
		return nil, err
	}
	r := &data.ClientRecord{Client: *c}
	if err := s.db.QueryRowContext(ctx,
		`SELECT coalesce((SELECT name FROM surgery WHERE id = ?), ''), coalesce((SELECT name FROM staff WHERE id = ?), ''),
		EXISTS (SELECT 1 FROM client_origin WHERE client_id = ?)`,
		c.SurgeryID, c.Prescriber, c.ID).Scan(&r.Surgery, &r.Prescriber, &r.Imported); err != nil {
		return nil, store.Problem(err)
	}
	if r.Died, err = casework.Died(ctx, s.db, c.ID); err != nil {
		return nil, err
	}
	for _, read := range []func(context.Context, *data.ClientRecord) error{
		s.recordEpisodes, s.recordAppointments, s.recordWork, s.recordResponses, s.recordTimeline,
	} {
		if err := read(ctx, r); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// recordAppointments reads what is booked, what no one has said the end of, and
// how often in a row the client did not attend.
func (s *Overview) recordAppointments(ctx context.Context, r *data.ClientRecord) error {
	all, err := s.diary.Appointments(ctx, data.AppointmentFilter{ClientID: r.Client.ID})
	if err != nil {
		return err
	}
	var states []data.AppointmentState
	for _, a := range all {
		if a.State.Open() {
			r.Appointments = append(r.Appointments, a)
		}
		if r.Episode == nil || a.On.Before(r.Episode.OpenedOn) {
			continue
		}
		states = append(states, a.State)
		if a.State == data.AppointmentMissed {
			r.Missed.Last = a.On
		}
	}
	var met data.Date
	if err := s.db.QueryRowContext(ctx, "SELECT max(held_on) FROM contact WHERE client_id = ? AND outcome = 'attended' AND removed_at IS NULL", r.Client.ID).Scan(&met); err != nil {
		return store.Problem(err)
	}
	if !met.After(r.Missed.Last) {
		r.Missed.N = rule.MissedInARow(states)
	}
	r.MissedSteps, err = s.lists.Setting(ctx, lists.SettingMissed)
	return err
}

func (s *Overview) recordEpisodes(ctx context.Context, r *data.ClientRecord) error {
	episodes, err := store.Collect(ctx, s.db, casework.ScanEpisode,
		"SELECT "+casework.EpisodeColumns+" FROM episode WHERE client_id = ? ORDER BY status = 'closed', opened_on DESC, id DESC", r.Client.ID)
	if err != nil {
		return err
	}
	r.Episodes = len(episodes)
	if len(episodes) > 0 {
		r.Episode = &episodes[0]
	}
	r.Consents, err = store.Collect(ctx, s.db, func(c *data.Consent) []any {
		return append([]any{&c.ID, &c.ClientID, &c.Kind, &c.Given, &c.On, &c.How, &c.Note}, store.StampDest(&c.Stamp)...)
	}, `SELECT id, client_id, kind, given, given_on, how, note, `+store.StampColumns+` FROM consent c WHERE client_id = ?
		AND id = (SELECT d.id FROM consent d WHERE d.client_id = c.client_id AND d.kind = c.kind ORDER BY d.given_on DESC, d.created_at DESC, d.id DESC LIMIT 1)`,
		r.Client.ID)
	return err
}

// recordWork reads what hangs on the latest episode.
func (s *Overview) recordWork(ctx context.Context, r *data.ClientRecord) error {
	if r.Episode == nil {
		return nil
	}
	referrals, err := casework.ReferralsOf(ctx, s.db, r.Client.ID)
	if err != nil {
		return err
	}
	r.Referrals = slices.DeleteFunc(referrals, func(f data.Referral) bool { return f.EpisodeID != r.Episode.ID })
	if r.Needs, err = store.Collect(ctx, s.db, func(n *data.Need) []any {
		return append([]any{&n.ID, &n.EpisodeID, &n.ClientID, &n.ReasonID, &n.FoundOn, &n.Note, store.OrNull(&n.VisitID)}, store.StampDest(&n.Stamp)...)
	}, "SELECT id, episode_id, client_id, reason_id, found_on, note, visit_id, "+store.StampColumns+
		" FROM need WHERE episode_id = ? AND removed_at IS NULL ORDER BY found_on DESC, id DESC", r.Episode.ID); err != nil {
		return err
	}
	if r.Prescriptions, err = store.Collect(ctx, s.db, offering.ScanPrescription, "SELECT "+offering.PrescriptionColumns+
		" FROM prescription p JOIN service v ON v.id = p.service_id WHERE p.episode_id = ? ORDER BY p.made_on DESC, p.id DESC", r.Episode.ID); err != nil {
		return err
	}
	r.FollowUps, err = store.Collect(ctx, s.db, casework.ScanFollowUp, "SELECT "+casework.FollowUpColumns+
		" FROM follow_up f WHERE f.episode_id = ? AND f.status = 'open' ORDER BY f.due_on, f.id", r.Episode.ID)
	if err != nil {
		return err
	}
	return err
}

func (s *Overview) recordResponses(ctx context.Context, r *data.ClientRecord) error {
	var err error
	r.Responses, err = store.Collect(ctx, s.db, measure.ScanResponse,
		"SELECT "+measure.ResponseColumns+" FROM response r WHERE r.client_id = ? ORDER BY r.answered_on, r.id", r.Client.ID)
	if err != nil {
		return err
	}
	if err := measure.AnswersOf(ctx, s.db, r.Responses); err != nil {
		return err
	}
	if r.Refusals, err = s.measure.RefusalsOf(ctx, r.Client.ID); err != nil || r.Episode == nil {
		return err
	}
	r.Asks, err = s.measure.AsksOf(ctx, r.Episode.ID)
	return err
}

// timelineQueries select, for one client, the day, the instant of writing, the
// record, who wrote it, and up to five facts that the kind's entry is told from.
var timelineQueries = []struct {
	kind  data.EntryKind
	query string
	tell  func(facts [5]string) data.Entry
}{
	{data.EntryReferral, `SELECT f.received_on, f.created_at, f.id, f.created_by, f.source, f.referrer, coalesce(su.name, ''), coalesce(r.name, ''), f.note
		FROM referral f LEFT JOIN surgery su ON su.id = f.surgery_id LEFT JOIN reason r ON r.id = f.reason_id WHERE f.client_id = ?`, tellReferral},
	{data.EntryNeed, `SELECT n.found_on, n.created_at, n.id, n.created_by, r.name, n.note, '', '', ''
		FROM need n JOIN reason r ON r.id = n.reason_id WHERE n.client_id = ? AND n.removed_at IS NULL`, func(f [5]string) data.Entry {
		return data.Entry{Title: "Need found later: " + f[0], Detail: f[1]}
	}},
	{data.EntryContact, `SELECT k.held_on, k.created_at, k.id, coalesce(k.staff_id, ''), k.kind, k.outcome, k.note, k.held_at, ''
		FROM contact k WHERE k.client_id = ? AND k.removed_at IS NULL`, tellContact},
	{data.EntryAppointment, `SELECT a.on_day, a.state_at, a.id, a.updated_by, a.kind, a.why, a.at, '', ''
		FROM appointment a WHERE ` + store.AppointmentsOf("?1") + ` AND a.state = 'cancelled' AND a.contact_id IS NULL AND a.removed_at IS NULL`, tellCancelled},
	{data.EntryOffer, `SELECT o.offered_on, o.created_at, o.id, coalesce(o.staff_id, ''), v.name, o.decision, o.words, coalesce(o.confidence, ''),
		CASE o.decision WHEN 'chosen' THEN coalesce(p.kind, '') ELSE o.why END
		FROM offer o JOIN service v ON v.id = o.service_id LEFT JOIN prescription p ON p.offer_id = o.id WHERE o.client_id = ?`, tellOffer},
	{data.EntryPrescription, `SELECT x.status_on, x.created_at, x.prescription_id, x.created_by, v.name, x.status, x.note, '', ''
		FROM prescription_status x JOIN prescription p ON p.id = x.prescription_id JOIN service v ON v.id = p.service_id WHERE x.client_id = ?`, func(f [5]string) data.Entry {
		status := data.PrescriptionStatus(f[1])
		return data.Entry{Title: f[0], Tags: []string{status.Label()}, Detail: f[2]}
	}},
	{data.EntryFollowUp, `SELECT f.closed_on, f.updated_at, f.id, coalesce(f.staff_id, ''), f.number, f.status, v.name, f.note, ''
		FROM follow_up f JOIN prescription p ON p.id = f.prescription_id JOIN service v ON v.id = p.service_id
		WHERE f.client_id = ? AND f.status <> 'open'`, tellFollowUp},
	{data.EntryAttempt, `SELECT a.tried_on, a.created_at, a.id, a.created_by, a.result, v.name, a.note, a.next_on, a.tried_on || ' ' || a.tried_at
		FROM attempt a JOIN follow_up f ON f.id = a.follow_up_id JOIN prescription p ON p.id = f.prescription_id JOIN service v ON v.id = p.service_id
		WHERE a.client_id = ?`, tellAttempt},
	{data.EntryResponse, `SELECT r.answered_on, r.created_at, r.id, coalesce(r.staff_id, ''), r.instrument_id, r.stage, coalesce(r.score, ''), r.mode, CASE WHEN r.finished THEN r.answered ELSE 'unfinished' END
		FROM response r WHERE r.client_id = ?`, tellResponse},
	{data.EntryResponse, `SELECT q.refused_on, q.created_at, q.id, q.created_by, q.stage, q.instrument_id, q.reason, '', ''
		FROM questionnaire_refusal q WHERE q.client_id = ? AND q.removed_at IS NULL`, tellRefusal},
	{data.EntryConsent, `SELECT c.given_on, c.created_at, c.id, c.created_by, c.kind, c.given, c.how, c.note, ''
		FROM consent c WHERE c.client_id = ?`, tellConsent},
	// A service that was contacted is told as what came of the referral.
	{data.EntryTask, `SELECT k.closed_on, k.updated_at, k.id, k.updated_by, k.title, k.status, k.how, k.note, ''
		FROM task k WHERE k.client_id = ? AND k.status <> 'open' AND k.removed_at IS NULL AND (k.kind <> 'referral' OR k.status = 'not_needed')`, tellTask},
	{data.EntryLetter, `SELECT l.made_on, l.created_at, l.id, l.created_by, l.kind, l.form, l.recipient, coalesce(l.handed_on, ''), l.handed_how
		FROM letter l WHERE l.client_id = ? AND l.removed_at IS NULL`, tellLetter},
	{data.EntryEpisode, `SELECT e.closed_on, e.updated_at, e.id, e.updated_by, e.close_reason, e.close_note, '', '', ''
		FROM episode e WHERE e.client_id = ? AND e.status = 'closed'`, func(f [5]string) data.Entry {
		why := "Reason not recorded"
		if f[0] != "" {
			why = data.CloseReason(f[0]).Label()
		}
		return data.Entry{Title: "Episode closed", Tags: []string{why}, Detail: f[1]}
	}},
}

func (s *Overview) recordTimeline(ctx context.Context, r *data.ClientRecord) error {
	staff, err := s.lists.Staff(ctx, true)
	if err != nil {
		return err
	}
	names := map[data.ID]string{}
	for _, p := range staff {
		names[p.ID] = p.Name
	}
	type row struct {
		data.Entry
		by    data.ID
		facts [5]string
	}
	for _, q := range append(timelineQueries, visitQueries...) {
		rows, err := store.Collect(ctx, s.db, func(w *row) []any {
			return []any{&w.On, store.At(&w.At), &w.ID, &w.by, &w.facts[0], &w.facts[1], &w.facts[2], &w.facts[3], &w.facts[4]}
		}, q.query, r.Client.ID)
		if err != nil {
			return err
		}
		for _, w := range rows {
			e := q.tell(w.facts)
			e.On, e.At, e.ID, e.Kind, e.Staff = w.On, w.At, w.ID, q.kind, names[w.by]
			r.Timeline = append(r.Timeline, e)
		}
	}
	slices.SortStableFunc(r.Timeline, func(a, b data.Entry) int {
		return cmp.Or(b.On.Compare(a.On), b.At.Compare(a.At), cmp.Compare(b.ID, a.ID))
	})
	r.Timeline = oneCall(toldOnce(r.Timeline))
	return nil
}

// oneCall joins the attempts that were one call about several services.
func oneCall(entries []data.Entry) []data.Entry {
	kept := entries[:0]
	for _, e := range entries {
		if last := len(kept) - 1; last >= 0 && e.Kind == data.EntryAttempt && kept[last].Kind == e.Kind &&
			kept[last].At.Equal(e.At) && kept[last].On == e.On && kept[last].Detail == e.Detail && slices.Equal(kept[last].Tags, e.Tags) {
			_, service, _ := strings.Cut(e.Title, ": ")
			kept[last].Title += "; " + service
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// toldOnce joins a change of status to the follow-up at which it was heard, so
// that the story does not tell one thing twice.
func toldOnce(entries []data.Entry) []data.Entry {
	heard := map[string]int{} // day, service and words of a follow-up
	for i, e := range entries {
		if e.Kind == data.EntryFollowUp {
			_, service, _ := strings.Cut(e.Title, ": ")
			heard[e.On.String()+service+e.Detail] = i
		}
	}
	repeated := map[int]bool{}
	for i, e := range entries {
		at, ok := heard[e.On.String()+e.Title+e.Detail]
		if ok && e.Kind == data.EntryPrescription {
			entries[at].Tags = append(entries[at].Tags, e.Tags...)
			repeated[i] = true
		}
	}
	kept := make([]data.Entry, 0, len(entries))
	for i, e := range entries {
		if !repeated[i] {
			kept = append(kept, e)
		}
	}
	return kept
}
