package soundness

import (
	"context"

	"waymark/data"
	"waymark/data/store"
)

// CheckResult is what Check found. A database is sound when Problems is empty.
type CheckResult struct {
	SchemaVersion int          `json:"schema_version"`
	Latest        int          `json:"latest_schema_version"`
	Integrity     string       `json:"integrity"` // "ok", or what SQLite says
	Problems      []string     `json:"problems"`
	Repairable    int          `json:"repairable"`   // how many of the problems Repair mends
	TrailBroken   bool         `json:"trail_broken"` // one of the problems is that of the audit trail
	OtherTrails   int          `json:"other_trails"` // how many of the problems are of trails of other PCs
	Counts        []data.Tally `json:"counts"`
}

// Check reads the whole file: SQLite's own integrity check, foreign keys, the
// search indexes, the version of the tables, and how many rows each holds.
func (s *Soundness) Check(ctx context.Context) (*CheckResult, error) {
	r := &CheckResult{Latest: store.LatestVersion(), Problems: []string{}}
	if err := s.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&r.SchemaVersion); err != nil {
		return nil, store.Problem(err)
	}
	if broken, err := s.checkPages(r); err != nil || broken {
		return r, store.Problem(err)
	}
	verdicts, err := store.Collect(ctx, s.db, func(v *string) []any { return []any{v} }, "PRAGMA integrity_check(20)")
	if err != nil {
		return nil, err
	}
	r.Integrity = "ok"
	if len(verdicts) != 1 || verdicts[0] != "ok" {
		r.Integrity = "damaged"
		r.Problems = append(r.Problems, verdicts...)
	}
	if err := store.ForeignKeysHold(ctx, s.db); err != nil {
		r.Problems = append(r.Problems, err.Error())
	}
	for _, look := range []func(context.Context, *CheckResult) error{s.checkRows, s.checkSearch, s.checkDerived, s.checkTrail} {
		if err := look(ctx, r); err != nil {
			return nil, err
		}
	}
	r.Counts, err = s.Counts(ctx)
	return r, err
}

// checkPages asks whether the pages of the file are as they were written. If they
// are not, nothing that is read from them is worth a look.
func (s *Soundness) checkPages(r *CheckResult) (broken bool, err error) {
	pages, protected, err := s.db.Pages()
	switch {
	case err != nil || protected: // a page of a protected file that changed cannot be read at all
		return false, err
	case !pages.Kept:
		r.Problems = append(r.Problems, "The pages of the file have no check values, so damage might go unnoticed. Check there is enough disk space. Open the database in the program’s window once.")
	case pages.Missing > 0:
		r.Problems = append(r.Problems, data.Plural(pages.Missing, "page", "pages")+
			" of the file without a check value: another program wrote it. If you trust what that program did, make a backup and restore it.")
	case pages.Wrong > 0:
		r.Integrity = "damaged"
		r.Problems = append(r.Problems, data.Plural(pages.Wrong, "page of the file is", "pages of the file are")+
			" not as Waymark saved it: the file was damaged, or another program changed it. Restore the most recent backup that passes this check.")
	}
	return pages.Wrong > 0, nil
}

// repairable adds a problem that Repair mends.
func (r *CheckResult) repairable(sentence string) {
	r.Problems = append(r.Problems, sentence+" Close Waymark and run ‘waymark check --repair’.")
	r.Repairable++
}

func (s *Soundness) checkRows(ctx context.Context, r *CheckResult) error {
	for _, look := range []struct{ query, sentence string }{
		{"SELECT count(*) FROM follow_up f JOIN episode e ON e.id = f.episode_id WHERE f.status = 'open' AND e.status = 'closed'", "open follow-ups of closed episodes"},
		{"SELECT count(*) FROM prescription p WHERE NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.prescription_id = p.id)", "service referrals without a follow-up"},
	} {
		var n int
		if err := s.db.QueryRowContext(ctx, look.query).Scan(&n); err != nil {
			return store.Problem(err)
		}
		if n > 0 {
			r.Problems = append(r.Problems, data.Plural(n, "row: ", "rows: ")+look.sentence)
		}
	}
	return nil
}

// Counts returns how many rows each table of records holds.
func (s *Soundness) Counts(ctx context.Context) ([]data.Tally, error) {
	var list []data.Tally
	for _, table := range []string{"client", "episode", "referral", "need", "contact", "offer", "prescription", "follow_up",
		"visit", "visit_finding", "visit_decision", "visit_photo", "lone_card", "lone_call",
		"attempt", "response", "answer", "questionnaire_refusal", "consent", "letter", "task", "organisation", "service", "partner", "surgery", "staff", "reason", "category", "audit"} {
		t := data.Tally{Key: table, Label: table}
		if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&t.N); err != nil { // table is our own
			return nil, store.Problem(err)
		}
		list = append(list, t)
	}
	return list, nil
}
