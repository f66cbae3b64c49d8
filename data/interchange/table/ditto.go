package table

import (
	"slices"
	"strings"

	"waymark/data"
)

// dittos are what people write for “the same as the cell above”.
var dittos = map[string]bool{
	`"`: true, "”": true, "“": true, "″": true, "〃": true, "''": true, "´´": true, `""`: true, "do.": true, "-do-": true, `- " -`: true, `-"-`: true, "ditto": true, "dito": true,
	"as above": true, "same as above": true, "see above": true, "same above": true, "as before": true,
}

const longestDitto = 20 // bytes, with what may stand around it

// isDitto reports whether a cell stands for the one above. Lists of millions of cells
// are asked, of which nearly all end at their first two bytes.
func isDitto(cell string) bool {
	if cell == "" || len(cell) > longestDitto {
		return false
	}
	second := byte(0)
	if len(cell) > 1 {
		second = cell[1] | 0x20 // a small letter
	}
	switch cell[0] {
	case '"', '\'', '-', ' ', '(', 0xe2, 0xe3, 0xc2: // marks, in UTF-8
	case 'a', 'A':
		if second != 's' {
			return false
		}
	case 'd', 'D':
		if second != 'o' && second != 'i' {
			return false
		}
	case 's', 'S':
		if second != 'a' && second != 'e' {
			return false
		}
	default:
		return false
	}
	return dittos[strings.ToLower(strings.Trim(data.Tidy(cell), " ()"))]
}

// ditto puts what stands above into the cells of rows that say so, one row after the
// other.
type ditto struct {
	above []string // what stood last in each column
	found string   // the first cell that stands for the one above, as it is written
}

// fill settles the next row. It says so with the row, unless the whole list is asked
// about such cells.
func (d *ditto) fill(row Row, asked bool) Row {
	copied, blank := false, false
	for len(d.above) < len(row.Cells) {
		d.above = append(d.above, "")
	}
	for i, cell := range row.Cells {
		if !isDitto(cell) {
			d.above[i] = cell
			continue
		}
		if d.above[i] == "" {
			blank = true
		} else if d.found == "" {
			d.found = strings.TrimSpace(cell)
		}
		if !copied {
			row.Cells, copied = slices.Clone(row.Cells), true
		}
		row.Cells[i] = d.above[i]
	}
	switch {
	case blank:
		row.Doubt = strings.TrimSpace(row.Doubt + " A cell of this row stands for the one above, which is blank.")
	case copied && !asked:
		row.Doubt = strings.TrimSpace(row.Doubt + " A cell of this row stands for the one above, and was read so.")
	}
	return row
}
