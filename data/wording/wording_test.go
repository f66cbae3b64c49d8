package wording_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"waymark/data/wording"
)

func words(text string) []wording.Run { return []wording.Run{{Text: text}} }

func TestParse(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []wording.Block
	}{
		"nothing":    {" \n\t\n", nil},
		"paragraphs": {"One\ntwo \n\n\n  Three", []wording.Block{{Runs: words("One\ntwo")}, {Runs: words("Three")}}},
		"line ends":  {"a\r\nb\rc\u2028d\r\n\r\ne", []wording.Block{{Runs: words("a\nb\nc\nd")}, {Runs: words("e")}}},
		"headings": {"# Large\nand text\n## Small\n### no heading\n#none", []wording.Block{
			{Kind: wording.Heading, Level: 1, Runs: words("Large")}, {Runs: words("and text")},
			{Kind: wording.Heading, Level: 2, Runs: words("Small")}, {Runs: words("### no heading\n#none")},
		}},
		"lists": {"First:\n- a\n  goes on\n* b\n• c\nAfter", []wording.Block{
			{Runs: words("First:")}, {Kind: wording.Bullet, Runs: words("a\ngoes on")}, {Kind: wording.Bullet, Runs: words("b")},
			{Kind: wording.Bullet, Runs: words("c")}, {Runs: words("After")},
		}},
		"numbers": {"7. seven\n8. eight\n2019. A year\n-none\n1.none\n9.", []wording.Block{
			{Kind: wording.Numbered, Number: 7, Runs: words("seven")}, {Kind: wording.Numbered, Number: 8, Runs: words("eight")},
			{Runs: words("2019. A year\n-none\n1.none\n9.")},
		}},
		"quotation": {"> I go out\n> again.\n>\n> Thank you.\nShe smiled.", []wording.Block{
			{Kind: wording.Quote, Runs: words("I go out\nagain.")}, {Kind: wording.Quote, Runs: words("Thank you.")}, {Runs: words("She smiled.")},
		}},
		"picture": {"See\n![The *new* [bench]](picture:a-1)\n![](picture:b)\n![x](http://y)", []wording.Block{
			{Runs: words("See")}, {Kind: wording.Picture, Picture: "a-1", Caption: "The *new* [bench]"},
			{Kind: wording.Picture, Picture: "b"}, {Runs: words("![x](http://y)")},
		}},
		"bare marks":        {"#\n\n-\n\n>", []wording.Block{{Runs: words("#")}, {Runs: words("-")}, {Runs: words(">")}}},
		"control and bytes": {"a\x00\x1b\tb\xff", []wording.Block{{Runs: words("a b\uFFFD")}}},
	} {
		if got := wording.Parse(c.text); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestEmphasis(t *testing.T) {
	bold := func(s string) wording.Run { return wording.Run{Text: s, Bold: true} }
	italic := func(s string) wording.Run { return wording.Run{Text: s, Italic: true} }
	both := func(s string) wording.Run { return wording.Run{Text: s, Bold: true, Italic: true} }
	plain := func(s string) wording.Run { return wording.Run{Text: s} }
	for text, want := range map[string][]wording.Run{
		"so *much* joy":        {plain("so "), italic("much"), plain(" joy")},
		"_all of it_":          {italic("all of it")},
		"**most**, he said":    {bold("most"), plain(", he said")},
		"***all***":            {both("all")},
		"**heavy and _both_**": {bold("heavy and "), both("both")},
		"*over\nlines*":        {italic("over\nlines")},
		"„*ŵ*“ **李**。":         {plain("„"), italic("ŵ"), plain("“ "), bold("李"), plain("。")},
		"5*3*2 and a_b_c":      {plain("5*3*2 and a_b_c")},
		"2 * 3 * 4 _ 5":        {plain("2 * 3 * 4 _ 5")},
		"*open and **open":     {plain("*open and **open")},
		"name: ____ __x__":     {plain("name: ____ __x__")},
		"*a* b *c*":            {italic("a"), plain(" b "), italic("c")},
		"a **":                 {plain("a **")},
		"- *x* - **y**":        nil, // of a point, see below
	} {
		if want == nil {
			want = []wording.Run{italic("x"), plain(" - "), bold("y")}
		}
		if got := wording.Parse(text)[0].Runs; !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	got := wording.Plain("# We *learnt*\nthat\n- **a**\n- b\n\n3. c\n> d\n![e](picture:1)\n![](picture:2)")
	want := "We learnt\n\nthat\n\n• a\n• b\n\n3. c\n\nd\n\ne"
	if got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// letters of all blocks, in order: those of a picture's mark among them.
func letters(text string) []rune {
	return slices.DeleteFunc([]rune(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

func all(blocks []wording.Block) string {
	var s strings.Builder
	for _, b := range blocks {
		s.WriteString(b.Plain())
		if b.Kind == wording.Picture {
			s.WriteString("picture" + b.Picture)
		}
	}
	return s.String()
}

func kept(t *testing.T, text string) {
	t.Helper()
	valid := strings.ToValidUTF8(text, "\uFFFD")
	if got, want := letters(all(wording.Parse(text))), letters(valid); !slices.Equal(got, want) {
		t.Fatalf("of %q stays %q", text, string(got))
	}
	for _, b := range wording.Parse(text) {
		if b.Kind != wording.Picture && b.Plain() == "" {
			t.Fatalf("%q gives an empty block %+v", text, b)
		}
	}
}

var pieces = strings.Split("a|b c|é|ש|李|😀|क्षि|*|**|***|_|__| |  |\n|\n\n|\r\n|# |## |- |* |• |> |>|1. |12. |![a](picture:x)|![|](picture:|)|\x00|\xff|\u00a0|\u2028|5", "|")

func TestNoLetterIsLost(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2)) // the same each time
	for range 20000 {
		var s strings.Builder
		for range random.IntN(25) {
			s.WriteString(pieces[random.IntN(len(pieces))])
		}
		kept(t, s.String())
	}
}

func FuzzParse(f *testing.F) {
	f.Add("# A\n*b* **c**\n![d](picture:e)\n> f\n1. g")
	f.Fuzz(kept)
}

// unclosed are marks that begin something and end nothing.
var unclosed = []string{"*a ", "**a ", "_a *b **c ", "a* ", "![", "*a* ", "**a *b* "}

// A text as long as one may be keeps its letters, whatever its marks.
func TestWording_longTexts(t *testing.T) {
	for _, piece := range unclosed {
		kept(t, strings.Repeat(piece, 200_000/len(piece)))
	}
}

// Twice as many marks take about twice as long: the ratio is 2, and 4 where each is
// looked for from the beginning.
func BenchmarkLongTexts(b *testing.B) {
	for _, piece := range unclosed {
		b.Run(piece, func(b *testing.B) {
			var took [2]time.Duration
			for b.Loop() {
				for i := range took {
					text := strings.Repeat(piece, (i+1)*100_000/len(piece))
					begun := time.Now()
					wording.Parse(text)
					took[i] += time.Since(begun)
				}
			}
			b.ReportMetric(float64(took[1])/float64(took[0]), "x/twice")
		})
	}
}
