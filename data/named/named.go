// Package named finds the names of clients in texts that leave the service. A name
// counts as a whole word, or several in a row, that begins with a capital letter: a
// first name, a family name or the name that a client prefers. Many names are words
// or belong to other people, so a person has to judge.
package named

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/data"
	"waymark/data/fold"
)

// Found is a word in a text that a client is called by.
type Found struct {
	Name string // as it is written in the text
	Near string // a few words around it
}

// Index has the names of clients by their first word, folded.
type Index map[string][][]string

// Of makes the index of what clients are called.
func Of(clients []data.ClientName) Index {
	return indexOf(clients, func([][]string) {})
}

// shared is how many clients have a name of one word where it tells none of them from
// the others: fewer are a small number, as in a report.
const shared = 5

// Telling makes the index of the names that tell a client from others, for texts that
// no person looks at who knows the clients: names of several words, and one of a single
// word where few clients have it and it is not, as a rule, a word or a place. A name that
// many have, such as a usual first name, is not found by itself.
func Telling(clients []data.ClientName) Index {
	have := map[string]int{} // clients with a name of one word
	index := indexOf(clients, func(names [][]string) {
		of := map[string]bool{}
		for _, name := range names {
			if len(name) == 1 && !of[name[0]] {
				of[name[0]] = true
				have[name[0]]++
			}
		}
	})
	for first, list := range index {
		if have[first] >= shared || slices.Contains(usual, first) || slices.Contains(everyday, first) {
			index[first] = slices.DeleteFunc(list, func(name []string) bool { return len(name) == 1 })
		}
	}
	return index
}

// indexOf makes an index of all names, and tells each of those of every client.
func indexOf(clients []data.ClientName, each func(names [][]string)) Index {
	index, known := Index{}, map[string]bool{}
	for i := range clients {
		names := namesOf(&clients[i])
		each(names)
		for _, name := range names {
			key := strings.Join(name, " ")
			if len([]rune(key)) > 1 && !known[key] {
				known[key] = true
				index[name[0]] = append(index[name[0]], name)
			}
		}
	}
	for _, list := range index { // the longest first
		slices.SortFunc(list, func(a, b []string) int { return cmp.Compare(len(b), len(a)) })
	}
	return index
}

// namesOf lists what a client is called, folded, as the words of each name.
func namesOf(c *data.ClientName) [][]string {
	given, family, preferred := folded(c.Given), folded(c.Family), folded(c.Preferred)
	first := given[:min(1, len(given))]
	return slices.DeleteFunc([][]string{
		slices.Concat(given, family), first, slices.Concat(first, family), family, preferred, slices.Concat(preferred, family),
	}, func(name []string) bool { return len(name) == 0 })
}

func folded(name string) []string {
	var list []string
	for _, w := range wordsOf(name) {
		list = append(list, w.folded)
	}
	return list
}

// In finds the names in a text, the longest at each place.
func (n Index) In(text string) []Found {
	words := wordsOf(text)
	var found []Found
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
			found = append(found, Found{Name: text[words[i].from:words[last].to], Near: text[from:to]})
			i = last
			break
		}
	}
	return found
}

// usual are words that begin many sentences.
var usual = strings.Fields("a after all also an and are as at because before but by during each every for from has have he her here his how i if in " +
	"is it its many more most my no not of on one our she since so some that the their then there these they this those to was we were what when " +
	"where which while who with without you your")

// everyday are names that more often are a month, a people, a place or the first word of
// a sentence, where they have a capital letter.
var everyday = strings.Fields("april may june august march summer autumn winter spring christmas easter sunday monday friday day will hope can could should " +
	"long short little small good best early late young old rich art english french welsh irish scottish british polish german white black asian church " +
	"chapel hall house home park garden street road lane hill wood bridge bank college council school north south east west bath london england wales " +
	"ireland scotland god king queen doctor nurse mum dad nan new first last today")

// Capitals lists the words of a text that begin with a capital letter, as they are
// written: several in a row as one, and none of those that begin most sentences.
func Capitals(text string) []string {
	var list []string
	end := -1 // of the last word that was listed
	for _, w := range wordsOf(text) {
		first, _ := utf8.DecodeRuneInString(text[w.from:])
		if !w.capital || !unicode.IsLetter(first) || slices.Contains(usual, w.folded) {
			continue
		}
		word := text[w.from:w.to]
		if end >= 0 && strings.Trim(text[end:w.from], " -") == "" {
			list[len(list)-1] += text[end:w.from] + word
		} else {
			list = append(list, word)
		}
		end = w.to
	}
	return list
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
