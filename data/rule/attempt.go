package rule

import "waymark/data"

// MostAttempts is how many attempts at a follow-up may reach no one before it is
// closed as “could not be reached”, unless the service has set another number.
const MostAttempts = 3

// Afterwards is what comes after an attempt that reached no one.
type Afterwards struct {
	// NextOn and NextPart are when to try again; zero if it was the last attempt.
	NextOn   data.Date
	NextPart data.CallTime
	// Last is true if no further attempt is proposed: the follow-up is closed
	// unless someone decides on one more.
	Last bool
	// Final is true if no one may decide on one more, so that every chain ends.
	Final bool
}

// AfterAttempt returns what comes after the attempts at a follow-up that reached
// no one, of which there is one at least. After most of them (MostAttempts if it
// is below 1) no further one is proposed, and after twice as many none is
// allowed.
func AfterAttempt(tried []data.Attempt, most int, h *data.Holidays) Afterwards {
	if most < 1 {
		most = MostAttempts
	}
	if len(tried) >= most {
		return Afterwards{Last: true, Final: len(tried) >= 2*most}
	}
	on, part := h.NextAttempt(tried)
	return Afterwards{NextOn: on, NextPart: part}
}

// WriteAfter is after how many attempts that reached no one a letter or a text
// is proposed.
const WriteAfter = 2
