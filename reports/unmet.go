package reports

import "waymark/data"

// Unmet counts what was recorded about people without an attended contact in
// the period, who are therefore not counted as seen.
type Unmet struct {
	Referrals, Offers, Questionnaires, FollowUps Cell
	// Sentence says so; "" if there is nothing to say. What to do about it is for
	// staff, and so on their screen and not in what a reader gets.
	Sentence string
}

func (b *builder) unmet(f *data.Figures) Unmet {
	u := f.Unmet
	if !u.Any() {
		return Unmet{}
	}
	out := Unmet{Referrals: b.cell("unmet", "referrals", u.Referrals), Offers: b.cell("unmet", "offers", u.Offers),
		Questionnaires: b.cell("unmet", "questionnaires", u.Responses), FollowUps: b.cell("unmet", "follow_ups", u.FollowUps)}
	what := out.text()
	if f.Seen == 0 {
		out.Sentence = data.Capital(what) + ", but no attended contact in this period, so no one is counted as seen."
	} else {
		out.Sentence = "People with no attended contact in the period have " + what + " in it. They are not counted as seen."
	}
	return out
}

func (u *Unmet) text() string {
	var parts []string
	add := func(c Cell, one, many string) {
		switch {
		case c.Hidden:
			parts = append(parts, "some "+many)
		case c.N > 0:
			parts = append(parts, data.Plural(c.N, one, many))
		}
	}
	add(u.Referrals, "referral", "referrals")
	add(u.Offers, "offer", "offers")
	add(u.Questionnaires, "questionnaire", "questionnaires")
	add(u.FollowUps, "follow-up", "follow-ups")
	return data.JoinAnd(parts)
}
