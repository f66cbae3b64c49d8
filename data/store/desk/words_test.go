package desk

import (
	"testing"

	"waymark/data"
)

var deskDay = data.MustDate("2026-04-07")

func TestReadWords(t *testing.T) {
	for typed, want := range map[string]words{
		"rah":                         {name: "rah", parts: []string{"rah"}},
		"Rahima Begum 3/9/58":         {name: "Rahima Begum", parts: []string{"rahima", "begum"}, born: data.MustDate("1958-09-03")},
		"harold 18 nov 1951":          {name: "harold", parts: []string{"harold"}, born: data.MustDate("1951-11-18")},
		"18.11.1951":                  {born: data.MustDate("1951-11-18")},
		"07700 900118":                {phone: "07700900118"},
		"+44 7700 900118":             {phone: "07700900118"},
		"O'Hare 900 204":              {name: "O'Hare", parts: []string{"ohare"}, phone: "900204"},
		"Joan 12":                     {name: "Joan", parts: []string{"joan"}},
		"":                            {},
		"  ":                          {},
		"Siân":                        {name: "Siân", parts: []string{"sian"}},
		"Mohammed Iqbal 07700 900533": {name: "Mohammed Iqbal", parts: []string{"mohammed", "iqbal"}, phone: "07700900533"},
	} {
		got := readWords(typed, deskDay)
		if got.name != want.name || got.born != want.born || got.phone != want.phone || len(got.parts) != len(want.parts) {
			t.Errorf("%q: %+v, want %+v", typed, got, want)
		}
	}
}

func TestWords_matchNamesBirthDateAndPhone(t *testing.T) {
	rahima := &data.DeskPerson{Name: "Rahima Begum", KnownAs: "Mina", BirthDate: data.MustDate("1958-09-03"), Phone: "07700 900641"}
	for typed, want := range map[string]bool{
		"rah": true, "beg rah": true, "mina": true, "hima": true, "rahima 3/9/1958": true, "900641": true, "3 Sep 1958": true,
		"im": false, "rahman": false, "rahima 4/9/1958": false, "900642": false, "begum 900642": false,
	} {
		if got := readWords(typed, deskDay).match(rahima, ""); got != want {
			t.Errorf("%q: %v", typed, got)
		}
	}
	if !readWords("01843 496001", deskDay).match(rahima, "01843 496001") {
		t.Error("the other phone number does not match")
	}
}

// Of another surgery's people a desk learns only what it knew already.
func TestWords_exact(t *testing.T) {
	p := &data.DeskPerson{Name: "Bernadette O’Hare", BirthDate: data.MustDate("1944-06-21"), Phone: "01632 960112"}
	for typed, want := range map[string]bool{
		"bernadette o'hare 21/6/1944": true, "O'Hare Bernadette 21 June 1944": true, "Bernadette OHare 01632 960112": true,
		"bernadette o'hare": false, "ohare 21/6/1944": false, "21/6/1944": false, "01632 960112": false,
		"bernadette o'hare 960112": false, "bernadette o'hare 22/6/1944": false, "bernadette o'hara 21/6/1944": false,
	} {
		if got := readWords(typed, deskDay).exact(p, ""); got != want {
			t.Errorf("%q: %v", typed, got)
		}
	}
}
