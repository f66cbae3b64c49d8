package fold_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"waymark/data/fold"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "",
		"  ":                       "",
		"smith":                    "smith",
		"Smith  Jones ":            "smith jones",
		"O’Brien":                  "obrien",
		"O'Brien":                  "obrien",
		"OʼBrien":                  "obrien",
		"O`Brien":                  "obrien",
		"O´Brien":                  "obrien",
		"Siân Ŵyn-Llŷr":            "sian wyn llyr",
		"ŁUKASZ WIŚNIEWSKI":        "lukasz wisniewski",
		"Søren Ærø":                "soren aero",
		"Đặng Thị Hường":           "dang thi huong",
		"STRAẞE straße":            "strasse strasse",
		"Œuvre Þór Guðrún":         "oeuvre thor gudrun",
		"IŞIK ışık İzmir":          "isik isik izmir",
		"Ŋaio":                     "naio",
		"Ad–hoc — well":            "ad hoc well",
		"@symes Community Bldg.":   "symes community bldg",
		"CT9 1AA":                  "ct9 1aa",
		"Ａｇｅ Ｃｏｎｃｅｒｎ":              "age concern",
		"soft\u00adhyphen":         "softhyphen",
		"Ελλάς ελλάσ":              "ελλασ ελλασ",
		"Йосип":                    "иосип",
		"محمد":                     "محمد",
		"বাংলা":                    "বাংলা",
		"東京 ガス":                    "東京 ガス",
		"한글":                       "한글",
		"½ & 50%":                  "1 2 50",
		"tab\tnew\nline\u00a0nbsp": "tab new line nbsp",
	} {
		if got := fold.Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	if got := fold.Words(" Anne-Marie  O’Neill "); !slices.Equal(got, []string{"anne", "marie", "oneill"}) {
		t.Errorf("Words = %q", got)
	}
	if got := fold.Words(" – "); len(got) != 0 {
		t.Errorf("Words of a dash = %q, want none", got)
	}
}

func TestRanges(t *testing.T) {
	for _, c := range []struct{ text, query, marked string }{
		{"Age Concern Thanet", "conc", "Age [Conc]ern Thanet"},
		{"Age Concern Thanet", "th age", "[Age] Concern [Th]anet"},
		{"Mary O’Brien", "obri", "Mary [O’Bri]en"},
		{"Mary O'Brien", "O’Brien", "Mary [O'Brien]"},
		{"Siân Łoś", "sian los", "[Siân] [Łoś]"},
		{"Sia\u0302n", "sia", "[Sia\u0302]n"},
		{"Hauptstraße", "strass", "Haupt[straß]e"},
		{"banana", "a", "banana"},
		{"an apple", "a", "[a]n [a]pple"},
		{"Anneanne", "anne", "[Anneanne]"},
		{"ガス東京", "東", "ガス[東]京"},
		{"nothing here", "zebra", "nothing here"},
		{"nothing here", " ", "nothing here"},
		{"", "a", ""},
	} {
		if got := mark(c.text, fold.Ranges(c.text, c.query)); got != c.marked {
			t.Errorf("%q in %q marks %q, want %q", c.query, c.text, got, c.marked)
		}
	}
}

func mark(text string, ranges []fold.Range) string {
	var b strings.Builder
	at := 0
	for _, r := range ranges {
		b.WriteString(text[at:r.Start] + "[" + text[r.Start:r.End] + "]")
		at = r.End
	}
	return b.String() + text[at:]
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"O’Brien", "Łódź ŉ ´a", "বাংলা", "한글", "İ\u0307", "a\u200d\u0301", "ﷺ", "\xff a", "ᾈ ´ ΅", "が\u3099", "1\ufe0f\u20e3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := fold.Text(s)
		if twice := fold.Text(once); twice != once {
			t.Errorf("folding %q twice: %q, then %q", s, once, twice)
		}
		if strings.TrimSpace(once) != once || strings.Contains(once, "  ") {
			t.Errorf("Text(%q) = %q has stray spaces", s, once)
		}
		if !utf8.ValidString(s) {
			return
		}
		if c, d := fold.Text(norm.NFC.String(s)), fold.Text(norm.NFD.String(s)); c != once || d != once {
			t.Errorf("Text(%q) = %q, but composed %q and decomposed %q", s, once, c, d)
		}
	})
}

func FuzzRanges(f *testing.F) {
	f.Add("Mary O’Brien of Łódź", "obrien lo")
	f.Add("Sia\u0302n বাংলা", "sian বা")
	f.Add("ßa\u200d", "s")
	f.Fuzz(func(t *testing.T, text, query string) {
		at := -1
		for _, r := range fold.Ranges(text, query) {
			if r.Start <= at || r.End <= r.Start || r.End > len(text) {
				t.Fatalf("range %v after %d in %q", r, at, text)
			}
			at = r.End
			if utf8.ValidString(text) && !utf8.ValidString(text[r.Start:r.End]) {
				t.Errorf("range %v cuts a character of %q", r, text)
			}
		}
	})
}

// A word of the text, searched for as it is, is found whole.
func TestRangesFindOwnWords(t *testing.T) {
	text := "Zoë D’Souza, 12 St Mildred’s Rd – Œil æther Straße 東京"
	for _, word := range strings.Fields(text) {
		if len(fold.Words(word)) == 0 {
			continue
		}
		found := false
		for _, r := range fold.Ranges(text, word) {
			found = found || strings.HasPrefix(word, text[r.Start:r.End])
		}
		if !found {
			t.Errorf("%q is not found in its own text", word)
		}
	}
}
