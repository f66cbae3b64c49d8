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
		{"People seen", "People with at least one attended contact in the period, each counted once. This is N."},
		{"n and N", "N is the total number; n is how many of them have an answer. Percentages are of n unless stated. They are rounded, so may not add up to 100."},
		{"Not recorded", "No answer was entered. It has its own row and is never counted as “no”."},
		{"Findings", "A title says that one number of people is larger than another only where chance alone would rarely explain it (exact sign test, p < 0.05). " +
			"Otherwise it says what was counted. Offers, contacts and gaps are not people, so their numbers are not compared."},
		{"Referral received", "A referral dated in the period, whether or not the person has been seen yet."},
		{"Main reason", "The main reason on the person’s latest referral up to the end of the period. It does not change if other needs are found later."},
		{"Further reason", "Any other reason given on the same referral."},
		{"Later need", "A need that came up after the referral, in conversation or on a home visit, and was recorded in the period."},
		{"Surgery and source", "The surgery and source on the same referral, or the person’s own surgery if the referral has none."},
		{"Age", "Age in whole years on the last day of the period."},
		{"Staff", staffText(r, role)},
		{"Contact", "A meeting, call or visit with a person in the period. Planned contacts that have not happened yet are not counted."},
		{"Appointment", "A time booked for a person on a day in the period, or a walk-in who had no booking. It is not a contact: a contact is what happened, and is counted separately. Slots that were only held are not counted. An appointment that was moved counts once, on its last day."},
		{"Did not attend", "The person did not come and had not cancelled. The percentage is of the appointments that were seen or not attended. Appointments that were cancelled, or have no outcome recorded yet, are left out."},
		{"Offer", "A service we suggested to a person in the period, and their answer. One person may have several."},
		{"Referral or signpost to a service", "A service the person chose and was then referred or signposted to."},
		{"Why services were not chosen", fmt.Sprintf("Picked from a short list by the %s. The person’s own words are recorded separately and are not in this report.", role.One)},
		{"Confidence", "How sure the person said they were, from 0 to 10, that they would go."},
		{"Waiting", "Calendar days from receiving the referral to the first attended contact, and to the day a service was first recorded as started. " +
			"The median is the first day by which half of them had got there. It counts people who are still waiting for as long as they have waited so far (the Kaplan–Meier estimate). " +
			"A person whose case was closed before then counts as waiting, and so does one whose service was put right to “did not start”."},
		{"Hidden", r.Protection},
		{"Started", "The person went at least once, including services they have since completed or stopped."},
		{"Gap", "A need for which nothing suitable was found in the directory, each time it was recorded in the period. Gaps not linked to a person are counted only in reports on the whole service."},
		{"Follow-up", "A call or meeting with the person 3 weeks after they are referred or signposted to a service, and again 3 weeks later. Dates move to the next working day."},
		{"On time", fmt.Sprintf("Done no more than %d working days after it was first due. Weekends and the service’s holidays do not count. The share is of all follow-ups first due in the period. Those that the person declined or that were no longer needed are among them. Those that are open and may still be done on time are not.", data.OnTimeDays)},
		{"People with both scores", "We compare each person’s first complete questionnaire in the episode with their last complete one on or after the day of the first follow-up. " +
			"If the first follow-up was not done, we use the day it was due. If there was no follow-up, we use the last questionnaire marked “follow-up”. The later questionnaire is within the period. " +
			"Where staff chose a different pair, they recorded why and we give the number. An episode is the time from a referral until the case is closed. A person with a pair in several episodes counts once, with the latest."},
		{"Who answered", "People: those seen, and those who answered a questionnaire in the period without a contact in it. Complete and incomplete count people, not questionnaires. The later questionnaire of a pair counts as a follow-up, even if it was marked as a first one."},
		{"Follow-up score", "The follow-up questionnaire is due at the second follow-up, or when the first is closed and no second is planned, but not within 2 weeks of the first questionnaire. Not due yet: it was not due by the end of the period, or no follow-up is planned. Declined: the person would rather not answer it. Missing: it was due, and neither answered nor declined."},
		{"Complete", "Every question has an answer. A missing answer is never scored as 0: a questionnaire with a missing answer has no score, unless its own rules allow one."},
		{"Standard deviation", "Calculated with n − 1. Not given for one person."},
		{"95% confidence interval", "If we repeated this with other samples of similar people, about 95 in 100 intervals calculated this way would contain the true mean change. Calculated from a paired t-test with n − 1 degrees of freedom; p is two-sided. Not given where everyone’s change is the same."},
		{"Cohen’s d_z", "The mean change divided by the standard deviation of the change. It is not the same as Cohen’s d based on the standard deviation of first scores, and is often larger."},
	}
	if r.Partners.Key != "" {
		list = append(list, Definition{"Partner", "The partner of that surgery. A person without a surgery counts with the partner of the prescriber of their latest referral."})
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
		return []Definition{{o.ShortName, "This copy of Waymark does not have this questionnaire."}}
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
		list = append(list, Definition{"Score bands of " + m.ShortName, bandsText(&m)})
	}
	if len(o.Comparators) > 0 {
		list = append(list, Definition{"Published mean for " + m.ShortName, o.comparatorText() +
			" It describes different people at a different time. Use it to understand the scale, not as a target."})
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

// staffText says whether the report names staff, which the service decides.
func staffText(r *Report, role data.RoleName) string {
	if r.Prescribers.Key == "" {
		return "This report has no figures by member of staff."
	}
	return fmt.Sprintf("The service chose to give figures by %s in its reports. The numbers say how many people each of them saw, not how well.", role.One)
}
