package table

import (
	"io"
	"strings"
	"unicode/utf8"

	"waymark/data"
)

// The limits that keep memory bounded whatever a file holds.
const (
	maxCell  = 1 << 20  // bytes of one cell
	maxRow   = 16 << 20 // bytes of all cells of a row
	maxCells = 16384    // cells of a row: what Excel has
	maxLine  = 64 << 20 // bytes of a row in the file
)

var errLine = data.NewProblem(data.CodeInvalid,
	"One row of this file is longer than 64 MB. A quotation mark or the line ends may be missing. Export the list again.")

// A quoted cell that does not end within its reach is taken for one with a stray
// quote, and read again. What was read in vain is counted for the whole file: up
// to vainFree bytes, and vainShare for each byte of the file so far. So the time
// for a file full of stray quotes grows with its length and no faster.
const (
	longReach  = 8 << 20
	shortReach = 64
	vainFree   = 8 << 20
	vainShare  = 2
)

const noDelimiter rune = -2

// record is a row as it stands in the file.
type record struct {
	line  int // where it begins, from 1
	cells []string
	flaws flaw
	end   LineEnd // what ended it; "" at the end of the file
}

// flaw is what was wrong with a record; the bits add up.
type flaw uint16

const (
	flawQuote   flaw = 1 << iota // a quote that is neither a cell's bounds nor doubled
	flawBytes                    // bytes that the encoding does not have
	flawNUL                      // zero bytes
	flawLong                     // more than the limits allow
	flawError                    // an error value of Excel
	flawDigits                   // a number with more digits than Excel keeps
	flawFormula                  // a formula that was never calculated
	flawHidden                   // a row that the workbook does not show
	flawStruck                   // text that is crossed out
	flawComment                  // a comment that someone wrote on a cell
)

// lineEnds are the line ends that end a row; others are part of a cell.
type lineEnds struct{ lf, crlf, cr bool }

func endsFor(e LineEnd) lineEnds {
	switch e {
	case LF:
		return lineEnds{lf: true, crlf: true}
	case CRLF:
		return lineEnds{crlf: true}
	case CR:
		return lineEnds{crlf: true, cr: true}
	default:
		return lineEnds{true, true, true}
	}
}

// scanner reads delimited text. A cell may be quoted, with doubled quotes and
// line ends within. A quote that cannot be what it seems is read as an ordinary
// character from the cell's start again: it never takes more than its own line.
type scanner struct {
	in    *decoder
	delim rune // noDelimiter: one column
	ends  lineEnds
	line  int   // of the next character
	reach int64 // how far a quoted cell may go
	spent int64 // bytes that were read in vain
	vain  int   // line of the first quoted cell that never ended; 0: none

	rec   record
	began int64 // the byte at which the record began
	size  int   // bytes of the record's cells so far
	cell  strings.Builder
}

func newScanner(src io.ReadSeeker, enc Encoding, delim rune, ends lineEnds) (*scanner, error) {
	in, err := newDecoder(src, enc)
	if err != nil {
		return nil, err
	}
	if delim == 0 {
		delim = noDelimiter
	}
	return &scanner{in: in, delim: delim, ends: ends, line: 1, reach: longReach}, nil
}

// next reads one record. It gives io.EOF after the last.
func (s *scanner) next() (record, error) {
	if r, err := s.in.peek(); err != nil {
		return record{}, err
	} else if r == eof {
		return record{}, io.EOF
	}
	s.rec, s.size, s.began = record{line: s.line}, 0, s.in.at
	for {
		more, err := s.field()
		if err != nil {
			return record{}, err
		}
		if s.in.at-s.began > maxLine {
			return record{}, errLine
		}
		s.keepCell()
		if !more {
			return s.rec, nil
		}
	}
}

func (s *scanner) keepCell() {
	if len(s.rec.cells) >= maxCells {
		s.rec.flaws |= flawLong
	} else {
		s.rec.cells = append(s.rec.cells, s.cell.String())
	}
	s.cell.Reset()
}

// field reads one cell with what ends it, and whether another follows.
func (s *scanner) field() (more bool, err error) {
	r, err := s.in.peek()
	for err == nil && r == ' ' && r != s.delim {
		_, _ = s.in.next() // it was just peeked
		s.add(' ')
		r, err = s.in.peek()
	}
	if err != nil {
		return false, err
	}
	if r == '"' && r != s.delim {
		return s.quoted()
	}
	return s.plain(false)
}

// plain reads to the delimiter or the end of the line, with quotes as ordinary
// characters. With paired a delimiter between two quotes is one, too.
func (s *scanner) plain(paired bool) (more bool, err error) {
	within := false
	for {
		c, err := s.in.next()
		if err != nil {
			return false, err
		}
		switch {
		case c.r == eof:
			return false, nil
		case s.in.at-s.began > maxLine:
			return false, errLine
		case c.r == s.delim && !within:
			return true, nil
		case c.r == '\r' || c.r == '\n':
			ended, err := s.newline(c.r)
			if ended || err != nil {
				return false, err
			}
		default:
			if c.r == '"' {
				within = paired && !within
				// Inches and nicknames are everyday in tab-separated text.
				if s.delim != '\t' {
					s.rec.flaws |= flawQuote
				}
			}
			s.keep(c)
		}
	}
}

// newline handles a CR or LF that was just read outside quotes: it ends the
// record or is part of the cell.
func (s *scanner) newline(r rune) (ended bool, err error) {
	end, is := LF, s.ends.lf
	if r == '\r' {
		following, err := s.in.peek()
		if err != nil {
			return false, err
		}
		end, is = CR, s.ends.cr
		if following == '\n' {
			_, _ = s.in.next() // it was just peeked
			end, is = CRLF, s.ends.crlf
		}
	}
	if is {
		s.rec.end = end
		s.line++
		return true, nil
	}
	s.countLine(end)
	s.addBreak(end)
	return false, nil
}

// countLine counts a line end within a cell. A CR alone is one only where it
// ends rows: no editor shows it as a new line elsewhere.
func (s *scanner) countLine(end LineEnd) {
	if end != CR || s.ends.cr {
		s.line++
	}
}

func (s *scanner) addBreak(end LineEnd) {
	if end != LF {
		s.add('\r')
	}
	if end != CR {
		s.add('\n')
	}
}

// keep adds a character to the cell, or a flaw to the record.
func (s *scanner) keep(c char) {
	if c.bad {
		s.rec.flaws |= flawBytes
	}
	if c.r == 0 {
		s.rec.flaws |= flawNUL
		return
	}
	s.add(c.r)
}

func (s *scanner) add(r rune) {
	if s.cell.Len()+utf8.UTFMax > maxCell || s.size+utf8.UTFMax > maxRow {
		s.rec.flaws |= flawLong
		return
	}
	n, _ := s.cell.WriteRune(r)
	s.size += n
}
