package main

import (
	"regexp"
	"strings"
	"unicode"
)

// The reading age is the Flesch–Kincaid grade level plus 5, the age at which
// pupils enter that grade. The formula is from J. P. Kincaid, R. P. Fishburne,
// R. L. Rogers and B. S. Chissom, "Derivation of new readability formulas for
// Navy enlisted personnel", Research Branch Report 8-75, 1975:
//
//	grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59
//
// It counts sentences of six words or more: shorter ones are labels and
// buttons, on which the formula says nothing. A word of a known term
// (terms.txt), a number and a gap that the program fills count as one syllable.
const (
	mostAge       = 11.0 // of a screen or a chapter of the report
	mostWords     = 25   // in one sentence
	mostLonelyAge = 16.0 // of one sentence by itself, which varies more than a page does
	leastWords    = 6    // of a sentence that has an age
)

// measure is what the formula needs to know of some sentences.
type measure struct{ sentences, words, syllables int }

func (m *measure) add(n measure) {
	m.sentences += n.sentences
	m.words += n.words
	m.syllables += n.syllables
}

// age returns the reading age in years, or 0 if there is no sentence.
func (m measure) age() float64 {
	if m.sentences == 0 {
		return 0
	}
	words := float64(m.words)
	return 0.39*words/float64(m.sentences) + 11.8*float64(m.syllables)/words - 15.59 + 5
}

// sentencesOf splits a text at full stops, question and exclamation marks,
// ellipses, line ends and the dots between facts in a line.
func sentencesOf(s string) []string {
	var all []string
	start := 0
	end := func(at int) {
		if one := strings.TrimSpace(s[start:at]); one != "" {
			all = append(all, one)
		}
		start = at
	}
	for i, r := range s {
		switch r {
		case '\n', '·':
			end(i + len(string(r)))
		case '.', '?', '!', '…':
			next := i + len(string(r))
			if after := strings.TrimLeft(s[next:], `”’")`); after == "" || after[0] == ' ' || after[0] == '\n' {
				end(len(s) - len(after))
			}
		}
	}
	end(len(s))
	return all
}

// wordsOf returns the words of a sentence without their punctuation.
func wordsOf(sentence string) []string {
	var words []string
	for _, w := range strings.FieldsFunc(sentence, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("—–/·:", r)
	}) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != gap })
		if w != "" {
			words = append(words, w)
		}
	}
	return words
}

// measureOf measures one sentence; known holds the terms that count as known.
func measureOf(sentence string, known *terms) measure {
	words := wordsOf(sentence)
	easy := known.in(words)
	m := measure{sentences: 1, words: len(words)}
	for i, w := range words {
		if easy[i] {
			m.syllables++
			continue
		}
		m.syllables += syllables(w)
	}
	return m
}

// irregular holds words that the rule of syllables gets wrong.
var irregular = map[string]int{
	"area": 3, "areas": 3, "being": 2, "business": 2, "client": 2, "clients": 2, "create": 2, "created": 3,
	"idea": 3, "ideas": 3, "period": 3, "periods": 3, "people": 2, "someone": 2, "something": 2, "sometimes": 2,
	"someone’s": 2, "anyone": 3, "everyone": 3, "everything": 3, "every": 2, "everyday": 3, "wednesday": 2, "quiet": 2,
	"science": 2, "diary": 3, "various": 3, "previous": 3, "reopen": 3, "reopened": 3, "being’s": 2, "whole": 1,
	"useful": 2, "careful": 2, "home’s": 1, "homes": 1, "safely": 2, "safety": 2, "lonely": 2, "loneliness": 3,
	"timeline": 2, "hopeful": 2, "lifetime": 2, "management": 3, "statement": 2, "movement": 2, "agreement": 3,
	"coordinator": 5, "coordinators": 5, "coordinates": 4, "coordinate": 4, "cooperate": 4, "doing": 2, "going": 2,
	"voluntary": 4, "area’s": 3, "video": 3, "radio": 3, "audio": 3, "ratio": 3, "trial": 2, "reliable": 4,
	"society": 4, "variety": 4, "anxiety": 4, "material": 4, "serial": 3, "social": 2, "special": 2,
	"median": 3, "guardian": 3, "reality": 4, "theatre": 3, "museum": 3, "lion": 2, "giant": 2, "dial": 2,
	"poem": 2, "poet": 2, "ruin": 2, "fluid": 2, "fuel": 2, "cruel": 2, "quieter": 3, "riot": 2, "violence": 3,
	"evening": 2, "evenings": 2, "interest": 3, "different": 3, "difference": 3, "general": 3, "several": 3,
	"somewhere": 2, "therefore": 2, "elsewhere": 2, "whatever": 3, "whenever": 3, "more": 1, "themselves": 2,
	"ourselves": 2, "yourselves": 2, "lives": 1, "id": 2, "nhs": 3, "gp": 2, "gps": 2, "pdf": 3, "pc": 2, "csv": 3, "ok": 2,
}

// syllables returns about how many syllables an English word has: its groups
// of vowels, without the silent e of an ending.
func syllables(word string) int {
	w := strings.ToLower(word)
	if n, ok := irregular[w]; ok {
		return n
	}
	if strings.ContainsAny(w, "0123456789@_\"{}") || strings.ContainsRune(w, gap) {
		return 1
	}
	if before, after, ok := strings.Cut(w, "-"); ok && before != "" && after != "" {
		return syllables(before) + syllables(after)
	}
	w = strings.TrimSuffix(strings.TrimSuffix(w, "’s"), "'s")
	return max(1, vowelGroups(w)-silent(w))
}

func isVowel(b byte) bool { return strings.IndexByte("aeiouy", b) >= 0 }

// vowelGroups counts the runs of vowels, and the pairs that are said apart.
func vowelGroups(w string) int {
	n := 0
	for i := range len(w) {
		switch {
		case !isVowel(w[i]):
		case i == 0 || !isVowel(w[i-1]):
			n++
		case i > 0 && apart(w, i):
			n++
		}
	}
	return n
}

// apart reports whether the vowel at i is said apart from the one before it:
// "ia" in "via", "io" in "bio" but not in "station", "eo", "ua", "iu".
func apart(w string, i int) bool {
	before := byte(' ')
	if i > 1 {
		before = w[i-2]
	}
	switch w[i-1 : i+1] {
	case "ia", "io", "iu":
		// Said as one in -tion, -cial, -sion, -gion, -xious, -cious.
		return strings.IndexByte("tcsgx", before) < 0
	case "eo", "ua":
		return strings.IndexByte("gqp", before) < 0
	}
	return apartEnding.MatchString(w) && i >= len(w)-4 || strings.HasSuffix(w, "ing") && i == len(w)-3
}

var (
	// "quieter", "diet", "fluent", "saying"
	apartEnding = regexp.MustCompile(`i(er|est|et)$|u(el|ent|ence|ity)$|ying$`)
	// the e of "name", "named", "names", "namely", "careless" is not said
	silentEnding = regexp.MustCompile(`e(ly|less|ness|ful|ment)$|[^aeiouy]e$|[^aeiouyszxcg]es$|[^aeiouytd]ed$`)
	// but that of "table", "tables", "matches" is
	saidEnding = regexp.MustCompile(`[^aeiouy]les?$|[cs]hes$`)
)

// silent returns how many vowels of the ending are not said.
func silent(w string) int {
	if len(w) > 2 && silentEnding.MatchString(w) && !saidEnding.MatchString(w) {
		return 1
	}
	return 0
}
