package questionnaires

import (
	"strings"
	"testing"

	"waymark/data/instrument"
)

func pass(t *testing.T, id string) *keyPass {
	t.Helper()
	def, ok := instrument.ByID(id)
	if !ok {
		t.Fatal(id)
	}
	return newKeyPass(def, everyItem(def))
}

// keys types characters; '\n' is Enter and '<' Backspace.
func (k *keyPass) keys(text string) (problem string) {
	for _, r := range text {
		switch r {
		case '\n':
			k.enter()
		case '<':
			k.back()
		default:
			if p := k.typed(r); p != "" {
				problem = p
			}
		}
	}
	return problem
}

func (k *keyPass) read() string {
	var marks []string
	for i := range k.entries {
		marks = append(marks, k.mark(i))
	}
	return strings.Join(marks, " ")
}

func TestKeysOfAForm(t *testing.T) {
	cases := []struct{ id, keys, want, problem string }{
		{"djg6", "123", "1 2 3   ", ""},
		{"djg6", "1 2-0", "1 – 2 – – ", ""},
		{"djg6", "12<3", "1 3    ", ""},
		{"djg6", "<<1", "1     ", ""},
		{"djg6", "4", "     ", "“4” is not an answer to question 1. Type 1, 2 or 3."},
		{"djg6", "1x", "1     ", "“x” is not an answer to question 2."},
		{"djg6", "1+", "1     ", "“+” is not"},
		{"djg6", "1231231", "1 2 3 1 2 3", ""}, // past the end nothing happens
		{"ons4", "7\n10\n0\n", "7 10 0 ", ""},
		{"ons4", "7", "7_   ", ""},
		{"ons4", "7\nT+-", "7 10 10 –", ""},
		{"ons4", "1\n 0\n", "1 – 0 ", ""},
		{"ons4", "10<\n", "1   ", ""},
		{"ons4", "11", "   ", "“11” is not an answer to question 1. Type the number, then press Enter. For 10, type T or +."},
		{"ons4", "1 ", "1_   ", "Press Enter after 1"},
		{"ons4", "\n", "   ", ""},
		{"ucla3", "3335", "3 3 3 5", ""}, // the fourth has answers of its own
		{"ucla3", "5", "   ", "“5” is not an answer to question 1."},
	}
	for _, c := range cases {
		k := pass(t, c.id)
		problem := k.keys(c.keys)
		if got := k.read(); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.id, c.keys, got, c.want)
		}
		if c.problem == "" && problem != "" || !strings.HasPrefix(problem, c.problem) {
			t.Errorf("%s: %q says %q, want %q", c.id, c.keys, problem, c.problem)
		}
	}
}

func TestZeroIsAnAnswerWhereTheFormHasOne(t *testing.T) {
	def := &instrument.Definition{Items: []instrument.Item{{Number: 1}, {Number: 2}},
		Choices: []instrument.Choice{{Value: 0, Label: "Never"}, {Value: 1, Label: "Sometimes"}}}
	k := newKeyPass(def, everyItem(def))
	k.keys("0 ")
	if !k.entries[0].given || k.entries[0].value != 0 || k.entries[1].given || k.blanks() != 1 {
		t.Errorf("keyed %+v", k.entries)
	}
	if !strings.Contains(k.def.ShortName+k.sentenceAt(0), "To leave blank, press Space or -.") {
		t.Error("0 is said to be a blank")
	}
}

// sentenceAt is what is said at a question.
func (k *keyPass) sentenceAt(i int) string {
	k.at = i
	return k.keysSentence()
}

func TestWhatDiffersBetweenTwoTimes(t *testing.T) {
	first, second := pass(t, "djg6"), pass(t, "djg6")
	first.keys("123 -1")
	second.keys("13320 ")
	got := differ(first, second)
	if len(got) != 3 || got[0] != 1 || got[1] != 3 || got[2] != 5 {
		t.Errorf("differ: %v", got)
	}
}
