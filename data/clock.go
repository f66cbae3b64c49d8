package data

import "time"

// Clock tells the time, so that a test or an invented caseload can set it.
type Clock func() time.Time

// SystemClock is the computer's own clock, in its local time zone.
func SystemClock() Clock { return time.Now }

// Today is the day it is where the user is: the day in the location of the
// time that the clock gives, which for SystemClock is the local one.
func (c Clock) Today() Date { return DateOf(c()) }

// Now is the instant in UTC, cut to whole milliseconds, as it is stored.
func (c Clock) Now() time.Time { return c().UTC().Truncate(time.Millisecond) }
