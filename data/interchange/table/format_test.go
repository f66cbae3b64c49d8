package table

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"testing/quick"

	"github.com/xuri/excelize/v2"
)

// plainBook writes the parts of a workbook by hand: cells holds the XML of the
// cells in column A, and codes the formats of the styles from 1.
func plainBook(t testing.TB, codes []string, properties string, cells ...string) string {
	t.Helper()
	var formats, styles, rows strings.Builder
	for i, code := range codes {
		var escaped bytes.Buffer
		_ = xml.EscapeText(&escaped, []byte(code))
		fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, escaped.String())
		fmt.Fprintf(&styles, `<xf numFmtId="%d" applyNumberFormat="1"/>`, 164+i)
	}
	for i, c := range cells {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%[1]d" t="inlineStr"><is><t>Row</t></is></c>%s</row>`, i+2, c)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="urn:r"><workbookPr ` + properties + `/><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="urn:worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet><numFmts>` + formats.String() + `</numFmts><cellXfs><xf numFmtId="0"/>` + styles.String() + `</cellXfs></styleSheet>`,
		"xl/sharedStrings.xml":       `<sst><si><r><t>01134 </t></r><r><t>960000</t></r><rPh><t>no</t></rPh></si><si><t>a_x000D_b</t></si></sst>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c t="inlineStr"><is><t>Value</t></is></c></row>` +
			rows.String() + `</sheetData></worksheet>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return write(t, "list.xlsx", b.Bytes())
}

// values reads the second column.
func values(t testing.TB, path string) (cells, doubts []string) {
	t.Helper()
	one := 1
	f, err := Look(path, Overrule{HeaderRow: &one})
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range f.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		cells, doubts = append(cells, row.Cells[1]), append(doubts, row.Doubt)
	}
	return cells, doubts
}

// TestNumberFormat_saysOnlyWhatANumberIs: the value decides every digit. The
// words, colours, rounding and powers of ten of a format are for the eye.
func TestNumberFormat_saysOnlyWhatANumberIs(t *testing.T) {
	for _, c := range []struct{ code, value, want string }{
		{"General", "447700900123", "447700900123"},
		{"General", "447700900123456", "447700900123456"},
		{"0", "447700900123", "447700900123"},
		{"0.00E+00", "4.47700900123E+11", "447700900123"},
		{"##0.0E+0", "447700900123", "447700900123"},
		{"@", "447700900123", "447700900123"},
		{"General", "01134960000", "01134960000"},
		{"#,##0", "1234567", "1234567"},
		{"0", "2.7", "2.7"},
		{"0.0", "0.30000000000000004", "0.3"},
		{"General", "0.1", "0.1"},
		{"General", "1E-7", "0.0000001"},
		{"# ?/?", "0.5", "0.5"},
		{`[=1]"Yes";[=0]"No"`, "0", "0"},
		{`[=1]"Yes";[=0]"No"`, "1", "1"},
		{`[=1]"Yes";[=0]"No";General`, "3", "3"},
		{`"Yes";"Yes";"No"`, "0", "0"},
		{";;;", "7", "7"},
		{"[<=9999999]###-####;(###) ###-####", "5551234", "5551234"},
		{`[Red]0;[Blue]-0`, "-5", "-5"},
		{`0 "days"`, "14", "14"},
		{`0\d`, "14", "14"},
		{`"Day "0`, "14", "14"},
		{"+0;-0;0", "5", "5"},
		// A format of zeros says how many digits there are.
		{"00000000000", "7700900123", "07700900123"},
		{"00000 000000", "1134960000", "01134 960000"},
		{`0000\ 000\ 0000`, "1134960000", "0113 496 0000"},
		{"000 000 0000", "101701234", "010 170 1234"},
		{"00000", "1234567", "1234567"},
		{"00-00", "-12", "-12"},
		{"00000", "1.5", "1.5"},
		{`"0"##########`, "7700900123", "07700900123"},
		{`"+44 "0000 000000`, "7700900123", "+44 7700 900123"},
		{"+##", "447700900123", "+447700900123"},
		{`"Ref "0000`, "42", "0042"},
		// Money keeps its sign, a share its per cent.
		{`"£"#,##0.00`, "2.5", "£2.50"},
		{`[$£-809]#,##0.00`, "1234.555", "£1234.555"},
		{`_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-`, "0", "£0.00"},
		{`#,##0 [$€-407]`, "12", "€12"},
		{`"£"0.00;[Red]-"£"0.00`, "-2.5", "-£2.50"},
		{"0%", "0.125", "12.5%"},
		// Days and times, however they are written.
		{"dd/mm/yyyy", "45413", "2024-05-01"},
		{"dd/mm/yyyy;@", "45413", "2024-05-01"},
		{"[$-809]ddd d mmmm yyyy;@", "45413.75", "2024-05-01"},
		{`d"st of" mmmm`, "45413", "2024-05-01"},
		{`[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`, "45413", "2024-05-01"},
		{"TT.MM.JJJJ", "45413", "2024-05-01"},
		{"yyyy年m月d日", "45413", "2024-05-01"},
		{"mmm-yy", "45413", "2024-05-01"},
		{"mm", "45413", "2024-05-01"},
		{`[=0]"";dd/mm/yyyy`, "45413", "2024-05-01"},
		{"dd/mm/yyyy hh:mm", "45413.6041666666", "2024-05-01 14:30"},
		{"dd/mm/yyyy hh:mm:ss", "45413.60434027778", "2024-05-01 14:30:15"},
		{"d/m/yy h:mm AM/PM", "45413.99999", "2024-05-02 00:00"},
		{"h:mm", "0.4375", "10:30"},
		{"h:mm AM/PM", "0.9375", "22:30"},
		{`hh"h"mm`, "0.4375", "10:30"},
		{"h:mm", "45413.6041666667", "14:30"},
		{"mm:ss", "0.00381944444", "00:05:30"},
		{"[h]:mm", "1.5", "36:00"},
		{"[mm]:ss", "0.0625", "1:30"},
		{"dd/mm/yyyy", "59", "1900-02-28"},
		{"dd/mm/yyyy", "61", "1900-03-01"},
		{"dd/mm/yyyy", "60", "60"},
		{"dd/mm/yyyy", "0", "0"},
		{"dd/mm/yyyy", "-3", "-3"},
		{"dd/mm/yyyy", "99999999", "99999999"},
		{"dd/mm/yyyy", "n/a", "n/a"},
	} {
		cells, doubts := values(t, plainBook(t, []string{c.code}, "", `<c r="B2" s="1"><v>`+c.value+`</v></c>`))
		if cells[0] != c.want || doubts[0] != "" {
			t.Errorf("%s of %s: %q, want %q %s", c.code, c.value, cells[0], c.want, doubts[0])
		}
	}
}

func TestCells_ofEveryKind(t *testing.T) {
	codes := []string{`"Mr "@;"Mr "@;"Mr "@;"Mr "@`, "dd/mm/yyyy", `[=1]"Yes";[=0]"No"`}
	cells, doubts := values(t, plainBook(t, codes, "",
		`<c r="B2" s="1" t="s"><v>0</v></c>`,
		`<c r="B3" t="s"><v>1</v></c>`,
		`<c r="B4" s="3" t="b"><v>1</v></c>`,
		`<c r="B5" t="e"><v>#N/A</v></c>`,
		`<c r="B6" t="str"><f>A1</f><v>0113 496 0000</v></c>`,
		`<c r="B7" s="2"><f>TODAY()</f><v>45413</v></c>`,
		`<c r="B8" t="d"><v>2024-05-01T14:30:00</v></c>`,
		`<c r="B9" t="inlineStr"><is><r><t>447700900</t></r><r><t>124</t></r></is></c>`,
		`<c r="B10"><v>1234567890123456</v></c>`,
		`<c r="B11" t="inlineStr"><is><t>1234567890123456</t></is></c>`,
		`<c><v> 7 </v></c>`,
		`<c r="B13" s="99"><v>447700900123</v></c>`,
		`<c r="B14"><f>"0113 496 04"&amp;TEXT(1,"00")</f></c>`,
		`<c r="B15" t="str"><f>IF(A1="","x","")</f><v></v></c>`,
	))
	expect(t, "cells", cells, []string{"01134 960000", "a\rb", "TRUE", "#N/A", "0113 496 0000", "2024-05-01", "2024-05-01 14:30",
		"447700900124", "1234567890123456", "1234567890123456", "7", "447700900123", "", ""})
	for i, d := range doubts {
		if want := i == 3 || i == 8 || i == 12; (d != "") != want {
			t.Errorf("%s: doubt %q", cells[i], d)
		}
	}
}

func TestDates_countedFrom1904(t *testing.T) {
	cells, _ := values(t, plainBook(t, []string{"dd/mm/yyyy"}, `date1904="1"`, `<c r="B2" s="1"><v>43951</v></c>`, `<c r="B3" s="1"><v>0</v></c>`))
	expect(t, "cells", cells, []string{"2024-05-01", "1904-01-01"})
}

// No format that is not one of dates, money or shares changes a digit of a
// telephone number.
func TestNumberFormat_losesNoDigit(t *testing.T) {
	codes := []string{"General", "0", "0.00", "#,##0", "0.00E+00", "@", "00000000000", "00000 000000", `[Red]0;[Blue]0`, `[>5]"Yes";"No"`, "# ?/?", "(000) 000-0000"}
	if err := quick.Check(func(n uint64, style uint8) bool {
		number := strconv.FormatUint(n%1e15, 10)
		f := readFormat(164, codes[int(style)%len(codes)])
		var flaws flaw
		shown := strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, f.number(number, false, &flaws))
		return strings.TrimLeft(shown, "0") == strings.TrimLeft(number, "0") && flaws == 0
	}, nil); err != nil {
		t.Error(err)
	}
}

// A format from any program is read without a fault, and its cell is never lost.
func FuzzReadFormat(f *testing.F) {
	for _, code := range []string{"", `"`, `[`, `\`, "_", `[$-`, "0;0;0;@", `[h]:mm`, `"£"#,##0.00`, "yyyy", "+0 000"} {
		f.Add(code, 447700900123.0)
	}
	f.Fuzz(func(t *testing.T, code string, v float64) {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return
		}
		var flaws flaw
		if readFormat(164, code).number(strconv.FormatFloat(v, 'g', -1, 64), false, &flaws) == "" {
			t.Errorf("%q of %v shows nothing", code, v)
		}
	})
}

// What the library writes is read as it was given, and a sheet that was cut
// off is damaged rather than short.
func TestWorkbook_readsWhatTheLibraryWrites(t *testing.T) {
	if err := quick.Check(func(texts []string) bool {
		path := book(t, func(b *excelize.File) {
			put(t, b, "Sheet1", "A1", "Name", "Value")
			for i, text := range texts {
				put(t, b, "Sheet1", "A"+strconv.Itoa(i+2), "Row", "x"+printable(text))
			}
		})
		cells, _ := values(t, path)
		for i, text := range texts {
			if cells[i] != narrow("x"+printable(text)) {
				t.Logf("%q, want %q", cells[i], narrow("x"+printable(text)))
				return false
			}
		}
		return true
	}, &quick.Config{MaxCount: 25}); err != nil {
		t.Error(err)
	}
}

func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0xD800 && r < 0xE000 || r >= 0xFFFE {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}
