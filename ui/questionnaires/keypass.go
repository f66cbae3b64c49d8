package questionnaires

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waymark/data/instrument"
)

// keyed is what was keyed for one question of a paper form.
type keyed struct {
	done  bool // it was keyed at all
	given bool // there is an answer; else it was left blank
	value int
}

// keyPass is one time that a form is keyed in: digits and little else. It
// knows the meaning of the keys and nothing of the screen.
type keyPass struct {
	def     *instrument.Definition
	items   []int // the places of the questions to be keyed
	entries []keyed
	at      int    // the question that is next; len(items) when all are keyed
	pending string // digits typed so far, where an answer may have two
}

func newKeyPass(def *instrument.Definition, items []int) *keyPass {
	return &keyPass{def: def, items: items, entries: make([]keyed, len(items))}
}

func everyItem(def *instrument.Definition) []int {
	items := make([]int, len(def.Items))
	for i := range items {
		items[i] = i
	}
	return items
}

func (k *keyPass) over() bool { return k.at >= len(k.items) }

// item is the question that is next.
func (k *keyPass) item() instrument.Item { return k.def.Items[k.items[k.at]] }

func (k *keyPass) choices() []instrument.Choice { return k.def.ChoicesOf(k.item()) }

// twoDigits is true where an answer may be 10 or more, so that a digit alone
// does not say that it is all.
func (k *keyPass) twoDigits() bool {
	return slices.ContainsFunc(k.choices(), func(c instrument.Choice) bool { return c.Value > 9 })
}

func (k *keyPass) has(value int) bool {
	return slices.ContainsFunc(k.choices(), func(c instrument.Choice) bool { return c.Value == value })
}

// typed takes a character and gives a sentence when it means nothing here.
func (k *keyPass) typed(char rune) (problem string) {
	if k.over() {
		return ""
	}
	switch {
	case char >= '0' && char <= '9':
		return k.digit(int(char - '0'))
	case char == '+' || char == 't' || char == 'T':
		if !k.has(10) {
			return k.unknown(string(char))
		}
		k.put(keyed{given: true, value: 10})
	case char == ' ' || char == '-':
		if k.pending != "" {
			return fmt.Sprintf("Press Enter after %s, or Backspace to type it again.", k.pending)
		}
		k.put(keyed{})
	default:
		return k.unknown(string(char))
	}
	return ""
}

func (k *keyPass) digit(d int) string {
	switch {
	case k.twoDigits():
		k.pending += strconv.Itoa(d)
		if value, _ := strconv.Atoi(k.pending); !k.has(value) {
			typed := k.pending
			k.pending = ""
			return k.unknown(typed)
		}
	case k.has(d):
		k.put(keyed{given: true, value: d})
	case d == 0:
		k.put(keyed{})
	default:
		return k.unknown(strconv.Itoa(d))
	}
	return ""
}

// enter confirms digits that may have been the beginning of more.
func (k *keyPass) enter() {
	if k.over() || k.pending == "" {
		return
	}
	value, err := strconv.Atoi(k.pending)
	if err == nil {
		k.put(keyed{given: true, value: value})
	}
}

func (k *keyPass) put(e keyed) {
	e.done = true
	k.entries[k.at] = e
	k.pending = ""
	k.at++
}

// back takes the last digit away, or what was keyed before.
func (k *keyPass) back() {
	switch {
	case k.pending != "":
		k.pending = k.pending[:len(k.pending)-1]
	case k.at > 0:
		k.at--
		k.entries[k.at] = keyed{}
	}
}

// mark is what the box of a question shows.
func (k *keyPass) mark(i int) string {
	switch e := k.entries[i]; {
	case i == k.at && k.pending != "":
		return k.pending + "_"
	case !e.done:
		return ""
	case !e.given:
		return "–"
	default:
		return strconv.Itoa(e.value)
	}
}

// blanks is how many were left blank.
func (k *keyPass) blanks() int {
	n := 0
	for _, e := range k.entries {
		if e.done && !e.given {
			n++
		}
	}
	return n
}

// differ returns the places of the questions that were keyed differently the
// second time. Both are passes over the whole form.
func differ(first, second *keyPass) []int {
	var out []int
	for i := range first.entries {
		a, b := first.entries[i], second.entries[i]
		if a.given != b.given || a.given && a.value != b.value {
			out = append(out, i)
		}
	}
	return out
}

// unknown says which keys there are.
func (k *keyPass) unknown(typed string) string {
	return fmt.Sprintf("“%s” is not an answer to question %d. %s", typed, k.item().Number, k.keysSentence())
}

// keysSentence says what can be typed at this question.
func (k *keyPass) keysSentence() string {
	blank := "To leave blank, press Space, - or 0."
	if k.has(0) {
		blank = "To leave blank, press Space or -."
	}
	if k.twoDigits() {
		return fmt.Sprintf("Type the number, then press Enter. For 10, type T or +. %s", blank)
	}
	faces := facesOf(k.choices())
	return fmt.Sprintf("Type %s or %s. %s", strings.Join(faces[:len(faces)-1], ", "), faces[len(faces)-1], blank)
}

// said is a keyed answer in words, with its digit as on the form.
func said(def *instrument.Definition, item instrument.Item, e keyed) string {
	if !e.given {
		return "left blank"
	}
	label := wordsOf(instrument.Choice{Value: e.value, Label: def.LabelOf(item, e.value)})
	if label == "" {
		return strconv.Itoa(e.value)
	}
	return strconv.Itoa(e.value) + "  " + label
}
