package rule

import "waymark/data"

// Later is how things are with the questionnaire that is to follow a first one
// and was not answered.
type Later string

// What became of a follow-up questionnaire that was not answered.
const (
	LaterNotDue   Later = "not_due"  // none is due yet, or none is planned
	LaterDeclined Later = "declined" // the client would rather not answer it
	LaterMissing  Later = "missing"  // it was due, and no one said why it is not there
)

// LaterOf says how things were on the day until with the questionnaire to follow
// one that was answered on first, from the follow-ups of its episode. It is due
// as Due.Asks says: on FollowUpDay, and not within two weeks of the first one.
func LaterOf(first data.Date, followUps []data.FollowUp, declined bool, until data.Date) Later {
	day := FollowUpDay(followUps)
	switch {
	case declined:
		return LaterDeclined
	case day.IsZero() || latest(day, first.AddDays(recallDays)).After(until):
		return LaterNotDue
	default:
		return LaterMissing
	}
}
