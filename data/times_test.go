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
		"Fridays 7.30pm":                            data.At(data.Friday, data.Evening),
		"Fri from 19:30":                            data.At(data.Friday, data.Evening),
		"Friday at 2":                               data.At(data.Friday, data.Afternoon),
		"Fridays 7.30":                              data.At(data.Friday, data.Morning) | data.At(data.Friday, data.Evening),
		"Fri 1930hrs":                               data.At(data.Friday, data.Evening),
		"Wed 10am":                                  data.At(data.Wednesday, data.Morning),
		"Wed 10am onwards":                          data.At(data.Wednesday, 0),
		"Wed 2pm till late":                         data.At(data.Wednesday, data.Afternoon) | data.At(data.Wednesday, data.Evening),
		"Wed until 5pm":                             data.At(data.Wednesday, data.Morning) | data.At(data.Wednesday, data.Afternoon),
		"Wed from 10:00 (until 25 Jun 2027)":        data.At(data.Wednesday, data.Morning),
		"Wed 10am and 2pm":                          data.At(data.Wednesday, data.Morning) | data.At(data.Wednesday, data.Afternoon),
		"Mon 10am, Wed 2pm and Fri 7 p.m.":          data.At(data.Monday, data.Morning) | data.At(data.Wednesday, data.Afternoon) | data.At(data.Friday, data.Evening),
		"2-4pm Tuesdays":                            data.At(data.Tuesday, data.Afternoon),
		"7.30pm Fridays and 10am Sundays":           data.At(data.Friday, data.Evening) | data.At(data.Sunday, data.Morning),
		"Tue 10am to noon":                          data.At(data.Tuesday, data.Morning),
		"Tue 12 noon - 2pm":                         data.At(data.Tuesday, data.Afternoon),
		"Tue 6pm to midnight":                       data.At(data.Tuesday, data.Evening),
		"Tue 10.00 a.m. - 12.00 p.m.":               data.At(data.Tuesday, data.Morning),
		"Tue between 10 and 12":                     data.At(data.Tuesday, data.Morning),
		"Tue opens 9am, closes 12pm":                data.At(data.Tuesday, data.Morning),
		"Tue 1000-1200":                             data.At(data.Tuesday, data.Morning),
		"Tue £3.50, 2pm":                            data.At(data.Tuesday, data.Afternoon),
		"Tue 2pm, £5-6":                             data.At(data.Tuesday, data.Afternoon),
		"Tue pm":                                    data.At(data.Tuesday, data.Afternoon),
		"Ages 5-12, Tue 6pm":                        data.At(data.Tuesday, data.Evening),
		"Tue for 6-8 weeks":                         data.At(data.Tuesday, 0),
		"Sat 24 hours":                              data.At(data.Saturday, 0),
		"Open 24 hours":                             data.At(0, 0),
		"Sat 10am-12pm, Sun: closed":                data.At(data.Saturday, data.Morning),
		"Fri-Sun 10am-12pm, closed Sat":             data.At(data.Friday, data.Morning) | data.At(data.Sunday, data.Morning),
		"Closed Fri, Sat-Sun 10-12":                 data.At(data.Saturday, data.Morning) | data.At(data.Sunday, data.Morning),
		"Sat 9-5, closed Sat afternoons":            data.At(data.Saturday, data.Morning),
		"Mon 10-12 (closed bank holidays)":          data.At(data.Monday, data.Morning),
		"Mon 10-12, not on bank holiday Mondays":    data.At(data.Monday, data.Morning),
		"Mon 10-12, except Easter Monday":           data.At(data.Monday, data.Morning),
		"Mo,We 10:00-12:00; Sa 14:00-16:00; PH off": data.At(data.Monday, data.Morning) | data.At(data.Wednesday, data.Morning) | data.At(data.Saturday, data.Afternoon),
		"Fr-Su 10:00-12:00; Sa off":                 data.At(data.Friday, data.Morning) | data.At(data.Sunday, data.Morning),
		"We meet on Sat":                            data.At(data.Saturday, 0),
		"From 10am":                                 0,
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
