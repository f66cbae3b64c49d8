package answers

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"waymark/data/fold"
	"waymark/data/interchange/plain"
)

// tokens takes a heading apart into folded words and numbers: "WEMWBS_01 pre",
// "wemwbs1Pre" and "WEMWBS1.pre" all have the same. A number has no zeros in
// front.
func tokens(heading string) []string {
	var all []string
	for _, word := range strings.Fields(fold.Text(plain.PartCamel(heading))) {
		for _, piece := range partDigits(word) {
			if n, err := strconv.Atoi(piece); err == nil {
				all = append(all, strconv.Itoa(n))
				continue
			}
			all = append(all, partKnown(piece)...)
		}
	}
	return all
}

// timeTokens are the tokens of a cell; 1.0, as programs write a number among
// blanks, is 1. What REDCap calls an arm is left out.
func timeTokens(cell string) []string {
	if n, whole, ok := numeral(cell); ok && whole {
		return []string{strconv.Itoa(n)}
	}
	return tokens(armOfTrial.ReplaceAllString(cell, " arm $1"))
}

// partDigits parts a word where letters and digits meet; "1st" stays whole.
func partDigits(word string) []string {
	if _, ok := ordinals[word]; ok {
		return []string{word}
	}
	var pieces []string
	begin, digit := 0, false
	for i, r := range word {
		is := r >= '0' && r <= '9'
		if i > begin && is != digit {
			pieces = append(pieces, word[begin:i])
			begin = i
		}
		digit = is
	}
	return append(pieces, word[begin:])
}

// partKnown parts words that are run together and known on both sides, as in
// "preq", "wemwbspre" or "postitem".
func partKnown(word string) []string {
	if _, ok := timeWords[word]; ok || len(word) < 4 || generic[word] || word == "initials" {
		return []string{word}
	}
	for _, t := range longTimeWords {
		if rest, ok := strings.CutPrefix(word, t); ok && partner(rest) {
			return []string{t, rest}
		}
		if rest, ok := strings.CutSuffix(word, t); ok && partner(rest) {
			return []string{rest, t}
		}
	}
	return []string{word}
}

// longTimeWords are those that may be run together with another, longest first.
var longTimeWords = func() []string {
	var words []string
	for w := range timeWords {
		if len(w) >= 3 {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return words
}()

// keyOf is a heading or value as it is compared.
func keyOf(text string) string { return strings.Join(tokens(text), " ") }

// partner is true for what a time may be run together with.
func partner(word string) bool {
	return generic[word] || strings.HasSuffix(word, "wemwbs") || word == "wem" || word == "swem" || word == "score" || word == "total" || word == "date"
}

// generic are the words and letters by which lists name their items.
var generic = setOf("q", "qu", "ques", "quest", "question", "item", "itm", "i", "w", "v", "var", "x", "s", "statement", "answer", "ans", "a", "no", "nr", "number", "n")

func setOf(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

// number is the value of a token that is one.
func number(token string) (int, bool) {
	n, err := strconv.Atoi(token)
	return n, err == nil && n >= 0 && len(token) < 6
}
