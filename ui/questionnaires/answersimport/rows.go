package answersimport

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/ui/kit"
)

// outcomes are how each outcome is shown.
var outcomes = map[data.Outcome]kit.ChipData{
	data.OutcomeNew: {Text: "New", Tone: kit.Green}, data.OutcomeChanged: {Text: "Changed", Tone: kit.Accent},
	data.OutcomeUnchanged: {Text: "Unchanged", Tone: kit.Neutral}, data.OutcomeSkipped: {Text: "Not imported", Tone: kit.Red},
	data.OutcomeDoubtful: {Text: "Check", Tone: kit.Amber},
}

// rowData is a questionnaire as it will be written.
func rowData(r trialRow) kit.RowData {
	d := kit.RowData{Title: whose(r.set), Secondary: fmt.Sprintf("Row %d · %s", r.row.At.Row, answersOf(r))}
	if r.row.Written == data.OutcomeSkipped {
		d.Secondary = fmt.Sprintf("Row %d · %s", r.row.At.Row, why(r.row))
	}
	if r.row.Outcome == data.OutcomeDoubtful && r.row.Written != data.OutcomeSkipped {
		d.Chips = append(d.Chips, outcomes[r.row.Written])
	}
	d.Chips = append(d.Chips, outcomes[r.row.Outcome])
	return d
}

// whose says whose answers they are, as the list does.
func whose(s *data.AnswerSet) string {
	parts := []string{}
	for _, part := range []string{s.Person.FullName(), s.Person.Reference, s.Person.NHSNumber} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return "Person not named"
	}
	return strings.Join(parts, " · ")
}

// answersOf says when the answers were given, which time it was and how many there are.
func answersOf(r trialRow) string {
	day := "no date"
	if !r.set.AnsweredOn.IsZero() {
		day = r.set.AnsweredOn.Short()
	}
	stage := ""
	if r.row.Stage != "" {
		stage = r.row.Stage.Label() + " · "
	}
	return fmt.Sprintf("%s · %s%s", day, stage, data.Plural(len(r.set.Answers), "answer", "answers"))
}

// why says in full why someone should look at a row, "" if no one need.
func why(row *data.ResponseRow) string {
	var say []string
	if row.Reason != "" {
		say = append(say, row.Reason)
	}
	for _, d := range row.Doubts {
		if d.Field != "" {
			say = append(say, fmt.Sprintf("“%s”: %s", d.Field, d.Sentence))
			continue
		}
		say = append(say, d.Sentence)
	}
	return strings.Join(say, " ")
}
