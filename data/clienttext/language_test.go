package clienttext

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"waymark/data"
)

func TestSay_english(t *testing.T) {
	var l *Language
	for want, got := range map[string]string{
		"Tuesday 7 April 2026":       l.Day(data.MustDate("2026-04-07")),
		"1 May 2026":                 l.Date(data.MustDate("2026-05-01")),
		"4:30pm":                     l.Time("16:30"),
		"9am":                        l.Time("09:00"),
		"12:15am":                    l.Time("00:15"),
		"12:05pm":                    l.Time("12:05"),
		"12 noon":                    l.Time("12:00"),
		"soon":                       l.Time("soon"),
		"a, b, c and d":              l.And([]string{"a", "b", "c", "d"}),
		"a or b":                     l.Or([]string{"a", "b"}),
		"a":                          l.And([]string{"a"}),
		"1 question has no answer":   l.Say("pad.blank", 1),
		"2 questions have no answer": l.Say("pad.blank", 2),
		"That was part 1 of 2. The next has 14 questions.":   l.Say("pad.part_done", 1, 2, 14),
		"Questions? Call 50% {phone} %d.":                    l.Say("sheet.questions", "50% {phone} %d"),
		"We contacted them on Tuesday 7 April 2026 (phone).": l.Say("sheet.contacted.how", l.Day(data.MustDate("2026-04-07")), "phone"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if l.Day(data.Date{}) != "" || l.Date(data.Date{}) != "" {
		t.Error("no day has a text")
	}
}

// Every text that the program says is in the catalogue, gets a value for each of
// its fields, and every text of the catalogue is said somewhere.
func TestSay_callsFitTheCatalogue(t *testing.T) {
	said := map[ID]bool{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				text, _ := strconv.Unquote(lit.Value)
				said[ID(text)] = true
			}
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 || call.Ellipsis != token.NoPos {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || sel.Sel.Name != "Say" {
				return true
			}
			lit, ok := call.Args[0].(*ast.BasicLit)
			if !ok {
				return true
			}
			id, _ := strconv.Unquote(lit.Value)
			x, ok := English().Text(ID(id))
			if !ok {
				t.Errorf("%s: there is no text %q", set.Position(call.Pos()), id)
			} else if len(call.Args)-1 != len(x.fields) {
				t.Errorf("%s: %s takes %d values, %v", set.Position(call.Pos()), id, len(x.fields), x.fields)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range English().texts {
		if !said[ID(strings.TrimSuffix(string(x.ID), ".unnamed"))] && !strings.Contains("date. letter. sheet.way. contact.", before(string(x.ID))) {
			t.Errorf("no one says %s", x.ID)
		}
	}
}

// before is an id up to its last dot, with it, or for a letter its first.
func before(id string) string {
	if strings.HasPrefix(id, "letter.") {
		return "letter."
	}
	return id[:strings.LastIndex(id, ".")+1]
}

func TestFormsOf_areThoseOfCLDR(t *testing.T) {
	for code, want := range map[string]int{"ar": 6, "cy": 6, "pl": 3, "uk": 3, "ro": 3, "bn": 2, "ur": 2, "pa": 2, "zh": 1, "cs": 3, "lt": 3, "fr": 2} {
		tag := language.MustParse(code)
		if got := len(formsOf(tag)); got != want {
			t.Errorf("%s: %d forms, want %d", code, got, want)
		}
		if h := pluralHeader(tag); strings.Contains(h, "n != 1") && want != 2 {
			t.Errorf("%s: %s", code, h)
		}
	}
}

const polish = `msgid ""
msgstr ""
"Language: pl\n"

msgctxt "pad.part_done"
msgid "That was part {part} of {parts}. The next has {n} question."
msgid_plural "That was part {part} of {parts}. The next has {n} questions."
msgstr[0] "Część {part} z {parts}. Następna: {n} pytanie."
msgstr[1] "Część {part} z {parts}. Następna: {n} pytania."
msgstr[2] "Część {part} z {parts}. Następna: {n} pytań."

msgctxt "date.april"
msgid "{day} April {year}"
msgstr "{day} kwietnia {year}"

#, fuzzy
msgctxt "pad.next"
msgid "Next"
msgstr "Wstecz"

msgctxt "pad.back"
msgid "Backwards"
msgstr "Wstecz"

msgctxt "sheet.questions"
msgid "Questions? Call {phone}."
msgstr "Pytania? Zadzwon\u0301"
`

func TestRead_saysPluralFormsAndCountsWhatIsMissing(t *testing.T) {
	text := strings.Replace(polish, `Zadzwon\u0301`, "Zadzwon\u0301 {phone}.", 1)
	x, err := English().Read(text)
	if err != nil {
		t.Fatal(err)
	}
	l := x.Language
	for n, want := range map[int]string{1: "pytanie", 3: "pytania", 5: "pytań", 22: "pytania", 112: "pytań", 0: "pytań"} {
		if got := l.Say("pad.part_done", 1, 2, n); !strings.HasSuffix(got, want+".") {
			t.Errorf("%d: %q", n, got)
		}
	}
	for want, got := range map[string]string{
		"Tuesday 7 kwietnia 2026":         l.Day(data.MustDate("2026-04-07")), // the weekday is missing
		"Next":                            l.Say("pad.next"),
		"Back":                            l.Say("pad.back"),
		"Pytania? Zadzwo\u0144 01843 1%.": l.Say("sheet.questions", "01843 1%"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if x.Said() != 3 || len(x.Changed) != 1 || x.Changed[0] != "pad.back" || x.Name() != "Polish" || x.Code() != "pl" {
		t.Error(x.Said(), x.Changed, x.Name(), x.Code())
	}
	again, err := English().Read(English().Template(language.Polish, x))
	if err != nil {
		t.Fatal(err)
	}
	if again.Said() != 3 || len(again.Changed) != 0 || again.Language.Say("pad.part_done", 1, 2, 5) != l.Say("pad.part_done", 1, 2, 5) {
		t.Error("a template does not keep what was translated")
	}
}

func TestRead_namesTheLineOfAFault(t *testing.T) {
	head := "msgid \"\"\nmsgstr \"Language: pl\\n\"\n\n"
	for text, want := range map[string]string{
		head + "msgctxt \"pad.back\"\nmsgid \"Back\"\nmsgstr \"a\" b":                                                                                         "Line 6: the text must be in quotation marks",
		head + "msgctxt \"pad.back\"\nmsgid \"Back\"\nmsgstr \"{x}\"":                                                                                         "Line 6: {x} is not a field",
		head + "msgctxt \"sheet.questions\"\nmsgid \"Questions? Call {phone}.\"\nmsgstr \"Zadzwoń\"":                                                          "Line 6: {phone} is missing. The English is “Questions? Call {phone}.”",
		head + "msgctxt \"pad.blank\"\nmsgid \"{n} question has no answer\"\nmsgid_plural \"{n} questions have no answer\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"": "Line 7: Polish has 3 plural forms and this text has 2",
		head + "msgctxt \"pad.back\"\nmsgid \"Back\"\nmsgstr \"a\"\n\nmsgctxt \"pad.back\"\nmsgid \"Back\"\nmsgstr \"b\"":                                     "Line 9: this text stands here a second time, after line 5",
		head + "msgid \"x\"\nmsgid \"y\"\nmsgstr \"\"":                                                                                                        "Line 4: this text has no msgstr",
		head + "msgstr \"x\"":   "Line 4: this text has two translations",
		head + "\"x\"":          "Line 4: a text stands here without",
		head + "msgid \"a\\q\"": "Line 4: \\q is not known",
		head + "msgid \"a\\\"":  "Line 4: the text ends in a \\",
		head + "msgid \"a\"b\"": "Line 4: a quotation mark within",
		head + "nonsense":       "Line 4: the text must be",
		head + "nonsense \"x\"": "Line 4: “nonsense” is not a word of this format",
		"":                      "does not say its language",
		"msgid \"\"\nmsgstr \"Language: en-GB\\n\"": "in English",
		"msgid \"\"\nmsgstr \"Language: !!\\n\"":    "not the code of a language",
		"\xff":                                      "not in UTF-8",
		head + "msgctxt \"time.am\"\nmsgid \"{time}am\"\nmsgstr \"rano\"": "{time} or {time24} is missing",
	} {
		_, err := English().Read(text)
		if got := data.Sentence(err); !strings.Contains(got, want) {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestPseudo_hasEveryTextAndIsLonger(t *testing.T) {
	for _, tag := range []language.Tag{Expanded, Mirrored} {
		l := Pseudo(tag)
		for _, x := range English().Texts() {
			text, ok := l.Wording(x.ID)
			if fault := x.fault(text, x.Many != ""); !ok || fault != "" {
				t.Errorf("%s %s: %q %s", tag, x.ID, text, fault)
			}
			bare, was := inBraces.ReplaceAllString(text, ""), inBraces.ReplaceAllString(x.One, "")
			if strings.ContainsAny(bare, "abcdefghijklmnopqrstuvwxyz") && tag == Mirrored {
				t.Errorf("%s %s: English is left in %q", tag, x.ID, text)
			}
			if n, m := len([]rune(bare)), len([]rune(was)); n*10 < m*14 {
				t.Errorf("%s %s: %d of %d", tag, x.ID, n, m)
			}
		}
	}
}

func FuzzRead_neverPanics(f *testing.F) {
	f.Add(polish)
	f.Add(English().Template(language.Arabic, nil))
	f.Fuzz(func(t *testing.T, text string) {
		x, err := English().Read(text)
		if err != nil {
			return
		}
		for _, e := range English().Texts() {
			values := make([]any, len(e.fields))
			for i, f := range e.fields {
				values[i] = f.name
				if f.name == "n" {
					values[i] = 3
				}
			}
			if got := x.Language.Say(e.ID, values...); !e.Letter() && strings.Contains(got, "%!") && !strings.Contains(text, "%!") {
				t.Errorf("%s: %q", e.ID, got)
			}
		}
	})
}

func TestSay_keepsTheDirectionOfValues(t *testing.T) {
	text := "msgid \"\"\nmsgstr \"Language: ur\\n\"\n\nmsgctxt \"sheet.questions\"\nmsgid \"Questions? Call {phone}.\"\nmsgstr \"سوال؟ {phone} پر فون کریں۔\"\n"
	x, err := English().Read(text)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := x.Language.Say("sheet.questions", "01843 210000"), "سوال؟ \u206801843 210000\u2069 پر فون کریں۔"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if !x.Language.FromRight() || (*Language)(nil).FromRight() {
		t.Error("Urdu is written from right to left, English is not")
	}
}
