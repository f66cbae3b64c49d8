package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// span is a block of merged cells, from 1. A merged block shows the text of its
// first cell; the others are blank in the file.
type span struct{ left, top, right, bottom int }

// spans are the merged blocks of a sheet, by their first row.
type spans map[int][]span

// The limits that keep a strange workbook within bounds: merged blocks of a
// sheet, and those that reach over one row. Blocks do not overlap.
const (
	maxSpans = 200_000
	maxOpen  = 1000
)

var mergeCell = regexp.MustCompile(`<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"`)

// mergedSpans reads the merged blocks of a sheet, which stand behind its cells,
// as a stream. A workbook built in an unusual way has none, which costs a
// filled-in heading at most.
func mergedSpans(book *openedBook, sheet string) spans {
	rows, err := book.rowsOf(sheet)
	if err != nil {
		return nil
	}
	defer rows.close()
	found, n := spans{}, 0
	for piece := range tags(rows.src, "mergeCell ") {
		m := mergeCell.FindStringSubmatch(piece)
		if m == nil || n == maxSpans {
			continue
		}
		left, top := coordinates(m[1])
		right, bottom := coordinates(m[2])
		if left > 0 && right > 0 && top > 0 && bottom > 0 {
			found[top] = append(found[top], span{left, top, right, bottom})
			n++
		}
	}
	return found
}

// coordinates are the column and row of a reference such as BC12, from 1.
func coordinates(ref string) (column, row int) {
	row, err := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if err != nil {
		return 0, 0
	}
	return columnOf(ref), row
}

// tags streams the pieces of an XML file up to each ">" that hold a word.
func tags(src io.Reader, word string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		in := bufio.NewReaderSize(src, 64<<10)
		for {
			piece, err := in.ReadSlice('>')
			if bytes.Contains(piece, []byte(word)) && !yield(string(piece)) {
				return
			}
			if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
				return
			}
		}
	}
}

// begin starts a reading of the sheet from its first row. Blocks of several
// columns fill them up to row across, which is that of the headings.
func (s spans) begin(across int) *filler { return &filler{spans: s, across: across} }

// filler gives the blank cells of merged blocks the text that is shown there.
type filler struct {
	spans  spans
	across int
	open   []filling
}

type filling struct {
	span
	text string
}

// fill handles the rows in order. Blocks that reach down fill every row they
// cover, as one organisation beside several services.
func (f *filler) fill(line int, cells []string) []string {
	if f == nil || len(f.spans) == 0 {
		return cells
	}
	still := f.open[:0]
	for _, b := range f.open {
		if b.bottom >= line {
			still = append(still, b)
		}
	}
	f.open = still
	for _, s := range f.spans[line] {
		if len(f.open) < maxOpen && s.left <= len(cells) && cells[s.left-1] != "" {
			f.open = append(f.open, filling{s, cells[s.left-1]})
		}
	}
	if isBlank(cells) || f.onlyTitle(line, cells) {
		return cells
	}
	for _, b := range f.open {
		cells = b.into(cells, line <= f.across)
	}
	return cells
}

// onlyTitle: the row's one text is that of a block as wide as a title.
func (f *filler) onlyTitle(line int, cells []string) bool {
	if filled(cells) != 1 {
		return false
	}
	for _, b := range f.open {
		if b.top == line && b.right > b.left {
			return true
		}
	}
	return false
}

// into fills the block's blank cells in one row: of its first column, or across.
func (b filling) into(cells []string, across bool) []string {
	right := b.left
	if across {
		right = b.right
	}
	for col := b.left; col <= right; col++ {
		for len(cells) < col {
			cells = append(cells, "")
		}
		if cells[col-1] == "" {
			cells[col-1] = b.text
		}
	}
	return cells
}
