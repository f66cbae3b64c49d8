package table

import (
	"strings"
	"testing"
)

func TestHeaderIsFoundUnderNotes(t *testing.T) {
	const rows = "Mind,Leeds,0113 496 0000,mind@x.org,LS1 1AA\nScope,York,01904 496 000,a@y.org,YO1 1AA\n"
	tests := []struct {
		name, text string
		line       int
		header     string
	}{
		{"first line", "Name,Town,Phone,Email,Postcode\n" + rows, 1, "Name|Town|Phone|Email|Postcode"},
		{"title and notes", "Community directory\nUpdated May 2024, by Jo\n\nName,Town,Phone,Email,Postcode\n" + rows, 4, "Name|Town|Phone|Email|Postcode"},
		{"padded title", "Community directory,,,,\n,,,,\nName,Town,Phone,Email,Postcode\n" + rows, 3, "Name|Town|Phone|Email|Postcode"},
		{"note of two lines", "\"Notes,\nand more\"\nName,Town,Phone,Email,Postcode\n" + rows, 3, "Name|Town|Phone|Email|Postcode"},
		{"groups above", "Service,,Contact,,\nName,Town,Phone,Email,Postcode\n" + rows, 2, "Name|Town|Phone|Email|Postcode"},
		{"blank and double", "Name,,Phone,phone,\"Post\ncode \"\n" + rows, 1, "Name|Column 2|Phone|phone (2)|Post code"},
		{"taken names", "Column 2,,Phone,Phone (2),Phone\n" + rows, 1, "Column 2|Column 2 (2)|Phone|Phone (2)|Phone (3)"},
		{"none", rows, 0, "Column 1|Column 2|Column 3|Column 4|Column 5"},
		{"only headings", "Our list\nName,Town,Phone\n", 2, "Name|Town|Phone"},
		{"one column", "Name\nMind\nScope\n", 1, "Name"},
		{"words no one knows", "Gruppe,Ort,Nummer,Mehr,Kennung\n" + rows, 1, "Gruppe|Ort|Nummer|Mehr|Kennung"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := look(t, []byte(tt.text), Overrule{})
			expect(t, "line", f.Dialect.HeaderRow, tt.line)
			expect(t, "header", strings.Join(f.Header, "|"), tt.header)
		})
	}
}

func TestLook_asksWhatIsDoubtful(t *testing.T) {
	row := func(s string) string { return strings.Repeat(s+"\n", 12) }
	tests := []struct{ name, text, part string }{
		{"fits", "Name,Town,Phone\n" + row("Mind,Leeds,1"), ""},
		{"wider rows", "Name,Town,Phone\n" + row("7,Mind,Leeds,1"), "have 4"},
		{"wider rows, last often blank", "Name,Town,Phone\n" + row("7,Mind,Leeds,\n7,Mind,Leeds,1"), "have 4"},
		{"narrower rows", "Name,Town,Ward,Phone\n" + row("Mind,Leeds,1"), "4 columns, but nearly all rows beneath have 3"},
		{"one column", "Name\n" + row("Mind"), "Only one column"},
		{"shifted", "Name,Email,Phone\n" + row("Mind,0113 496 0000,a@x.org"), "email addresses are under \"Phone\""},
		{"no headings", row("Mind,a@x.org,1"), "could not find a heading row"},
		{"perhaps headings", "Mind,Leeds,open\n" + row("Scope,York,closed"), "Is it the headings"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := look(t, []byte(tt.text), Overrule{})
			asked := strings.Join(f.Questions, " ")
			if (tt.part == "") != (asked == "") || !strings.Contains(asked, tt.part) {
				t.Errorf("asked %q", asked)
			}
		})
	}
}

// Headings that do not fit are asked about; every value stays where it was.
func TestNothingIsShifted(t *testing.T) {
	f := look(t, []byte("Name,Town,Phone\n"+strings.Repeat("7,Mind,Leeds,1\n", 9)+"8,Scope,York\n"), Overrule{})
	expect(t, "header", f.Header, []string{"Name", "Town", "Phone", "Column 4"})
	rows := all(t, f)
	expect(t, "first", rows[0], Row{Line: 2, Cells: []string{"7", "Mind", "Leeds", "1"}})
	expect(t, "last", rows[9].Cells, []string{"8", "Scope", "York", ""})
	if rows[9].Doubt == "" {
		t.Error("the row that differs from the others has no doubt")
	}
}

func TestDelimiterAmongOthers(t *testing.T) {
	tests := []struct {
		name, text string
		want       rune
	}{
		{"commas in the text", "Name;About;Phone\nMind;talking, listening, walking;1\nScope;help, advice;2\n", ';'},
		{"one comma everywhere", "Name;Address;Phone;Cost\nMind;1 High St, Leeds;1;free\nScope;2 Low St, York;2;free\n", ';'},
		{"semicolon lists", "Name,Needs,Phone\nMind,a;b;c,1\nScope,a,2\nSense,a;b,3\n", ','},
		{"lists with pipes", "Name,Needs,Phone\nMind,a|b,1\nScope,a|c,2\nSense,a|b,3\n", ','},
		{"odd sign", "Name#Town#Phone\nMind#Leeds#1\nScope#York#2\n", '#'},
		{"ragged", "Name,Town,Phone,Web\nMind,Leeds\nScope,York,1\nSense,Hull, East,2,w,x\nAge UK,Leeds,3\n", ','},
		{"notes above", "Our list. Share, and enjoy\n\nName\tTown\nMind\tLeeds\nScope\tYork\n", '\t'},
		{"none", "Name\nMind\n", 0},
	}
	for _, tt := range tests {
		if f := look(t, []byte(tt.text), Overrule{}); f.Dialect.Delimiter != tt.want {
			t.Errorf("%s: %q", tt.name, f.Dialect.Delimiter)
		}
	}
}

func TestWindowsAndMacRomanTellApart(t *testing.T) {
	texts := []string{
		"Name,About\nMind,It’s open\n", "Name,About\nCafé,open\n", "Name,Cost\nMind,£5\n", "Name,About\nMind,“walks” – daily…\n",
		"Name,About\nŒuvre,naïve façade\n", "Name,About\nZoë Müller,Señor Peña’s\n", "Name,About\nMind,€4\n", "Name§About\nMind§open\nScope§shut\n",
		"Name¬About\nMind¬open\nScope¬shut\n", "Name,About\n• walks,• talks\n", "Name,About\nÉmile,Ångström\n", "Name,About\nMind,don’t – won’t\n",
	}
	for _, text := range texts {
		for _, enc := range []Encoding{Windows1252, MacRoman} {
			same := string(encode(t, text, Windows1252, false)) == string(encode(t, text, MacRoman, false))
			if got := detectEncoding(encode(t, text, enc, false)); got != enc && !same {
				t.Errorf("%q in %s is taken for %s", text, enc, got)
			}
		}
	}
}
