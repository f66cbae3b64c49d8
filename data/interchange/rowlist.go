package interchange

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"waymark/data"
)

// RowList writes the rows of an import that someone should look at, those
// skipped and those doubtful, as a CSV file that a spreadsheet opens: one line
// each, with where it stands in the file and why.
type RowList struct{ csv *csv.Writer }

// NewRowList begins a list with its headings.
func NewRowList(w io.Writer) *RowList {
	l := &RowList{csv.NewWriter(w)}
	l.csv.UseCRLF = true
	_ = l.csv.Write([]string{"file", "row", "id", "name", "outcome", "reason"}) // End tells
	return l
}

// Add writes a row when it was skipped or is doubtful, and else nothing.
func (l *RowList) Add(row *data.ImportRow) {
	if row.Outcome != data.OutcomeSkipped && row.Outcome != data.OutcomeDoubtful {
		return
	}
	_ = l.csv.Write([]string{data.GuardCell(row.At.File), strconv.Itoa(row.At.Row), data.GuardCell(row.Key),
		data.GuardCell(row.Name), string(row.Outcome), data.GuardCell(Why(row))}) // End tells
}

// End writes what is still held back, and gives the first error of all.
func (l *RowList) End() error {
	l.csv.Flush()
	return l.csv.Error()
}

// Why is why someone should look at a row, in sentences; "" when no one need.
func Why(row *data.ImportRow) string {
	var reasons []string
	if row.Reason != "" {
		reasons = append(reasons, row.Reason)
	}
	for _, d := range row.Doubts {
		if d.Field != "" {
			reasons = append(reasons, data.ServiceFieldLabel(d.Field)+": "+d.Sentence)
			continue
		}
		reasons = append(reasons, d.Sentence)
	}
	return strings.Join(reasons, " ")
}
