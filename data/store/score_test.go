package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store"
	"waymark/data/store/office"
)

// scoresOf reads the rows of score, by questionnaire and measure.
func scoresOf(t *testing.T, file string) map[string]float64 {
	t.Helper()
	db, err := sql.Open("sqlite3", file)
	must(t, err)
	defer func() { _ = db.Close() }()
	rows, err := db.Query("SELECT response_id || ' ' || measure, value FROM score")
	must(t, err)
	defer func() { _ = rows.Close() }()
	all := map[string]float64{}
	for rows.Next() {
		var key string
		var value float64
		must(t, rows.Scan(&key, &value))
		all[key] = value
	}
	must(t, rows.Err())
	return all
}

// Saving answers writes every score that they give, and takes away those that
// they do not give any more.
func TestSavingAnswersWritesTheirScores(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(ctx, file, store.Options{Clock: on("2026-06-30")})
	must(t, err)
	defer func() { _ = s.Close() }()
	c := data.Client{GivenNames: "Ada"}
	must(t, s.Casework.SaveClient(ctx, &c))
	save := func(r *data.Response, questionnaire string, given map[int]int) {
		r.ClientID, r.InstrumentID, r.Stage, r.AnsweredOn, r.Mode, r.Finished = c.ID, questionnaire, data.Baseline, data.MustDate("2026-06-01"), "alone", true
		r.Answers = given
		must(t, s.Measure.SaveResponse(ctx, r))
	}
	var wemwbs, ons data.Response
	save(&wemwbs, "wemwbs", answers(3))
	save(&ons, "ons4", map[int]int{1: 7, 2: 8, 4: 0})
	key := func(r data.Response, measure string) string { return string(r.ID) + " " + measure }
	want := map[string]float64{key(wemwbs, "wemwbs"): 42, key(wemwbs, "swemwbs"): 19.25, // the published table for a raw 21
		key(ons, "ons4.satisfied"): 7, key(ons, "ons4.worthwhile"): 8, key(ons, "ons4.anxious"): 0}
	if got := scoresOf(t, file); !maps.Equal(got, want) {
		t.Errorf("scores %v, want %v", got, want)
	}
	if ons.Score != nil || wemwbs.Score == nil || *wemwbs.Score != 42 {
		t.Errorf("totals: ons4 %v, wemwbs %v", ons.Score, wemwbs.Score)
	}

	save(&wemwbs, "wemwbs", answers(3, 4)) // item 4 is none of SWEMWBS
	delete(want, key(wemwbs, "wemwbs"))
	if got := scoresOf(t, file); !maps.Equal(got, want) || wemwbs.Score != nil {
		t.Errorf("with a blank: scores %v, want %v; total %v", got, want, wemwbs.Score)
	}
	err = s.Measure.SaveResponse(ctx, &data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: data.MustDate("2026-06-01"), Mode: "alone", Answers: map[int]int{1: 9}})
	if data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("an answer that there is not: %v", err)
	}
	err = s.Measure.SaveResponse(ctx, &data.Response{ClientID: c.ID, InstrumentID: "horoscope", Stage: data.Baseline, AnsweredOn: data.MustDate("2026-06-01"), Mode: "alone"})
	if data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("a questionnaire that there is not: %v", err)
	}
}

// wemwbsVersion is the version that the program asks.
func wemwbsVersion(t testing.TB) string {
	t.Helper()
	d, ok := instrument.ByID("wemwbs")
	if !ok {
		t.Fatal("no WEMWBS")
	}
	return d.Version
}

// versionTwo makes a database of version 2 with a client who answered WEMWBS
// n times, the i-th time all with 1 + i%5 but for every tenth, whose item 14 is
// blank.
func versionTwo(t testing.TB, n int) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "waymark.db")
	if err := store.CreateVersion(context.Background(), file, 2); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	stamp := `'2026-01-01T00:00:00.000Z', '', '2026-01-01T00:00:00.000Z', ''`
	for _, query := range []string{
		`INSERT INTO client (id, given_names, family_name, known_as, sex, nhs_number, address, town, postcode, phone, other_phone, email, contact_by, language, interpreter,
			access_needs, lives_alone, matters, alert, other, search_text, sort_name, created_at, created_by, updated_at, updated_by)
			VALUES ('c', 'Ada', '', '', '', '', '', '', '', '', '', '', '', '', 0, '', '', '', '', '', 'ada', 'ada', ` + stamp + `)`,
		`INSERT INTO episode (id, client_id, status, opened_on, created_at, created_by, updated_at, updated_by) VALUES ('e', 'c', 'open', '2026-01-01', ` + stamp + `)`,
		fmt.Sprintf(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
			INSERT INTO response (id, episode_id, client_id, instrument_id, instrument_version, stage, answered_on, mode, filled_by, finished, score, answered, created_at, created_by, updated_at, updated_by)
			SELECT printf('r%%07d', i), 'e', 'c', 'wemwbs', '`+wemwbsVersion(t)+`', 'baseline', '2026-01-05', 'alone', '', 1, NULL, 14, %s FROM n`, n-1, stamp),
		fmt.Sprintf(`WITH RECURSIVE k(item) AS (SELECT 1 UNION ALL SELECT item + 1 FROM k WHERE item < 14), n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
			INSERT INTO answer (response_id, item, value) SELECT printf('r%%07d', i), item, 1 + i %% 5 FROM n, k WHERE i %% 10 <> 9 OR item < 14`, n-1),
		`UPDATE response SET (score, answered) = (SELECT CASE count(*) WHEN 14 THEN sum(value) END, count(*) FROM answer WHERE response_id = response.id)`,
	} {
		if _, err := db.Exec(query); err != nil {
			t.Fatalf("%s: %v", strings.TrimSpace(query)[:40], err)
		}
	}
	return file
}

// Questionnaires of before are scored when the database is brought up.
func TestUpgradeScoresWhatWasThere(t *testing.T) {
	ctx := context.Background()
	file := versionTwo(t, 20)
	execSQL(t, file, `INSERT INTO answer (response_id, item, value) SELECT 'r0000009', 14, 77; UPDATE response SET answered = 14 WHERE id = 'r0000009';
		UPDATE response SET instrument_version = 'before' WHERE id = 'r0000008'`)
	s, err := office.Open(ctx, file, store.Options{Clock: on("2026-06-30")})
	must(t, err)
	defer func() { _ = s.Close() }()
	got := scoresOf(t, file)
	for key, want := range map[string]float64{"r0000000 wemwbs": 14, "r0000002 wemwbs": 42, "r0000002 swemwbs": 19.25, "r0000018 wemwbs": 56} {
		if got[key] != want {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
	// One has no answer to item 14, which is none of SWEMWBS's seven; one has an
	// answer that there is not, and one is of a version that no one has.
	if _, ok := got["r0000019 wemwbs"]; ok || got["r0000019 swemwbs"] != 35 {
		t.Errorf("without item 14: %v", got)
	}
	if len(got) != 2*17+1 {
		t.Errorf("%d scores: %v", len(got), got)
	}
	check, err := s.Soundness.Check(ctx)
	must(t, err)
	if len(check.Problems) > 0 {
		t.Errorf("the database: %v", check.Problems)
	}
}

// BenchmarkUpgradeScores brings up 300,000 questionnaires with 4 million answers.
func BenchmarkUpgradeScores(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		file := versionTwo(b, 300_000)
		b.StartTimer()
		begun := time.Now()
		s, err := office.Open(context.Background(), file, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(time.Since(begun).Seconds(), "s/upgrade")
		_ = s.Close()
	}
}
