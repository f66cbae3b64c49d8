package data

// Unmet counts what was recorded in a period about people without an attended
// contact in it. They are not counted as seen, however much was done for them.
type Unmet struct {
	Referrals int
	Offers    int
	Responses int // finished questionnaires
	FollowUps int // that reached the client
}

// Any reports whether there is anything.
func (u Unmet) Any() bool { return u.Referrals+u.Offers+u.Responses+u.FollowUps > 0 }

// Text lists it, such as "3 referrals and 1 questionnaire".
func (u Unmet) Text() string {
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, Plural(n, one, many))
		}
	}
	add(u.Referrals, "referral", "referrals")
	add(u.Offers, "offer", "offers")
	add(u.Responses, "questionnaire", "questionnaires")
	add(u.FollowUps, "follow-up", "follow-ups")
	return JoinAnd(parts)
}
