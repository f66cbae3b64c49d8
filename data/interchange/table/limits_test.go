package table

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
)

// part is a part of a workbook: its beginning, what follows again and again, how
// often, and its end.
type part struct {
	begin, again string
	times        int
	end          string
}

const (
	bareBook  = `<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>`
	bareRels  = `<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
	rowOfList = `<row><c t="inlineStr"><is><t>%s</t></is></c><c t="inlineStr"><is><t>%s</t></is></c></row>`
)

func listSheet(more part) part {
	more.begin = "<worksheet><sheetData>" + fmt.Sprintf(rowOfList, "name", "phone") + fmt.Sprintf(rowOfList, "Mind", "0113 496 0000") + more.begin
	more.end += "</sheetData></worksheet>"
	return more
}

// rawBook writes a workbook of these parts beside those that every one has. They
// are packed a little, so that how well they are packed says nothing.
func rawBook(t *testing.T, parts map[string]part) string {
	t.Helper()
	all := map[string]part{"xl/workbook.xml": {begin: bareBook}, "xl/_rels/workbook.xml.rels": {begin: bareRels}, "xl/worksheets/sheet1.xml": listSheet(part{})}
	for name, p := range parts {
		all[name] = p
	}
	path := filepath.Join(t.TempDir(), "list.xlsx")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z := zip.NewWriter(file)
	for name, p := range all {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{p.begin, strings.Repeat(p.again, p.times), p.end} {
			if _, err := w.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWorkbookBeyondALimitIsASentence(t *testing.T) {
	const sheet, strs, styles = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
	for name, c := range map[string]struct {
		part, sentence string
		is             part
	}{
		"a text in a cell":     {sheet, "longer than 1 MB", listSheet(part{`<row><c t="str"><v>`, "abcd", 1 << 19, `</v></c></row>`})},
		"an attribute":         {sheet, "longer than 1 MB", listSheet(part{`<row x="`, "abcd", 1 << 19, `"></row>`})},
		"a comment":            {sheet, "longer than 1 MB", listSheet(part{`<!--`, "abcd", 1 << 19, `-->`})},
		"a row of runs":        {sheet, "row of this workbook is longer than 32 MB", listSheet(part{`<row><c t="inlineStr"><is>`, "<r><t>abcd</t></r>", 2 << 20, `</is></c></row>`})},
		"a row of columns":     {sheet, "damaged", listSheet(part{`<row>`, "<c/>", 20000, `</row>`})},
		"a shared string":      {strs, "longer than 1 MB", part{`<sst><si><t>`, "abcd", 1 << 19, `</t></si></sst>`}},
		"shared strings":       {strs, "texts of this workbook come to more than 64 MB", part{`<sst>`, "<si><t>" + strings.Repeat("a long text ", 1000) + "</t></si>", 6000, `</sst>`}},
		"blank shared strings": {strs, "texts of this workbook come to more than 64 MB", part{`<sst>`, "<si/>", 6 << 20, `</sst>`}},
		"styles":               {styles, "longer than 32 MB", part{`<styleSheet>`, "<a>", 12 << 20, ``}},
		"sheets":               {"xl/workbook.xml", "more than 1,000 sheets", part{`<workbook xmlns:r="r"><sheets>`, `<sheet name="S" r:id="a"/>`, 1001, `</sheets></workbook>`}},
	} {
		_, err := Look(rawBook(t, map[string]part{c.part: c.is}), Overrule{})
		if data.CodeOf(err) != data.CodeInvalid || !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Excel fills 64,000 styles, and programs merge cells for no reason.
func TestWorkbookWithinTheLimitsIsRead(t *testing.T) {
	path := rawBook(t, map[string]part{
		"xl/styles.xml":            {"<styleSheet><cellXfs>", `<xf numFmtId="14"/>`, 200_000, "</cellXfs></styleSheet>"},
		"xl/sharedStrings.xml":     {"<sst>", "<si><t>text</t></si>", 1_000_000, "</sst>"},
		"xl/worksheets/sheet1.xml": listSheet(part{"", `<row><c t="s"><v>999999</v></c><c s="65535"><v>45000</v></c></row>`, 3, `</sheetData><mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>`}),
	})
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	rows := all(t, f)
	if len(rows) != 4 || rows[1].Cells[0] != "text" || rows[1].Cells[1] != "2023-03-15" {
		t.Errorf("%d rows: %v", len(rows), rows)
	}
}

// A cell that refers to one text of 30,000 characters takes 30 bytes in the file.
func TestWorkbookRowIsBounded(t *testing.T) {
	path := rawBook(t, map[string]part{
		"xl/sharedStrings.xml":     {"<sst><si><t>", "abc", 10_000, "</t></si></sst>"},
		"xl/worksheets/sheet1.xml": listSheet(part{"<row>", `<c t="s"><v>0</v></c>`, 16_000, `</row>`}),
	})
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	row := all(t, f)[1]
	size := 0
	for _, c := range row.Cells {
		size += len(c)
	}
	if size > maxRow || !strings.Contains(row.Doubt, "only the beginning was kept") {
		t.Errorf("%d bytes, doubt %q", size, row.Doubt)
	}
}

func TestListBeyondALimitIsASentence(t *testing.T) {
	for name, c := range map[string]struct{ body, sentence string }{
		"columns":    {strings.Repeat("c,", 20_000) + "\n1\n", "more than 16,384 columns"},
		"a row":      {"name,phone\nMind,1\nScope," + strings.Repeat("a", maxLine+1), "longer than 64 MB"},
		"separators": {"name,phone\nMind,1\nScope" + strings.Repeat(",", maxLine+1), "more than 16,384 columns"},
		"blank rows": {"name,phone\nMind,1\n" + strings.Repeat("\n", maxBlank+2), "2,000,000 blank rows"},
	} {
		f, err := Look(write(t, "list.csv", []byte(c.body)), Overrule{})
		if err == nil {
			for _, err = range f.Rows(t.Context()) {
				if err != nil {
					break
				}
			}
		}
		if data.CodeOf(err) != data.CodeInvalid || !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestStream_rereadsFromAStrayQuote(t *testing.T) {
	long := strings.Repeat("2,Scope,words\n", 200_000) // further than a quoted cell may reach
	n, first := 0, Row{}
	for row, err := range Stream(t.Context(), strings.NewReader("id,name,about\n1,\"Mind,words\n"+long), ',') {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 2 {
			first = row
		}
	}
	if n != 200_002 || strings.Join(first.Cells, "|") != "1|Mind|words" || !strings.Contains(first.Doubt, "quotation mark") {
		t.Errorf("%d rows, %q, doubt %q", n, first.Cells, first.Doubt)
	}
}
