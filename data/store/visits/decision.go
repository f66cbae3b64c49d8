package visits

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"waymark/data"
	"waymark/data/store"
)

// decisionColumns select a whole decision, d, for scanDecision.
const decisionColumns = `d.id, d.visit_id, d.client_id, d.kind, d.because, d.state, d.told, d.told_on, d.told_at, d.why, d.answered_at, d.answered_by,
	d.created_at, d.created_by, d.updated_at, d.updated_by`

func scanDecision(d *data.VisitDecision) []any {
	return append([]any{&d.ID, &d.VisitID, &d.ClientID, &d.Kind, because{&d.Because}, &d.State, &d.Told, &d.ToldOn, &d.ToldAt, &d.Why,
		store.AtOrNever(&d.Answered), &d.By}, store.StampDest(&d.Stamp)...)
}

// because reads the list of findings that a decision is about.
type because struct{ to *[]data.DecisionBecause }

// Scan implements sql.Scanner.
func (b because) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("text wanted, not %s", reflect.TypeOf(src))
	}
	*b.to = nil
	return json.Unmarshal([]byte(s), b.to)
}

func decisionsOf(t *store.Tx, visit data.ID) ([]data.VisitDecision, error) {
	return store.Collect(t.Ctx, t, scanDecision, "SELECT "+decisionColumns+" FROM visit_decision d WHERE d.visit_id = ? AND d.removed_at IS NULL ORDER BY d.created_at, d.kind DESC, d.id", visit)
}

// SaveDecision writes a decision within a transaction.
func SaveDecision(t *store.Tx, d *data.VisitDecision) error {
	reasons, err := json.Marshal(d.Because)
	if err != nil {
		return err
	}
	return t.Save("visit_decision", &d.ID, &d.Stamp, d.ClientID, []store.Field{
		{"visit_id", d.VisitID}, {"client_id", d.ClientID}, {"kind", d.Kind}, {"because", string(reasons)}, {"state", d.State}, {"told", d.Told},
		{"told_on", d.ToldOn}, {"told_at", d.ToldAt}, {"why", d.Why}, {"answered_at", store.InstantOrNever(d.Answered)}, {"answered_by", d.By},
	})
}

// Decide answers a decision: State with Told, ToldOn, ToldAt and Why. What it is
// about stays as it is stored. One that someone has answered already, or that
// is not asked any more, is refused (CodeConflict).
func (s *Visits) Decide(ctx context.Context, d *data.VisitDecision) error {
	if err := d.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedVisit, &d.ClientID, func(t *store.Tx) error {
		now, err := store.One(t.Ctx, t, scanDecision, "SELECT "+decisionColumns+" FROM visit_decision d WHERE d.id = ? AND d.removed_at IS NULL", d.ID)
		switch {
		case data.CodeOf(err) == data.CodeNotFound:
			return data.NewProblem(data.CodeConflict, "This decision is no longer asked for, because the finding was corrected.")
		case err != nil:
			return err
		case now.State != data.DecisionOpen:
			return data.NewProblem(data.CodeConflict, "Someone has answered this decision already. Open the visit to see the answer.")
		}
		now.State, now.Why, now.Answered, now.By = d.State, d.Why, t.Now, t.Actor
		if d.State == data.DecisionActed {
			now.Told, now.ToldOn, now.ToldAt = d.Told, d.ToldOn, d.ToldAt
		}
		*d = *now
		return SaveDecision(t, d)
	})
}

// OpenDecisions returns the decisions that no one has answered, oldest first;
// staff may be empty for everyone's.
func (s *Visits) OpenDecisions(ctx context.Context, staff data.ID) ([]data.DecisionRow, error) {
	return OpenDecisions(ctx, s.db, staff)
}

// OpenDecisions is the method of that name, for a slice above.
func OpenDecisions(ctx context.Context, q store.Querier, staff data.ID) ([]data.DecisionRow, error) {
	return store.Collect(ctx, q, func(r *data.DecisionRow) []any {
		return append(scanDecision(&r.VisitDecision), &r.Client, &r.VisitOn, store.OrNull(&r.StaffID))
	}, "SELECT "+decisionColumns+`, trim(c.given_names || ' ' || c.family_name), coalesce(a.on_day, v.on_day), coalesce(a.staff_id, v.staff_id)
		FROM visit_decision d JOIN visit v ON v.id = d.visit_id LEFT JOIN appointment a ON a.id = v.appointment_id JOIN client c ON c.id = d.client_id
		WHERE d.state = 'open' AND d.removed_at IS NULL AND v.removed_at IS NULL AND (?1 = '' OR coalesce(a.staff_id, v.staff_id, '') IN ('', ?1)) ORDER BY d.created_at, d.kind DESC, d.id LIMIT 200`, staff)
}
