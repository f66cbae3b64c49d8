package store_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
)

// An emptied search index of clients passed the check.
func TestCheck_comparesWhatIsDerivedWithItsContent(t *testing.T) {
	ctx := context.Background()
	sample := filepath.Join(t.TempDir(), "sample.db")
	s, err := office.Open(ctx, sample, store.Options{Clock: on("2026-04-08"), NewID: caseload.NewIDs(3, d("2026-04-08"))})
	must(t, err)
	must(t, caseload.Write(ctx, s, caseload.Options{Seed: 3, Today: d("2026-04-08")}))
	if r, err := s.Soundness.Check(ctx); err != nil || len(r.Problems) > 0 {
		t.Fatalf("a sound database: %v, %v", r, err)
	}
	must(t, s.Close())
	const one = " (SELECT min(seq) FROM client)"
	for harm, c := range map[string]struct {
		says   string
		mended bool
	}{
		"INSERT INTO client_fts(client_fts) VALUES ('delete-all')":                                                               {"does not match the clients", true},
		"INSERT INTO client_fts(client_fts, rowid, search_text) SELECT 'delete', seq, search_text FROM client WHERE seq =" + one: {"does not match the clients", true},
		"INSERT INTO client_fts(rowid, search_text) VALUES (99999, 'someone who is gone')":                                       {"does not match the clients", true},
		"UPDATE client SET search_text = 'zzz' WHERE seq =" + one:                                                                {"1 client is searched or sorted", true},
		"UPDATE client SET sort_name = 'zzz' WHERE seq =" + one:                                                                  {"1 client is searched or sorted", true},
		"INSERT INTO service_fts(service_fts) VALUES ('delete-all')":                                                             {"does not match the directory", true},
		"DELETE FROM service_fts WHERE rowid = (SELECT min(seq) FROM service)":                                                   {"does not match the directory", true},
		"INSERT INTO service_fts(rowid, name) VALUES (99999, 'gone')":                                                            {"does not match the directory", true},
		"UPDATE service SET description = 'changed' WHERE seq = (SELECT min(seq) FROM service)":                                  {"does not match the directory", true},
		"UPDATE service SET sort_name = 'zzz', times = 12345":                                                                    {"sorted or filtered", true},
		"UPDATE reason SET name_fold = 'zzz' WHERE position = 1":                                                                 {"reason cannot be found", false},
		"UPDATE score SET value = value + 1 WHERE response_id = (SELECT min(response_id) FROM score)":                            {"1 questionnaire has a score", false},
		"DELETE FROM score WHERE response_id = (SELECT min(response_id) FROM score)":                                             {"1 questionnaire has a score", false},
		"UPDATE response SET score = score + 1 WHERE id = (SELECT min(response_id) FROM score)":                                  {"1 questionnaire has a score", false},
		"DELETE FROM answer WHERE response_id = (SELECT min(response_id) FROM score)":                                            {"1 questionnaire has a score", false},
		"UPDATE prescription SET slip = 'WRONG' WHERE id = (SELECT min(id) FROM prescription)":                                   {"1 slip has", false},
	} {
		t.Run(harm, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "waymark.db")
			must(t, copyFile(sample, path))
			execSQL(t, path, harm)
			s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
			must(t, err)
			defer func() { _ = s.Close() }()
			r, err := s.Soundness.Check(ctx)
			must(t, err)
			if !strings.Contains(strings.Join(r.Problems, "\n"), c.says) || (r.Repairable > 0) != c.mended {
				t.Fatalf("found %q, %d repairable", r.Problems, r.Repairable)
			}
			backup, err := s.Soundness.Repair(ctx)
			must(t, err)
			if r, err = s.Soundness.Check(ctx); err != nil || (len(r.Problems) == 0) != c.mended || r.Repairable > 0 {
				t.Errorf("after the repair: %q, %v", r.Problems, err)
			}
			if backup == "" {
				t.Error("there is no backup")
			}
			if _, n, err := s.Casework.Clients(ctx, data.ClientFilter{Words: "a"}); err != nil || n == 0 {
				t.Errorf("no one is found: %v", err)
			}
		})
	}
}

// Services were still found by the old name of a need or category, and not by
// the new one.
func TestSaveReason_reachesTheSearchIndex(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	must(t, caseload.Write(ctx, s, caseload.Options{Seed: 3, Today: d("2026-04-08")}))
	reasons, err := s.Lists.Reasons(ctx, false)
	must(t, err)
	categories, err := s.Lists.Categories(ctx, false)
	must(t, err)
	for i := range reasons {
		reasons[i].Name += " zyxneed"
		must(t, s.Lists.SaveReason(ctx, &reasons[i]))
	}
	for i := range categories {
		categories[i].Name += " zyxkind"
		must(t, s.Lists.SaveCategory(ctx, &categories[i]))
	}
	for _, word := range []string{"zyxneed", "zyxkind"} {
		if _, n, err := s.Directory.Services(ctx, data.ServiceFilter{Words: word, Exact: true}); err != nil || n == 0 {
			t.Errorf("%d services are found by %s, %v", n, word, err)
		}
	}
	if r, err := s.Soundness.Check(ctx); err != nil || len(r.Problems) > 0 {
		t.Errorf("after renaming: %q, %v", r.Problems, err)
	}
}
