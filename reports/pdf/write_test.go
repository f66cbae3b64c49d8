package pdf_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/fixture"
	"waymark/reports/pdf"
)

func build(t *testing.T, f *data.Figures, service string) *reports.Report {
	t.Helper()
	r, err := reports.Build(f, reports.Options{ServiceName: service, AsAt: fixture.AsAt})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func write(t *testing.T, r *reports.Report) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := pdf.Write(context.Background(), path, r, nil); err != nil {
		t.Fatal(err)
	}
	return path
}

// text reads the document back the way another program does, as one line.
func text(t *testing.T, path string) string {
	t.Helper()
	return strings.Join(strings.Fields(poppler(t, "pdftotext", "-raw", path, "-")), " ")
}

func poppler(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output() // a fixed program on our own file
	if err != nil {
		t.Fatalf("%s (Debian package poppler-utils): %v", name, err)
	}
	return string(out)
}

func TestTextSurvives(t *testing.T) {
	got := text(t, write(t, build(t, fixture.Pilot(), "Gwasanaeth ŵ £ ł Łukaszewicz")))
	for _, want := range []string{
		"Gwasanaeth ŵ £ ł Łukaszewicz", "October 2018 to May 2019", "7 April 2026, 10:31",
		"Housing 28 % 19", "Assistance in Home 16 % 11", "Not recorded 1", "n 68 of 69 people; 1 not recorded.",
		"Female 48.5 % 33", "Male 51.5 % 35", "112 of 130 follow-ups were done on time",
		"32.0", "44.0", "51.6 Health Survey for England 2011, adults", "mean 32.0, then 44.0", "n 40",
		"© NHS Health Scotland, University of Warwick and University of Edinburgh, 2006",
		"Definitions and method", "Data quality",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the document", want)
		}
	}
}

// Every row of every table is printed with its percentage and count.
func TestEveryFigureIsPrinted(t *testing.T) {
	for name, f := range map[string]*data.Figures{"pilot": fixture.Pilot(), "one": fixture.One()} {
		r := build(t, f, "Thanet")
		got := text(t, write(t, r))
		for _, table := range r.Tables() {
			if !strings.Contains(got, table.Finding) {
				t.Errorf("%s: no heading %q", name, table.Finding)
			}
			for _, row := range table.Rows {
				want := strings.Join(strings.Fields(row.Label+" "+row.Cell.Percent(table.Decimals)+" "+row.Cell.Text()), " ")
				if !strings.Contains(got, want) {
					t.Errorf("%s, %s: %q is not there", name, table.Key, want)
				}
			}
		}
	}
}

func TestAwkwardReports(t *testing.T) {
	long := strings.Repeat("Service Without End ", 40)
	for name, f := range map[string]*data.Figures{"nobody": fixture.Nobody(), "one": fixture.One(), "awkward": fixture.Awkward()} {
		path := write(t, build(t, f, long+"😀\x01"))
		got := text(t, path)
		if strings.Contains(got, "NaN") || strings.Contains(got, "%!") {
			t.Errorf("%s: %s", name, got)
		}
		inside(t, name, path)
	}
	got := text(t, write(t, build(t, fixture.Awkward(), "Thanet")))
	for _, want := range []string{"@symes Community Building 5 % 38", "=1+1 5 % 37", "+44 Surgery 4 % 36", "-dash & <ŵ £ ł> 4 % 35", "Surgery 40 of the Isle 0 % 1"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not there", want)
		}
	}
}

// inside checks that no word stands outside the margins of its page.
func inside(t *testing.T, name, path string) {
	t.Helper()
	const a4 = 595.28
	words := 0
	for line := range strings.Lines(poppler(t, "pdftotext", "-bbox", path, "-")) {
		_, after, ok := strings.Cut(line, `xMax="`)
		if !ok {
			continue
		}
		number, _, _ := strings.Cut(after, `"`)
		x, err := strconv.ParseFloat(number, 64)
		if err != nil {
			t.Fatal(err)
		}
		words++
		if x > a4-50 {
			t.Errorf("%s: runs over the margin: %s", name, line)
		}
	}
	if words == 0 {
		t.Errorf("%s: no words found", name)
	}
}

func TestHiddenCountIsNotPrinted(t *testing.T) {
	r := build(t, fixture.Pilot(), "Thanet")
	row := r.Reasons.Row("k6")
	row.Cell.N, row.Cell.Hidden = 4321987, true
	got := text(t, write(t, r))
	if strings.Contains(got, "4321987") || strings.Contains(got, "4,321,987") || !strings.Contains(got, "Employability small number, hidden") {
		t.Error(got)
	}
}

func TestSameReportSameBytes(t *testing.T) {
	read := func() []byte {
		b, err := os.ReadFile(write(t, build(t, fixture.Pilot(), "Thanet")))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first := read()
	if !bytes.Equal(first, read()) {
		t.Error("the same report gave two different documents")
	}
	info := poppler(t, "pdfinfo", "-isodates", write(t, build(t, fixture.Pilot(), "Thanet")))
	if !strings.Contains(info, "Thanet: report for October 2018 to May 2019") || !strings.Contains(info, "2026-04-07") {
		t.Error(info)
	}
	if !bytes.Contains(first, []byte("/Lang (en-GB)")) || !bytes.Contains(first, []byte("/Outlines")) {
		t.Error("language or bookmarks are missing")
	}
}

func TestCancelledLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	err := pdf.Write(ctx, filepath.Join(folder, "report.pdf"), build(t, fixture.Pilot(), "x"), func(p float64) {
		if p > 0.3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 0 {
		t.Errorf("left %v", entries)
	}
}
