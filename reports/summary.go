package reports

import (
	"slices"
	"strings"
)

// Summary lists the findings of the report that are read first, each with its
// base: a part whose title is no finding is left out, and so is a second score of
// the same answers. It may be empty.
func (r *Report) Summary() []string {
	list := []string{r.Reasons.Finding, r.AgeBands.Finding, r.Offers.Finding}
	if r.Loneliness.Reason != "" {
		list = append(list, r.Loneliness.Finding)
	}
	list = append(list, r.FollowUps.Finding)
	if r.Comparison != nil {
		list = append(list, r.Comparison.Finding)
	}
	for i := range r.Outcomes {
		if o := &r.Outcomes[i]; o.SameAnswers == "" && (o.Change != nil || len(r.Outcomes) == 1) {
			list = append(list, o.Finding)
		}
	}
	said := map[string]bool{} // of an empty period several say the same
	return slices.DeleteFunc(list, func(s string) bool {
		again := said[s]
		said[s] = true
		return again || !says(s)
	})
}

// says reports whether a title is a finding, and not only what was counted. The
// titles of older saved reports say so in their own way.
func says(title string) bool {
	about, _, _ := strings.Cut(title, " (")
	return !slices.Contains(noFindings, about) && !strings.HasPrefix(title, "Too few ") &&
		!strings.HasSuffix(about, firstAndFollowUp) && (!strings.HasSuffix(about, asReasonOrNeed) || strings.HasSuffix(about, "not recorded"+asReasonOrNeed))
}

const (
	firstAndFollowUp = " scores, first and follow-up"
	asReasonOrNeed   = " as a reason or a need"
	offeredAbout     = "People offered a service"
	followUpsTitle   = "Follow-ups"
	bothPeriods      = "This period and the previous one"
)

var noFindings = []string{reasonWords.about, ageWords.about, offeredAbout, followUpsTitle, bothPeriods}
