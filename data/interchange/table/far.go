package table

import "waymark/data"

// The limits of cells that rows have. A sheet with one value in its last column
// has 16,383 blank cells before it, in 40 bytes of the file.
const (
	maxBeyond = 20_000_000  // cells beyond the columns of the list
	maxOfAll  = 150_000_000 // cells
)

// farCells counts the cells of a list.
type farCells struct{ beyond, all int }

// count adds a row of so many cells in a list of so many columns. It returns an
// error once the list has more cells than a real one.
func (f *farCells) count(cells, columns int) error {
	f.all += cells
	f.beyond += cells - columns
	if f.beyond > maxBeyond || f.all > maxOfAll {
		return data.NewProblem(data.CodeInvalid, "Many rows of this list have values far to the right of its columns. "+
			"Copy the columns of the list alone into a new workbook, and import that.")
	}
	return nil
}
