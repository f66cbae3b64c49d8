package reports

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
)

// definitions says what each word and figure of the report means.
func definitions(r *Report) []Definition {
	list := []Definition{
		{"Period", "From " + r.From.Short() + " to " + r.To.Short() + ", both days included."},
		{"People seen", "Clients with at least one attended contact in the period, each counted once. This is N."},
		{"n and N", "N is the whole; n is how many of it have an answer recorded. Percentages are of n unless the table says otherwise, and are rounded half up, so that they may not add up to exactly 100."},
		{"Not recorded", "Nothing was written down. It is a row of its own, never left out and never counted as “no”."},
		{"Referral received", "A referral dated in the period, whether the person has been seen yet or not."},
		{"Main reason", "The one primary reason of the person’s latest referral up to the end of the period: what they came with, not what was found later."},
		{"Further reason", "Any other reason given on the same referral."},
		{"Need found later", "A need that came up in conversation and was recorded in the period."},
		{"Surgery and source", "Those of the same referral; the person’s own surgery where the referral names none."},
		{"Age", "In full years on the last day of the period."},
		{"Contact", "One encounter with a client in the period. Planned contacts that have not taken place are not counted."},
		{"Offer", "A service put before a person in the period, and what they said to it."},
		{"Service passed on", "A chosen offer made into a referral or a signpost to the service."},
		{"Started", "The person went at least once, whether or not they completed it or have stopped since."},
		{"Gap", "A need for which nothing suitable was found in the directory, each time it was recorded in the period. Gaps about nobody in particular count only in a report on everybody."},
		{"Follow-up", "A call or meeting owed about a service passed on: three weeks after it, and again three weeks later, moved past weekends and bank holidays."},
		{"On time", fmt.Sprintf("Done at most %d days after the day it was first due.", data.OnTimeDays)},
		{"Same people", "Before and after are compared only for people with both: their first complete questionnaire of the episode and their last complete follow-up in it, answered in the period."},
		{"Complete", "Every question is answered. A missing answer is never counted as nought; a questionnaire with one missing has no score."},
		{"Standard deviation", "Of each person’s change, over n − 1. It is not given for one pair."},
		{"95 % interval", "If the same were done again with other people like these, intervals made in this way would hold the true mean change 95 times in 100. It comes from the paired t-test (Student’s t with n − 1 degrees of freedom); p is two-sided. It is not given where every change is the same."},
		{"d_z", "The mean change divided by the standard deviation of the change (Cohen’s d for pairs). It is not the d that divides by the spread of scores before."},
	}
	for i := range r.Outcomes {
		list = append(list, instrumentDefinitions(&r.Outcomes[i])...)
	}
	return list
}

func instrumentDefinitions(o *Outcome) []Definition {
	d, ok := instrument.ByID(o.InstrumentID)
	if !ok {
		return []Definition{{o.ShortName, "A questionnaire of the service’s own."}}
	}
	about := fmt.Sprintf("%s: %d questions about %s, scored %g to %g; higher is better. %s",
		d.Name, len(d.Items), strings.TrimPrefix(d.Recall, "over "), d.Scoring.Min, d.Scoring.Max, d.Rights)
	list := []Definition{{d.ShortName, strings.TrimSuffix(about, ".") + "."}}
	if d.Thresholds != nil && d.Thresholds.Note != "" {
		list = append(list, Definition{"Change on " + d.ShortName, d.Thresholds.Note})
	}
	if len(o.Comparators) > 0 {
		list = append(list, Definition{"Comparator for " + d.ShortName, o.comparatorText() +
			" It describes other people at another time, and is there to give the scale a meaning, not as a target."})
	}
	return list
}
