package reports

import (
	"fmt"

	"waymark/data"
	"waymark/reports/internal/typeset"
)

// Printable returns a *data.Problem if no font has a letter of a name that something
// cannot be printed without. What it would be printed as is an empty box.
func Printable(names ...string) error {
	for _, n := range names {
		if missing := typeset.Missing(n); missing != "" {
			return data.NewProblem(data.CodeInvalid, fmt.Sprintf(
				"We cannot print “%s”: our fonts do not have “%s”. Add the name in other letters to the record, or write this by hand.", n, typeset.Clean(missing)))
		}
	}
	return nil
}
