package rule

import "waymark/data"

// Kept is how a follow-up counts among those done on time.
type Kept int

// How a follow-up counts.
const (
	KeptNotYet    Kept = iota // open, and may still be done on time
	KeptOnTime                // done at most data.OnTimeDays working days after it was first due
	KeptLate                  // done later
	KeptOpen                  // open, and too late to be on time
	KeptDeclined              // closed: the client did not want it
	KeptNotNeeded             // closed: not needed any more
	KeptUnreached             // closed: no one could be reached
)

// KeptOf returns how a follow-up counts today that could be done on time until a
// day, which data.Holidays.OnTimeUntil returns for the day it was first due.
// Attempts that reached no one and moves change nothing.
//
// One done on a day that is not recorded counts as late: it cannot be shown to have
// been on time.
func KeptOf(status data.FollowUpStatus, closedOn, until, today data.Date) Kept {
	switch {
	case status == data.FollowUpDeclined:
		return KeptDeclined
	case status == data.FollowUpNotNeeded:
		return KeptNotNeeded
	case status == data.FollowUpUnreached:
		return KeptUnreached
	case status == data.FollowUpDone && !closedOn.IsZero() && !closedOn.After(until):
		return KeptOnTime
	case status == data.FollowUpDone:
		return KeptLate
	case today.After(until):
		return KeptOpen
	}
	return KeptNotYet
}

// Count adds a follow-up that counts as k to n.
func (k Kept) Count(n *data.FollowUpFigures) {
	switch k {
	case KeptNotYet:
		n.NotYet++
		return
	case KeptOnTime:
		n.OnTime++
	case KeptLate:
		n.Late++
	case KeptOpen:
		n.Open++
	case KeptDeclined:
		n.Declined++
	case KeptNotNeeded:
		n.NotNeeded++
	case KeptUnreached:
		n.Unreached++
	}
	n.Due++
}
