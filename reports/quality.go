package reports

import (
	"fmt"

	"waymark/data"
	"waymark/reports/disclosure"
)

// quality is what a careful reader should know about the figures, in
// sentences; there is always at least one.
func quality(r *Report) []string {
	list := []string{"These figures were produced on " + r.AsAtText() + ". Records added or changed later may change them."}
	if r.Unmet.Sentence != "" {
		list = append(list, r.Unmet.Sentence)
	}
	for _, t := range []struct {
		*Table
		what string
	}{
		{&r.Reasons, "The main reason"}, {&r.Sex, "Sex"}, {&r.AgeBands, "Age"}, {&r.Surgeries, "The surgery"}, {&r.Sources, "The source of referral"},
	} {
		if n := t.NotRecorded.N; n > 0 {
			list = append(list, fmt.Sprintf("%s is not recorded for %s of %s.", t.what, Count(n), people(t.N.N)))
		}
	}
	if n := rowOf(&r.FollowUps, "open").N; n > 0 {
		list = append(list, fmt.Sprintf(oneOrMany(n, "%s of %s due in the period is still open.", "%s of %s due in the period are still open."), Count(n), data.Plural(r.FollowUps.N.N, "follow-up", "follow-ups")))
	}
	for i := range r.Outcomes {
		if r.Outcomes[i].SameAnswers == "" { // else the same would be said twice
			list = append(list, r.Outcomes[i].quality(r.Rule)...)
		}
	}
	if len(r.Outcomes) == 0 {
		list = append(list, "No questionnaires were completed, so this report does not show change.")
	}
	list = append(list, r.Protection)
	if r.Restricted != "" {
		list = append(list, r.Restricted)
	}
	if r.HeldOf != "" {
		list = append(list, r.HeldOf)
	}
	return append(list, "There is no comparison group, so these figures do not show that the support caused the change.")
}

func (o *Outcome) quality(rule disclosure.Rule) []string {
	var list []string
	add := func(c Cell, one, many string) {
		if c.N > 0 && !o.People.Hidden {
			list = append(list, fmt.Sprintf(oneOrMany(c.N, one, many), o.ShortName, c.Text(), people(o.People.N)))
		}
	}
	if !o.Pairs.Hidden && !rule.Small(o.People.N-o.Pairs.N) {
		add(Cell{N: o.People.N - o.Pairs.N}, "%s: %s of %s does not have both scores. People who complete both may differ from those who do not.",
			"%s: %s of %s do not have both scores. People who complete both may differ from those who do not.")
	}
	const (
		noFirst = "%s: %s of %s left answers out of the first questionnaire, so they have no first score."
		noLater = "%s: %s of %s left answers out of the follow-up questionnaire, so they have no follow-up score."
		refused = "%s: %s of %s did not agree to their answers being used in evaluation. They are not included in any mean."
	)
	add(o.BaselinesIncomplete, noFirst, noFirst)
	add(o.FollowUpsIncomplete, noLater, noLater)
	add(o.Refused, refused, refused)
	if c := o.Estimated; c.N > 0 && !o.Pairs.Hidden {
		list = append(list, fmt.Sprintf(oneOrMany(c.N, "%s: %s of %s scores was estimated because some answers were missing.",
			"%s: %s of %s scores were estimated because some answers were missing."), o.ShortName, c.Text(), Count(2*o.Pairs.N)))
	}
	if c := o.Adjusted; c.N > 0 && !o.Pairs.Hidden {
		list = append(list, fmt.Sprintf("%s: for %s of %s, staff chose a different pair of questionnaires from the rule and recorded why.", o.ShortName, c.Text(), people(o.Pairs.N)))
	}
	if o.Pairs.Hidden {
		list = append(list, o.ShortName+": The mean is hidden, because it could help to identify someone.")
	} else if o.SmallSample != "" {
		list = append(list, o.ShortName+": "+o.SmallSample)
	}
	return append(list, o.howCompleted()...)
}

// howCompleted says how many of the complete questionnaires were not completed alone,
// of those of which that is recorded, and of how many it is not.
func (o *Outcome) howCompleted() []string {
	var list []string
	t := &o.ByMode
	complete := func(n int) string { return data.Plural(n, "complete questionnaire", "complete questionnaires") }
	one := "%s: %s of %s was not completed alone. Answers given to another person tend to be more positive."
	many := "%s: %s of %s were not completed alone. Answers given to another person tend to be more positive."
	if t.NotRecorded.N > 0 && !t.N.Hidden {
		list = append(list, fmt.Sprintf("%s: how the questionnaire was completed is not recorded for %s of %s.", o.ShortName, Count(t.NotRecorded.N), complete(t.N.N)))
		one = "%s: %s of %s for which this is recorded was not completed alone. Answers given to another person tend to be more positive."
		many = "%s: %s of %s for which this is recorded were not completed alone. Answers given to another person tend to be more positive."
	}
	alone := t.Row("alone")
	if alone == nil || alone.Cell.Hidden || t.Recorded.Hidden || t.Recorded.N <= alone.Cell.N {
		return list
	}
	others := t.Recorded.N - alone.Cell.N
	return append(list, fmt.Sprintf(oneOrMany(others, one, many), o.ShortName, Count(others), complete(t.Recorded.N)))
}

// heldOf says of a report that was counted on a PC of one partner, or by someone who sees
// only their own clients, who is not in it.
func heldOf(f *data.Figures) string {
	switch {
	case f.OwnOf != "":
		return "Counted by someone who sees only their own clients: everyone else’s clients are not included."
	case f.HeldOf != "":
		return "Counted on a PC that holds only the records of " + f.HeldOf + ": people who have since moved to another partner are not included."
	}
	return ""
}

// leftOut says that people who asked that their record is only kept are not in the
// report. Their number is of the whole service, whatever the report is on, and one
// that the rule would hide is not given.
func leftOut(n int, rule disclosure.Rule) string {
	const format = "%s asked that their record is only kept, so nothing of them is counted. This is of the whole service."
	switch {
	case n == 0:
		return ""
	case rule.Small(n):
		return fmt.Sprintf(format, fmt.Sprintf("Fewer than %d people", rule.Minimum))
	case rule.RoundTo > 1:
		return fmt.Sprintf(format, "About "+people(rule.Round(n)))
	}
	return fmt.Sprintf(format, data.Capital(people(n)))
}
