package data

// DeclineReason is why an offer was not chosen, as one of a few reasons that
// can be counted. The client's own words stand beside it.
type DeclineReason string

// DeclineReasons lists why an offer may not be chosen.
func DeclineReasons() []Option[DeclineReason] {
	return []Option[DeclineReason]{
		{"not_for_me", "Not what they want"}, {"too_far", "Too far, or no way to get there"}, {"times", "The times do not suit"},
		{"cost", "It costs too much"}, {"health", "Not well enough"}, {"nervous", "Nervous about going"},
		{"alone", "No one to go with"}, {"caring", "Caring responsibilities"}, {"waiting_list", "The wait is too long"},
		{"has_help", "Already getting help"}, {"later", "Wants to think about it"}, {"other", "Something else"},
	}
}

// Label is the reason in words.
func (r DeclineReason) Label() string { return labelOf(DeclineReasons(), r) }
