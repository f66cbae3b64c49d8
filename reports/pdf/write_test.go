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
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
	"waymark/reports/pdf"
)

// own shows every number, safe hides the small ones.
var own, safe = disclosure.Rule{}, disclosure.Default

func build(t *testing.T, f *data.Figures, service string, rule disclosure.Rule) *reports.Report {
	t.Helper()
	return buildWith(t, f, reports.Options{ServiceName: service, AsAt: fixture.AsAt, Rule: rule})
}

func buildWith(t *testing.T, f *data.Figures, o reports.Options) *reports.Report {
	t.Helper()
	r, err := reports.Build(f, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func write(t *testing.T, r *reports.Report) string {
	t.Helper()
	return writeWith(t, r, nil)
}

func writeWith(t *testing.T, r *reports.Report, pictures map[string]data.Picture) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := pdf.Write(context.Background(), path, r, pictures, nil); err != nil {
		t.Fatal(err)
	}
	return path
}

// text reads the document back the way another program does, as one line.
func text(t *testing.T, path string) string {
	t.Helper()
	return oneLine(poppler(t, "pdftotext", "-layout", path, "-"))
}

// oneLine puts one space between words, and none before a percent sign, where
// some programs see one and some do not.
func oneLine(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), " %", "%")
}

func poppler(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output() // a fixed program on our own file
	if err != nil {
		t.Fatalf("%s (Debian package poppler-utils): %v", name, err)
	}
	return string(out)
}

func TestWrite_textSurvives(t *testing.T) {
	path := write(t, build(t, fixture.Pilot(), "Gwasanaeth ŵ £ ł Łukaszewicz", own))
	got := text(t, path) + oneLine(poppler(t, "pdftotext", "-raw", path, "-"))
	for _, want := range []string{
		"Gwasanaeth ŵ £ ł Łukaszewicz", "October 2018 to May 2019", "7 April 2026 at 10:31.",
		"Housing 28 % 19", "Assistance in Home 16 % 11", "Not recorded 1", "n = 68 of 69 people; 1 not recorded.",
		"Female 48.5 % 33", "Male 51.5 % 35", "112 of 130 follow-ups were done on time",
		"32.0", "44.0", "51.6 Health Survey for England 2011, adults", "Their mean score was 32.0 at first and 44.0 at follow-up", "n = 40",
		"© NHS Health Scotland, University of Warwick and University of Edinburgh, 2006",
		"In this report", "Definitions and method", "Data quality",
	} {
		if !strings.Contains(got, oneLine(want)) {
			t.Errorf("%q is not in the document", want)
		}
	}
}

func TestWrite_awkwardReports(t *testing.T) {
	long := strings.Repeat("Service Without End ", 40)
	for name, f := range fixtures() {
		for _, rule := range []disclosure.Rule{own, safe, disclosure.Strict} {
			path := write(t, build(t, f(), long+"😀\x01", rule))
			got := text(t, path)
			if strings.Contains(got, "NaN") || strings.Contains(got, "%!") {
				t.Errorf("%s: %s", name, got)
			}
			inside(t, name, path)
		}
	}
	got := oneLine(poppler(t, "pdftotext", "-raw", write(t, build(t, fixture.Awkward(), "Thanet", own)), "-"))
	for _, want := range []string{"@symes Community Building 5 % 38", "=1+1 5 % 37", "+44 Surgery 4 % 36", "-dash & <ŵ £ ł> 4 % 35", "Surgery 40 of the Isle 0 % 1"} {
		if !strings.Contains(got, oneLine(want)) {
			t.Errorf("%q is not there", want)
		}
	}
}

func fixtures() map[string]func() *data.Figures {
	return map[string]func() *data.Figures{"pilot": fixture.Pilot, "no one": fixture.Empty, "one": fixture.One, "awkward": fixture.Awkward}
}

// inside checks that no word stands outside the margins of its page.
func inside(t *testing.T, name, path string) {
	t.Helper()
	const a4wide, a4high, margin = 595.28, 841.89, 50
	words := 0
	for line := range strings.Lines(poppler(t, "pdftotext", "-bbox", path, "-")) {
		if !strings.Contains(line, "<word ") {
			continue
		}
		words++
		if attribute(t, line, "xMax") > a4wide-margin || attribute(t, line, "yMax") > a4high-margin+4 {
			t.Errorf("%s: runs over the margin: %s", name, line)
		}
	}
	if words == 0 {
		t.Errorf("%s: no words found", name)
	}
}

func attribute(t *testing.T, line, name string) float64 {
	t.Helper()
	_, after, _ := strings.Cut(line, name+`="`)
	number, _, _ := strings.Cut(after, `"`)
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestDraftIsMarkedOnEveryPage(t *testing.T) {
	const draft, unhidden = "Draft – not for handing over", "Small numbers are not hidden"
	for _, rule := range []disclosure.Rule{own, safe} {
		for page := range strings.SplitSeq(strings.TrimRight(poppler(t, "pdftotext", "-layout", write(t, build(t, fixture.Pilot(), "x", rule)), "-"), "\f"), "\f") {
			if !strings.Contains(page, draft) || strings.Contains(page, unhidden) == rule.On() {
				t.Errorf("%+v: a page says otherwise: %s", rule, page)
			}
		}
	}
	handed := buildWith(t, fixture.Pilot(), reports.Options{ServiceName: "x", AsAt: fixture.AsAt, Rule: safe, Handing: &reports.Handing{Recorded: true, Reader: "Trustees"}})
	if strings.Contains(text(t, write(t, handed)), draft) {
		t.Error("a report that is handed over says that it is a draft")
	}
}

// Without pictures: the writer of the format stores pictures of one width in
// any order, so that two files with such pictures show the same pages and are
// not always the same bytes.
func TestSameReportSameBytes(t *testing.T) {
	o := reports.Options{ServiceName: "Thanet", AsAt: fixture.AsAt, Before: fixture.Pilot(), Learnt: learnt, Rule: safe}
	read := func() []byte {
		b, err := os.ReadFile(writeWith(t, buildWith(t, fixture.Pilot(), o), nil))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first := read()
	if !bytes.Equal(first, read()) {
		t.Error("the same report gave two different documents")
	}
	info := poppler(t, "pdfinfo", "-isodates", write(t, build(t, fixture.Pilot(), "Thanet", safe)))
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
	last := -1.0
	err := pdf.Write(ctx, filepath.Join(folder, "report.pdf"), build(t, fixture.Pilot(), "x", safe), nil, func(p float64) {
		if p <= last {
			t.Errorf("progress went from %g to %g", last, p)
		}
		if last = p; p > 0.3 {
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
