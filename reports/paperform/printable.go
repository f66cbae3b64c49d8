package paperform

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/reports/internal/typeset"
)

// printable is a problem where the font lacks letters of a wording: a form
// with gaps in it would not be the questionnaire.
func printable(set []*instrument.Definition, o Options) error {
	for _, q := range set {
		missing := typeset.Missing(wording(q) + wording(q.In(o.Language.Code())) + o.Registration)
		if missing != "" {
			return data.NewProblem(data.CodeInvalid, fmt.Sprintf(
				"%s cannot be printed as it is: the program’s font does not have “%s”. Write it in other letters in the questionnaire’s file, or fill it in on the screen.",
				q.ShortName, typeset.Clean(missing)))
		}
	}
	return nil
}

// wording is everything of a questionnaire that is printed.
func wording(q *instrument.Definition) string {
	var s strings.Builder
	for _, text := range []string{q.Name, q.ShortName, q.Instruction, q.Recall, q.Rights} {
		s.WriteString(text)
	}
	for _, item := range q.Items {
		s.WriteString(item.Text)
		for _, c := range q.ChoicesOf(item) {
			s.WriteString(c.Label)
		}
	}
	return s.String()
}
