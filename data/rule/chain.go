package rule

import "waymark/data"

// lastFollowUp is how many follow-ups a referral to a service has at most.
const lastFollowUp = 2

// FollowingOn returns which follow-up comes after f, and from which day its
// three weeks are counted, once f is closed with a status on a day. ok is false
// if the chain ends there.
//
// Only a follow-up that was done leads to another: it is counted from the day it
// was done, not from the day it was due, since the client has just been heard.
func FollowingOn(f data.FollowUp, status data.FollowUpStatus, on data.Date) (number int, from data.Date, ok bool) {
	if status != data.FollowUpDone || f.Number < 1 || f.Number >= lastFollowUp {
		return 0, data.Date{}, false
	}
	return f.Number + 1, on, true
}

// OwnerOf returns whose a new follow-up is: the client's prescriber, or whoever
// writes it if the client has none.
func OwnerOf(prescriber, actor data.ID) data.ID {
	if prescriber != "" {
		return prescriber
	}
	return actor
}
