package shape

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Whole texts in each script, of one direction each.
var texts = []struct{ name, font, text string }{
	{"arabic", "NotoNaskhArabic", "سيتصل بك مرشدك الاجتماعي يوم الثلاثاء، السابع من أبريل. هل لديك أسئلة؟ لا إله إلا الله مُحَمَّد"},
	{"urdu", "NotoNaskhArabic", "آپ کا انتخاب: براہِ کرم یہ پرچی سروس کو دیں۔ ڈاک ٹکٹ، بڑے، ہیں، پڑھیے"},
	{"persian", "NotoNaskhArabic", "می\u200cخواهم پنجره\u200cها را ببینم"},
	{"bengali", "NotoSansBengali", "আপনার পছন্দ। প্রশ্ন থাকলে ফোন করুন। স্বাস্থ্য কর্মী ক্ষেত্রে দ্বিতীয় র\u200d্যাব কৃষ্ণ"},
	{"punjabi", "NotoSansGurmukhi", "ਤੁਹਾਡੀ ਪਸੰਦ। ਜੇ ਕੋਈ ਸਵਾਲ ਹੈ ਤਾਂ ਫ਼ੋਨ ਕਰੋ। ਸਿਹਤ ਸੰਭਾਲ ਪ੍ਰੇਮ ਸ੍ਰੀ ਨ੍ਹਾ ਵਿੱਚ"},
	{"hindi", "NotoSansDevanagari", "आपकी पसंद। प्रश्न हों तो फ़ोन करें। स्वास्थ्य क्षेत्र कर्तव्य हिन्दी र्\u200dय"},
	{"gujarati", "NotoSansGujarati", "તમારી પસંદગી. પ્રશ્નો હોય તો ફોન કરો. સ્વાસ્થ્ય ક્ષેત્ર શ્રી"},
	{"tamil", "NotoSansTamil", "உங்கள் விருப்பம். கேள்விகள் இருந்தால் அழைக்கவும். ஸ்ரீ கொள்கை"},
	{"yoruba", "NotoSans", "Ọjọ́ Ìṣẹ́gun kẹ́kọ̀ọ́"},
}

// glyph is one of hb-shape's.
type glyph struct {
	G          int
	DX, DY, AX int
}

// As HarfBuzz itself shapes them: testdata/harfbuzz.json is what hb-shape 6.0.0
// printed. Where hb-shape is installed, it is asked again.
func TestShape_isAsHarfBuzz(t *testing.T) {
	kept := map[string][]glyph{}
	file, err := os.ReadFile(filepath.Join("testdata", "harfbuzz.json"))
	if err == nil {
		err = json.Unmarshal(file, &kept)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range texts {
		for _, bold := range []bool{false, true} {
			weight := map[bool]string{false: "Regular", true: "Bold"}[bold]
			t.Run(x.name+weight, func(t *testing.T) {
				want := kept[x.name+weight]
				if asked, ok := harfbuzz(t, x.font+"-"+weight+".ttf", x.text); ok {
					want = asked
				}
				compare(t, want, Shape(x.text, bold))
			})
		}
	}
}

func compare(t *testing.T, want []glyph, line Line) {
	t.Helper()
	var got []glyph
	for _, r := range line.Runs {
		units := func(em float64) int { return int(math.Round(em * r.Face.em)) }
		for _, g := range r.Glyphs {
			got = append(got, glyph{int(g.ID), units(g.X), units(g.Y), units(g.Advance)})
		}
	}
	if len(got) != len(want) || len(want) == 0 {
		t.Fatalf("%d glyphs, want %d\n%v\n%v", len(got), len(want), got, want)
	}
	for i, w := range want {
		if got[i] != w {
			t.Errorf("glyph %d: %v, want %v", i, got[i], w)
		}
	}
}

// harfbuzz asks HarfBuzz, if it is installed.
func harfbuzz(t *testing.T, font, text string) ([]glyph, bool) {
	t.Helper()
	program, err := exec.LookPath("hb-shape")
	if err != nil {
		return nil, false
	}
	out, err := exec.Command(program, "--output-format=json", "--no-glyph-names", "--text="+text,
		filepath.Join("..", "..", "..", "assets", "fonts", font)).Output()
	var list []glyph
	if err == nil {
		err = json.Unmarshal(out, &list)
	}
	if err != nil {
		t.Fatal(err)
	}
	return list, true
}

// The texts of one line, each word as it stands from left to right.
func TestStretches_standInTheirOrder(t *testing.T) {
	for text, want := range map[string]string{
		"abc שלום def":                      "abc |שלום| def",
		"abc שלום 123 def":                  "abc |123|שלום | def",
		"abc שלום 12:30, אבג def":           "abc |, אבג|12:30|שלום | def",
		"שלום abc":                          "abc|שלום ",
		"שלום 123 abc אבג":                  " אבג|abc| |123|שלום ",
		"ring 01843 210000 now":             "ring 01843 210000 now",
		"\u200F\u206801843 210000\u2069":    "01843 210000|\u200F",
		"שלום \u2068abc שלום def\u2069 אבג": " אבג|abc |שלום| def|שלום ",
		"שלום \u206812 \u2068אבג\u2069 Ln":  "12 |אבג| Ln|שלום ",
		"\u200Fabc (שלום)":                  " (שלום)|abc|\u200F",
	} {
		var got []string
		runes := []rune(text)
		for _, s := range ordered(runes, 0) {
			got = append(got, string(runes[s.from:s.to]))
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("%q: %q, want %q", text, g, want)
		}
	}
}

func TestMarked_keepsTheDirectionOfTheParagraph(t *testing.T) {
	for text, want := range map[string]string{
		"שלום abc def": "שלום|\u200Fabc|\u200Fdef",
		"abc שלום def": "abc|\u200Eשלום|def",
		"שלום 123":     "שלום|\u200F123",
		"01843 210000": "01843|210000",
		"abc 123 def":  "abc|123|def",
	} {
		if got := strings.Join(Marked(text, strings.Fields(text)), "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNeeded_leavesWhatAPDFLibraryCanDraw(t *testing.T) {
	for text, want := range map[string]bool{"Prŷs-Okafor Łukaszewicz Ελένη Їжак – “10 %”": false, "ẹ̀": true, "শ": true, "م": true, "": false} {
		if Needed(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestHas_knowsEveryLetterOfTheTexts(t *testing.T) {
	for _, x := range texts {
		for _, r := range x.text {
			if !Has(r) {
				t.Errorf("%s lacks %q", x.name, r)
			}
		}
	}
	for _, r := range "中ไ☃" {
		if Has(r) {
			t.Errorf("there is a font for %q", r)
		}
	}
}

func TestPDFFont_keepsTheOutlines(t *testing.T) {
	for _, bold := range []bool{false, true} {
		for _, f := range weight(bold).list {
			file := f.PDFFont()
			if len(file) < 20_000 || len(file) > len(f.file)+200 {
				t.Errorf("%s: %d of %d bytes", f.Name, len(file), len(f.file))
			}
		}
	}
}

func FuzzShape_losesNothing(f *testing.F) {
	for _, x := range texts {
		f.Add(x.text)
	}
	f.Add("abc שלום 12 (def) ]\u0301")
	f.Fuzz(func(t *testing.T, text string) {
		runes := []rune(strings.ToValidUTF8(text, ""))
		covered := 0
		for _, s := range stretches(runes) {
			if s.from != covered {
				t.Fatal(fmt.Sprint(stretches(runes)))
			}
			covered = s.to
		}
		for _, s := range ordered(runes, 0) {
			if s.from > s.to || s.to > len(runes) {
				t.Fatal(s)
			}
		}
		if covered != len(runes) && !strings.ContainsAny(text, "\n\r\u2029\u0085\x1c\x1d\x1e") {
			t.Errorf("%q: %d of %d", text, covered, len(runes))
		}
		if line := Shape(text, true); math.IsNaN(line.Width) {
			t.Error("no width")
		}
	})
}
