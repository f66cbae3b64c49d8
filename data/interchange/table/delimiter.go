package table

import (
	"bytes"
	"math"
	"strings"
)

// detectDelimiter takes the character that cuts the most rows into the same
// number of cells, the more cells the better. It is 0 when none does.
func detectDelimiter(head []byte, enc Encoding) rune {
	present := allText(head, enc)
	best, top := rune(0), 0.0
	try := func(candidates []rune, weight, least float64) {
		for _, r := range candidates {
			if !strings.ContainsRune(present, r) {
				continue
			}
			found := widths(head, enc, r)
			if score := weight * evenness(found); score > top && cutShare(found) >= least {
				best, top = r, score
			}
		}
	}
	try(Delimiters(), 1, 0)
	if top < 0.5 {
		try(oddDelimiters(), 0.7, 0.5)
	}
	return best
}

// cutShare is the share of rows that are cut at all: a + in a few of the names
// of a list with one column is no delimiter.
func cutShare(widths []int) float64 {
	cut := 0
	for _, w := range widths {
		if w > 1 {
			cut++
		}
	}
	return float64(cut) / float64(max(1, len(widths)))
}

func allText(head []byte, enc Encoding) string {
	d, err := newDecoder(bytes.NewReader(head), enc)
	var b strings.Builder
	for err == nil {
		var c char
		if c, err = d.next(); c.r == eof {
			break
		}
		b.WriteRune(c.r)
	}
	return b.String()
}

func widths(head []byte, enc Encoding, delim rune) []int {
	var found []int
	for _, rec := range headRecords(head, true, enc, delim, endsFor(Mixed), false) {
		found = append(found, len(rec.cells))
	}
	return found
}

// evenness is 0 when nothing is cut, and grows with the share of rows that have
// the usual width and with that width. Notes above the list and a few ragged
// rows cost little; a character of ordinary text is ragged everywhere.
func evenness(widths []int) float64 {
	usual, _ := mode(widths, func(w int) bool { return w > 1 })
	if usual == 0 {
		return 0
	}
	sum := 0.0
	for _, w := range widths {
		switch {
		case w == usual:
			sum++
		case w > 1 && (w == usual-1 || w == usual+1):
			sum += 0.5
		case w > 1:
			sum += 0.25
		}
	}
	return sum / float64(len(widths)) * math.Log2(float64(usual))
}

// mode is the commonest of the values that count, and how many there are of
// it; of two as common, the larger.
func mode(values []int, counts func(int) bool) (value, times int) {
	tally := map[int]int{}
	for _, v := range values {
		if counts(v) {
			tally[v]++
		}
	}
	for v, n := range tally {
		if n > times || n == times && v > value {
			value, times = v, n
		}
	}
	return value, times
}

// detectLineEnd counts the line ends outside quotes. When there are several
// kinds it is asked whether all of them end rows: databases that end rows with
// CRLF leave bare LFs within cells.
func detectLineEnd(head []byte, enc Encoding, delim rune) (LineEnd, lineEnds) {
	all := endsFor(Mixed)
	lf, crlf, cr := countEnds(head, enc, delim)
	switch {
	case lf+crlf+cr == 0 || crlf+cr == 0:
		return LF, all
	case lf+cr == 0:
		return CRLF, all
	case lf+crlf == 0:
		return CR, all
	}
	best, top := Mixed, regularity(head, enc, delim, all)+0.05
	for _, e := range []LineEnd{LF, CRLF, CR} {
		if e == LF && lf == 0 || e == CRLF && crlf == 0 || e == CR && cr == 0 {
			continue
		}
		if share := regularity(head, enc, delim, endsFor(e)); share > top {
			best, top = e, share
		}
	}
	return best, endsFor(best)
}

func countEnds(head []byte, enc Encoding, delim rune) (lf, crlf, cr int) {
	s, err := newScanner(bytes.NewReader(head), enc, delim, endsFor(Mixed))
	for err == nil {
		var rec record
		rec, err = s.next()
		switch rec.end {
		case LF:
			lf++
		case CRLF:
			crlf++
		case CR:
			cr++
		}
	}
	return lf, crlf, cr
}

// regularity is the share of rows that have the usual width of more than one.
func regularity(head []byte, enc Encoding, delim rune, ends lineEnds) float64 {
	var found []int
	for _, rec := range headRecords(head, true, enc, delim, ends, false) {
		found = append(found, len(rec.cells))
	}
	if len(found) < 2 {
		return 0
	}
	_, times := mode(found, func(w int) bool { return w > 1 })
	return float64(times) / float64(len(found))
}
