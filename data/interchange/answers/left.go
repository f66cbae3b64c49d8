package answers

import (
	"context"
	"encoding/csv"
	"io"
	"slices"
	"strconv"

	"waymark/data"
)

// WriteRows writes rows of the list as they are, by their numbers, as a CSV file with
// two columns more: the number, and what why says of the row. When it is put right,
// the file can be imported in place of the list.
func (l *List) WriteRows(ctx context.Context, w io.Writer, why map[int]string) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	_ = out.Write(append(guarded(l.file.Header), "Row in the list", "Why it was not imported")) // Error tells
	for row, err := range l.file.Rows(ctx) {
		if err != nil {
			return err
		}
		reason, wanted := why[row.Line]
		if !wanted {
			continue
		}
		cells := guarded(row.Cells[:min(len(row.Cells), len(l.file.Header))])
		_ = out.Write(append(cells, strconv.Itoa(row.Line), reason)) // Error tells
	}
	out.Flush()
	return out.Error()
}

// guarded are cells that no spreadsheet takes for a formula. What reads lists here
// takes the guard off again.
func guarded(cells []string) []string {
	safe := slices.Clone(cells)
	for i, c := range safe {
		safe[i] = data.GuardCell(c)
	}
	return safe
}
