package main

import (
	"testing"
	"time"

	"waymark/data"
)

// Two PCs that shared a sample made in the morning took the earlier of two notes
// for the later one, because the sample was stamped with the noon to come.
func TestASampleIsNotStampedAheadOfTheClock(t *testing.T) {
	day := data.Date{Year: 2026, Month: time.November, Day: 30}
	at := func(hour int) time.Time { return time.Date(2026, time.November, 30, hour, 0, 0, 0, time.Local) }
	for _, c := range []struct {
		name string
		day  data.Date
		now  time.Time
		want time.Time
	}{
		{"in the morning it is now", day, at(9), at(9)},
		{"in the afternoon it is noon", day, at(15), at(12)},
		{"a past day is at its noon", day.AddDays(-1), at(9), at(12).AddDate(0, 0, -1)},
		{"a day to come is at its noon", day.AddDays(1), at(9), at(12).AddDate(0, 0, 1)},
	} {
		if got := noonOf(c.day, c.now)(); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
