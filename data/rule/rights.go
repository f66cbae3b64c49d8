package rule

import "waymark/data"

// The months in which a request has to be answered, and those if it is complex
// and the person was told so within the first (UK GDPR, Article 12(3)).
const (
	rightsMonths         = 1
	rightsMonthsExtended = 3
)

// RightsDue is when a request has to be answered: on the same date of the next
// month, or of the third if it was extended, or on the last day of a month that is
// shorter. The month begins on the day it arrived, or on the day the service
// knew who asks if it had to ask. Days on which it waited to hear what the
// person means do not count. A day on which the service does not work becomes
// the next one on which it does. A consent that is withdrawn counts at once.
// Source: the Information Commissioner's guidance on the right of access.
func RightsDue(r *data.RightsRequest, h *data.Holidays) data.RightsDue {
	months := rightsMonths
	if !r.ExtendedOn.IsZero() {
		months = rightsMonthsExtended
	}
	return rightsDueAfter(r, months, h)
}

// RightsExtendBy is the last day on which a person can be told that their request
// takes longer: the day on which it would be due without that.
func RightsExtendBy(r *data.RightsRequest, h *data.Holidays) data.Date {
	return rightsDueAfter(r, rightsMonths, h).On
}

func rightsDueAfter(r *data.RightsRequest, months int, h *data.Holidays) data.RightsDue {
	begins := r.AskedOn
	switch {
	case r.Kind == data.RightsWithdrawal:
		return data.RightsDue{On: r.AskedOn, Target: r.AskedOn}
	case !r.IdentityAskedOn.IsZero() && r.IdentityOn.IsZero():
		return data.RightsDue{Waits: data.WaitsForIdentity}
	case !r.ClarifyOn.IsZero() && r.ClarifiedOn.IsZero():
		return data.RightsDue{Waits: data.WaitsForMeaning}
	case !r.IdentityAskedOn.IsZero():
		begins = r.IdentityOn
	}
	target := begins.AddMonths(months)
	if stopped := later(r.ClarifyOn, begins); !r.ClarifyOn.IsZero() && r.ClarifiedOn.After(stopped) {
		target = target.AddDays(r.ClarifiedOn.Sub(stopped))
	}
	return data.RightsDue{On: h.NextWorkingDay(target), Target: target}
}

func later(a, b data.Date) data.Date {
	if a.After(b) {
		return a
	}
	return b
}

// RightsRemind is how many days before a request is due Today begins to show it.
const RightsRemind = 14
