package answers

import (
	"slices"
	"strings"
)

// A block is the columns of one questionnaire in a row: one for each item, at
// one time.
type block struct {
	when   moment
	items  map[int]int // item number to column
	date   int         // column of the day of this time, or -1
	totals []total
}

// total is a column with a score that someone worked out.
type total struct {
	column int
	short  bool // of a questionnaire derived from this one
}

// class is how sure it is that columns belong to the questionnaire.
type class int

const (
	byName    class = iota // its own name stands in the headings
	byPart                 // and something unknown beside it
	byNumber               // nothing but q, item and a number
	byUnknown              // the name of some scale
	never
)

// reading is one way to read a heading: one of its numbers is the item's.
type reading struct {
	column, item int
	stem         string // what is left besides number and time
	last         bool   // the item's number is the last of several
	when         moment
	class        class
}

// readNumber reads a heading with the number at k as the item's.
func (l *lookout) readNumber(column int, words []string, k int) reading {
	r := reading{column: column}
	r.item, _ = number(words[k])
	r.last = !slices.ContainsFunc(words[k+1:], isDigits) && slices.ContainsFunc(words[:k], isDigits)
	front, names := itemNames(words[:k])
	if n := len(front); len(names) == 0 && n > 0 && (timeNouns[front[n-1]] || front[n-1] == "column") {
		r.class = never // T1 is a time
		return r
	}
	rest, named := l.withoutNames(append(slices.Clone(front), words[k+1:]...))
	var strange []string
	r.when, strange = l.restOf(r.item, rest)
	r.stem = strings.Join(append(append(named, strange...), names...), " ")
	switch {
	case len(named) > 0 && len(strange) == 0:
		r.class = byName
	case len(named) > 0:
		r.class = byPart
	case len(strange) == 0:
		r.class = byNumber
	default:
		r.class = byUnknown
	}
	return r
}

// itemNames takes from the words before a number those that say that it is an
// item's: the q of q1, the q12 of q12_1.
func itemNames(words []string) (front, names []string) {
	front = words
	for len(front) > 0 && generic[front[len(front)-1]] {
		names = append(names, front[len(front)-1])
		front = front[:len(front)-1]
	}
	if n := len(front); len(names) == 0 && n > 1 && isDigits(front[n-1]) && generic[front[n-2]] && !timeNouns[front[n-2]] {
		return front[:n-2], front[n-2:]
	}
	return front, names
}

// withoutNames takes the names of the questionnaire out of words. A number that
// is part of a name, as in djg6, goes with it.
func (l *lookout) withoutNames(words []string) (rest, named []string) {
	for i := 0; i < len(words); i++ {
		taken := 0
		for _, name := range l.names {
			if n := len(name); n > taken && i+n <= len(words) && slices.Equal(words[i:i+n], name) {
				taken = n
			}
		}
		if taken > 0 {
			named = append(named, words[i:i+taken]...)
			i += taken - 1
			continue
		}
		rest = append(rest, words[i])
	}
	return rest, named
}

// restOf parts what is left of a heading into a time and words that are
// strange. Words of the item's own wording are neither.
func (l *lookout) restOf(item int, rest []string) (when moment, strange []string) {
	if when, ok := timeOf(rest); ok {
		return when, nil
	}
	own := slices.DeleteFunc(slices.Clone(rest), func(w string) bool {
		_, isTime := timeWords[w]
		return !isTime && !isDigits(w) && l.wording.isOf(item, w)
	})
	if when, ok := timeOf(own); ok {
		return when, nil
	}
	for n := 1; n < len(own); n++ { // the longest time at the end, or at the beginning
		if when, ok := timeOf(own[n:]); ok {
			return when, own[:n]
		}
		if when, ok := timeOf(own[:len(own)-n]); ok {
			return when, own[len(own)-n:]
		}
	}
	return moment{}, own
}
