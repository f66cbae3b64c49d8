package webfeed

import "time"

// Limits are how much and how long a feed may be. A zero field has its usual value.
type Limits struct {
	Page    int64 // bytes of one page, unpacked
	Detail  int64 // bytes of one full record, unpacked
	Whole   int64 // bytes of all of it
	Pages   int
	Details int
	Time    time.Duration // for all of it
	Answer  time.Duration // for one answer to begin
	Silence time.Duration // within an answer
}

func (l Limits) usual() Limits {
	or := func(n, usual int64) int64 {
		if n == 0 {
			return usual
		}
		return n
	}
	return Limits{Page: or(l.Page, 50<<20), Detail: or(l.Detail, 5<<20), Whole: or(l.Whole, 500<<20),
		Pages: int(or(int64(l.Pages), 20_000)), Details: int(or(int64(l.Details), 100_000)),
		Time:    time.Duration(or(int64(l.Time), int64(3*time.Hour))),
		Answer:  time.Duration(or(int64(l.Answer), int64(30*time.Second))),
		Silence: time.Duration(or(int64(l.Silence), int64(30*time.Second)))}
}
