package table

import (
	"fmt"
	"strings"
)

// layout is the columns of a list and what its rows usually look like.
type layout struct {
	header []string
	usual  int // cells that most rows have; 0: they differ, as where blank cells at the end are left out
	given  int // cells of the headings' row, with blank ones at its end
	sheet  bool

	asks []string
}

// AskShifted ends the question about headings that are fewer than the columns.
const AskShifted = "Do the values stand under the right headings?"

// newLayout judges by the first rows of a list; line is that of the headings.
func newLayout(first []record, line int, sheet bool) layout {
	head, body := parted(first, line)
	l := layout{given: len(head), sheet: sheet}
	named := trimmed(head)
	raw, valued := make([]int, len(body)), make([]int, len(body))
	widest, beyond := 0, 0
	for i, rec := range body {
		raw[i], valued[i] = len(rec.cells), trimmed(rec.cells)
		widest = max(widest, valued[i])
		if valued[i] > named {
			beyond++
		}
	}
	usual, times := mode(raw, func(int) bool { return true })
	if times*3 >= len(body)*2 {
		l.usual = usual
	}
	columns := max(named, min(l.usual, widest), min(l.given, widest), wideInHalf(valued))
	if line == 0 {
		columns = max(columns, widest)
	}
	l.header = columnNames(head[:min(named, len(head))], columns)
	if line > 0 {
		l.askWidth(line, named, nearly(beyond, len(body)), nearly(times, len(body)), usual, columns)
		l.asks = append(l.asks, shifted(l.header, body)...)
	}
	if columns == 1 && !sheet {
		l.asks = append(l.asks, "Only one column was found. Is the separator right?")
	}
	return l
}

// parted returns the headings at line and the rows beneath.
func parted(first []record, line int) (head []string, body []record) {
	for _, rec := range first {
		switch {
		case rec.line == line:
			head = rec.cells
		case rec.line > line:
			body = append(body, rec)
		}
	}
	return head, body
}

// askLine asks about headings that no one pointed out and that are not plain to see.
func (l *layout) askLine(first []record, line int) {
	if line == 0 {
		l.asks = append(l.asks, "We could not find a heading row. Which row is it, or is there none?")
		return
	}
	head, body := parted(first, line)
	if len(body) > 0 && knownShare(head) == 0 && contrast(head, body) < 0.1 {
		l.asks = append(l.asks, fmt.Sprintf("Line %d was taken for the headings, but it looks like the rows beneath. Is it the headings?", line))
	}
}

// askWidth asks about headings that have fewer or more columns than the rows.
func (l *layout) askWidth(line, named int, mostBeyond, regular bool, usual, columns int) {
	wide := columns > named && (l.sheet && mostBeyond || !l.sheet && regular && usual > l.given)
	narrow := !l.sheet && regular && usual < named
	if !wide && !narrow {
		return
	}
	if l.sheet {
		usual = columns
	}
	l.asks = append(l.asks, fmt.Sprintf("The headings in line %d have %s, but nearly all rows beneath have %d. "+
		AskShifted, line, count(named, "column"), usual))
}

// nearly: at least nine of ten, or all but one of a few.
func nearly(n, of int) bool { return n > 0 && (n*10 >= of*9 || of > 2 && of < 10 && n >= of-1) }

// trimmed is the number of cells without blank ones at the end.
func trimmed(cells []string) int {
	n := len(cells)
	for n > 0 && isBlankCell(cells[n-1]) {
		n--
	}
	return n
}

// wideInHalf is the number of columns that more than half of the rows fill.
func wideInHalf(valued []int) int {
	columns := 0
	for _, w := range valued {
		reach := 0
		for _, v := range valued {
			if v >= w {
				reach++
			}
		}
		if reach*2 > len(valued) {
			columns = max(columns, w)
		}
	}
	return columns
}

// row puts a record under the columns.
func (l *layout) row(rec record) Row {
	valued := trimmed(rec.cells)
	doubts := l.widthDoubt(len(rec.cells), valued)
	doubts = append(doubts, rec.flaws.sentences()...)
	cells := make([]string, max(len(l.header), valued))
	for i, c := range rec.cells[:min(len(cells), len(rec.cells))] {
		cells[i] = narrow(c)
	}
	return Row{Line: rec.line, Cells: cells, Doubt: strings.Join(doubts, " "), Hidden: rec.flaws&flawHidden != 0}
}

func (l *layout) widthDoubt(width, valued int) []string {
	columns := len(l.header)
	switch {
	case valued > columns:
		return []string{fmt.Sprintf("This row has %s, but the list has %s; a value may stand in the wrong column.",
			count(valued, "cell"), count(columns, "column"))}
	case l.sheet || l.usual == 0:
		return nil
	case width > l.usual && width > columns && width != l.given:
		return []string{fmt.Sprintf("This row has %s where the others have %d; a value may stand in the wrong column.",
			count(width, "cell"), l.usual)}
	case width < l.usual && width < columns:
		return []string{fmt.Sprintf("This row has %s where the others have %d; the missing ones at its end are taken as blank.",
			count(width, "cell"), l.usual)}
	}
	return nil
}

// sentences says what each flaw means for the person who reads the row.
func (f flaw) sentences() []string {
	var all []string
	for _, s := range []struct {
		bit      flaw
		sentence string
	}{
		{flawQuote, "There is an unexpected quotation mark in this row. Check its cells."},
		{flawBytes, "Some characters of this row do not belong to the file’s encoding; check letters with accents and punctuation."},
		{flawNUL, "This row held empty bytes (NUL), which were left out."},
		{flawLong, "This row is longer than can be read; only the beginning was kept."},
		{flawError, "A cell of this row holds an Excel error, such as #REF!."},
		{flawDigits, "This row has a number of more than 15 digits. Excel keeps 15, so check the last ones."},
		{flawHidden, "This row is hidden in the workbook, by a filter or by hand."},
		{flawFormula, "A cell of this row holds a formula whose result is not in the file. Open the workbook in Excel, save it and import it again."},
		{flawStruck, "Something in this row is crossed out in the workbook. It was read all the same."},
		{flawComment, "A cell of this row has a comment in the workbook. Comments are not read, so look at it there."},
	} {
		if f&s.bit != 0 {
			all = append(all, s.sentence)
		}
	}
	return all
}

// text is all that the flaws mean.
func (f flaw) text() string { return strings.Join(f.sentences(), " ") }

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
