// Package review finds in a text who else is in it, for whoever reads the text before
// the person it is about is given a copy.
package review

import (
	"slices"
	"strings"
	"unicode"

	"waymark/data"
	"waymark/data/fold"
)

// Others finds in a text what may be about someone other than the client, for
// whoever reads it before it is handed over. It finds too much rather than too
// little, and never all of it: a person reads each text.
type Others struct {
	own, known map[string]bool // folded words: the client's names; places, services and days
	people     map[string]bool // folded words of the names of other clients and staff
}

// NewOthers makes one for a client with these names. people are the names of others
// who are on record; known are names of services, surgeries and places, which are
// not people.
func NewOthers(own, people, known []string) *Others {
	o := &Others{own: map[string]bool{}, known: map[string]bool{}, people: map[string]bool{}}
	fill := func(to map[string]bool, names []string, least int) {
		for _, name := range names {
			for _, w := range wordsIn(name) {
				if len([]rune(w.folded)) >= least {
					to[w.folded] = true
				}
			}
		}
	}
	fill(o.own, own, 1)
	fill(o.people, people, 3)
	fill(o.known, known, 1)
	fill(o.known, []string{capitalWords}, 1)
	return o
}

// Find lists the parts of a text that may be about another person, in its order.
func (o *Others) Find(text string) []data.RightsFound {
	words := wordsIn(text)
	var found []data.RightsFound
	for i := 0; i < len(words); i++ {
		why, last := o.at(words, i)
		if why == "" {
			continue
		}
		found = append(found, data.RightsFound{From: words[i].from, To: words[last].to, Why: why})
		i = last
	}
	return found
}

// at says why a name or a person begins at a word, and which word it ends with.
func (o *Others) at(words []textWord, i int) (why string, last int) {
	w := &words[i]
	if last = o.titled(words, i); last > i {
		return "A name with a title", last
	}
	if slices.Contains(kin, w.folded) {
		return "A person close to them", i
	}
	if !w.capital || o.own[w.folded] {
		return "", i
	}
	last = o.nameFrom(words, i)
	switch {
	case o.people[w.folded] && (o.sure(w) || last > i): // "May Green", and not "in May"
		return "Someone else on record has this name", last
	case w.begins || o.known[w.folded] || allCapitals(w.raw):
		return "", i
	}
	return "It may be a name", last
}

// titled is the last word of a name after a title, such as "Dr Patel", or i if there
// is none. "Mrs Sørensen" is the client.
func (o *Others) titled(words []textWord, i int) (last int) {
	if w := &words[i]; !w.capital || !slices.Contains(titles, w.folded) || i+1 == len(words) || !words[i+1].capital || words[i+1].begins {
		return i
	}
	if last = o.nameFrom(words, i+1); last == i+1 && o.own[words[last].folded] {
		return i
	}
	return last
}

// sure reports whether a word with a capital is no other word than a name.
func (o *Others) sure(w *textWord) bool {
	return !o.known[w.folded] && (!w.begins || !common[w.folded])
}

// nameFrom is the last word of a name that begins at a word.
func (o *Others) nameFrom(words []textWord, i int) int {
	for i+1 < len(words) && words[i+1].capital && words[i+1].joined && !o.known[words[i+1].folded] {
		i++
	}
	return i
}

func allCapitals(word string) bool {
	return len([]rune(word)) > 1 && strings.ToUpper(word) == word
}

// textWord is a word of a text, from one character to another.
type textWord struct {
	raw, folded string
	from, to    int
	capital     bool
	begins      bool // a sentence or a line
	joined      bool // only a space is between it and the word before
}

// wordsIn takes a text apart at everything but letters, digits, and the signs that
// names have within.
func wordsIn(text string) []textWord {
	runes := []rune(text)
	var list []textWord
	begins := true
	for i := 0; i < len(runes); {
		if !inWord(runes[i]) {
			if strings.ContainsRune(".!?:;\n\r•-–—", runes[i]) {
				begins = begins || runes[i] != '-' || i+1 >= len(runes) || runes[i+1] == ' '
			}
			i++
			continue
		}
		from := i
		for i < len(runes) && (inWord(runes[i]) || joins(runes, i)) {
			i++
		}
		raw := string(runes[from:i])
		to := i
		for _, s := range []string{"'s", "’s"} {
			if cut, ok := strings.CutSuffix(raw, s); ok {
				raw, to = cut, i-2
				break
			}
		}
		w := textWord{raw: raw, folded: fold.Text(raw), from: from, to: to, capital: unicode.IsUpper(runes[from]), begins: begins}
		w.joined = len(list) > 0 && strings.TrimSpace(string(runes[list[len(list)-1].to:from])) == "" && !begins
		list, begins = append(list, w), false
	}
	return list
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// joins reports whether a sign between two letters is part of a name.
func joins(runes []rune, i int) bool {
	return strings.ContainsRune("'’-", runes[i]) && i > 0 && i+1 < len(runes) && inWord(runes[i-1]) && inWord(runes[i+1])
}

// Phrases lists where words that are blacked out in one text are in another: there
// they would be told all the same. Phrases of fewer than three characters are too
// common to look for.
func Phrases(text string, hidden []string) []data.RightsFound {
	runes := []rune(text)
	var found []data.RightsFound
	for _, phrase := range hidden {
		p := []rune(strings.TrimSpace(phrase))
		if len(p) < 3 {
			continue
		}
		for i := 0; i+len(p) <= len(runes); i++ {
			end := i + len(p)
			whole := (i == 0 || !inWord(runes[i-1]) || !inWord(p[0])) && (end == len(runes) || !inWord(runes[end]) || !inWord(p[len(p)-1]))
			if whole && slices.Equal(runes[i:end], p) {
				found = append(found, data.RightsFound{From: i, To: end, Why: "Blacked out in another text"})
				i = end - 1
			}
		}
	}
	return found
}
