package table

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestLook_turnsAListThatStandsOnItsSide(t *testing.T) {
	for name, path := range map[string]string{
		"CSV": write(t, "list.csv", []byte("Our groups,,\nName,Lunch club,Walkers\nPhone,0113 496 0000,0113 496 0001\nPostcode,LS1 4AP,CT9 1AA\nDescription,A meal,Walks\nEmail,a@example.org,b@example.org\n")),
		"Excel": book(t, func(b *excelize.File) {
			put(t, b, "Sheet1", "A1", "Our groups")
			put(t, b, "Sheet1", "A2", "Name", "Lunch club", "Walkers")
			put(t, b, "Sheet1", "A3", "Phone", "0113 496 0000", "0113 496 0001")
			put(t, b, "Sheet1", "A4", "Postcode", "LS1 4AP", "CT9 1AA")
			put(t, b, "Sheet1", "A5", "Description", "A meal", "Walks")
			put(t, b, "Sheet1", "A6", "Email", "a@example.org", "b@example.org")
		}),
	} {
		f, err := Look(path, Overrule{})
		if err != nil {
			t.Fatal(err)
		}
		rows := all(t, f)
		if strings.Join(f.Header, "|") != "Name|Phone|Postcode|Description|Email" || len(rows) != 2 || strings.Join(rows[1].Cells, "|") != "Walkers|0113 496 0001|CT9 1AA|Walks|b@example.org" || rows[1].Line != 3 {
			t.Errorf("%s: %q, %v", name, f.Header, rows)
		}
		if len(f.Questions) != 1 || !strings.Contains(f.Questions[0], "first column (Name, Phone, Postcode)") {
			t.Errorf("%s asks %q", name, f.Questions)
		}
		line := 2
		if f, err = Look(path, Overrule{HeaderRow: &line}); err != nil || f.Header[1] == "Phone" {
			t.Errorf("%s, with its line of headings pointed out: %q, %v", name, f.Header, err)
		}
	}
}

// An ordinary list is never turned, though its first column has words of headings.
func TestLook_turnsNoOrdinaryList(t *testing.T) {
	for name, text := range map[string]string{
		"a list":        "Name,Phone,Postcode\nLunch club,0113 496 0000,LS1 4AP\nWalkers,0113 496 0001,CT9 1AA\nSingers,0113 496 0002,CT9 1AA\n",
		"types":         "Type,Postcode,Email\nService,LS1 4AP,a@example.org\nVenue,LS1 4AP,b@example.org\nClub name,LS1 4AP,c@example.org\nContact,LS1 4AP,d@example.org\n",
		"no headings":   "Lunch club,LS1 4AP\nWalkers,CT9 1AA\nSingers,CT9 1AB\n",
		"a code a row":  "Ref,Score 1,Score 2\nR1,3,4\nR2,5,5\nR3,1,2\n",
		"one column":    "Name\nPhone\nPostcode\nDescription\n",
		"blank corners": ",Name,Phone\n,Lunch club,0113 496 0000\n,Walkers,0113 496 0001\n",
	} {
		f, err := Look(write(t, "list.csv", []byte(text)), Overrule{})
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(strings.Join(f.Questions, " "), "first column") {
			t.Errorf("%s was turned: %q", name, f.Header)
		}
	}
}

func TestLook_namesTheSheetsThatAreNotRead(t *testing.T) {
	list := func(b *excelize.File, sheet string, head []any, n int) {
		if _, err := b.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		put(t, b, sheet, "A1", head...)
		for i := range n {
			cell, _ := excelize.CoordinatesToCellName(1, i+2)
			put(t, b, sheet, cell, "Club", "0113 496 0000", "LS1 4AP")
		}
	}
	path := book(t, func(b *excelize.File) {
		list(b, "Services", []any{"Name", "Phone", "Postcode"}, 30)
		list(b, "Volunteers", []any{"Volunteer", "Mobile", "Street"}, 5)
		put(t, b, "Sheet1", "A1", "Notes on this workbook")
	})
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	if f.Dialect.Sheet != "Services" || len(f.Questions) != 1 || !strings.Contains(f.Questions[0], "Only the sheet “Services” is read, and there are lists on “Volunteers” too") {
		t.Errorf("sheet %q, asks %q", f.Dialect.Sheet, f.Questions)
	}
	if f, err = Look(path, Overrule{Sheet: "Volunteers"}); err != nil || len(f.Questions) != 0 || f.Header[0] != "Volunteer" {
		t.Errorf("with its sheet chosen: %v, %q", err, f.Questions)
	}
}

// Excel writes Strict Open XML with other namespaces, kinds of links and dates.
func TestLook_readsStrictOpenXML(t *testing.T) {
	const main, rel = "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
	path := rawBook(t, map[string]part{
		"xl/workbook.xml": {begin: `<workbook xmlns="` + main + `" xmlns:r="` + rel + `" conformance="strict"><workbookPr dateCompatibility="0"/><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		"xl/_rels/workbook.xml.rels": {begin: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + rel + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		"xl/sharedStrings.xml": {begin: `<x:sst xmlns:x="` + main + `"><x:si><x:t>Name</x:t></x:si><x:si><x:t>Checked</x:t></x:si><x:si><x:t>Mind</x:t></x:si></x:sst>`},
		"xl/worksheets/sheet1.xml": {begin: `<x:worksheet xmlns:x="` + main + `"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c></x:row>` +
			`<x:row r="2"><x:c r="A2" t="s"><x:v>2</x:v></x:c><x:c r="B2" t="d"><x:v>2024-05-01T00:00:00</x:v></x:c></x:row></x:sheetData></x:worksheet>`},
	})
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	if rows := all(t, f); strings.Join(f.Header, "|") != "Name|Checked" || len(rows) != 1 || strings.Join(rows[0].Cells, "|") != "Mind|2024-05-01" {
		t.Errorf("%q, %v", f.Header, rows)
	}
}

func TestLook_readsObjectsOfJSON(t *testing.T) {
	path := write(t, "list.json", []byte("\ufeff"+`[{"charity_name":"Mind","number":1200001,"gone":null,"open":true}, {"number":1200002,"charity_name":"Scope","further":"x"}]`))
	f, err := Look(path, Overrule{})
	if err != nil || !IsObjects(path) {
		t.Fatal(err)
	}
	rows := all(t, f)
	if strings.Join(f.Header, "|") != "charity_name|number|gone|open|further" || len(rows) != 2 || strings.Join(rows[0].Cells, "|") != "Mind|1200001||TRUE|" || strings.Join(rows[1].Cells, "|") != "Scope|1200002|||x" || rows[1].Line != 2 {
		t.Errorf("%q, %v", f.Header, rows)
	}
	for body, sentence := range map[string]string{
		`[{"charity_name":"Mind","number":1},{"charity_name":"Sco`: "not whole",
		`[]`:                                    "JSON",
		`{"data":[1,2]}`:                        "JSON",
		`{"message":"no"}`:                      "JSON",
		`{"error":{"details":[{"a":1,"b":2}]}}`: "JSON",
		`[{"name":"Mind","id":"1"}]`:            "JSON",
	} {
		f, err := Look(write(t, "list.json", []byte(body)), Overrule{})
		if err == nil {
			for _, err = range f.Rows(t.Context()) {
				if err != nil {
					break
				}
			}
		}
		if err == nil || !strings.Contains(err.Error(), sentence) {
			t.Errorf("%s: %v", body, err)
		}
	}
}
