package data_test

import (
	"testing"
	"time"

	"waymark/data"
)

func TestHour_isWrittenWithoutALeadingZero(t *testing.T) {
	for at, want := range map[string]string{"": "", "09:30": "9:30", "00:05": "0:05", "10:00": "10:00", "20:09": "20:09"} {
		if got := data.Hour(at); got != want {
			t.Errorf("%q is shown as %q, want %q", at, got, want)
		}
	}
	if got := data.HourOf(time.Date(2026, 4, 8, 9, 5, 0, 0, time.UTC)); got != "9:05" {
		t.Errorf("five past nine is shown as %q", got)
	}
	if got := data.DayAndHour(time.Date(2026, 4, 8, 9, 5, 0, 0, time.UTC), "Mon 2 Jan 2006"); got != "Wed 8 Apr 2026 at 9:05" {
		t.Errorf("five past nine of a day is shown as %q", got)
	}
}
