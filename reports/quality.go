package reports

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/reports/disclosure"
)

// quality is what a careful reader should know about the figures, in
// sentences; there is always at least one.
func quality(r *Report) []string {
	list := []string{"The figures were counted on " + r.AsAtText() + " from the records as they stood. Entries made later for the same period change them."}
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
		list = append(list, fmt.Sprintf("%s of %s due in the period %s still open.", Count(n), data.Plural(r.FollowUps.N.N, "follow-up", "follow-ups"), isAre(n)))
	}
	for i := range r.Outcomes {
		list = append(list, r.Outcomes[i].quality(r.Rule)...)
	}
	if len(r.Outcomes) == 0 {
		list = append(list, "No questionnaire has been answered, so the report says nothing about change.")
	}
	list = append(list, r.Protection)
	return append(list, "Change after support is not proof that the support caused it: there is no comparison group.")
}

func (o *Outcome) quality(rule disclosure.Rule) []string {
	var list []string
	add := func(c Cell, format string) {
		if c.N > 0 && !o.People.Hidden {
			list = append(list, fmt.Sprintf(format, o.ShortName, c.Text(), people(o.People.N)))
		}
	}
	if !o.Pairs.Hidden && !rule.Small(o.People.N-o.Pairs.N) {
		add(Cell{N: o.People.N - o.Pairs.N}, "%s: a score at both times is missing for %s of %s. People who answer twice may differ from those who do not.")
	}
	add(o.BaselinesIncomplete, "%s: the first questionnaire has answers missing for %s of %s, so that there is no score.")
	add(o.FollowUpsIncomplete, "%s: the follow-up questionnaire has answers missing for %s of %s, so that there is no score.")
	add(o.Refused, "%s: %s of %s refused the use of their answers in evaluation; they are in no mean.")
	add(o.Estimated, "%s: %s of the scores of the pairs were estimated where answers were missing (of %s).")
	add(o.Adjusted, "%s: in %s of the pairs somebody chose other questionnaires than the rule, and said why (of %s).")
	if o.SmallSample != "" {
		list = append(list, o.ShortName+": "+o.SmallSample)
	}
	alone := o.ByMode.Row("alone")
	if alone != nil && !alone.Cell.Hidden && !o.ByMode.N.Hidden && o.ByMode.N.N > alone.Cell.N {
		list = append(list, fmt.Sprintf("%s: %s of %s were not filled in alone. %s.", o.ShortName, Count(o.ByMode.N.N-alone.Cell.N),
			data.Plural(o.ByMode.N.N, "complete questionnaire", "complete questionnaires"), "Answers given to somebody else tend to be more positive"))
	}
	return list
}

func isAre(n int) string {
	return strings.NewReplacer("was", "is", "were", "are").Replace(was(n))
}
