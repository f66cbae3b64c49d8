package openreferral

import (
	"bufio"
	"context"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"waymark/data"
	"waymark/data/interchange/table"
)

// guard puts an apostrophe in front of a cell that begins as a formula does,
// after any apostrophes, because spreadsheets run such cells. unguard takes it
// off again. A plain number is no formula, though it may begin with a minus.
func guard(cell string) string {
	if beginsFormula(cell) && !number.MatchString(cell) {
		return "'" + cell
	}
	return cell
}

func unguard(cell string) string {
	if strings.HasPrefix(cell, "'") && beginsFormula(cell) {
		return cell[1:]
	}
	return cell
}

var number = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

func beginsFormula(cell string) bool {
	cell = strings.TrimLeft(cell, "'")
	return cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0
}

// row is one row of a table, by the headings of the table.
type row struct {
	columns map[string]int
	cells   []string
}

func (r row) raw(names ...string) string {
	return firstText(names, func(name string) string {
		if i, ok := r.columns[name]; ok && i < len(r.cells) {
			return cellText(r.cells[i])
		}
		return ""
	})
}

// cellText is a cell as it was before an export guarded it. Cells that are not
// UTF-8 come from old spreadsheets.
func cellText(cell string) string {
	if cell == "" {
		return ""
	}
	if !utf8.ValidString(cell) {
		if decoded, err := charmap.Windows1252.NewDecoder().String(cell); err == nil {
			return unguard(decoded)
		}
	}
	return unguard(cell)
}

// size is the bytes of its texts.
func (r row) size() int {
	n := 0
	for _, c := range r.cells {
		n += len(c)
	}
	return n
}

func (r row) blank() bool {
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// ragged is true when a line has not as many cells as the table has headings,
// so that something may stand under the wrong one.
func (r row) ragged(headings int) bool {
	cells := r.cells
	for len(cells) > headings && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return len(cells) != headings
}

// eachRow goes through a table row by row. Blank rows are left out. doubt is what
// a person should check in the row, "" for nothing.
func eachRow(ctx context.Context, r io.Reader, do func(r row, doubt string) error) error {
	buffered := bufio.NewReaderSize(asUTF8(r), 1<<16)
	var columns map[string]int
	headings := 0
	for line, err := range table.Stream(ctx, buffered, delimiter(buffered)) {
		if err != nil {
			return err
		}
		if columns == nil {
			columns, headings = columnsOf(line.Cells), len(line.Cells)
			continue
		}
		r := row{columns, line.Cells}
		if r.blank() {
			continue
		}
		doubt := line.Doubt
		if r.ragged(headings) {
			doubt = strings.TrimSpace(doubt + " This line has a different number of cells from the headings, so some values may be in the wrong column.")
		}
		if err := do(r, doubt); err != nil {
			return err
		}
	}
	return nil
}

// columnsOf returns the column of each heading, the first of its name.
func columnsOf(headings []string) map[string]int {
	columns := map[string]int{}
	for i, h := range headings {
		name := strings.ToLower(strings.TrimSpace(h))
		if _, twice := columns[name]; !twice {
			columns[name] = i
		}
	}
	return columns
}

// delimiter is a comma, unless the heading line has none and has others.
func delimiter(r *bufio.Reader) rune {
	head, _ := r.Peek(4096)
	line, _, _ := strings.Cut(string(head), "\n")
	for _, d := range ",;\t|" {
		if strings.ContainsRune(line, d) {
			return d
		}
	}
	return ','
}

// brokenTable makes a sentence of an error within a table.
func brokenTable(name string, err error) error {
	var problem *data.Problem
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.As(err, &problem) {
		return err
	}
	return &data.Problem{Code: data.CodeInvalid, Cause: err,
		Sentence: "The table " + name + " cannot be read to its end. It may not have been copied whole. Fetch it again."}
}
