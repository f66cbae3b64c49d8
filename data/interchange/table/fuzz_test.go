package table

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"waymark/data"
)

// FuzzRows reads any bytes in any dialect: it never fails, ends, gives the rows
// in order, and loses no letter of the text.
func FuzzRows(f *testing.F) {
	for _, seed := range []string{
		"Name,Town\nMind,Leeds\n", "a;\"b\nc\";d\r\n\"e", "\"a\"b,\"c\"\n\"d,e\n\"\"f\",\"g", "sep=|\na|b\r\"c|d\"", "'=1,\"'+1\"\x00\n\xff\xfe",
		"\ufeffa\tb\tc\r\"\"\td\r", "a,\"b\" c, \"d\" \n\"x\"\"\n\n\"y\"z\n,\"q\"",
	} {
		f.Add([]byte(seed), uint8(0), uint8(0), uint8(0))
		f.Add([]byte(seed), uint8(3), uint8(1), uint8(2))
	}
	path := filepath.Join(f.TempDir(), "list.csv")
	f.Fuzz(func(t *testing.T, content []byte, enc, delim, end uint8) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, o := range []Overrule{{}, overruled(enc, delim, end)} {
			if o.HeaderRow = nil; o.Encoding != "" {
				o.HeaderRow = new(int)
			}
			file, err := Look(path, o)
			if err != nil {
				if data.CodeOf(err) == "" {
					t.Fatal(err)
				}
				continue
			}
			if file.made != nil || file.Dialect.Encoding == "" { // on its side, or JSON
				continue
			}
			rows := all(t, file)
			inOrder(t, file, rows, 1+strings.Count(decodedWhole(content, file.Dialect.Encoding), "\n")+
				strings.Count(decodedWhole(content, file.Dialect.Encoding), "\r"))
			if o.HeaderRow != nil {
				nothingLost(t, rows, decodedWhole(content, o.Encoding))
			}
		}
	})
}

func overruled(enc, delim, end uint8) Overrule {
	pick := func(n uint8, of int) int { return int(n) % of }
	return Overrule{
		Encoding:  Encodings()[pick(enc, len(Encodings()))],
		Delimiter: Delimiters()[pick(delim, len(Delimiters()))],
		LineEnd:   LineEnds()[pick(end, len(LineEnds()))],
	}
}

func inOrder(t *testing.T, f *File, rows []Row, lines int) {
	line := f.Dialect.HeaderRow
	for _, r := range rows {
		if r.Line <= line || r.Line > lines {
			t.Fatalf("line %d after line %d of %d", r.Line, line, lines)
		}
		if len(r.Cells) < len(f.Header) {
			t.Fatalf("line %d has %d cells of %d", r.Line, len(r.Cells), len(f.Header))
		}
		line = r.Line
	}
	if len(f.Sample) != min(len(rows), sampleRows) {
		t.Fatalf("%d rows, sample of %d", len(rows), len(f.Sample))
	}
}

func nothingLost(t *testing.T, rows []Row, text string) {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, s)
	}
	var got strings.Builder
	for _, r := range rows {
		got.WriteString(letters(strings.Join(r.Cells, "")))
	}
	want := letters(text)
	if sepLine.MatchString(text) {
		return // that line is for Excel
	}
	if got.String() != want {
		t.Fatalf("letters\n got %q\nwant %q", got.String(), want)
	}
}

func decodedWhole(content []byte, enc Encoding) string { return allText(content, enc) }

// TestProperTextComesBack writes random cells by the book, in every dialect,
// and reads them again.
func TestProperTextComesBack(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 7))
	newlines := map[LineEnd]string{LF: "\n", CRLF: "\r\n", CR: "\r"}
	for range 1500 {
		o := overruled(uint8(random.Uint32()), uint8(random.Uint32()), uint8(random.Uint32N(3)))
		if o.Delimiter == '¦' && o.Encoding == MacRoman {
			continue
		}
		o.HeaderRow = new(int)
		rows := randomRows(random, o.Delimiter)
		text := proper(rows, o.Delimiter, newlines[o.LineEnd])
		f := look(t, encode(t, text, o.Encoding, random.IntN(2) == 0), o)
		got := all(t, f)
		if len(got) != len(rows) {
			t.Fatalf("%+v %q: %d rows of %d", o, text, len(got), len(rows))
		}
		for i, r := range got {
			if !slices.Equal(r.Cells[:trimmed(r.Cells)], rows[i][:trimmed(rows[i])]) || r.Doubt != "" {
				t.Fatalf("%+v %q:\n got %q %s\nwant %q", o, text, r.Cells, r.Doubt, rows[i])
			}
		}
	}
}

// randomRows are rows of one width of cells that are hard to read.
func randomRows(random *rand.Rand, delim rune) [][]string {
	pieces := []string{"a", "Zoë", "’", "£", " ", "\"", "\"\"", "\n", "\r\n", "\r", string(delim), ",", "'", "é", "1", "=", ""}
	rows := make([][]string, 1+random.IntN(6))
	width := 1 + random.IntN(5)
	for i := range rows {
		for col := range width {
			var c strings.Builder
			if col == 0 {
				c.WriteString("k")
			}
			for range random.IntN(6) {
				c.WriteString(pieces[random.IntN(len(pieces))])
			}
			if guarded.MatchString(c.String()) || isDitto(c.String()) {
				c.Reset()
			}
			rows[i] = append(rows[i], c.String())
		}
	}
	return rows
}

// FuzzWorkbook reads any sheet, texts and styles: it ends, in rows within the
// limits of a sheet or in a sentence.
func FuzzWorkbook(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><r><t>b</t></r></is></c></row><row r="9" hidden="1"><c s="1"><v>45000</v></c></row>`,
		`<si><t>Name</t></si><si><rPh><t>x</t></rPh><t xml:space="preserve"> a_x000D_ </t></si>`, `<numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>`)
	f.Add(`<row><c t="e"><v>#REF!</v></c><c><f>A1</f></c><c t="d"><v>2024-05-01</v></c><c t="b"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B9"/></mergeCells>`, ``, ``)
	f.Add(`<row r="-1"/><row><c r="ZZZZZ1"/>`, `<si>`, `<a><b`)
	f.Fuzz(func(t *testing.T, sheet, strs, styles string) {
		path := rawBook(t, map[string]part{
			"xl/worksheets/sheet1.xml": {begin: "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>"},
			"xl/sharedStrings.xml":     {begin: "<sst>" + strs + "</sst>"}, "xl/styles.xml": {begin: "<styleSheet>" + styles + "</styleSheet>"},
		})
		file, err := Look(path, Overrule{})
		if err != nil {
			if data.CodeOf(err) == "" {
				t.Fatal(err)
			}
			return
		}
		for row, err := range file.Rows(t.Context()) {
			if err != nil && data.CodeOf(err) == "" {
				t.Fatal(err)
			}
			if err == nil && (row.Line < 1 || row.Line > maxSheetRows || len(row.Cells) > maxSheetColumns) {
				t.Fatalf("row %d of %d cells", row.Line, len(row.Cells))
			}
		}
	})
}

// FuzzObjects reads any JSON as a list of rows.
func FuzzObjects(f *testing.F) {
	f.Add(`[{"charity_name":"Mind","n":1},{"n":null,"x":true}]`)
	f.Add("\ufeff" + `{"page":{"a":[1]},"data":[{"a":"b","c":1e400}]}`)
	f.Add(`{"data":{"data":{"data":[]}}}`)
	path := filepath.Join(f.TempDir(), "list.json")
	f.Fuzz(func(t *testing.T, body string) {
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := lookObjects(path)
		if err != nil {
			if data.CodeOf(err) == "" {
				t.Fatal(err)
			}
			return
		}
		n := 0
		for row, err := range file.Rows(t.Context()) {
			if n++; err != nil && data.CodeOf(err) == "" || err == nil && row.Line < n {
				t.Fatalf("row %d is at %d: %v", n, row.Line, err)
			}
		}
	})
}

// FuzzStream: a source that cannot be read twice gives the rows that a file does.
func FuzzStream(f *testing.F) {
	f.Add("a,b\n1,\"x\n2,y\n")
	f.Add("a;\"b\"c\"\r\n\"\n\"\n")
	f.Fuzz(func(t *testing.T, body string) {
		s, err := newScanner(strings.NewReader(body), UTF8, ',', endsFor(LF))
		for row, streamed := range Stream(t.Context(), strings.NewReader(body), ',') {
			rec := record{}
			for err == nil && isBlank(rec.cells) {
				rec, err = s.next()
			}
			if err != nil || streamed != nil || !slices.Equal(rec.cells, row.Cells) {
				t.Fatalf("%q, %v, want %q, %v", row.Cells, streamed, rec.cells, err)
			}
		}
	})
}
