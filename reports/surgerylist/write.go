// Package surgerylist writes the list that a practice enters into its own system:
// a CSV file with NHS number, day, code and term.
package surgerylist

import (
	"context"
	"encoding/csv"
	"io"

	"waymark/data"
	"waymark/reports"
)

// Heading names the columns of the list.
var Heading = []string{"NHS number", "Day", "Code", "Term"}

// Write puts the rows at path, whole or not at all: UTF-8, commas, CRLF, days as
// 2026-04-07. No rows, and a path that cannot be written, are data.Problems.
func Write(ctx context.Context, path string, rows []data.CodedRow) error {
	if len(rows) == 0 {
		return data.NewProblem(data.CodeNotFound, "There is nothing for the practice to enter.")
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error {
		out := csv.NewWriter(w)
		out.UseCRLF = true
		_ = out.Write(Heading) // Error tells
		for _, r := range rows {
			_ = out.Write([]string{r.NHSNumber, r.On.String(), r.Code, data.GuardCell(r.Term)})
		}
		out.Flush()
		return out.Error()
	})
}
