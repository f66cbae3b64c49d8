package reports

import "waymark/data"

// PeriodText is the period in words: "October 2018 to May 2019" when it is
// made of whole months, "May 2019" for one, else "3 October 2018 to 7 May 2019".
func (r *Report) PeriodText() string {
	const month, day = "January 2006", "2 January 2006"
	from, to := r.From.Time(), r.To.Time()
	switch {
	case r.From == r.To:
		return from.Format(day)
	case r.From.Day != 1 || r.To.AddDays(1).Day != 1:
		return from.Format(day) + " to " + to.Format(day)
	case r.From.Year == r.To.Year && r.From.Month == r.To.Month:
		return from.Format(month)
	default:
		return from.Format(month) + " to " + to.Format(month)
	}
}

// DatesText is the first and the last day of the period, "1 Oct 2018 to 31 May 2019".
func (r *Report) DatesText() string {
	if r.From == r.To {
		return r.From.Short()
	}
	return r.From.Short() + " to " + r.To.Short()
}

// ScopeText says whom the figures are about: "All surgeries, all reasons", or
// the names of the filters. A partner stands in place of the surgeries. What someone
// counted who sees only their own clients is told from what is of everyone.
func (r *Report) ScopeText() string {
	surgery, reason := "All surgeries", "all reasons"
	if r.Partner != "" {
		surgery = r.Partner
	}
	if r.Surgery != "" {
		surgery = r.Surgery
	}
	if r.Reason != "" {
		reason = "reason: " + r.Reason
	}
	if r.OwnOnly {
		return surgery + ", " + reason + ", " + ownClients
	}
	return surgery + ", " + reason
}

// ownClients says that a report is not of everyone. It names no one, since the service
// decides whether its reports name staff.
const ownClients = "one person’s own clients"

// AsAtText is when the figures were counted, "7 April 2026 at 10:31".
func (r *Report) AsAtText() string {
	return r.AsAt.Format("2 January 2006") + " at " + data.HourOf(r.AsAt)
}
