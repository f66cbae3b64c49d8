package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// runs reads the emphasis in the words of a block.
func runs(text string) []Run {
	e := emphasis{}
	e.read(text, Run{})
	return e.runs
}

type emphasis struct{ runs []Run }

// read adds text in a look. A mark that is never closed, or that asks for what
// the look already is, stays as it was typed: reading goes two deep at most.
func (e *emphasis) read(text string, look Run) {
	never := map[string]bool{} // marks that nothing closes from here on
	from := 0
	for i := 0; i < len(text); {
		mark := opening(text, i)
		if mark == "" || never[mark] || (mark == "**" && look.Bold) || (mark != "**" && look.Italic) {
			i += max(len(mark), 1)
			continue
		}
		begin := i + len(mark)
		end := closing(text, begin, mark)
		if end < 0 {
			never[mark] = true
			i = begin
			continue
		}
		e.add(text[from:i], look)
		inner := look
		inner.Bold = look.Bold || mark == "**"
		inner.Italic = look.Italic || mark != "**"
		e.read(text[begin:end], inner)
		i = end + len(mark)
		from = i
	}
	e.add(text[from:], look)
}

func (e *emphasis) add(text string, look Run) {
	if text == "" {
		return
	}
	if n := len(e.runs); n > 0 && e.runs[n-1].Bold == look.Bold && e.runs[n-1].Italic == look.Italic {
		e.runs[n-1].Text += text
		return
	}
	look.Text = text
	e.runs = append(e.runs, look)
}

// opening is the mark that begins emphasis at i, or "": it stands before a
// word and not within one, so that 5*3*2 and a_file_name stay as they are.
func opening(text string, i int) string {
	mark := ""
	switch {
	case strings.HasPrefix(text[i:], "**"):
		mark = "**"
	case text[i] == '*', text[i] == '_':
		mark = text[i : i+1]
	default:
		return ""
	}
	after, _ := utf8.DecodeRuneInString(text[i+len(mark):])
	if i+len(mark) == len(text) || unicode.IsSpace(after) || inWord(before(text, i)) {
		return ""
	}
	if len(mark) == 1 && text[i+1] == mark[0] { // a line to write on, ____
		return ""
	}
	return mark
}

// closing is where the mark that ends emphasis stands, or -1.
func closing(text string, begin int, mark string) int {
	for i := begin + 1; i+len(mark) <= len(text); i++ {
		if !strings.HasPrefix(text[i:], mark) {
			continue
		}
		after, _ := utf8.DecodeRuneInString(text[i+len(mark):])
		last := after != rune(mark[0]) // of several stars
		alone := len(mark) == 2 || text[i-1] != mark[0]
		if last && alone && !unicode.IsSpace(before(text, i)) && !inWord(after) {
			return i
		}
	}
	return -1
}

// before is the character in front of i.
func before(text string, i int) rune {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return r
}

// inWord reports whether r is part of a word.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
