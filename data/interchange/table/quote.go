package table

import "strings"

// quoted is a cell in quotes while it is being read.
type quoted struct {
	s       *scanner
	at      int64 // the byte of the opening quote
	line    int
	size    int
	flaws   flaw
	before  string // spaces before the opening quote
	reach   int64
	prev    rune
	stray   int // quotes within that are not doubled
	crossed bool
}

// verdict is what a quote, or the text up to it, turned out to be.
type verdict int

const (
	within   verdict = iota // still in the cell
	closed                  // the cell is complete
	unclosed                // the opening quote was an ordinary character
	paired                  // so it was, and another on its line belongs to it
)

// quoted reads a cell that begins with a quote.
func (s *scanner) quoted() (more bool, err error) {
	q := &quoted{
		s: s, at: s.in.at, line: s.line, size: s.size, flaws: s.rec.flaws,
		before: s.cell.String(), prev: '"',
		reach: min(s.reach, max(shortReach, vainFree+vainShare*s.in.at-s.spent)),
	}
	s.cell.Reset()
	s.size -= len(q.before)
	if _, err := s.in.next(); err != nil {
		return false, err
	}
	v := within
	for v == within && err == nil {
		v, err = q.step()
	}
	if err != nil {
		return false, err
	}
	if v != closed {
		return q.reread(v == paired)
	}
	if q.stray > 0 {
		s.rec.flaws |= flawQuote
	}
	// What follows is a delimiter or the end of the line: plain consumes it.
	return s.plain(false)
}

// step reads one character.
func (q *quoted) step() (verdict, error) {
	c, err := q.s.in.next()
	if err != nil {
		return within, err
	}
	v := within
	switch c.r {
	case eof:
		if q.s.vain == 0 {
			q.s.vain = q.line
		}
		return unclosed, nil
	case '"':
		v, err = q.quote()
	case '\r', '\n':
		v, err = q.newline(c.r)
	default:
		q.s.keep(c)
		q.prev = c.r
	}
	if v == within && q.s.in.at-q.at > q.reach {
		v = unclosed
	}
	return v, err
}

// quote decides on a quote within the cell: it is half of a doubled one, the
// end, or stray.
func (q *quoted) quote() (verdict, error) {
	s := q.s
	r, err := s.in.peek()
	if err != nil {
		return within, err
	}
	if r == '"' && s.delim != '"' {
		_, _ = s.in.next() // it was just peeked
		s.add('"')
		q.prev = '"'
		return within, nil
	}
	spaces, r, err := q.spaces(r)
	switch {
	case err != nil:
		return within, err
	case r == s.delim || r == '\r' || r == '\n' || r == eof:
		return closed, nil
	case (q.crossed || q.stray > 0) && q.atCellStart():
		// It opens a cell, so the one that seemed to contain it never was one.
		return unclosed, nil
	}
	q.stray++
	s.add('"')
	for range spaces {
		s.add(' ')
	}
	q.prev = '"'
	return within, nil
}

// spaces passes over spaces, and gives how many there were and what follows.
func (q *quoted) spaces(r rune) (n int, next rune, err error) {
	for err == nil && r == ' ' && r != q.s.delim {
		_, _ = q.s.in.next() // it was just peeked
		n++
		r, err = q.s.in.peek()
	}
	return n, r, err
}

func (q *quoted) atCellStart() bool {
	return q.prev == q.s.delim || q.prev == '\n' || q.prev == '\r'
}

// newline keeps a line end of the cell. When the line had as many quotes that
// open as quotes that close, as in "The Hub" Café, the row ends here.
func (q *quoted) newline(r rune) (verdict, error) {
	if !q.crossed && q.stray%2 == 1 {
		return paired, nil
	}
	end := LF
	if r == '\r' {
		following, err := q.s.in.peek()
		if err != nil {
			return within, err
		}
		end = CR
		if following == '\n' {
			_, _ = q.s.in.next() // it was just peeked
			end = CRLF
		}
	}
	q.s.countLine(end)
	q.s.addBreak(end)
	q.crossed, q.prev = true, r
	return within, nil
}

// reread goes back to the opening quote and reads the cell as plain text.
func (q *quoted) reread(pairs bool) (more bool, err error) {
	s := q.s
	s.spent += s.in.at - q.at
	if err := s.in.seek(q.at); err != nil {
		return false, err
	}
	s.line, s.size, s.rec.flaws = q.line, q.size, q.flaws|flawQuote
	s.cell.Reset()
	s.cell.WriteString(q.before)
	more, err = s.plain(pairs)
	// A lone quote at the start is a leftover, not part of the text.
	if text := s.cell.String(); strings.Count(text, `"`) == 1 {
		if rest, ok := strings.CutPrefix(text, q.before+`"`); ok {
			s.cell.Reset()
			s.cell.WriteString(rest)
		}
	}
	return more, err
}
