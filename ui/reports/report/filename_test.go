package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/ui/host"
)

func touch(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestProposedNameSaysThePeriodOnly(t *testing.T) {
	f := data.FigureFilter{From: data.MustDate("2026-04-01"), To: data.MustDate("2026-11-22"), SurgeryID: "s1"}
	if got := proposedName(f, false); got != "Report 2026-04-01 to 2026-11-22" {
		t.Errorf("got %q", got)
	}
	if got := proposedName(f, true); got != "Report 2026-04-01 to 2026-11-22 draft" {
		t.Errorf("a draft: got %q", got)
	}
}

func TestFreeStem_isFreeForEveryKindOfFile(t *testing.T) {
	dir := t.TempDir()
	touch(t, filepath.Join(dir, "Report.pdf"))
	touch(t, filepath.Join(dir, "Report (2).docx"))
	if got := freeStem(dir, "Report"); got != "Report (3)" {
		t.Errorf("got %q", got)
	}
}

func TestFreePathNumbersAFileThatExists(t *testing.T) {
	dir := t.TempDir()
	touch(t, filepath.Join(dir, "Report.pdf"))
	touch(t, filepath.Join(dir, "Report (2).pdf"))
	if got := filepath.Base(host.FreePath(dir, "Report.pdf")); got != "Report (3).pdf" {
		t.Errorf("got %q", got)
	}
	if got := filepath.Base(host.FreePath(dir, "Other.pdf")); got != "Other.pdf" {
		t.Errorf("got %q", got)
	}
}

func TestCheckPath(t *testing.T) {
	dir := t.TempDir()
	touch(t, filepath.Join(dir, "there.pdf"))
	tests := []struct{ typed, base, problem string }{
		{"", "", "where to save"},
		{"report.pdf", "", "full path"},
		{dir, "", "not just a folder"},
		{filepath.Join(dir, "there.pdf"), "", "You can use “there (2)”"},
		{filepath.Join(dir, "there"), "", "already exists"},
		{filepath.Join(dir, "new"), "new", ""},
		{filepath.Join(dir, "v1.2"), "v1.2", ""},
		{`"` + filepath.Join(dir, "Quoted.PDF") + `" `, "Quoted", ""},
		{filepath.Join(dir, "there.docx"), "", "already exists"}, // the PDF of it is there
	}
	for _, tt := range tests {
		path, problem := checkPath(tt.typed, []data.ReportFormat{data.FormatPDF})
		switch {
		case tt.problem != "" && (path != "" || !strings.Contains(problem, tt.problem)):
			t.Errorf("%q: got %q, %q, want a problem with %q", tt.typed, path, problem, tt.problem)
		case tt.problem == "" && (problem != "" || filepath.Base(path) != tt.base):
			t.Errorf("%q: got %q, %q, want %q", tt.typed, path, problem, tt.base)
		}
	}
}

func TestCheckPath_asksForAKindOfFile(t *testing.T) {
	if _, problem := checkPath(filepath.Join(t.TempDir(), "new"), nil); !strings.Contains(problem, "kind of file") {
		t.Errorf("got %q", problem)
	}
}

func TestPrepareFolderMakesItOrSaysSo(t *testing.T) {
	dir := t.TempDir()
	if err := prepareFolder(filepath.Join(dir, "a", "b", "r.pdf")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, "a", "b")); err != nil || !info.IsDir() {
		t.Fatal("the folder was not made")
	}
	touch(t, filepath.Join(dir, "file"))
	err := prepareFolder(filepath.Join(dir, "file", "r.pdf"))
	if data.CodeOf(err) != data.CodeInvalid || strings.Contains(data.Sentence(err), dir) {
		t.Errorf("got %v", err)
	}
}
