package interchange

import (
	"context"
	"iter"

	"waymark/data/interchange/table"
)

// A list is looked through before its services are made: which way round its days are,
// and which rows are one service, only the whole of it can tell. One that is not large
// is kept meanwhile, so that its file is read once.

const (
	mostKept = 32 << 20 // bytes of a list that is kept
	rowTakes = 80       // bytes of a row beside its cells
	cellTake = 16       // bytes of a cell beside its text
)

// lookThrough goes through all rows of a list.
func (f *Feed) lookThrough(ctx context.Context, tell func(rows int), look func(table.Row)) error {
	var kept []table.Row
	size, n := 0, 0
	for row, err := range f.tableRows(ctx) {
		if err != nil {
			return err
		}
		look(row)
		if n++; tell != nil {
			tell(n)
		}
		if size += takes(row); size <= mostKept {
			kept = append(kept, row)
		} else {
			kept = nil
		}
	}
	if err := ctx.Err(); err != nil { // the rows may have ended without a word
		return err
	}
	if size <= mostKept {
		f.kept = kept
	}
	return nil
}

func takes(row table.Row) int {
	size := rowTakes + len(row.Cells)*cellTake
	for _, cell := range row.Cells {
		size += len(cell)
	}
	return size
}

// tableRows are the rows of a list, as they were kept, else from its file.
func (f *Feed) tableRows(ctx context.Context) iter.Seq2[table.Row, error] {
	if f.kept == nil {
		return f.Table.Rows(ctx)
	}
	return func(yield func(table.Row, error) bool) {
		for _, row := range f.kept {
			if err := ctx.Err(); err != nil {
				yield(table.Row{}, err)
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}
