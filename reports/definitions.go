package reports

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
)

// definitions says what each word and figure of the report means.
func definitions(r *Report, role data.RoleName, c *instrument.Catalogue) []Definition {
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
		{"Contact", "One encounter with a client in the period. Appointments that have not taken place are not counted."},
		{"Appointment", "A time booked for a client on a day in the period, or a walk-in, who was sent through without a booking. It is not a contact: a contact is what came of it, and is counted apart. Slots that were only held are not counted. One that was moved counts once, on its last day."},
		{"Did not attend", "The client did not come and had not cancelled. The percentage is of the appointments that were seen or not attended: those cancelled, and those with no outcome recorded yet, are left out."},
		{"Offer", "A service put before a person in the period, and what they said to it."},
		{"Service passed on", "A chosen offer made into a referral or a signpost to the service."},
		{"Why offers were not chosen", fmt.Sprintf("One of a short list of reasons, chosen by the %s; the person’s own words are kept beside it and are not in this report.", role.One)},
		{"Confidence", "How sure the person said they were, 0 to 10, that they would go."},
		{"Waiting", "Calendar days from the day a referral was received to the first attended contact after it, and to the day a service was first recorded as started in that episode."},
		{"Hidden", r.Protection},
		{"Started", "The person went at least once, whether or not they completed it or have stopped since."},
		{"Gap", "A need for which nothing suitable was found in the directory, each time it was recorded in the period. Gaps about nobody in particular count only in a report on everybody."},
		{"Follow-up", "A call or meeting owed about a service passed on: three weeks after it, and again three weeks later, moved past weekends and bank holidays."},
		{"On time", fmt.Sprintf("Done at most %d working days after the day it was first due; weekends and the holidays of the service do not count. The share is of all follow-ups first due in the period, without those that are open and may still be done on time.", data.OnTimeDays)},
		{"Same people", "Before and after are compared only for people with both: the first complete questionnaire of the episode, and the last complete one answered on or after the day of the episode’s first follow-up (the day it was done, else the day it was due; without one, the last marked as a follow-up). The later one lies in the period. Where somebody chose others, they said why, and their number is given."},
		{"Complete", "Every question is answered. A missing answer is never counted as nought; a questionnaire with one missing has no score."},
		{"Standard deviation", "Of each person’s change, over n − 1. It is not given for one pair."},
		{"95 % interval", "If the same were done again with other people like these, intervals made in this way would hold the true mean change 95 times in 100. It comes from the paired t-test (Student’s t with n − 1 degrees of freedom); p is two-sided. It is not given where every change is the same."},
		{"d_z", "The mean change divided by the standard deviation of the change (Cohen’s d for pairs). It is not the d that divides by the spread of scores before."},
	}
	list = append(list, seriesDefinition(r.Handing)...)
	list = append(list, visitDefinitions(r, role)...)
	for i := range r.Outcomes {
		list = append(list, instrumentDefinitions(&r.Outcomes[i], c)...)
	}
	return list
}

func instrumentDefinitions(o *Outcome, c *instrument.Catalogue) []Definition {
	m, ok := c.Measure(o.Measure)
	if !ok {
		return []Definition{{o.ShortName, "A questionnaire that this copy of the program does not have."}}
	}
	direction := "higher is better"
	if m.LowerIsBetter {
		direction = "lower is better"
	}
	about := fmt.Sprintf("%s: %s, scored %g to %g; %s. %s", m.Name, data.Plural(len(m.Items), "question", "questions"), m.Scoring.Min, m.Scoring.Max, direction, o.Rights)
	list := []Definition{{m.ShortName, strings.TrimSuffix(about, ".") + "."}}
	if m.Thresholds != nil && m.Thresholds.Note != "" {
		list = append(list, Definition{"Change on " + m.ShortName, m.Thresholds.Note})
	}
	if len(m.Bands) > 0 {
		list = append(list, Definition{"Bands of " + m.ShortName, bandsText(&m)})
	}
	if len(o.Comparators) > 0 {
		list = append(list, Definition{"Comparator for " + m.ShortName, o.comparatorText() +
			" It describes other people at another time, and is there to give the scale a meaning, not as a target."})
	}
	return list
}

func bandsText(m *instrument.Measure) string {
	parts := make([]string, len(m.Bands))
	for i, b := range m.Bands {
		switch {
		case b.AtMost != nil:
			parts[i] = fmt.Sprintf("%s up to %g", b.Label, *b.AtMost)
		case b.Below != nil:
			parts[i] = fmt.Sprintf("%s below %g", b.Label, *b.Below)
		default:
			parts[i] = b.Label + " above that"
		}
	}
	return data.Capital(strings.Join(parts, ", ")) + ". They are " + m.BandNote + "."
}
