package soundness

import (
	"context"

	"waymark/data"
	"waymark/data/store"
)

// kept are the derived tables that triggers keep up to date. The view of the
// same name with _now says what each should hold.
var kept = []struct{ table, stale string }{
	{"silence", "The list of service referrals without news is out of date."},
	{"in_use", "The list of services in use is out of date."},
}

// checkKept compares the tables that triggers keep with what they should hold.
func (s *Soundness) checkKept(ctx context.Context, r *CheckResult) error {
	for _, k := range kept {
		var n int
		if err := s.db.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM (SELECT * FROM "+k.table+" EXCEPT SELECT * FROM "+k.table+"_now))"+
			" + (SELECT count(*) FROM (SELECT * FROM "+k.table+"_now EXCEPT SELECT * FROM "+k.table+"))").Scan(&n); err != nil { // the names are our own
			return err
		}
		if n > 0 {
			r.repairable(data.Plural(n, "row: ", "rows: ") + k.stale)
		}
	}
	return nil
}

func repairKept(t *store.Tx) error {
	for _, k := range kept {
		if err := t.Derive("DELETE FROM " + k.table); err != nil { // the names are our own
			return err
		}
		if err := t.Derive("INSERT INTO " + k.table + " SELECT * FROM " + k.table + "_now"); err != nil {
			return err
		}
	}
	return nil
}
