package openreferral

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"waymark/data"
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

// row is one line of a table, by the headings of the table.
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

// cellText is a copy, because a cell is a piece of its whole line and would
// keep that in memory. Cells that are not UTF-8 come from old spreadsheets.
func cellText(cell string) string {
	if cell == "" {
		return ""
	}
	if !utf8.ValidString(cell) {
		if decoded, err := charmap.Windows1252.NewDecoder().String(cell); err == nil {
			return unguard(decoded)
		}
	}
	return strings.Clone(unguard(cell))
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

// eachRow goes through a table line by line. The row and its cells are only
// good until the next. Blank lines are left out.
func eachRow(ctx context.Context, r io.Reader, do func(r row, ragged bool) error) error {
	buffered := bufio.NewReaderSize(asUTF8(r), 1<<16)
	lines := csv.NewReader(buffered)
	lines.Comma = delimiter(buffered)
	lines.LazyQuotes, lines.FieldsPerRecord, lines.ReuseRecord = true, -1, true
	header, err := lines.Read()
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		return err
	}
	headings := len(header)
	columns := map[string]int{}
	for i, h := range header {
		name := strings.ToLower(strings.TrimSpace(h))
		if _, twice := columns[name]; !twice {
			columns[strings.Clone(name)] = i
		}
	}
	for {
		cells, err := lines.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err == nil:
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		line := row{columns, cells}
		if line.blank() {
			continue
		}
		if err := do(line, line.ragged(headings)); err != nil {
			return err
		}
	}
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
