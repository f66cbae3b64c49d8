package table

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"waymark/data"
)

// encode writes text as a program with that encoding would.
func encode(t testing.TB, text string, enc Encoding, mark bool) []byte {
	t.Helper()
	single := func(m *charmap.Charmap) []byte {
		b, err := m.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	switch enc {
	case Windows1252:
		return single(charmap.Windows1252)
	case MacRoman:
		return single(charmap.Macintosh)
	case UTF8BOM:
		return []byte(markUTF8 + text)
	case UTF16LE, UTF16BE:
		var b []byte
		if mark {
			text = "\ufeff" + text
		}
		for _, u := range utf16.Encode([]rune(text)) {
			if enc == UTF16LE {
				b = append(b, byte(u), byte(u>>8))
			} else {
				b = append(b, byte(u>>8), byte(u))
			}
		}
		return b
	}
	return []byte(text)
}

func write(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func look(t testing.TB, content []byte, o Overrule) *File {
	t.Helper()
	f, err := Look(write(t, "list.csv", content), o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func all(t testing.TB, f *File) []Row {
	t.Helper()
	var rows []Row
	for row, err := range f.Rows(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

func cells(rows []Row) [][]string {
	var all [][]string
	for _, r := range rows {
		all = append(all, r.Cells)
	}
	return all
}

func expect(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %#v\nwant %#v", what, got, want)
	}
}

func TestEveryEncodingLineEndAndDelimiter(t *testing.T) {
	header := []string{"Name", "Opening times", "Cost", "Phone"}
	rows := [][]string{
		{"Café Réunion", "Mon–Fri", "£2", "0113 496 0000"},
		{"Carers’ Hub", "“drop in”, any time", "free; donations", "0113 496 0001"},
		{"The \"Shed\"", "Wed\nand Thu", "£1.50", "0113 496 0002"},
		{"Zoë’s walks", "", "", "0113 496 0003"},
	}
	ends := map[LineEnd]string{LF: "\n", CRLF: "\r\n", CR: "\r"}
	for _, enc := range Encodings() {
		for end, newline := range ends {
			for _, delim := range Delimiters() {
				for _, mark := range []bool{true, false} {
					if delim == '¦' && enc == MacRoman || mark && enc != UTF16LE && enc != UTF16BE {
						continue // a character it has not; a mark it has not
					}
					t.Run(fmt.Sprintf("%s %s %q mark %v", enc, end, delim, mark), func(t *testing.T) {
						text := proper(append([][]string{header}, rows...), delim, newline)
						f := look(t, encode(t, text, enc, mark), Overrule{})
						expect(t, "dialect", f.Dialect, Dialect{Encoding: enc, Delimiter: delim, LineEnd: end, HeaderRow: 1})
						expect(t, "header", f.Header, header)
						got := all(t, f)
						expect(t, "rows", cells(got), rows)
						expect(t, "line of the row after a cell of two lines", got[3].Line, 6)
						expect(t, "sample", f.Sample, got)
						for _, r := range got {
							expect(t, "doubt", r.Doubt, "")
						}
						expect(t, "questions", f.Questions, []string(nil))
					})
				}
			}
		}
	}
}

// proper writes rows by the book.
func proper(rows [][]string, delim rune, newline string) string {
	var b strings.Builder
	for _, row := range rows {
		for i, c := range row {
			if i > 0 {
				b.WriteRune(delim)
			}
			if strings.ContainsAny(c, "\"\r\n") || strings.ContainsRune(c, delim) {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		b.WriteString(newline)
	}
	return b.String()
}

func TestOverrule(t *testing.T) {
	f := look(t, []byte("Name;Town,Phone\nMind;Leeds,1\n"), Overrule{Delimiter: ';'})
	expect(t, "delimiter", f.Header, []string{"Name", "Town,Phone"})
	f = look(t, []byte("Name,Town\nCaf\xe9,Leeds\n"), Overrule{Encoding: MacRoman})
	expect(t, "encoding", cells(all(t, f)), [][]string{{"CafÈ", "Leeds"}})
	none := 0
	f = look(t, []byte("Name,Town\nMind,Leeds\n"), Overrule{HeaderRow: &none})
	expect(t, "no header", f.Header, []string{"Column 1", "Column 2"})
	expect(t, "all rows", len(all(t, f)), 2)
	expect(t, "nothing to ask", f.Questions, []string(nil))
	two := 2
	f = look(t, []byte("Name,Town\nMind,Leeds\nScope,York\n"), Overrule{HeaderRow: &two})
	expect(t, "header row", f.Header, []string{"Mind", "Leeds"})
	f = look(t, []byte("Name,Town\rMind,Leeds\n"), Overrule{LineEnd: LF})
	expect(t, "line ends", f.Header, []string{"Name", "Town Mind", "Leeds"})
}

func TestLook_refusesAWrongOverrule(t *testing.T) {
	far := 99
	for _, o := range []Overrule{{Delimiter: '"'}, {Delimiter: '\n'}, {Delimiter: 'a'}, {Encoding: "EBCDIC"},
		{LineEnd: "soon"}, {HeaderRow: &far}} {
		_, err := Look(write(t, "l.csv", []byte("Name,Town\nMind,Leeds\n")), o)
		if data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

func TestRowsAsTheyComeInTheWild(t *testing.T) {
	const head = "Name,Town,Phone\nMind,Leeds,1\nScope,York,2\nShelter,Hull,3\n"
	tests := []struct {
		name, text string
		want       []string // of the last row
		line       int
		doubt      string // part of it
	}{
		{"too few", head + "Age UK,Leeds\n", []string{"Age UK", "Leeds", ""}, 5, "2 cells where the others have 3"},
		{"too many", head + "Age UK,Leeds, West,4\n", []string{"Age UK", "Leeds", " West", "4"}, 5, "4 cells"},
		{"blank extra", head + "Age UK,Leeds,4,,\n", []string{"Age UK", "Leeds", "4"}, 5, "5 cells"},
		{"blank lines", head + "\n  \n,,\nAge UK,Leeds,4\n", []string{"Age UK", "Leeds", "4"}, 8, ""},
		{"no end at the end", head + "Age UK,Leeds,4", []string{"Age UK", "Leeds", "4"}, 5, ""},
		{"quote within", head + "The \"Hub\",Leeds,4\n", []string{`The "Hub"`, "Leeds", "4"}, 5, "quotation mark"},
		{"quotes not doubled", head + "\"He said \"yes\" to it\",Leeds,4\n", []string{`He said "yes" to it`, "Leeds", "4"}, 5, "quotation mark"},
		{"quoted words first", head + "\"The Hub, Leeds\" Café,Leeds,4\n", []string{`"The Hub, Leeds" Café`, "Leeds", "4"}, 5, "quotation mark"},
		{"never closed", head + "\"Age UK,Leeds,4\n", []string{"Age UK", "Leeds", "4"}, 5, "quotation mark"},
		{"never closed, more after", head + "\"Age UK,Leeds,4\nSense,\"Hull\",5\n", []string{"Sense", "Hull", "5"}, 6, ""},
		{"spaces round quotes", head + "Age UK, \"Leeds, West\" ,4\n", []string{"Age UK", "Leeds, West", "4"}, 5, ""},
		{"NUL", head + "Age\x00 UK,Leeds,4\n", []string{"Age UK", "Leeds", "4"}, 5, "NUL"},
		{"broken byte", head + "Caf\xe9,Leeds \u2019\u2019\u2019\u2019\u2019,4\n", []string{"Café", "Leeds ’’’’’", "4"}, 5, "encoding"},
		{"guarded", head + "'=1+1,'Leeds,''@x\n", []string{"=1+1", "'Leeds", "'@x"}, 5, ""},
		{"guarded and quoted", head + "\"'+44 113\n\",'-,'\n", []string{"+44 113\n", "-", "'"}, 5, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := look(t, []byte(tt.text), Overrule{})
			expect(t, "header", f.Header, []string{"Name", "Town", "Phone"})
			rows := all(t, f)
			last := rows[len(rows)-1]
			expect(t, "cells", last.Cells, tt.want)
			expect(t, "line", last.Line, tt.line)
			if (tt.doubt == "") != (last.Doubt == "") || !strings.Contains(last.Doubt, tt.doubt) {
				t.Errorf("doubt %q", last.Doubt)
			}
			expect(t, "first row", rows[0], Row{Line: 2, Cells: []string{"Mind", "Leeds", "1"}})
		})
	}
}

// A stray quote costs its own row a doubt and nothing else, whatever follows.
func TestStrayQuoteKeepsTheRestOfTheFile(t *testing.T) {
	var b strings.Builder
	b.WriteString("Name,Town,Note\n\"Age UK,Leeds,open\n")
	for i := range 50_000 {
		fmt.Fprintf(&b, "Group %d,Leeds,\"says \"\"hi\"\",\nand more\"\n", i)
	}
	rows := all(t, look(t, []byte(b.String()), Overrule{}))
	expect(t, "rows", len(rows), 50_001)
	expect(t, "last", rows[50_000].Cells, []string{"Group 49999", "Leeds", "says \"hi\",\nand more"})
	expect(t, "first", rows[0].Cells, []string{"Age UK", "Leeds", "open"})
	for i, r := range rows {
		if (r.Doubt != "") != (i == 0) {
			t.Fatalf("row %d: doubt %q", i, r.Doubt)
		}
	}
}

// Blank cells at the end are left out by some programs: no row is odd then.
func TestRowsOfManyWidthsAreNoDoubt(t *testing.T) {
	f := look(t, []byte("Name,Town,Phone,Email\nA,B\nC\nD,E,1\nF,G,2,x@y.org\nH,I\nJ,K,3\n"), Overrule{})
	for _, r := range all(t, f) {
		expect(t, "doubt", r.Doubt, "")
		expect(t, "width", len(r.Cells), 4)
	}
	expect(t, "questions", f.Questions, []string(nil))
}

func TestTrailingDelimitersAreNoColumn(t *testing.T) {
	for _, text := range []string{"Name,Town,\nMind,Leeds,\nScope,York,\n", "Name,Town\nMind,Leeds,\nScope,York,\n"} {
		f := look(t, []byte(text), Overrule{})
		expect(t, "header", f.Header, []string{"Name", "Town"})
		expect(t, "rows", all(t, f), []Row{{Line: 2, Cells: []string{"Mind", "Leeds"}}, {Line: 3, Cells: []string{"Scope", "York"}}})
		expect(t, "questions", f.Questions, []string(nil))
	}
}

func TestSepLine(t *testing.T) {
	for _, sep := range []string{"sep=;", `"sep=;"`, "SEP=;"} {
		f := look(t, []byte(sep+"\r\nName;Cost, if any\r\nMind;1, 2\r\n"), Overrule{})
		expect(t, "dialect", f.Dialect, Dialect{Encoding: UTF8, Delimiter: ';', LineEnd: CRLF, HeaderRow: 2})
		expect(t, "rows", all(t, f), []Row{{Line: 3, Cells: []string{"Mind", "1, 2"}, Doubt: ""}})
	}
}

func TestLineEndsWithinCells(t *testing.T) {
	const rows = "Name,Note\r\nMind,one%stwo\r\nScope,three\r\nShelter,four%sfive\r\n"
	for _, inner := range []string{"\n", "\r"} {
		f := look(t, []byte(fmt.Sprintf(rows, inner, inner)), Overrule{})
		expect(t, "line end", f.Dialect.LineEnd, CRLF)
		expect(t, "cells", cells(all(t, f)), [][]string{{"Mind", "one" + inner + "two"}, {"Scope", "three"}, {"Shelter", "four" + inner + "five"}})
	}
	f := look(t, []byte("Name,Note\r\nMind,one\nScope,three\rShelter,four\n"), Overrule{})
	expect(t, "line end", f.Dialect.LineEnd, Mixed)
	expect(t, "rows", len(all(t, f)), 3)
}

func TestHugeCellIsCut(t *testing.T) {
	big := strings.Repeat("é, \n", 1_300_000)
	f := look(t, []byte("Name,Note\nMind,\""+big+"\"\nScope,small\n"), Overrule{})
	rows := all(t, f)
	expect(t, "rows", len(rows), 2)
	if n := len(rows[0].Cells[1]); n > maxCell || n < maxCell-8 {
		t.Errorf("cell of %d bytes", n)
	}
	if !strings.Contains(rows[0].Doubt, "longer") {
		t.Errorf("doubt %q", rows[0].Doubt)
	}
	expect(t, "next", rows[1].Cells, []string{"Scope", "small"})
}

func TestRows_stopWhenCancelled(t *testing.T) {
	f := look(t, []byte("Name,Town\n"+strings.Repeat("Mind,Leeds\n", 100_000)), Overrule{})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n, last := 0, error(nil)
	for _, err := range f.Rows(ctx) {
		if n++; n == 10 {
			cancel()
		}
		last = err
	}
	if !errors.Is(last, context.Canceled) || n > 50_000 {
		t.Errorf("%d rows, %v", n, last)
	}
}

func TestRefusedWithASentence(t *testing.T) {
	tests := []struct {
		content, part string
	}{
		{"", "empty"}, {" \r\n\n", "nothing in this file"}, {"%PDF-1.7\n", "PDF"},
		{"<!DOCTYPE html>\n<table>", "web page"}, {"\ufeff<html><body>", "web page"},
		{"[{\"id\": 1}]", "JSON"}, {"{\"services\": []}", "JSON"}, {"<?xml version=\"1.0\"?><a/>", "XML"},
		{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest", ".xls"}, {"PK\x03\x04 rubbish", "damaged"},
		{"\x89PNG\r\n", "picture"},
		{"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Choir\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "calendar"},
		{"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Age Hub\r\nEND:VCARD\r\n", "contact cards"},
		{"Return-Path: <a@example.org>\r\nReceived: from x\r\n\tby y; Mon, 7 Sep 2026\r\nSubject: Our list\r\n\r\nName,Phone\r\n", "email"},
		{"Date: Mon, 7 Sep 2026 10:00:00 +0100\nSubject: Our list\nMIME-Version: 1.0\n\nSee below\n", "email"},
		{"-- MySQL dump 10.13\n--\n\n/*!40101 SET NAMES utf8 */;\nDROP TABLE IF EXISTS `g`;\nCREATE TABLE `g` (\n `id` int);\n", "database"},
		{"INSERT INTO services (name, phone) VALUES ('Choir', '01843 555014');\n", "database"},
		{strings.Repeat("\x7fELF\x02\x05\x00\x00\x07\xee", 100), "no readable text"},
	}
	for _, tt := range tests {
		_, err := Look(write(t, "list.csv", []byte(tt.content)), Overrule{})
		if data.CodeOf(err) != data.CodeInvalid || !strings.Contains(err.Error(), tt.part) {
			t.Errorf("%.20q: %v", tt.content, err)
		}
	}
	if _, err := Look(filepath.Join(t.TempDir(), "gone.csv"), Overrule{}); data.CodeOf(err) != data.CodeNotFound {
		t.Error(err)
	}
	if _, err := Look(t.TempDir(), Overrule{}); data.CodeOf(err) != data.CodeInvalid {
		t.Error(err)
	}
}

func TestFileIsLeftAsItIs(t *testing.T) {
	content := []byte("Name,Town\nMind,\"Leeds\n")
	path := write(t, "list.csv", content)
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	all(t, f)
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, content) {
		t.Errorf("%q, %v", after, err)
	}
}
