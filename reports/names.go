package reports

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/wording"
)

// NameFound is a word in a text of the report that a client is called by.
type NameFound struct {
	Name  string // as it is written in the text
	Place string // such as “What we learned” or “Story: A garden”
	Near  string // a few words around it
}

// NamesIn finds the names of clients in what the service wrote itself: what it
// learned, its stories and quotes, and the captions of pictures. The figures hold
// none. A name counts as a whole word, or several in a row, that begins with a
// capital letter: a first name, a family name or the name that a client prefers.
// Many names are words or belong to other people, so a person has to judge. Each
// is listed once for each place.
func (r *Report) NamesIn(clients []data.ClientName) []NameFound {
	index := indexOf(clients)
	var found []NameFound
	for _, t := range r.freeTexts() {
		for _, f := range index.in(t.text) {
			f.Place = t.place
			if !slices.ContainsFunc(found, func(o NameFound) bool { return o.Place == f.Place && fold.Text(o.Name) == fold.Text(f.Name) }) {
				found = append(found, f)
			}
		}
	}
	return found
}

type freeText struct{ place, text string }

// freeTexts are the texts of the report that people wrote, with where they are.
func (r *Report) freeTexts() []freeText {
	var list []freeText
	for _, b := range wording.Parse(r.Learnt) {
		place := "What we learned"
		if b.Kind == wording.Picture {
			place = "Caption of a picture"
		}
		list = append(list, freeText{place, b.Plain()})
	}
	for i := range r.Tales {
		t := &r.Tales[i]
		place := "Story"
		if t.Quote {
			place = "Quote"
		}
		if t.Heading != "" {
			place += " “" + shorten(t.Heading, longestInHeading) + "”"
		}
		list = append(list, freeText{place, t.Heading})
		for _, b := range wording.Parse(t.Body) {
			list = append(list, freeText{place, b.Plain()})
		}
	}
	return list
}

// nameIndex has the names of clients by their first word, folded.
type nameIndex map[string][][]string

func indexOf(clients []data.ClientName) nameIndex {
	index, known := nameIndex{}, map[string]bool{}
	add := func(words []string) {
		key := strings.Join(words, " ")
		if len(words) > 0 && len([]rune(key)) > 1 && !known[key] {
			known[key] = true
			index[words[0]] = append(index[words[0]], words)
		}
	}
	for i := range clients {
		c := &clients[i]
		given, family, preferred := folded(c.Given), folded(c.Family), folded(c.Preferred)
		add(slices.Concat(given, family))
		if len(given) > 0 {
			add(given[:1])
			add(slices.Concat(given[:1], family))
		}
		add(family)
		add(preferred)
		add(slices.Concat(preferred, family))
	}
	for _, list := range index { // the longest first
		slices.SortFunc(list, func(a, b []string) int { return cmp.Compare(len(b), len(a)) })
	}
	return index
}

func folded(name string) []string {
	var list []string
	for _, w := range wordsOf(name) {
		list = append(list, w.folded)
	}
	return list
}

// in finds the names in one text.
func (n nameIndex) in(text string) []NameFound {
	words := wordsOf(text)
	var found []NameFound
	for i := 0; i < len(words); i++ {
		if !words[i].capital {
			continue
		}
		for _, name := range n[words[i].folded] {
			if !begins(words[i:], name) {
				continue
			}
			last := i + len(name) - 1
			from, to := words[max(0, i-4)].from, words[min(len(words)-1, last+4)].to
			found = append(found, NameFound{Name: text[words[i].from:words[last].to], Near: text[from:to]})
			i = last
			break
		}
	}
	return found
}

func begins(words []word, name []string) bool {
	if len(words) < len(name) {
		return false
	}
	for i, part := range name {
		if words[i].folded != part {
			return false
		}
	}
	return true
}

// word is a word of a text, from one byte to another.
type word struct {
	folded   string
	from, to int
	capital  bool // it begins with a letter that is not small
}

// wordsOf takes a text apart at everything but letters, digits and apostrophes
// within a word. A possessive s is no part of a word.
func wordsOf(text string) []word {
	var list []word
	from := -1
	end := func(to int) {
		if from < 0 {
			return
		}
		raw := strings.TrimRight(text[from:to], "'’ʼ")
		for _, s := range []string{"'s", "’s", "ʼs"} {
			raw = strings.TrimSuffix(raw, s)
		}
		if key := fold.Text(raw); key != "" && !strings.Contains(key, " ") {
			list = append(list, word{key, from, from + len(raw), !unicode.IsLower([]rune(raw)[0])})
		}
		from = -1
	}
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
		switch {
		case letter && from < 0:
			from = i
		case !letter && from >= 0 && !strings.ContainsRune("'’ʼ", r):
			end(i)
		}
	}
	end(len(text))
	return list
}
