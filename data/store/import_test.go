package store_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/data/store/sources"
)

// entry is a service as a file has it.
func entry(row int, key, name string, more ...func(*data.SourceEntry)) *data.SourceEntry {
	e := &data.SourceEntry{Key: key, At: data.Place{File: "list.csv", Row: row}, Service: data.Service{Name: name}}
	for _, m := range more {
		m(e)
	}
	return e
}

func phone(number string) func(*data.SourceEntry) {
	return func(e *data.SourceEntry) { e.Service.Phone = number }
}

// copies returns entries as a reader does: fresh ones each time, since an import
// may change what it is given.
func copies(entries ...*data.SourceEntry) iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		for _, e := range entries {
			c := *e
			c.Doubts = append([]data.Doubt(nil), e.Doubts...)
			if !yield(&c, nil) {
				return
			}
		}
	}
}

// imported runs an import and gives its rows by name.
func imported(t *testing.T, s *office.Office, o sources.ImportOptions, entries ...*data.SourceEntry) (*data.ImportResult, map[string]*data.ImportRow) {
	t.Helper()
	rows := map[string]*data.ImportRow{}
	o.Row = func(r *data.ImportRow) { rows[r.Name] = r }
	if o.Source == "" {
		o.Source = "council"
	}
	r, err := s.Sources.ImportServices(context.Background(), copies(entries...), o)
	must(t, err)
	if sum := r.New + r.Changed + r.Unchanged + r.Skipped + r.Doubtful; sum != r.Read {
		t.Errorf("the parts add up to %d of %d", sum, r.Read)
	}
	return r, rows
}

func TestImportAgainAndAgain(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 4, 8, 12, 0, 0, 0, time.UTC)
	s := open(t, func() time.Time { now = now.Add(time.Second); return now })
	choir := entry(2, "1", "Choir", phone("01843 1"), func(e *data.SourceEntry) {
		e.Service.Organisation, e.Categories = "Village Hall", []string{"Singing"}
	})
	club := entry(3, "2", "Lunch club", phone("01843 2"))
	walk := entry(4, "3", "Health walk")

	// A dry run says what would be, and writes nothing.
	r, _ := imported(t, s, sources.ImportOptions{DryRun: true}, choir, club, walk)
	if r.New != 3 || len(found(t, s, data.ServiceFilter{})) != 0 {
		t.Fatalf("dry run: %+v", r)
	}
	if r, _ = imported(t, s, sources.ImportOptions{}, choir, club, walk); r.New != 3 {
		t.Fatalf("first: %+v", r)
	}
	if r, _ = imported(t, s, sources.ImportOptions{}, choir, club, walk); r.Unchanged != 3 || r.Read != 3 {
		t.Fatalf("second: %+v", r)
	}

	// Given an edit here, and then another telephone number there …
	rows, _, err := s.Directory.Services(ctx, data.ServiceFilter{Words: "lunch"})
	must(t, err)
	v, err := s.Directory.Service(ctx, rows[0].ID)
	must(t, err)
	v.Phone, v.Waiting = "01843 999", "two weeks"
	must(t, s.Directory.SaveService(ctx, v))
	r, byName := imported(t, s, sources.ImportOptions{}, choir, club, walk)
	if r.Unchanged != 3 || r.Differing != 1 || len(byName["Lunch club"].Changes) != 1 || !byName["Lunch club"].Changes[0].Kept {
		t.Errorf("with an edit here: %+v, %+v", r, byName["Lunch club"])
	}
	if r, _ = imported(t, s, sources.ImportOptions{}, choir, club, walk); r.Differing != 1 {
		t.Errorf("the edit is not shown the second time: %+v", r)
	}
	club.Service.Phone, club.Service.Days = "01843 22", "Mondays"
	choir.Service.Phone = "01843 11"
	r, byName = imported(t, s, sources.ImportOptions{}, choir, club) // … and the walk gone
	if r.Changed != 2 || r.Gone != 1 || r.Differing != 1 {
		t.Errorf("changed there: %+v", r)
	}
	v, err = s.Directory.Service(ctx, v.ID)
	must(t, err)
	if v.Phone != "01843 999" || v.Days != "Mondays" || v.Waiting != "two weeks" {
		t.Errorf("after both were edited: %q, %q, %q", v.Phone, v.Days, v.Waiting)
	}
	if c := byName["Choir"].Changes; len(c) != 1 || c[0] != (data.FieldChange{Field: "Phone", Was: "01843 1", Becomes: "01843 11"}) {
		t.Errorf("what changed of the choir: %+v", c)
	}
	if byName["Health walk"] == nil || byName["Health walk"].Outcome != data.OutcomeGone {
		t.Errorf("gone: %+v", byName["Health walk"])
	}
	if got := found(t, s, data.ServiceFilter{Words: "walk"}); len(got) != 1 {
		t.Error("what the source no longer has was taken away without being asked")
	}
	imported(t, s, sources.ImportOptions{CloseGone: true}, choir, club)
	if got := found(t, s, data.ServiceFilter{Words: "walk"}); len(got) != 0 {
		t.Error("what is gone was not closed")
	}
	check, err := s.Soundness.Check(ctx)
	must(t, err)
	if len(check.Problems) > 0 {
		t.Errorf("the database: %v", check.Problems)
	}
}

// The council's list no longer had the walk, but the surgery's own list did: a
// walk that someone still runs must not be closed.
func TestCloseGone_leavesWhatAnotherSourceHas(t *testing.T) {
	s := open(t, on("2026-04-08"))
	choir, walk := entry(2, "1", "Choir"), entry(3, "2", "Health walk")
	imported(t, s, sources.ImportOptions{Source: "council"}, choir, walk)
	rows, _, err := s.Directory.Services(bg, data.ServiceFilter{Words: "walk"})
	must(t, err)
	own := entry(2, string(rows[0].ID), "Health walk") // an export of ours brings our ids back
	imported(t, s, sources.ImportOptions{Source: "surgery"}, own)

	closing := func(source string, entries ...*data.SourceEntry) int {
		imported(t, s, sources.ImportOptions{Source: source, CloseGone: true}, entries...)
		return len(found(t, s, data.ServiceFilter{Words: "walk"}))
	}
	if closing("council", choir) != 1 {
		t.Error("the walk was closed although the surgery's list has it")
	}
	if closing("surgery", entry(2, "9", "Chess")) != 0 {
		t.Error("the walk is open although no list has it any more")
	}
}

func TestImportOfIDsGivenTwice(t *testing.T) {
	s := open(t, on("2026-04-08"))
	var entries []*data.SourceEntry
	for i := range 128 { // an export whose id column holds the export's own number
		entries = append(entries, entry(i+2, "7", "Group "+strings.Repeat("x", i+1)))
	}
	entries = append(entries, entry(130, "8", "Choir"), entry(131, "8", "Choir"),
		entry(132, "8", "Choir", phone("01843 1")),
		entry(133, "8", "Choir", func(e *data.SourceEntry) { e.Service.Postcode = "CT9 1AA" }))
	r, rows := imported(t, s, sources.ImportOptions{}, entries...)
	if r.New != 2 || r.Doubtful != 128 || r.DoubtfulNew != 128 || r.Skipped != 2 {
		t.Fatalf("first: %+v", r)
	}
	if d := rows["Group xx"].Doubts; len(d) != 1 || !strings.Contains(d[0].Sentence, "Row 2 ") {
		t.Errorf("the second of an id: %+v", d)
	}
	if r, _ = imported(t, s, sources.ImportOptions{}, entries...); r.New != 0 || r.Changed != 0 || r.Gone != 0 || r.DoubtfulUnchanged != 128 {
		t.Errorf("second: %+v", r)
	}
}

func TestImportKeepsNothingItCannotUnderstand(t *testing.T) {
	s := open(t, on("2026-04-08"))
	r, rows := imported(t, s, sources.ImportOptions{},
		entry(2, "1", ""),
		entry(3, "2", "Choir", func(e *data.SourceEntry) { e.Service.Email, e.Service.Postcode = "not an address", "QA1 1AA" }),
		entry(4, "3", "Nameless id", func(e *data.SourceEntry) { e.Key = "" }),
		entry(5, "4", "Left out", func(e *data.SourceEntry) { e.Skip = "The row is broken." }),
		entry(6, "5", "Tomorrow", func(e *data.SourceEntry) { e.Service.LastChecked = data.MustDate("2030-01-01") }))
	if r.Skipped != 3 || r.Doubtful != 2 {
		t.Fatalf("%+v", r)
	}
	if len(rows["Choir"].Doubts) != 2 || rows["Left out"].Reason != "The row is broken." {
		t.Errorf("doubts %+v, reason %q", rows["Choir"].Doubts, rows["Left out"].Reason)
	}
	if got := found(t, s, data.ServiceFilter{}); len(got) != 2 {
		t.Errorf("in the directory: %q", got)
	}
}

func TestImportIsAllOrNothing(t *testing.T) {
	s := open(t, on("2026-04-08"))
	imported(t, s, sources.ImportOptions{}, entry(2, "1", "Choir", phone("01843 1")))
	ctx, cancel := context.WithCancel(context.Background())
	broken := errors.New("the file ends in the middle")
	for what, entries := range map[string]iter.Seq2[*data.SourceEntry, error]{
		"broken": func(yield func(*data.SourceEntry, error) bool) {
			_ = yield(entry(2, "1", "Choir", phone("01843 2")), nil) && yield(entry(3, "2", "Club"), nil) && yield(nil, broken)
		},
		"stopped": func(yield func(*data.SourceEntry, error) bool) {
			_ = yield(entry(2, "1", "Choir", phone("01843 2")), nil)
			cancel()
			_ = yield(entry(3, "2", "Club"), nil)
		},
		"empty": func(func(*data.SourceEntry, error) bool) {},
	} {
		if _, err := s.Sources.ImportServices(ctx, entries, sources.ImportOptions{Source: "council"}); err == nil {
			t.Errorf("%s: it was taken", what)
		}
	}
	if r, _ := imported(t, s, sources.ImportOptions{}, entry(2, "1", "Choir", phone("01843 1"))); r.Unchanged != 1 {
		t.Errorf("something was left of them: %+v", r)
	}
	if got := found(t, s, data.ServiceFilter{}); len(got) != 1 {
		t.Errorf("something was left of them: %q", got)
	}
}

// What an import adds waits to be indexed together; none of it may be forgotten.
func TestImport_everyServiceIsFoundAfterwards(t *testing.T) {
	s := open(t, on("2026-04-08"))
	var entries []*data.SourceEntry
	for n := range 700 { // more than waits at once
		entries = append(entries, entry(n+2, strconv.Itoa(n), "Club "+strconv.Itoa(n), func(e *data.SourceEntry) {
			e.Service.Description = strings.Repeat("tea and talk ", 220) + fmt.Sprintf("number%03d", n)
		}))
	}
	imported(t, s, sources.ImportOptions{}, entries[:400]...)
	entries[0].Service.Description += " new"
	imported(t, s, sources.ImportOptions{}, append(entries[400:], entries[0])...)
	for _, words := range []string{"number000 new", "number001", "number399", "number400", "number699"} {
		if got := found(t, s, data.ServiceFilter{Words: words, Exact: true}); len(got) != 1 {
			t.Errorf("%s: %d services", words, len(got))
		}
	}
	if r, err := s.Soundness.Check(context.Background()); err != nil || len(r.Problems) > 0 {
		t.Errorf("%v, %v", r, err)
	}
}

func TestSourceIsRecognisedByIDsAndNames(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	a := []*data.SourceEntry{entry(2, "1", "Choir"), entry(3, "2", "Club"), entry(4, "3", "Walk")}
	b := []*data.SourceEntry{entry(2, "1", "Debt advice"), entry(3, "2", "Shelter")}
	imported(t, s, sources.ImportOptions{Source: "parish"}, a...)
	imported(t, s, sources.ImportOptions{Source: "district"}, b...)
	for want, sample := range map[string][]*data.SourceEntry{
		"parish": {entry(9, "3", "Walk"), entry(10, "4", "New")}, "district": b, "": {entry(2, "1", "Other"), entry(3, "2", "List")},
	} {
		if got, err := s.Sources.GuessSource(ctx, sample); err != nil || got != want {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
	if got, err := s.Sources.FreeSourceName(ctx, "Parish"); err != nil || got != "Parish (2)" {
		t.Errorf("a free name: %q, %v", got, err)
	}
}

// What was exported and comes back is the same service, also after an edit in
// a spreadsheet.
func TestExportComesBackAsItself(t *testing.T) {
	s := open(t, on("2026-04-08"))
	imported(t, s, sources.ImportOptions{}, entry(2, "1", "=1+1", phone("+44 1843 1"), func(e *data.SourceEntry) { e.Categories = []string{"Advice"} }), entry(3, "2", "@symes"))
	var out []*data.SourceEntry
	for e, err := range s.Sources.ExportEntries(context.Background()) {
		must(t, err)
		out = append(out, e)
	}
	if len(out) != 2 || out[0].Service.Name != "=1+1" || len(out[0].Categories) != 1 {
		t.Fatalf("exported %+v", out)
	}
	r, _ := imported(t, s, sources.ImportOptions{Source: "export"}, out...)
	if r.Unchanged != 2 {
		t.Errorf("back: %+v", r)
	}
	out[1].Service.Phone = "01843 5"
	if r, _ = imported(t, s, sources.ImportOptions{Source: "export"}, out...); r.Changed != 1 || r.Unchanged != 1 {
		t.Errorf("after an edit: %+v", r)
	}
}

// After a merge the same file changes nothing: what the two rows say of the one
// service is kept apart.
func TestImportAfterAMergeChangesNothing(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	list := []*data.SourceEntry{entry(2, "1", "Village choir", phone("01843 555014")), entry(3, "2", "The village choir", phone("01843 555014"), func(e *data.SourceEntry) {
		e.Service.Email = "choir@example.org"
	})}
	imported(t, s, sources.ImportOptions{}, list...)
	pairs, err := s.Directory.DuplicateServices(ctx, 0)
	must(t, err)
	if len(pairs) != 1 {
		t.Fatalf("pairs %+v", pairs)
	}
	merge, err := s.Directory.MergeServices(ctx, pairs[0].A.ID, pairs[0].B.ID)
	must(t, err)
	for range 2 {
		if r, _ := imported(t, s, sources.ImportOptions{}, list...); r.Unchanged != 2 || r.Gone != 0 {
			t.Errorf("after the merge: %+v", r)
		}
	}
	must(t, s.Directory.UndoMerge(ctx, merge))
	if r, _ := imported(t, s, sources.ImportOptions{}, list...); r.Unchanged != 2 || r.Differing != 0 {
		t.Errorf("after it was undone: %+v", r)
	}
}

func area(name string) func(*data.SourceEntry) {
	return func(e *data.SourceEntry) { e.Service.Area = name }
}

// Two rows of one id came in another order, and a client who had chosen debt
// advice had chosen the lunch club.
func TestTheOrderOfRowsDoesNotSwapServices(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-06-30"))
	debt, lunch := entry(2, "7", "Debt advice", area("Margate")), entry(3, "7", "Lunch club", area("Ramsgate"))
	_, rows := imported(t, s, sources.ImportOptions{}, debt, lunch)
	ids := map[data.ID]string{rows["Debt advice"].ServiceID: "Debt advice", rows["Lunch club"].ServiceID: "Lunch club"}
	for range 2 {
		r, _ := imported(t, s, sources.ImportOptions{}, lunch, debt)
		if r.New+r.Changed+r.Gone != 0 {
			t.Errorf("new %d, changed %d, gone %d", r.New, r.Changed, r.Gone)
		}
	}
	for id, name := range ids {
		if v, err := s.Directory.Service(ctx, id); err != nil || v.Name != name {
			t.Errorf("%s has become %v, %v", name, v, err)
		}
	}
}

// An id that a source gave to something else is not a change of the service
// that had it.
func TestAnIdGivenToSomethingElse(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-06-30"))
	_, rows := imported(t, s, sources.ImportOptions{}, entry(2, "7", "Debt advice", area("Margate"), phone("01843 496001")))
	was := rows["Debt advice"].ServiceID
	renamed := entry(2, "7", "Money matters", area("Ramsgate"), phone("01843 496001"))
	if r, _ := imported(t, s, sources.ImportOptions{}, renamed); r.Changed != 1 || r.New != 0 {
		t.Fatalf("renamed and moved, the phone the same: %+v", r)
	}
	for n, want := range []int{1, 0} {
		r, rows := imported(t, s, sources.ImportOptions{}, entry(2, "7", "Lunch club", area("Broadstairs"), phone("01843 496777")))
		if row := rows["Lunch club"]; r.Changed != 0 || (row.Written == data.OutcomeNew) != (want == 1) || row.ServiceID == was {
			t.Errorf("time %d: %+v, %+v", n+1, r, row)
		}
	}
	if v, err := s.Directory.Service(ctx, was); err != nil || v.Name != "Money matters" {
		t.Errorf("%v, %v", v, err)
	}
}
