package store_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
)

func quarter(title, from, to string) data.Frozen {
	return data.Frozen{Title: title, Filter: data.FigureFilter{From: d(from), To: d(to)}, AsAt: "2026-04-07T12:00:00Z", Edition: 3, Hash: title, Body: []byte(`{"title": "` + title + `"}`)}
}

func handOver(t *testing.T, s *office.Office, reader data.ID, f data.Frozen) data.HandedOver {
	t.Helper()
	h := data.HandedOver{ReaderID: reader, Formats: []data.ReportFormat{data.FormatPDF, data.FormatExcel}, Report: f}
	must(t, s.Handed.HandOver(bg, &h))
	return h
}

// held are the titles of what a reader has.
func held(t *testing.T, s *office.Office, reader data.ID) (titles []string) {
	t.Helper()
	list, err := s.Handed.Held(bg, reader)
	must(t, err)
	for _, h := range list {
		if string(h.Report.Body) != `{"title": "`+h.Report.Title+`"}` {
			t.Errorf("%s has the body %q", h.Report.Title, h.Report.Body)
		}
		titles = append(titles, h.Report.Title)
	}
	return titles
}

func TestHanded_aReaderHasTheirsAndWhatEveryoneHas(t *testing.T) {
	now := d("2026-04-07")
	s := open(t, func() time.Time { return now.Time().Add(9 * time.Hour) })
	siân := data.Staff{Name: "Siân Prŷs", Role: data.RolePrescriber}
	must(t, s.Lists.SaveStaff(bg, &siân))
	s.Session.SwitchTo(siân.ID)
	lottery, board := data.Reader{Name: " The  National Lottery "}, data.Reader{Name: "PCN board"}
	must(t, s.Handed.SaveReader(bg, &lottery))
	must(t, s.Handed.SaveReader(bg, &board))
	if again := (data.Reader{Name: "the national LOTTERY"}); data.FieldErrorsOf(s.Handed.SaveReader(bg, &again)).For("Name") == "" {
		t.Error("a second reader of that name is kept")
	}
	if last, err := s.Handed.LastReader(bg); err != nil || last != "" {
		t.Errorf("proposes %q, %v", last, err)
	}

	first := handOver(t, s, lottery.ID, quarter("Q1", "2025-01-01", "2025-03-31"))
	handOver(t, s, board.ID, quarter("Q2", "2025-04-01", "2025-06-30"))
	handOver(t, s, "", quarter("Year", "2025-01-01", "2025-12-31"))
	// The same figures for a second reader are saved once.
	must(t, s.Handed.HandOver(bg, &data.HandedOver{FrozenID: first.FrozenID, ReaderID: board.ID, Formats: []data.ReportFormat{data.FormatWord}}))
	own := quarter("For ourselves", "2025-01-01", "2025-03-31")
	must(t, s.Figures.Freeze(bg, &own))

	for reader, want := range map[data.ID][]string{lottery.ID: {"Q1", "Year"}, board.ID: {"Q2", "Year", "Q1"}, "": {"Q1", "Q2", "Year", "Q1"}} {
		if got := held(t, s, reader); !slices.Equal(got, want) {
			t.Errorf("%q has %q, want %q", reader, got, want)
		}
	}
	if last, err := s.Handed.LastReader(bg); err != nil || last != board.ID {
		t.Errorf("proposes %q, %v", last, err)
	}
	list, err := s.Handed.List(bg)
	must(t, err)
	if len(list) != 4 || list[0].ReaderText() != "PCN board" || list[0].FormatsText() != "Word" || list[0].By != "Siân Prŷs" || list[0].Report.Filter.To != d("2025-03-31") ||
		list[1].ReaderText() != "Everyone (published)" || list[3].Reader != "The National Lottery" || list[3].FormatsText() != "PDF and Excel" || list[3].Report.Body != nil {
		t.Errorf("listed %+v", list)
	}
	both, err := s.Handed.Of(bg, first.FrozenID)
	must(t, err)
	if len(both) != 2 || both[0].Reader != "The National Lottery" || both[1].Reader != "PCN board" {
		t.Errorf("Q1 is with %+v", both)
	}
}

func TestHanded_notSentEndsItAndKeepsTheReason(t *testing.T) {
	s := open(t, on("2026-04-07"))
	board := data.Reader{Name: "PCN board"}
	must(t, s.Handed.SaveReader(bg, &board))
	h := handOver(t, s, board.ID, quarter("Q1", "2025-01-01", "2025-03-31"))
	if errs := data.FieldErrorsOf(s.Handed.NotSent(bg, h.ID, "  ")); errs.For("NotSentWhy") == "" {
		t.Error("no reason is asked for")
	}
	must(t, s.Handed.NotSent(bg, h.ID, "Wrong surgery"))
	if got := held(t, s, board.ID); len(got) != 0 {
		t.Errorf("the board has %q", got)
	}
	list, err := s.Handed.List(bg)
	must(t, err)
	if len(list) != 1 || list[0].Counts() || list[0].NotSentWhy != "Wrong surgery" {
		t.Errorf("listed %+v", list)
	}
	if err := s.Handed.NotSent(bg, h.ID, "again"); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("a second time: %v", err)
	}
	if err := s.Handed.NotSent(bg, "no one's", "x"); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("one that there is not: %v", err)
	}
}

// Both rows are written or neither: figures that no one is recorded to have
// would not be checked against.
func TestHanded_isWrittenWholeOrNotAtAll(t *testing.T) {
	s := open(t, on("2026-04-07"))
	h := data.HandedOver{ReaderID: "no one", Formats: []data.ReportFormat{data.FormatPDF}, Report: quarter("Q1", "2025-01-01", "2025-03-31")}
	if err := s.Handed.HandOver(bg, &h); err == nil {
		t.Fatal("handed over to a reader that there is not")
	}
	if h.ID != "" || h.FrozenID != "" || h.Report.ID != "" {
		t.Errorf("looks written: %+v", h)
	}
	if list, err := s.Figures.FrozenList(bg); err != nil || len(list) != 0 {
		t.Errorf("saved %+v, %v", list, err)
	}
	h.Formats = nil
	if errs := data.FieldErrorsOf(s.Handed.HandOver(bg, &h)); errs.For("Formats") == "" {
		t.Error("handed over as no file")
	}
}

// What was handed over stays known to the reader when a client is erased, and
// the trail says who got what without naming them.
func TestHanded_staysAfterAnErasure(t *testing.T) {
	s := open(t, on("2026-04-07"))
	c := data.Client{GivenNames: "Ada", FamilyName: "Quill"}
	must(t, s.Casework.SaveClient(bg, &c))
	before, _ := auditSince(t, s, 0)
	board := data.Reader{Name: "PCN board"}
	must(t, s.Handed.SaveReader(bg, &board))
	h := handOver(t, s, board.ID, quarter("Q1", "2025-01-01", "2025-03-31"))
	must(t, s.Handed.NotSent(bg, handOver(t, s, board.ID, quarter("Q2", "2025-04-01", "2025-06-30")).ID, "Wrong surgery"))
	rows, whole := auditSince(t, s, len(before))
	if !slices.Equal(rows, []string{"add report_reader", "add frozen", "add handed", "add frozen", "add handed", "change handed not_sent_at not_sent_why"}) {
		t.Errorf("audited as %q: %s", rows, whole)
	}
	_, err := s.Casework.EraseClient(bg, c.ID)
	must(t, err)
	if got := held(t, s, board.ID); !slices.Equal(got, []string{h.Report.Title}) {
		t.Errorf("the board has %q", got)
	}
}

func TestHanded_receptionMayNotSee(t *testing.T) {
	s := open(t, on("2026-04-07"))
	if err := access.Reception.May(access.Handed, access.Read); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("reception may read: %v", err)
	}
	if _, err := s.Handed.List(bg); err != nil {
		t.Error(err)
	}
}

// No one wrote down who got the reports that were saved before, so all readers
// count as having them.
func TestHanded_reportsSavedBeforeCountAsEveryones(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "waymark.db")
	must(t, store.CreateVersion(ctx, file, 24))
	execSQL(t, file, `INSERT INTO frozen (id, title, from_on, to_on, surgery_id, reason_id, as_at, edition, hash, body, created_at, created_by, updated_at, updated_by)
		VALUES ('019c0000-0000-7000-8000-000000000001', 'Old', '2025-01-01', '2025-03-31', '', '', '2025-04-02T09:00:00Z', 3, 'ab', '{"title": "Old"}',
			'2025-04-02T09:00:00.000Z', '', '2025-04-02T09:00:00.000Z', '')`)
	s, err := office.Open(ctx, file, store.Options{Clock: on("2026-04-08")})
	must(t, err)
	defer func() { _ = s.Close() }()
	board := data.Reader{Name: "PCN board"}
	must(t, s.Handed.SaveReader(ctx, &board))
	if got := held(t, s, board.ID); !slices.Equal(got, []string{"Old"}) {
		t.Errorf("the board has %q", got)
	}
	list, err := s.Handed.List(ctx)
	must(t, err)
	if len(list) != 1 || !list[0].Unrecorded() || list[0].ReaderText() != "Everyone (saved before this was recorded)" || list[0].CreatedAt.Format(time.DateOnly) != "2025-04-02" {
		t.Errorf("listed %+v", list)
	}
	check, err := s.Soundness.Check(ctx)
	must(t, err)
	if len(check.Problems) > 0 {
		t.Errorf("the database: %v", check.Problems)
	}
}
