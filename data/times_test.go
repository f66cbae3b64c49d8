package data_test

import (
	"testing"

	"waymark/data"
)

func TestReadTimes(t *testing.T) {
	for words, want := range map[string]data.Times{
		"":                              0,
		"By appointment":                0,
		"Mon, Wed 9.30–12.30":           data.At(data.Monday, data.Morning) | data.At(data.Wednesday, data.Morning) | data.At(data.Monday, data.Afternoon) | data.At(data.Wednesday, data.Afternoon),
		"Tue–Thu by appointment":        data.At(data.Tuesday, 0) | data.At(data.Wednesday, 0) | data.At(data.Thursday, 0),
		"Every Friday, 2 to 4":          data.At(data.Friday, data.Afternoon),
		"Weekday evenings":              data.At(data.Monday, data.Evening) | data.At(data.Tuesday, data.Evening) | data.At(data.Wednesday, data.Evening) | data.At(data.Thursday, data.Evening) | data.At(data.Friday, data.Evening),
		"Sat 10am-12pm; Sun 7pm to 9pm": data.At(data.Saturday, data.Morning) | data.At(data.Sunday, data.Evening),
		"Mondays 10 to 12, Fri 6-8pm":   data.At(data.Monday, data.Morning) | data.At(data.Friday, data.Evening),
		"24/7":                          data.At(0, 0),
		"First Tuesday of the month, 18:00 - 20:00": data.At(data.Tuesday, data.Evening),
		"Sat to Mon mornings":                       data.At(data.Saturday, data.Morning) | data.At(data.Sunday, data.Morning) | data.At(data.Monday, data.Morning),
	} {
		if got := data.ReadTimes(words); got != want {
			t.Errorf("%q: %021b, want %021b", words, got, want)
		}
	}
}

func TestFreeOfCharge(t *testing.T) {
	for words, want := range map[string]data.YesNo{
		"": "", "Free": data.Yes, "No charge": data.Yes, "£0.00": data.Yes, "0": data.Yes, "Free, donations welcome": data.Yes,
		"£3 a session": data.No, "50p": data.No, "First session free, then £5": data.No, "Free for members, others £2": data.No,
		"Suggested donation £2": data.No, "Ask the organiser": "", "gbp 35 per 1 hour session": data.No,
	} {
		if got := data.FreeOfCharge(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
