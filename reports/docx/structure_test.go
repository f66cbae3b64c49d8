package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// wordTable is a table as Word reads it.
type wordTable struct {
	About struct {
		Val string `xml:"val,attr"`
	} `xml:"tblPr>tblDescription"`
	Rows []struct {
		Header *struct{} `xml:"trPr>tblHeader"`
		Cells  []struct {
			Text []string `xml:"p>r>t"`
		} `xml:"tc"`
	} `xml:"tr"`
}

// Every table has a header row that is repeated, a description, and as many
// cells in each row.
func TestTables_areReal(t *testing.T) {
	r := build(t, fixture.Pilot(), reports.Options{ServiceName: "Thanet", Rule: disclosure.Default, Before: fixture.Pilot()})
	var doc struct {
		Tables []wordTable `xml:"body>tbl"`
	}
	if err := xml.Unmarshal([]byte(part(t, file(t, r, nil), "word/document.xml")), &doc); err != nil {
		t.Fatal(err)
	}
	if want := len(r.Tables()) + len(r.Matrices()); len(doc.Tables) < want {
		t.Errorf("%d tables, want %d at least", len(doc.Tables), want)
	}
	for _, table := range doc.Tables {
		if table.About.Val == "" || len(table.Rows) < 2 || table.Rows[0].Header == nil {
			t.Errorf("a table without a header or a description: %+v", table)
		}
		for _, row := range table.Rows {
			if len(row.Cells) != len(table.Rows[0].Cells) {
				t.Errorf("%s: a row of %d cells", table.About.Val, len(row.Cells))
			}
		}
	}
}

// A chart is one that Word draws and edits: it says in words what it shows, and
// its numbers are those of the table, in the chart and in its workbook.
func TestCharts_areNative(t *testing.T) {
	body := file(t, build(t, fixture.Pilot(), reports.Options{ServiceName: "Thanet", Rule: disclosure.Default}), nil)
	content := part(t, body, "word/document.xml")
	charts := regexp.MustCompile(`<wp:docPr id="\d+" name="Chart \d+" descr="([^"]*)"/>`).FindAllStringSubmatch(content, -1)
	if len(charts) < 12 {
		t.Fatalf("%d charts", len(charts))
	}
	for _, c := range charts {
		if len(c[1]) < 20 {
			t.Errorf("a chart says of itself %q", c[1])
		}
	}
	if n := strings.Count(content, " SEQ Figure "); n != len(charts) {
		t.Errorf("%d captions of %d charts", n, len(charts))
	}
	reasons := chartOf(t, body, "Housing")
	want := []string{"19", "19", "11", "6", "5"}
	var got []string
	for _, p := range reasons.Series[0].Values {
		got = append(got, p.V)
	}
	if len(got) < len(want) || strings.Join(got[:len(want)], " ") != strings.Join(want, " ") {
		t.Errorf("the bars are %v, want %v first", got, want)
	}
	for _, p := range reasons.Series[0].Names {
		if strings.Contains(p.V, "(hidden)") && has(reasons.Series[0].Values, p.At) {
			t.Errorf("%s has a bar", p.V)
		}
	}
}

type point struct {
	At int    `xml:"idx,attr"`
	V  string `xml:"v"`
}

func has(points []point, at int) bool {
	for _, p := range points {
		if p.At == at {
			return true
		}
	}
	return false
}

type wordChart struct {
	Series []struct {
		Names  []point `xml:"cat>strRef>strCache>pt"`
		Values []point `xml:"val>numRef>numCache>pt"`
	} `xml:"chart>plotArea>barChart>ser"`
}

// chartOf finds the first chart of which the first bar has this name, and
// checks that its workbook holds the same.
func chartOf(t *testing.T, body []byte, first string) wordChart {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; ; i++ {
		if _, err := z.Open(fmt.Sprintf("word/charts/chart%d.xml", i)); err != nil {
			t.Fatalf("no chart begins with %s", first)
		}
		var c wordChart
		if err := xml.Unmarshal([]byte(part(t, body, fmt.Sprintf("word/charts/chart%d.xml", i))), &c); err != nil {
			t.Fatal(err)
		}
		if len(c.Series) == 0 || len(c.Series[0].Names) == 0 || c.Series[0].Names[0].V != first {
			continue
		}
		book, err := excelize.OpenReader(strings.NewReader(part(t, body, fmt.Sprintf("word/embeddings/chart%d.xlsx", i))))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows("Sheet1")
		if err != nil || rows[1][0] != first || rows[1][1] != c.Series[0].Values[0].V {
			t.Errorf("the workbook holds %v: %v", rows, err)
		}
		return c
	}
}

// The contents lead to every chapter, and the headings are Word's own.
func TestContents_leadToEveryChapter(t *testing.T) {
	r := build(t, fixture.Pilot(), reports.Options{ServiceName: "Thanet", Rule: disclosure.Default})
	content := part(t, file(t, r, nil), "word/document.xml")
	links := regexp.MustCompile(`w:anchor="([^"]+)"`).FindAllStringSubmatch(content, -1)
	if len(links) != len(r.Chapters())+1 {
		t.Errorf("%d links for %d chapters and the key figures", len(links), len(r.Chapters()))
	}
	for _, l := range links {
		if strings.Count(content, `w:name="`+l[1]+`"`) != 1 {
			t.Errorf("nothing is called %s", l[1])
		}
	}
	if n := strings.Count(content, `<w:pStyle w:val="Heading1"/>`); n != len(links) {
		t.Errorf("%d headings for %d links", n, len(links))
	}
}
