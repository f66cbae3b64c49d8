package data

import "testing"

func TestInForce_leavesOutWhatEndedOrHasNotBegun(t *testing.T) {
	today := MustDate("2026-04-08")
	for words, want := range map[string]string{
		"Mon 10 to 12": "Mon 10 to 12",
		"Mon 10 to 12 (until 7 Apr 2026); Sat 9 to 10":                    " Sat 9 to 10",
		"Mon 10 to 12 (until 8 Apr 2026)":                                 "Mon 10 to 12 (until 8 Apr 2026)",
		"Fri 13:00 to 15:00 (from 1 Feb 2027)":                            "",
		"Fri 13:00 to 15:00 (from 1 February 2026)":                       "Fri 13:00 to 15:00 (from 1 February 2026)",
		"Mon (1 Apr 2025 to 30 Sep 2025)\nSat (1 Oct 2025 – 31 Mar 2027)": "Sat (1 Oct 2025 – 31 Mar 2027)",
		"Sat 14:00 to 16:00 on 12 Dec 2026":                               "",
		"Founded in 2019; Tuesdays":                                       "Founded in 2019; Tuesdays",
		"£5.50 (until 31 Mar 2024); £6 (from 1 Apr 2024)":                 " £6 (from 1 Apr 2024)",
		"until 31 Foo 2024":                                               "until 31 Foo 2024",
	} {
		if got := InForce(words, today); got != want {
			t.Errorf("InForce(%q) = %q, want %q", words, got, want)
		}
	}
}

// A club that meets on Sundays in December counted as open on Sundays all year.
func TestInForce_someMonthsOfEachYear(t *testing.T) {
	for day, want := range map[string]Times{"2026-12-03": At(Sunday, 0), "2026-11-29": 0} {
		if got := ReadTimes(InForce("Each year in Oct and Dec: Sun", MustDate(day))); (got != 0) != (want != 0) {
			t.Errorf("%s: %b", day, got)
		}
	}
	if got := ReadTimes(InForce("Each year on 25 Dec: Fri 10:00 to 12:00; Mon", MustDate("2026-12-25"))); got&At(Friday, 0) != 0 || got&At(Monday, 0) == 0 {
		t.Errorf("%b", got)
	}
}
