package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// listed are the names of the files in a folder.
func listed(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// handedOver reads what is recorded.
func handedOver(t *testing.T, db string) []data.HandedOver {
	t.Helper()
	s, err := office.Open(context.Background(), db, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	list, err := s.Handed.List(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestReport_withoutAReaderIsADraft(t *testing.T) {
	db, folder := sampleDB(t), t.TempDir()
	code, text, errout := callProgram(t, "report", "--db", db, "--out", folder)
	if code != exitOK || !strings.Contains(text, "not for handing over") || !strings.Contains(text, "--reader NAME") {
		t.Errorf("%d: %s%s", code, text, errout)
	}
	if got := listed(t, folder); got != "report-draft.docx report-draft.pdf report-draft.xlsx" {
		t.Errorf("wrote %s", got)
	}
	if list := handedOver(t, db); len(list) != 0 {
		t.Errorf("recorded %+v", list)
	}
	pages := strings.Split(strings.TrimRight(output(t, "pdftotext", "-layout", filepath.Join(folder, "report-draft.pdf"), "-"), "\f"), "\f")
	for i, page := range pages {
		if !strings.Contains(page, "Draft – not for handing over") {
			t.Errorf("page %d of %d is not marked", i+1, len(pages))
		}
	}
}

func TestReport_readerIsRecordedAndNamed(t *testing.T) {
	db, folder := sampleDB(t), t.TempDir()
	quarter := func(from, to string, args ...string) (int, string, string) {
		return callProgram(t, append([]string{"report", "--db", db, "--from", from, "--to", to}, args...)...)
	}
	code, _, errout := quarter("2025-10-01", "2025-12-31", "--out", folder, "--reader", "PCN board")
	if code != exitUsage || !strings.Contains(errout, "There are no readers yet") || !strings.Contains(errout, "--new-reader") || listed(t, folder) != "" {
		t.Errorf("a reader that there is not: %d %s", code, errout)
	}
	code, text, errout := quarter("2025-10-01", "2025-12-31", "--reader", "PCN board", "--new-reader")
	if code != exitOK || !strings.Contains(text, "They have no report yet") || !strings.Contains(text, "Nothing was written or recorded") || len(handedOver(t, db)) != 0 {
		t.Errorf("only looked at: %d %s%s", code, text, errout)
	}
	code, text, errout = quarter("2025-10-01", "2025-12-31", "--out", folder, "--reader", "PCN board", "--new-reader")
	if code != exitOK || !strings.Contains(text, "It is recorded that PCN board got it") || listed(t, folder) != "report.docx report.pdf report.xlsx" {
		t.Errorf("%d: %s%s, %s", code, text, errout, listed(t, folder))
	}
	if strings.Contains(output(t, "pdftotext", filepath.Join(folder, "report.pdf"), "-"), "Draft") {
		t.Error("the report that is handed over is marked as a draft")
	}
	code, _, errout = quarter("2026-01-01", "2026-03-31", "--out", folder, "--reader", "The board")
	if code != exitUsage || !strings.Contains(errout, `The readers are "PCN board".`) {
		t.Errorf("another name: %d %s", code, errout)
	}
	code, text, errout = quarter("2025-10-01", "2026-03-31", "--out", folder, "--reader", "pcn BOARD", "--round", "5", "--json")
	var got struct {
		Draft  bool
		Series struct {
			Reader string
			Held   []struct{ Period struct{ From, To string } }
			Cells  int
		}
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil || code != exitOK {
		t.Fatalf("%d %v %s", code, err, errout)
	}
	if got.Draft || got.Series.Reader != "PCN board" || len(got.Series.Held) != 1 || got.Series.Held[0].Period.To != "2025-12-31" || got.Series.Cells < 100 {
		t.Errorf("%+v", got)
	}
	list := handedOver(t, db)
	if len(list) != 2 || list[0].FormatsText() != "PDF, Excel, Word and JSON" || list[1].FormatsText() != "PDF, Excel and Word" || list[1].Reader != "PCN board" {
		t.Errorf("recorded %+v", list)
	}
}

func TestReport_thatHidesNothingIsNotHandedOver(t *testing.T) {
	db, folder := sampleDB(t), t.TempDir()
	code, _, errout := callProgram(t, "report", "--db", db, "--out", folder, "--reader", "Everyone", "--minimum", "0")
	if code != exitFailure || !strings.Contains(errout, "cannot be handed over") || len(handedOver(t, db)) != 0 || listed(t, folder) != "" {
		t.Errorf("%d: %s", code, errout)
	}
}

// A folder that cannot be written leaves no file and no reader who has one.
func TestReport_thatCannotBeWrittenCountsAsNotSent(t *testing.T) {
	db, folder := sampleDB(t), t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "report.docx"), 0o750); err != nil {
		t.Fatal(err)
	}
	code, _, errout := callProgram(t, "report", "--db", db, "--out", folder, "--reader", "Everyone")
	if code != exitFailure || listed(t, folder) != "report.docx" {
		t.Errorf("%d: %s, %s", code, errout, listed(t, folder))
	}
	if list := handedOver(t, db); len(list) != 1 || list[0].Counts() || list[0].NotSentWhy != "No file was written." {
		t.Errorf("recorded %+v", list)
	}
}
