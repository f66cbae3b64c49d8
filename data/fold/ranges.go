package fold

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Range is a part of a text, in bytes from its beginning: text[Start:End].
type Range struct{ Start, End int }

// anywhere is how many bytes a folded word needs to be shown within a word;
// shorter ones are shown at the beginning of words only, or a single letter
// would light up the whole text. One Chinese character has three bytes.
const anywhere = 3

// Ranges finds the parts of a text, as it stands, that match the words of a
// query: at the beginning of words, and for query words of three letters or
// more within words, too. Both are compared folded. The ranges are in order
// and do not overlap or touch; they never cut a character or its accent.
func Ranges(text, query string) []Range {
	wanted := Words(query)
	if len(wanted) == 0 {
		return nil
	}
	f := newFolded(text)
	var found []Range
	for _, word := range wanted {
		found = f.find(found, word)
	}
	return merge(found)
}

// folded is a folded text that knows where each of its bytes came from.
type folded struct {
	text string
	from []Range // for each byte of text, the part of the original
}

func newFolded(original string) folded {
	var f folder
	var from []Range
	for at := 0; at < len(original); {
		end := at + max(1, norm.NFC.NextBoundaryInString(original[at:], true))
		f.write(original[at:end])
		grown := f.out.Len() - len(from)
		if grown == 0 && at > 0 && len(from) > 0 && attached(original[at:end]) {
			extend(from, end) // a dropped accent or sign belongs to its letter
		}
		for range grown {
			from = append(from, Range{at, end})
		}
		at = end
	}
	return folded{f.out.String(), from}
}

// attached is true for what has no width of its own after a letter, such as
// an accent or a joiner, but not for an apostrophe.
func attached(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x300 && dropApostrophe(r) == r
}

// extend makes the last part reach up to end, for each byte it has given.
func extend(from []Range, end int) {
	last := from[len(from)-1]
	for i := len(from) - 1; i >= 0 && from[i] == last; i-- {
		from[i].End = end
	}
}

func (f folded) find(found []Range, word string) []Range {
	for at := 0; ; {
		i := strings.Index(f.text[at:], word)
		if i < 0 {
			return found
		}
		at += i
		end := at + len(word)
		if len(word) >= anywhere || at == 0 || f.text[at-1] == ' ' {
			found = append(found, Range{f.from[at].Start, f.from[end-1].End})
		}
		at = end
	}
}

// merge puts ranges in order and joins those that overlap or touch.
func merge(ranges []Range) []Range {
	slices.SortFunc(ranges, func(a, b Range) int { return a.Start - b.Start })
	var merged []Range
	for _, r := range ranges {
		if n := len(merged); n > 0 && r.Start <= merged[n-1].End {
			merged[n-1].End = max(merged[n-1].End, r.End)
			continue
		}
		merged = append(merged, r)
	}
	return merged
}
