package main

import (
	"archive/zip"
	"encoding/json"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// sampleReport writes the report of the sample and reads the JSON beside it.
func sampleReport(t *testing.T, args ...string) (folder string, figures map[string]any) {
	t.Helper()
	folder = t.TempDir()
	code, text, errout := callProgram(t, append([]string{"report", "--db", sampleDB(t), "--from", "2025-08-09", "--to", "2026-04-08", "--out", folder, "--json",
		"--reader", "Trustees", "--new-reader"}, args...)...)
	if code != exitOK {
		t.Fatalf("%d: %s", code, errout)
	}
	if err := json.Unmarshal([]byte(text), &figures); err != nil {
		t.Fatal(err)
	}
	return folder, figures
}

// jsonRows are the rows of every plain table of the JSON, by title of the table.
func jsonRows(v any, found map[string][]map[string]any) {
	switch v := v.(type) {
	case map[string]any:
		rows, ok := v["rows"].([]any)
		if title, named := v["title"].(string); ok && named && v["columns"] == nil {
			for _, r := range rows {
				row := r.(map[string]any)
				if _, counted := row["n"]; counted {
					found[title] = append(found[title], row)
				}
			}
		}
		for _, inner := range v {
			jsonRows(inner, found)
		}
	case []any:
		for _, inner := range v {
			jsonRows(inner, found)
		}
	}
}

// The files and the JSON are made from one set of figures, and hide the same.
func TestFilesAndJSONSayTheSame(t *testing.T) {
	folder, figures := sampleReport(t)
	found := map[string][]map[string]any{}
	jsonRows(figures, found)
	if len(found) < 15 {
		t.Fatalf("%d tables", len(found))
	}
	cells := workbookRows(t, filepath.Join(folder, "report.xlsx"))
	paper := output(t, "pdftotext", "-raw", filepath.Join(folder, "report.pdf"), "-")
	printed, text := spaces(paper), documentText(t, filepath.Join(folder, "report.docx"))
	if pages := strings.Count(paper, "\f"); pages > 14 {
		t.Errorf("the PDF takes %d pages, want 14 at most", pages)
	}
	checkHidden(t, found, trueRows(t))
	for title, rows := range found {
		for _, row := range rows {
			label, want := row["label"].(string), "hidden"
			if n, ok := row["n"].(float64); ok {
				want = strconv.Itoa(int(n))
			}
			if !cells[label+"\t"+want] {
				t.Errorf("%s: the workbook has no row %s with %s", title, label, want)
			}
			for name, all := range map[string]string{"PDF": printed, "Word document": text} {
				label := label
				if _, together := row["counted_together"]; together && want == "hidden" && name == "PDF" {
					label = title // under “Not shown” its note names the rows that are counted together
				}
				if !strings.Contains(all, label) || !strings.Contains(strings.ReplaceAll(all, ",", ""), want) {
					t.Errorf("%s: the %s has no %s with %s", title, name, label, want)
				}
			}
		}
	}
	wemwbs := figures["outcomes"].([]any)[0].(map[string]any)
	for _, mean := range []string{"mean_baseline", "mean_follow_up"} {
		if want := strconv.FormatFloat(wemwbs[mean].(float64), 'f', 1, 64); !strings.Contains(printed, want) {
			t.Errorf("the PDF has no mean of %s", want)
		}
	}
	for _, want := range []string{"32.0", "44.0", "Housing", "People take up what they chose themselves"} {
		if !strings.Contains(text, want) || !strings.Contains(printed, want) {
			t.Errorf("%q is not in both texts", want)
		}
	}
}

// trueRows are the rows of the same report with nothing hidden.
func trueRows(t *testing.T) map[string][]map[string]any {
	t.Helper()
	var figures map[string]any
	text := succeeds(t, "report", "--db", sampleDB(t), "--from", "2025-08-09", "--to", "2026-04-08", "--json", "--unprotected")
	if err := json.Unmarshal([]byte(text), &figures); err != nil {
		t.Fatal(err)
	}
	found := map[string][]map[string]any{}
	jsonRows(figures, found)
	return found
}

// checkHidden says of every row whether it had to be hidden: each count of people or
// things from 1 to 4 is, in its own row or counted together with others, and none of 0.
func checkHidden(t *testing.T, printed, truth map[string][]map[string]any) {
	t.Helper()
	small := 0
	for title, rows := range truth {
		shown, hidden := map[string]bool{}, map[string]bool{}
		for _, row := range printed[title] {
			keys := []any{row["key"]}
			if together, ok := row["counted_together"].([]any); ok {
				keys = together
			}
			for _, key := range keys {
				shown[key.(string)] = row["n"] != nil && len(keys) == 1
				hidden[key.(string)] = !shown[key.(string)]
			}
		}
		for _, row := range rows {
			key, n := row["key"].(string), row["n"].(float64)
			switch {
			case key != "not_recorded" && n >= 1 && n < 5:
				small++
				if shown[key] {
					t.Errorf("%s: %v is shown, and it is %v", title, row["label"], n)
				}
			case n == 0 && hidden[key]:
				t.Errorf("%s: %v is hidden, and it is no one", title, row["label"])
			}
		}
	}
	if small == 0 {
		t.Error("no number is small, so that nothing was tried")
	}
}

// workbookRows are label and count of every row of every sheet.
func workbookRows(t *testing.T, path string) map[string]bool {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	rows := map[string]bool{}
	for _, sheet := range book.GetSheetList() {
		list, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range list {
			if len(row) > 1 {
				rows[row[0]+"\t"+row[1]] = true
			}
		}
	}
	return rows
}

// Nothing that is hidden is in any part of the workbook: no count from 1 to 4
// stands in a cell of a table's counts, but for what is not recorded, nor is
// one kept in a chart.
func TestNoChartKeepsHiddenNumbers(t *testing.T) {
	folder, _ := sampleReport(t)
	archive, err := zip.OpenReader(filepath.Join(folder, "report.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	kept := regexp.MustCompile(`<c:v>([1-4])(\.0+)?</c:v>`)
	charts := 0
	for _, part := range archive.File {
		body := readPart(t, part)
		if strings.Contains(part.Name, "chart") {
			charts++
			if m := kept.FindString(body); m != "" {
				t.Errorf("%s keeps %s", part.Name, m)
			}
		}
		if strings.Contains(body, `state="hidden"`) || strings.Contains(body, `state="veryHidden"`) {
			t.Errorf("%s has a hidden sheet", part.Name)
		}
	}
	if charts == 0 {
		t.Error("there are no charts")
	}
}

func readPart(t *testing.T, part *zip.File) string {
	t.Helper()
	r, err := part.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// documentText is the text of a Word document without its marks.
func documentText(t *testing.T, path string) string {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	for _, part := range archive.File {
		if part.Name == "word/document.xml" {
			return html.UnescapeString(regexp.MustCompile(`<[^>]+>`).ReplaceAllString(readPart(t, part), ""))
		}
	}
	t.Fatal("no document")
	return ""
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(name + " is not installed")
	}
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func spaces(s string) string { return strings.Join(strings.Fields(s), " ") }

// Nothing is hidden only where that was asked for, and then it says so.
func TestMinimumOnTheCommandLine(t *testing.T) {
	db := sampleDB(t)
	for _, c := range []struct {
		args    []string
		minimum float64
	}{
		{[]string{"--unprotected"}, 0}, {[]string{"--minimum", "5"}, 5}, {[]string{"--out", t.TempDir()}, 5}, {[]string{"--out", t.TempDir(), "--minimum", "0"}, 0},
		{[]string{"--minimum", "8", "--round", "5"}, 8},
	} {
		code, text, errout := callProgram(t, append([]string{"report", "--db", db, "--json"}, c.args...)...)
		var r struct {
			Small struct{ Minimum float64 } `json:"small_numbers"`
		}
		if err := json.Unmarshal([]byte(text), &r); code != exitOK || err != nil || r.Small.Minimum != c.minimum {
			t.Errorf("%v: %d %v %s, minimum %v", c.args, code, err, errout, r.Small.Minimum)
		}
	}
	if _, err := os.Stat("report.pdf"); err == nil {
		t.Error("a report was written where no one asked for it")
	}
}
