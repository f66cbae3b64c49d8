package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// parts are the files in a workbook.
func parts(t testing.TB, path string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		all[f.Name] = string(b)
	}
	return all
}

// words are the texts between tags, and apart from them those of references.
func words(t *testing.T, name, part string) (said, references []string) {
	t.Helper()
	d, in := xml.NewDecoder(strings.NewReader(part)), ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return said, references
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			in = token.Name.Local
			for _, a := range token.Attr {
				switch a.Name.Local {
				case "descr", "name", "displayName", "formatCode":
					said = append(said, a.Value)
				}
			}
		case xml.CharData:
			if in == "f" || in == "definedName" {
				references = append(references, string(token))
				continue
			}
			said = append(said, string(token))
		}
	}
}

// secretive is a report whose small numbers are 37 and 23, which no other
// number in it contains.
func secretive() *data.Figures {
	f := fixture.Empty()
	f.Seen, f.ReferralsReceived = 961, 961
	for i, n := range []int{500, 401, 37, 23} {
		f.ByReason[i].N = n
	}
	f.BySex[0].N, f.ByAgeBand[0].N, f.BySurgery[0].N, f.BySource[0].N = 961, 961, 961, 961
	f.ByPrescriber[0].N = 961
	f.ContactsByKind[0].N, f.ContactsByKind[2].N, f.ContactsByKind[3].N = 800, 37, 23
	f.ContactsByOutcome[0].N = 860
	f.Gaps = []data.Tally{{Key: "k1", Label: "Housing", N: 37}, {Key: "k2", Label: "Transport", N: 23}}
	f.Outcomes = []data.OutcomeFigures{{Measure: "wemwbs", InstrumentID: "wemwbs", Baselines: 37, FollowUps: 23}}
	return f
}

// A hidden number is in no cell, no chart, no name and no property.
func TestHiddenCountIsNowhere(t *testing.T) {
	secret := regexp.MustCompile(`(^|[^0-9.])(37|23)([^0-9]|$)`)
	found := func(rule disclosure.Rule) (where []string) {
		r := build(t, secretive(), reports.Options{Rule: rule, Before: secretive()})
		for name, part := range parts(t, written(t, r)) {
			if strings.HasPrefix(name, "xl/theme") || strings.HasPrefix(name, "xl/styles") {
				continue
			}
			said, _ := words(t, name, part)
			for _, s := range said {
				if strings.HasPrefix(name, "xl/tables/") && strings.HasPrefix(s, "Table") {
					continue // they are numbered
				}
				if secret.MatchString(s) {
					where = append(where, name+": "+s)
				}
			}
			if strings.Contains(part, "Cache>") || strings.HasPrefix(name, "xl/charts/") && strings.Contains(part, "<c:v>") {
				t.Errorf("%s has cached numbers", name)
			}
			if strings.Contains(part, `state="hidden"`) || strings.Contains(part, `state="veryHidden"`) || strings.Contains(name, "comments") {
				t.Errorf("%s hides something", name)
			}
		}
		return where
	}
	if where := found(disclosure.Rule{Minimum: 50}); len(where) > 0 {
		t.Errorf("found %q", where)
	}
	if where := found(disclosure.Rule{}); len(where) < 6 {
		t.Errorf("without a rule only %q was found, so that the search finds little", where)
	}
}

// Everything that a part refers to is there, of a kind that is listed.
func TestPartsFitTogether(t *testing.T) {
	for name, figures := range fixtures() {
		for _, rule := range rules {
			all := parts(t, written(t, build(t, figures, reports.Options{Rule: rule, Scores: true, Before: fixture.Pilot()})))
			for part, body := range all {
				words(t, part, body) // well formed
				if strings.HasSuffix(part, ".rels") {
					checkRelations(t, all, part, body)
				} else if part != "[Content_Types].xml" && !strings.Contains(all["[Content_Types].xml"], `PartName="/`+part+`"`) {
					t.Errorf("%s is of no kind", part)
				}
			}
			if t.Failed() {
				t.Fatal(name)
			}
		}
	}
}

var target = regexp.MustCompile(`Target="([^"]*)"`)

func checkRelations(t *testing.T, all map[string]string, part, body string) {
	t.Helper()
	folder := path.Dir(path.Dir(part))
	owner := path.Join(folder, strings.TrimSuffix(path.Base(part), ".rels"))
	for _, m := range target.FindAllStringSubmatch(body, -1) {
		to := path.Join(folder, m[1])
		if strings.HasPrefix(m[1], "/") {
			to = m[1][1:]
		}
		if _, ok := all[to]; !ok {
			t.Errorf("%s refers to %s, which is not there", part, to)
		}
	}
	if owner == "." || !strings.Contains(part, "worksheets") && !strings.Contains(part, "drawings") {
		return
	}
	for _, id := range regexp.MustCompile(` Id="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		if !strings.Contains(all[owner], `r:id="`+id[1]+`"`) {
			t.Errorf("%s does not use %s", owner, id[1])
		}
	}
}

// A table's columns are named as its headings are, or the program that opens
// the workbook calls it damaged; and columns come in order.
func TestTablesAndColumns(t *testing.T) {
	r := build(t, fixture.Awkward(), reports.Options{})
	r.Offers.Services.Columns = []string{"same", "Same", "", "_x000D_ a\x00\nb"}
	f := opened(t, r)
	for _, sheet := range f.GetSheetList() {
		tables, err := f.GetTables(sheet)
		if err != nil {
			t.Fatal(err)
		}
		rows := cells(t, f, sheet)
		for _, table := range tables {
			from, to, _ := strings.Cut(table.Range, ":")
			if from == to {
				t.Errorf("%s: %s", sheet, table.Range)
			}
			first, _ := strconv.Atoi(strings.TrimLeft(from, "A"))
			taken := map[string]bool{}
			for _, h := range rows[first-1] {
				if h == "" || taken[strings.ToLower(h)] {
					t.Errorf("%s, row %d: %q", sheet, first, rows[first-1])
				}
				taken[strings.ToLower(h)] = true
			}
		}
	}
	headings := map[string]bool{}
	for _, sheet := range f.GetSheetList() {
		for _, row := range cells(t, f, sheet) {
			headings[strings.Join(row, "|")] = true
		}
	}
	column := regexp.MustCompile(`<col min="(\d+)"`)
	ids := map[string]bool{}
	for name, part := range parts(t, written(t, r)) {
		last := 0
		for _, m := range column.FindAllStringSubmatch(part, -1) {
			n, _ := strconv.Atoi(m[1])
			if n <= last {
				t.Errorf("%s: column %d after %d", name, n, last)
			}
			last = n
		}
		if strings.HasPrefix(name, "xl/tables/") {
			id := regexp.MustCompile(` id="\d+"`).FindString(part)
			if ids[id] {
				t.Errorf("%s: %s twice", name, id)
			}
			ids[id] = true
			if names := columnNames(t, part); !headings[names] {
				t.Errorf("no headings are %q", names)
			}
		}
	}
	if len(ids) < 20 {
		t.Errorf("%d tables", len(ids))
	}
}

// columnNames are those of a table's part, as a workbook's reader takes them.
func columnNames(t *testing.T, part string) string {
	t.Helper()
	var table struct {
		Columns []struct {
			Name string `xml:"name,attr"`
		} `xml:"tableColumns>tableColumn"`
	}
	if err := xml.Unmarshal([]byte(part), &table); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range table.Columns {
		names = append(names, strings.ReplaceAll(c.Name, "_x005F_", "_"))
	}
	return strings.Join(names, "|")
}

func TestSameReportSameBytes(t *testing.T) {
	r := build(t, fixture.Awkward(), reports.Options{Rule: disclosure.Default, Scores: true})
	one, err := os.ReadFile(written(t, r))
	if err != nil {
		t.Fatal(err)
	}
	two, err := os.ReadFile(written(t, r))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, two) {
		t.Error("the bytes differ")
	}
}
