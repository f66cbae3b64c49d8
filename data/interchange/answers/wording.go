package answers

import (
	"slices"
	"strings"

	"waymark/data/fold"
	"waymark/data/instrument"
)

// wording finds items by the words of a heading.
type wording struct {
	def   *instrument.Definition
	texts []itemTexts
	// frame are the sentences around the items, which some survey programs
	// write into every heading.
	frame []string
}

type itemTexts struct {
	number int
	whole  []string        // folded: in English and every translation
	every  map[string]bool // all words of these
	words  map[string]bool // content words in English
}

// smallWords say nothing about which item it is.
var smallWords = setOf("i", "ive", "ve", "im", "have", "has", "had", "been", "feeling", "feel", "felt", "feelings", "about", "the", "to", "my", "in", "on", "up", "with",
	"and", "a", "an", "of", "me", "myself", "able", "been", "is", "are", "was", "for", "do", "you", "your", "how", "often", "that", "other", "others", "own", "it", "well",
	"being", "make", "things", "thing", "did", "what", "there", "can", "am", "at", "or", "not", "from", "overall", "self")

func newWording(d *instrument.Definition) *wording {
	w := &wording{def: d, frame: []string{loose(d.Instruction)}}
	for _, t := range d.Translations {
		w.frame = append(w.frame, loose(t.Instruction))
	}
	for i, item := range d.Items {
		texts := itemTexts{number: item.Number, whole: []string{loose(item.Text)}, every: map[string]bool{}, words: map[string]bool{}}
		for _, t := range d.Translations {
			if i < len(t.Items) {
				texts.whole = append(texts.whole, loose(t.Items[i]))
			}
		}
		for _, word := range fold.Words(item.Text) {
			if !smallWords[word] {
				texts.words[word] = true
			}
		}
		for _, text := range texts.whole {
			for _, word := range strings.Fields(text) {
				texts.every[word] = true
			}
		}
		w.texts = append(w.texts, texts)
	}
	return w
}

// whole finds the item whose wording stands in a heading, and what stands
// before and after it.
func (w *wording) whole(heading string) (item int, before, after string, ok bool) {
	folded := " " + loose(heading) + " "
	best := ""
	for _, t := range w.texts {
		for _, text := range t.whole {
			if len(text) <= len(best) || text == "" {
				continue
			}
			if b, a, found := strings.Cut(folded, " "+text+" "); found {
				item, before, after, best, ok = t.number, b, a, text, true
			}
		}
	}
	for _, f := range w.frame {
		if f != "" {
			before = strings.Replace(before, f, " ", 1)
			after = strings.Replace(after, f, " ", 1)
		}
	}
	return item, strings.TrimSpace(before), strings.TrimSpace(after), ok
}

var iHave = strings.NewReplacer("I have ", "Ive ", "i have ", "ive ")

// loose is a text folded, and "I have been" and "I've been" the same.
func loose(text string) string {
	words := fold.Words(iHave.Replace(text))
	for i, word := range words {
		if word == "i" && i+1 < len(words) && words[i+1] == "ve" {
			words[i] = "ive"
		}
	}
	return strings.ReplaceAll(strings.Join(words, " "), "ive ve ", "ive ")
}

// candidates are the items that have every one of the given words, each perhaps
// cut short or in another form; nil when the words say nothing.
func (w *wording) candidates(words []string) []int {
	content := slices.DeleteFunc(slices.Clone(words), func(word string) bool { return smallWords[word] })
	if len(content) == 0 {
		content = words // "well" and "things" tell two items of this kind apart all the same
	}
	var items []int
	for _, t := range w.texts {
		if t.hasAll(content) {
			items = append(items, t.number)
		}
	}
	return items
}

func (t *itemTexts) hasAll(words []string) bool {
	for _, word := range words {
		found := false
		for known := range t.words {
			found = found || akin(word, known)
		}
		if !found {
			return false
		}
	}
	return len(words) > 0
}

// akin is true for two forms of a word: one is the beginning of the other, or
// both have a long beginning in common, as "clear" and "clearly" or "loving"
// and "loved".
func akin(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a == b {
		return true
	}
	if len(a) < 3 {
		return false
	}
	if strings.HasPrefix(b, a) {
		return true
	}
	same := 0
	for same < len(a) && a[same] == b[same] {
		same++
	}
	return same >= 4 && len(a)-same <= 3 && same*2 >= len(b)-1
}

// isOf is true for a word that stands in the wording of an item.
func (w *wording) isOf(item int, word string) bool {
	for _, t := range w.texts {
		if t.number == item {
			return t.every[word] || t.hasAll([]string{word})
		}
	}
	return false
}

// mentions is true for a text that holds the wording of any item.
func (w *wording) mentions(text string) bool {
	_, _, _, ok := w.whole(text)
	return ok
}
