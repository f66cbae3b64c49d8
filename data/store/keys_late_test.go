package store

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
)

// SQLite forgets the rows without a parent that it has counted when foreign keys are
// switched back from the commit to each statement. Such a row, once, would have been
// committed with what another device sent.
func TestLaterKeys_refusesRowsThatNameNothing(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	columns := []string{"referral_id", "reason_id"}
	write := func(later bool) error {
		_, err := s.commit(ctx, access.NewSession("", access.Everything, data.SystemClock()), func(t *Tx) error {
			if err := t.LaterKeys(true); err != nil {
				return err
			}
			if _, err := t.AddReceived("referral_reason", columns, []any{"no referral", "no reason"}); err != nil {
				return err
			}
			if later {
				if _, err := t.DropReceived("referral_reason", columns, "no referral", "no reason"); err != nil {
					return err
				}
			}
			return t.LaterKeys(false)
		})
		return err
	}
	if err := write(false); err == nil || !strings.Contains(err.Error(), "points at no row") {
		t.Errorf("written: %v", err)
	}
	if err := write(true); err != nil {
		t.Errorf("refused, although the row went again: %v", err)
	}
}
