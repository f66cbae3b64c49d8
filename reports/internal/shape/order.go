package shape

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Marks that a line begins with where its own letters do not show the direction
// of its paragraph. They are not drawn.
const (
	LeftToRight = '\u200E'
	RightToLeft = '\u200F'
)

// FromRight reports whether a text is read from right to left: by its first letter
// that has a direction.
func FromRight(text string) bool { return first(text) == RightToLeft }

// first is the direction of the first letter that has one, 0 for none.
func first(text string) rune {
	depth := 0
	for _, r := range text {
		switch r {
		case isolate:
			depth++
		case endIsolate:
			depth--
		}
		if depth > 0 {
			continue
		}
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return LeftToRight
		case bidi.R, bidi.AL:
			return RightToLeft
		}
	}
	return 0
}

// Marked returns the lines of a text, with marks of direction where they need them.
func Marked(text string, lines []string) []string {
	direction := first(text)
	for i, l := range lines {
		if d := first(l); d != direction && (d != 0 || direction == RightToLeft) {
			lines[i] = string(direction) + l
		}
	}
	return lines
}

// What a value within a sentence stands between, so that the direction of the one
// does not change the other: else a phone number within Urdu is written backwards,
// group by group.
const (
	isolate    = '\u2068'
	endIsolate = '\u2069'
	stand      = '\uFFFC' // for what is isolated, as the algorithm sees it from outside
)

// stretch is a part of a line in one direction, from one rune to another, and its
// level in the bidirectional algorithm.
type stretch struct{ from, to, level int }

// ordered cuts a line by direction, and returns its parts as they stand from left
// to right. line begins at rune base of the whole.
func ordered(line []rune, base int) []stretch {
	outer, at := outside(line)
	var parts []stretch
	for _, s := range stretches(outer) {
		for i := s.from; i < s.to; {
			end := i + 1
			for outer[i] != stand && end < s.to && outer[end] != stand {
				end++
			}
			parts = append(parts, stretch{at[i], at[end], s.level})
			i = end
		}
	}
	var all []stretch
	for _, p := range visual(parts, func(s stretch) int { return s.level }) {
		if line[p.from] == isolate {
			inner := line[p.from+1 : p.to]
			if n := len(inner); n > 0 && inner[n-1] == endIsolate {
				inner = inner[:n-1]
			}
			all = append(all, ordered(inner, base+p.from+1)...)
			continue
		}
		all = append(all, stretch{base + p.from, base + p.to, p.level})
	}
	return all
}

// outside is a line with one sign for each isolated part, and where each of its
// runes, and their end, is in the line.
func outside(line []rune) (outer []rune, at []int) {
	for i := 0; i < len(line); i++ {
		at = append(at, i)
		if line[i] != isolate {
			outer = append(outer, line[i])
			continue
		}
		outer = append(outer, stand)
		for depth := 1; depth > 0 && i+1 < len(line); {
			i++
			switch line[i] {
			case isolate:
				depth++
			case endIsolate:
				depth--
			}
		}
	}
	return outer, append(at, len(line))
}

// stretches cuts a line by direction, in reading order. x/text tells apart only
// odd and even levels, so a number behind Arabic within English, which stands on
// the Arabic's left, is found here.
func stretches(line []rune) []stretch {
	fromRight := FromRight(string(line))
	direction := bidi.LeftToRight
	if fromRight {
		direction = bidi.RightToLeft
	}
	var p bidi.Paragraph
	if _, err := p.SetString(string(line), bidi.DefaultDirection(direction)); err != nil {
		return []stretch{{0, len(line), 0}}
	}
	order, err := p.Order()
	if err != nil || order.NumRuns() == 0 {
		return []stretch{{0, len(line), 0}}
	}
	var all []stretch
	for i := range order.NumRuns() {
		run := order.Run(i)
		from, last := run.Pos()
		to := last + 1
		switch {
		case run.Direction() == bidi.RightToLeft:
			all = append(all, stretch{from, to, 1})
		case fromRight:
			all = append(all, stretch{from, to, 2})
		default:
			if end := from + number(line[from:to]); i > 0 && end > from {
				all = append(all, stretch{from, end, 2})
				from = end
			}
			if from < to {
				all = append(all, stretch{from, to, 0})
			}
		}
	}
	return all
}

// number is how many runes a number takes that a line begins with.
func number(line []rune) int {
	end := 0
	for i, r := range line {
		switch {
		case unicode.IsDigit(r):
			end = i + 1
		case i == end && i > 0 && slices.Contains([]rune{'.', ',', ':', '/', '-', '+'}, r):
		default:
			return end
		}
	}
	return end
}

// visual puts what has levels into the order in which it stands from left to right
// (rule L2).
func visual[T any](all []T, level func(T) int) []T {
	all = slices.Clone(all)
	most := 0
	for _, x := range all {
		most = max(most, level(x))
	}
	for l := most; l > 0; l-- {
		for i := 0; i < len(all); {
			if level(all[i]) < l {
				i++
				continue
			}
			end := i
			for end < len(all) && level(all[end]) >= l {
				end++
			}
			slices.Reverse(all[i:end])
			i = end
		}
	}
	return all
}

// minus is not in Noto Sans, but in its sisters for other scripts.
const minus = '−'

// alone reports whether a PDF library can draw a letter by itself: no mark that
// is placed on another, and no letter of a script that is joined or read from the
// right.
func alone(r rune) bool {
	if r < utf8.RuneSelf {
		return true
	}
	if r == minus || unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) {
		return false
	}
	return !unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Bengali, unicode.Devanagari, unicode.Gujarati,
		unicode.Gurmukhi, unicode.Tamil)
}
