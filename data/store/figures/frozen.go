package figures

import (
	"context"
	"database/sql"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
)

const frozenColumns = `id, title, from_on, to_on, partner_id, surgery_id, reason_id, as_at, edition, hash, ` + store.StampColumns

func scanFrozen(f *data.Frozen) []any {
	return append([]any{&f.ID, &f.Title, &f.Filter.From, &f.Filter.To, &f.Filter.PartnerID, &f.Filter.SurgeryID, &f.Filter.ReasonID, &f.AsAt, &f.Edition, &f.Hash}, store.StampDest(&f.Stamp)...)
}

// Freeze saves a report's figures. They are never changed afterwards.
func (s *Figures) Freeze(ctx context.Context, f *data.Frozen) error {
	if err := f.Validate(); err != nil {
		return err
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedReports}, func(t *store.Tx) error { return Freeze(t, f) })
}

// Freeze saves a report's figures within a transaction.
func Freeze(t *store.Tx, f *data.Frozen) error {
	return t.Insert("frozen", &f.ID, &f.Stamp, "", []store.Field{
		{"title", f.Title}, {"from_on", f.Filter.From}, {"to_on", f.Filter.To}, {"partner_id", string(f.Filter.PartnerID)}, {"surgery_id", string(f.Filter.SurgeryID)},
		{"reason_id", string(f.Filter.ReasonID)},
		{"as_at", f.AsAt}, {"edition", f.Edition}, {"hash", f.Hash}, {"body", string(f.Body)},
	})
}

// FrozenList returns the kept reports without what is in them, newest first.
func (s *Figures) FrozenList(ctx context.Context) ([]data.Frozen, error) {
	return store.Collect(ctx, s.db, scanFrozen, "SELECT "+frozenColumns+" FROM frozen ORDER BY as_at DESC, id DESC")
}

// Frozen reads a kept report; CodeNotFound when there is none.
func (s *Figures) Frozen(ctx context.Context, id data.ID) (*data.Frozen, error) {
	return store.One(ctx, s.db, func(f *data.Frozen) []any {
		return append([]any{&f.Body}, scanFrozen(f)...)
	}, "SELECT body, "+frozenColumns+" FROM frozen WHERE id = ?", id)
}

// dated are the records that figures come from, with the day of each.
var dated = []struct{ table, day, removed string }{
	{"contact", "held_on", "removed_at"}, {"referral", "received_on", "NULL"}, {"offer", "offered_on", "NULL"}, {"prescription", "made_on", "NULL"},
	{"follow_up", "first_due", "NULL"}, {"response", "answered_on", "NULL"}, {"need", "found_on", "removed_at"}, {"gap", "found_on", "removed_at"},
}

// answeredInPeriod are the clients with a questionnaire in the period.
const answeredInPeriod = `SELECT r.client_id FROM response r WHERE r.answered_on BETWEEN @from AND @to`

// SinceFrozen counts what was written after the report was counted about its
// period and the part of the caseload that it is on. What came late and was
// taken back again is neither. Erased people leave nothing that could say
// whether the report was about them, so all of them count.
func (s *Figures) SinceFrozen(ctx context.Context, f *data.Frozen) (data.SinceFrozen, error) {
	var all data.SinceFrozen
	if s.held() {
		return data.SinceFrozen{NotHeld: true}, nil
	}
	if err := s.db.Ask(access.Read); err != nil {
		return all, err
	}
	if _, err := mayCountPart(ctx, s.db, f.Filter); err != nil {
		if data.CodeOf(err) == data.CodeRefused {
			return data.SinceFrozen{NotHeld: true}, nil
		}
		return all, err
	}
	c := scope(f.Filter)
	asAt := sql.Named("made", f.AsAt)
	for _, d := range dated {
		var late, corrected, removed int
		// An instant sorts as text; all names are our own.
		err := s.db.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE created_at > @made AND `+d.removed+` IS NULL),
			count(*) FILTER (WHERE created_at <= @made AND updated_at > @made AND `+d.removed+` IS NULL),
			count(*) FILTER (WHERE created_at <= @made AND `+d.removed+` > @made)
			FROM `+d.table+` WHERE `+d.day+` BETWEEN @from AND @to`+c.of("client_id"), append(c.args(), asAt)...).Scan(&late, &corrected, &removed)
		if err != nil {
			return all, store.Problem(err)
		}
		all.Late, all.Corrected, all.Removed = all.Late+late, all.Corrected+corrected, all.Removed+removed
	}
	var decided int
	// A word on the use in evaluation, or another pair, changes means without
	// touching a record of the period.
	if err := s.db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM consent WHERE kind = 'evaluation' AND created_at > @made AND client_id IN (`+answeredInPeriod+`)`+c.of("client_id")+`)
		+ (SELECT count(*) FROM audit WHERE record = 'pairing' AND at > @made AND client_id IN (`+answeredInPeriod+`)`+c.of("client_id")+`)`,
		append(c.args(), asAt)...).Scan(&decided); err != nil {
		return all, store.Problem(err)
	}
	all.Corrected += decided
	err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM audit WHERE action = 'erase' AND at > ?", f.AsAt).Scan(&all.Erased)
	return all, store.Problem(err)
}
