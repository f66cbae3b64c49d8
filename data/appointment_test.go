package data_test

import (
	"fmt"
	"testing"

	"waymark/data"
)

func TestIsClock_everyMinuteOfTheDayAndNothingElse(t *testing.T) {
	for minute := range 24 * 60 {
		text := fmt.Sprintf("%02d:%02d", minute/60, minute%60)
		if !data.IsClock(text) || data.MinuteOf(text) != minute || data.ClockOf(minute) != text {
			t.Errorf("%s: %t, %d, %s", text, data.IsClock(text), data.MinuteOf(text), data.ClockOf(minute))
		}
	}
	for _, text := range []string{"", "9:30", "09:60", "24:00", "0930", "09:3", "09:300", " 9:30", "09.30", "a9:30", "09:3٣"} {
		if data.IsClock(text) || data.MinuteOf(text) != 0 {
			t.Errorf("%q is a time", text)
		}
	}
}

func TestParseBreaks_asPeopleTypeThem(t *testing.T) {
	for typed, want := range map[string]string{"": "", "10:30-10:45": "10:30-10:45", "9.30 to 9.45; 12:00 – 12:15": "09:30-09:45, 12:00-12:15", " 10:30 - 10:45 ,": "10:30-10:45"} {
		if list, err := data.ParseBreaks(typed); err != nil || data.BreaksText(list) != want {
			t.Errorf("%q is %v, %v", typed, list, err)
		} else if again, err := data.ParseBreaks(data.BreaksShown(list)); err != nil || data.BreaksText(again) != want {
			t.Errorf("%q is shown as %q", typed, data.BreaksShown(list))
		}
	}
	for _, typed := range []string{"10:30", "10:45-10:30", "25:00-26:00", "tea"} {
		if list, err := data.ParseBreaks(typed); err == nil {
			t.Errorf("%q is read as %v", typed, list)
		}
	}
}
