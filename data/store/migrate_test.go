package store_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// A database of the first version is brought up with its services found by all
// that a new one would be found by, after a copy of it was put aside.
func TestFirstVersionIsBroughtUp(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	file := filepath.Join(folder, "waymark.db")
	must(t, store.CreateVersion(ctx, file, 1))
	execSQL(t, file, `INSERT INTO organisation (id, name, name_fold, created_at, created_by, updated_at, updated_by)
		VALUES ('o', 'Hub', 'hub', '2026-01-01T00:00:00Z', '', '2026-01-01T00:00:00Z', '');
		INSERT INTO service (seq, id, organisation_id, name, sort_name, description, referring, eligibility, cost, days, contact_name, phone, email, web,
			address, postcode, area, min_age, max_age, status, waiting, checked_how, created_at, created_by, updated_at, updated_by)
		VALUES (1, 's', 'o', 'Lunch club', 'lunch club', '', '', '', 'Free', 'Tue 12 to 2', '', '', '', '', '4 Harbour Street', 'CT11 8QL', 'Ramsgate',
			0, 0, 'active', '', '', '2026-01-01T00:00:00Z', '', '2026-01-01T00:00:00Z', '');
		INSERT INTO service_fts (rowid, name, category, organisation, area, description) VALUES (1, 'lunch club', '', 'hub', 'ramsgate', '')`)

	s, err := office.Open(ctx, file, store.Options{Clock: on("2026-04-08")})
	must(t, err)
	defer func() { _ = s.Close() }()
	for _, f := range []data.ServiceFilter{{Words: "lunch"}, {Words: "harbour"}, {Words: "ct11"}, {Free: true}, {Day: data.Tuesday, Part: data.Afternoon}} {
		if got := found(t, s, f); !slices.Equal(got, []string{"Lunch club"}) {
			t.Errorf("%+v finds %q", f, got)
		}
	}
	if copies, err := os.ReadDir(filepath.Join(folder, "copies")); err != nil || len(copies) != 1 {
		t.Errorf("copies before the update: %v, %v", copies, err)
	}
	check, err := s.Soundness.Check(ctx)
	must(t, err)
	if len(check.Problems) > 0 {
		t.Errorf("the database: %v", check.Problems)
	}
}
