package table

import (
	"strings"
	"unicode"
)

// formatKind is what a number format says a number is.
type formatKind int

const (
	plainNumber formatKind = iota
	dayNumber              // a date, a time or both
	lengthOfTime
	percentage
	money
	digitsOnly // a number of so many digits, as 00000 000000
)

// cellFormat is what matters here of a number format. How it rounds, groups and
// colours a number, and the words that it shows instead, are for the eye.
type cellFormat struct {
	kind                 formatKind
	date, clock, seconds bool
	sign                 string // of money
	decimals             int    // of money
	mask                 []maskPart
	struck               bool // the text is crossed out
}

// maskPart is a place for a digit, or something that is shown as it is.
type maskPart struct {
	place rune // '0', '#', or 0 for text
	text  rune
}

// readFormat reads a number format. Those without a code are Excel's own,
// known by number.
func readFormat(id int, code string) cellFormat {
	if code == "" {
		return builtInFormat(id)
	}
	var first cellFormat
	for i, s := range readSections(code) {
		f := s.format()
		if f.kind == dayNumber || f.kind == lengthOfTime {
			return f
		}
		if i == 0 && !s.condition { // else the value decides which section holds
			first = f
		}
	}
	return first
}

// section is one part of a code: Excel has one each for numbers above, below
// and at 0.
type section struct {
	code      string // without what is shown as it is, in lower case
	literal   string // what is shown as it is
	elapsed   string // h, m or s in brackets: a length of time
	condition bool
	mask      []maskPart
	odd       bool // it has more than a mask of digits may have
}

func readSections(code string) []*section {
	s := &section{}
	all := []*section{s}
	for runes := []rune(code); len(runes) > 0; {
		r := runes[0]
		n := 1
		switch {
		case r == ';':
			s = &section{}
			all = append(all, s)
		case r == '"':
			var inside string
			inside, n = enclosed(runes, '"')
			s.show(inside)
		case r == '[':
			var inside string
			inside, n = enclosed(runes, ']')
			s.bracket(inside)
		case r == '\\' && len(runes) > 1:
			n = 2
			s.show(string(runes[1]))
		case (r == '_' || r == '*') && len(runes) > 1:
			n = 2 // the width of a character, or one that fills the cell
		default:
			s.add(unicode.ToLower(r))
		}
		runes = runes[n:]
	}
	return all
}

// enclosed is what stands between a mark and the one that ends it, or the end,
// and the length of it all.
func enclosed(runes []rune, end rune) (inside string, n int) {
	for i := 1; i < len(runes); i++ {
		if runes[i] == end {
			return string(runes[1:i]), i + 1
		}
	}
	return string(runes[1:]), len(runes)
}

func (s *section) show(text string) {
	s.literal += text
	for _, r := range text {
		if r >= '0' && r <= '9' || strings.ContainsRune(maskMarks, r) {
			s.mask = append(s.mask, maskPart{text: r})
		}
	}
}

// bracket reads what stands in brackets: a currency, a length of time, a
// condition, or a colour or language that say nothing here.
func (s *section) bracket(text string) {
	lower := strings.ToLower(text)
	switch {
	case strings.HasPrefix(text, "$"):
		sign, _, _ := strings.Cut(text[1:], "-")
		s.show(sign)
	case lower != "" && strings.Trim(lower, lower[:1]) == "" && strings.ContainsAny(lower[:1], "hms"):
		s.elapsed = lower[:1]
	case strings.ContainsAny(text, "<>="):
		s.condition = true
	}
}

// maskMarks are what people put between digits.
const maskMarks = " +()-/"

func (s *section) add(r rune) {
	s.code += string(r)
	switch {
	case r == '0' || r == '#':
		s.mask = append(s.mask, maskPart{place: r})
	case strings.ContainsRune(maskMarks, r):
		s.mask = append(s.mask, maskPart{text: r})
	default:
		s.odd = true
	}
}

func (s *section) format() cellFormat {
	code := strings.NewReplacer("am/pm", "\x01", "a/p", "\x01").Replace(s.code)
	has := func(characters string) bool { return strings.ContainsAny(code, characters) }
	switch {
	case s.elapsed != "":
		return cellFormat{kind: lengthOfTime, seconds: s.elapsed == "s" || has("s")}
	case strings.Contains(code, "general") || strings.Contains(code, "e+") || strings.Contains(code, "e-") || has("@"):
		return cellFormat{}
	}
	f := cellFormat{kind: dayNumber, clock: has("hs\x01"), seconds: has("s")}
	f.date = has("yd") || strings.Contains(code, "mmm") || has("m") && !f.clock && !has("0#?")
	switch {
	case f.date || f.clock:
		return f
	case has("%"):
		return cellFormat{kind: percentage}
	}
	return s.digits(code)
}

// digits reads a section that shows an amount of money or a number of so many
// digits.
func (s *section) digits(code string) cellFormat {
	shown := s.literal + code
	if at := strings.IndexAny(shown, "£$€"); at >= 0 && strings.ContainsAny(code, "0#") {
		f := cellFormat{kind: money}
		for _, r := range shown[at:] {
			f.sign = string(r)
			break
		}
		_, after, _ := strings.Cut(code, ".")
		f.decimals = len(after) - len(strings.TrimLeft(after, "0"))
		return f
	}
	zeros, digits, plus := 0, 0, false
	for _, m := range s.mask {
		switch {
		case m.place == '0':
			zeros++
		case m.text >= '0' && m.text <= '9':
			digits++
		}
		plus = plus || m.text == '+'
	}
	if s.odd || zeros < 2 && digits == 0 && !plus {
		return cellFormat{}
	}
	return cellFormat{kind: digitsOnly, mask: s.mask}
}

// builtInFormat knows Excel's own formats, those of East Asian versions too.
func builtInFormat(id int) cellFormat {
	within := func(from, to int) bool { return id >= from && id <= to }
	switch {
	case within(14, 17), within(27, 31), id == 36, within(50, 58):
		return cellFormat{kind: dayNumber, date: true}
	case id == 22:
		return cellFormat{kind: dayNumber, date: true, clock: true}
	case within(18, 21), within(32, 35), id == 45, id == 47:
		return cellFormat{kind: dayNumber, clock: true, seconds: id != 18 && id != 20}
	case id == 46:
		return cellFormat{kind: lengthOfTime, seconds: true}
	case id == 9, id == 10:
		return cellFormat{kind: percentage}
	}
	return cellFormat{}
}
