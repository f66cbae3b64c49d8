package overview

import (
	"context"
	"encoding/json"
	"strings"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/visits"
)

// visitQueries tell the story of home visits, as timelineQueries do the rest.
var visitQueries = []struct {
	kind  data.EntryKind
	query string
	tell  func(facts [5]string) data.Entry
}{
	{data.EntryVisit, `SELECT coalesce(a.on_day, v.on_day), v.created_at, v.id, coalesce(a.staff_id, v.staff_id, ''), 
		coalesce((SELECT group_concat(f.aspect || char(31) || f.room || char(31) || f.value, char(30) ORDER BY f.aspect <> 'room', f.created_at, f.id)
			FROM visit_finding f WHERE f.visit_id = v.id AND f.value NOT IN ('', 'absent')), ''),
		v.words, (SELECT count(*) FROM visit_photo p WHERE p.visit_id = v.id AND p.removed_at IS NULL), CASE WHEN v.finished_at = '' THEN 'under way' ELSE '' END, ''
		FROM visit v LEFT JOIN appointment a ON a.id = v.appointment_id AND a.removed_at IS NULL
		WHERE v.client_id = ? AND v.removed_at IS NULL AND v.arrived_at <> ''`, tellVisit},
	{data.EntryDecision, `SELECT coalesce(d.told_on, v.on_day), d.created_at, d.visit_id, d.answered_by, d.kind, d.because, d.state, d.told || CASE WHEN d.told_at = '' THEN '' ELSE ' at ' || d.told_at END, d.why
		FROM visit_decision d JOIN visit v ON v.id = d.visit_id WHERE d.client_id = ? AND d.removed_at IS NULL AND v.removed_at IS NULL`, tellDecision},
}

func tellVisit(f [5]string) data.Entry {
	e := data.Entry{Title: "Nothing was rated or answered"}
	var found []string
	for _, part := range strings.Split(f[0], "\x1e") {
		if fields := strings.Split(part, "\x1f"); len(fields) == 3 {
			finding := data.VisitFinding{Aspect: data.VisitAspect(fields[0]), Room: fields[1], Value: fields[2]}
			found = append(found, finding.Text())
		}
	}
	if len(found) > 0 {
		e.Title = strings.Join(found, " · ")
	}
	if f[1] != "" {
		e.Detail = "“" + f[1] + "”"
	}
	if f[2] == "1" {
		e.Tags = append(e.Tags, "1 photo")
	} else if f[2] != "0" {
		e.Tags = append(e.Tags, f[2]+" photos")
	}
	if f[3] != "" {
		e.Tags = append(e.Tags, f[3])
	}
	return e
}

func tellDecision(f [5]string) data.Entry {
	d := data.VisitDecision{Kind: data.DecisionKind(f[0]), State: data.DecisionState(f[2])}
	_ = json.Unmarshal([]byte(f[1]), &d.Because) // without its reasons it is told all the same
	e := data.Entry{Title: d.Kind.Label() + " decision: " + strings.Join(d.Reasons(), ", "), Tags: []string{d.State.Label()}, Detail: f[4]}
	if d.State == data.DecisionActed {
		e.Detail = "Told: " + f[3]
	}
	return e
}

// homeVisits finds what home visits left to be answered or finished.
func (s *Overview) homeVisits(ctx context.Context, today data.Date, prescriber data.ID) ([]data.Attention, error) {
	decisions, err := s.openDecisions(ctx, prescriber)
	if err != nil {
		return nil, err
	}
	left, err := s.visitsLeftOpen(ctx, today, prescriber)
	return append(decisions, left...), err
}

// openDecisions finds what a home visit asks to be decided and no one has
// answered. All of them are listed: they stay until they are answered.
func (s *Overview) openDecisions(ctx context.Context, prescriber data.ID) ([]data.Attention, error) {
	rows, err := visits.OpenDecisions(ctx, s.db, prescriber)
	list := make([]data.Attention, 0, len(rows))
	for i := range rows {
		r := &rows[i]
		list = append(list, data.Attention{Kind: "Decision", ClientID: r.ClientID, VisitID: r.VisitID, Count: 1,
			Sentence: r.Client + ": " + data.LowerFirst(r.Kind.Label()) + " decision of " + r.VisitOn.Short() + " is open (" + strings.Join(r.Reasons(), ", ") + ")"})
	}
	return list, err
}

// visitsLeftOpen finds home visits of an earlier day that were begun and not
// finished: no contact has been recorded for them.
func (s *Overview) visitsLeftOpen(ctx context.Context, today data.Date, prescriber data.ID) ([]data.Attention, error) {
	type row struct {
		client, visit data.ID
		name          string
		on            data.Date
	}
	rows, err := store.Collect(ctx, s.db, func(r *row) []any { return []any{&r.client, &r.visit, &r.name, &r.on} },
		`SELECT v.client_id, v.id, trim(c.given_names || ' ' || c.family_name), v.on_day FROM visit v JOIN client c ON c.id = v.client_id
		WHERE v.arrived_at <> '' AND v.finished_at = '' AND v.removed_at IS NULL AND v.on_day < ?1 AND (?2 = '' OR coalesce(v.staff_id, '') IN ('', ?2))
		ORDER BY v.on_day, v.id LIMIT 20`, today, prescriber)
	list := make([]data.Attention, 0, len(rows))
	for _, r := range rows {
		list = append(list, data.Attention{Kind: "Visit", ClientID: r.client, VisitID: r.visit, Count: 1,
			Sentence: "The home visit to " + r.name + " on " + r.on.Short() + " is not finished, so no contact is recorded"})
	}
	return list, err
}
