package fold

import "strings"

// Term is one thing that a query asks for: words that must stand side by side,
// in this order. A single word, and the last of an unfinished phrase, may go on.
type Term struct {
	Words []string
	// Whole is true for a finished phrase: its last word is meant as it is.
	Whole bool
}

// Text is the words of the term with spaces.
func (t Term) Text() string { return strings.Join(t.Words, " ") }

// Query takes apart what was typed into a search: words, and "phrases" in
// quotes of any kind. A quote that is not closed yet begins a phrase.
func Query(typed string) []Term {
	var terms []Term
	for i, part := range strings.Split(quotes.Replace(typed), `"`) {
		words := Words(part)
		if len(words) == 0 {
			continue
		}
		if i%2 == 1 {
			closed := strings.Count(quotes.Replace(typed), `"`) > i
			terms = append(terms, Term{words, closed})
			continue
		}
		for _, w := range words {
			terms = append(terms, Term{Words: []string{w}})
		}
	}
	return terms
}

// Marks of single quotation are not among them: they are apostrophes, too.
var quotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‟", `"`, "＂", `"`)
