package review

import (
	"strings"
	"testing"
)

func TestOthers_findsWhoElseIsInAText(t *testing.T) {
	o := NewOthers([]string{"Edith Sørensen", "Edie"}, []string{"Harold Pettit", "May Green", "Siân Prŷs-Okafor"}, []string{"Birchington Medical Centre", "Margate", "Thanet Lunch Club"})
	for _, c := range []struct{ text, want string }{
		{"Edith feels safer. Mrs Sørensen told us. EDITH came.", ""},
		{"Edith’s daughter Ingrid rang.", "daughter; Ingrid"},
		{"We rang Ingrid Sørensen and Dr Patel.", "Ingrid Sørensen; Dr Patel"},
		{"Harold was there.", "Harold"},
		{"May go green. Will see.", ""},
		{"On Monday in May at Margate, the GP at Birchington said so.", ""},
		{"Her neighbour, Jim O’Brien-Smith’s dog", "neighbour; Jim O’Brien-Smith"},
		{"- Ümit came\n- met Ümit", "Ümit"},
		{"Sian Prys-Okafor wrote", "Sian Prys-Okafor"},
		{"", ""},
	} {
		var got []string
		for _, f := range o.Find(c.text) {
			got = append(got, string([]rune(c.text)[f.From:f.To]))
			if f.Why == "" {
				t.Error("no reason")
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

func FuzzOthers(f *testing.F) {
	f.Add("Edith’s daughter Ingrid rang Dr O’Brien-Smith.\n- \xff’", "Ingrid")
	f.Fuzz(func(t *testing.T, text, name string) {
		at := 0
		for _, found := range NewOthers([]string{"Edith"}, []string{name}, nil).Find(text) {
			if found.From < at || found.To <= found.From || found.To > len([]rune(text)) {
				t.Fatalf("%+v after %d in %q", found, at, text)
			}
			at = found.To
		}
	})
}

func TestPhrases_wholeWordsOnly(t *testing.T) {
	for _, c := range []struct {
		text, phrase string
		n            int
	}{
		{"Ingrid came. Ingrid’s car. Ingridson.", "Ingrid", 2}, {"Ann and Anna", "Ann", 1}, {"It is so", "so", 0}, {"behind with rent", "with rent", 1}, {"", "Ann", 0},
	} {
		if got := Phrases(c.text, []string{c.phrase}); len(got) != c.n {
			t.Errorf("%q in %q: %+v", c.phrase, c.text, got)
		}
	}
}
