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
			if guarded.MatchString(c.String()) {
				c.Reset()
			}
			rows[i] = append(rows[i], c.String())
		}
	}
	return rows
}
