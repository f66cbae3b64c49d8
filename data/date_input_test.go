package data_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"waymark/data"
)

// Sunday 22 November 2026.
var inputToday = data.MustDate("2026-11-22")

var allPurposes = []data.DatePurpose{data.DateHappened, data.DatePlanned, data.DateBirth}

func TestParseDateInput_completeDatesMeanTheSameForEveryPurpose(t *testing.T) {
	for text, want := range map[string]string{
		"07.04.2026": "2026-04-07", "7-4-2026": "2026-04-07", "7 4 2026": "2026-04-07", "7–4–2026": "2026-04-07",
		"7 Apr 2026": "2026-04-07", "7 April 2026": "2026-04-07", "7 of April 2026": "2026-04-07", "the 7th of april, 2026": "2026-04-07",
		"7apr2026": "2026-04-07", "7-Apr-2026": "2026-04-07", "April 7, 2026": "2026-04-07", "April 7th 2026": "2026-04-07",
		"Tue 7 Apr 2026": "2026-04-07", "tuesday, 7 april 2026": "2026-04-07", "7 Apr 2026 Tue": "2026-04-07", " 7 / 4 / 2026 ": "2026-04-07",
		"20260407": "2026-04-07", "07042026": "2026-04-07", "2026-04-07": "2026-04-07", "2026/4/7": "2026-04-07", "2026 April 7": "2026-04-07",
		"20112025": "2025-11-20", "1 Sept 2026": "2026-09-01", "3 of sept 2026": "2026-09-03", "13/4/2026": "2026-04-13", "29/2/2024": "2024-02-29",
		"7/4/26": "2026-04-07", "3.9.26": "2026-09-03", "7th april ’26": "2026-04-07", "7apr26": "2026-04-07", "070426": "2026-04-07",
		"1/1/00": "2000-01-01",
		// digits of other scripts, and the marks that come along with a pasted date
		"٧/٤/٢٠٢٦": "2026-04-07", "۷/۴/۲۰۲۶": "2026-04-07", "৭/৪/২০২৬": "2026-04-07", "７/４/２０２６": "2026-04-07",
		"\u200e07/\u200e04/\u200e2026": "2026-04-07",
	} {
		for _, p := range allPurposes {
			if got, err := data.ParseDateInput(text, inputToday, p); err != nil || got != data.MustDate(want) {
				t.Errorf("%q for purpose %d = %v, %v, want %s", text, p, got, err, want)
			}
		}
	}
}

func TestParseDateInput_purposeDecidesWhatAnIncompleteDateMeans(t *testing.T) {
	for text, want := range map[string][2]string{ // happened, planned
		"22/11": {"2026-11-22", "2026-11-22"}, "21/11": {"2026-11-21", "2027-11-21"}, "23/11": {"2025-11-23", "2026-11-23"},
		"1/3": {"2026-03-01", "2027-03-01"}, "7 Apr": {"2026-04-07", "2027-04-07"}, "Jan 5": {"2026-01-05", "2027-01-05"},
		"29/2": {"2024-02-29", "2028-02-29"}, "29 feb": {"2024-02-29", "2028-02-29"}, "Thu 31 dec": {"", "2026-12-31"}, "Wed 31 dec": {"2025-12-31", ""},
		"1/1/27": {"2027-01-01", "2027-01-01"}, "1/1/28": {"1928-01-01", "2028-01-01"}, "1/1/46": {"1946-01-01", "2046-01-01"},
		"1/1/47": {"1947-01-01", "1947-01-01"}, "1/1/99": {"1999-01-01", "1999-01-01"},
		"today": {"2026-11-22", "2026-11-22"}, "Now": {"2026-11-22", "2026-11-22"}, "tomorrow": {"2026-11-23", "2026-11-23"},
		"yesterday": {"2026-11-21", "2026-11-21"}, "+14": {"2026-12-06", "2026-12-06"}, "-3": {"2026-11-19", "2026-11-19"},
		"−3": {"2026-11-19", "2026-11-19"}, "+ 2w": {"2026-12-06", "2026-12-06"}, "+3 weeks": {"2026-12-13", "2026-12-13"},
		"+1m": {"2026-12-22", "2026-12-22"}, "- 1 month": {"2026-10-22", "2026-10-22"}, "+0": {"2026-11-22", "2026-11-22"},
		"in 3 weeks": {"2026-12-13", "2026-12-13"}, "3 days ago": {"2026-11-19", "2026-11-19"}, "+١٤": {"2026-12-06", "2026-12-06"},
		"fri": {"2026-11-20", "2026-11-27"}, "Sunday": {"2026-11-22", "2026-11-29"}, "mon": {"2026-11-16", "2026-11-23"}, "Tues.": {"2026-11-17", "2026-11-24"},
		"next tuesday": {"2026-11-24", "2026-11-24"}, "this friday": {"2026-11-20", "2026-11-20"}, "last sunday": {"2026-11-15", "2026-11-15"},
		"last sat": {"2026-11-21", "2026-11-21"},
	} {
		for i, p := range []data.DatePurpose{data.DateHappened, data.DatePlanned} {
			got, err := data.ParseDateInput(text, inputToday, p)
			if got.String() != want[i] || (err == nil) != (want[i] != "") {
				t.Errorf("%q for purpose %d = %v, %v, want %q", text, p, got, err, want[i])
			}
		}
	}
	// On a Wednesday, “next Tuesday” and “next Friday” are both in the week that
	// begins on the Monday after.
	wednesday := data.MustDate("2026-11-25")
	for text, want := range map[string]string{"next tuesday": "2026-12-01", "next friday": "2026-12-04", "this friday": "2026-11-27", "friday": "2026-11-27", "last monday": "2026-11-23"} {
		if got, err := data.ParseDateInput(text, wednesday, data.DatePlanned); err != nil || got != data.MustDate(want) {
			t.Errorf("%q on a Wednesday = %v, %v, want %s", text, got, err, want)
		}
	}
}

func TestParseDateInput_birthIsInThePastAndHasItsYear(t *testing.T) {
	for text, want := range map[string]string{
		"7/4/51": "1951-04-07", "7 Apr 1951": "1951-04-07", "22/11/26": "2026-11-22", "23/11/26": "1926-11-23",
		"1.1.30": "1930-01-01", "29/2/52": "1952-02-29", "070451": "1951-04-07", "22/11/1906": "1906-11-22", "": "",
	} {
		got, err := data.ParseDateInput(text, inputToday, data.DateBirth)
		if err != nil || got.String() != want {
			t.Errorf("%q = %v, %v, want %s", text, got, err, want)
		}
	}
	for text, word := range map[string]string{
		"7/4/2027": "future", "21/11/1905": "over 120", "7 Apr": "with its year", "today": "with its year",
		"-3": "with its year", "30/2/51": "days", "next tuesday": "with its year",
	} {
		if got, err := data.ParseDateInput(text, inputToday, data.DateBirth); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%q = %v, %v, want an error with %q", text, got, err, word)
		}
	}
}

func TestParseDateInput_blankIsNoDate(t *testing.T) {
	for _, blank := range []string{"", "  ", "\t", "\u200e"} {
		for _, p := range allPurposes {
			if got, err := data.ParseDateInput(blank, inputToday, p); err != nil || !got.IsZero() {
				t.Errorf("%q = %v, %v, want no date and no error", blank, got, err)
			}
		}
	}
}

func TestParseDateInput_errorSaysWhatIsWrong(t *testing.T) {
	for text, word := range map[string]string{
		"soon": "day, month and year", "7": "day, month and year", "7/4/026": "four digits", "7/4/6": "four digits", "7/4/2026x": "day, month and year",
		"7 foo 2026": "day, month and year", "blu 7 apr 2026": "day, month and year", "10:12": "day, month and year", "April 2026": "day, month and year",
		"1/2/3/4": "day, month and year", "of the": "day, month and year", "tue tue": "day, month and year", "next week": "day, month and year",
		"4/13/2026": "day first", "2026-13-04": "no such month", "31/4/2026": "April has 30 days", "31/4": "April has 30 days", "30/2": "February has 29 days",
		"29/2/2026": "February 2026 has 28 days", "0/4/2026": "from 1 to 30", "7/4/1899": "1900", "7/4/2200": "1900", "7/4/0026": "1900",
		"+99999": "10 years", "-600 w": "10 years", "+9999m": "10 years", "Mon 7 Apr 2026": "is a Tuesday, not a Monday",
	} {
		for _, p := range []data.DatePurpose{data.DateHappened, data.DatePlanned} {
			got, err := data.ParseDateInput(text, inputToday, p)
			if err == nil || !got.IsZero() || !strings.Contains(err.Error(), word) {
				t.Errorf("%q = %v, %v, want an error with %q", text, got, err, word)
			}
			if data.CodeOf(err) != data.CodeInvalid || data.Sentence(err) != err.Error() {
				t.Errorf("%q: the error %v is not one to show", text, err)
			}
		}
	}
}

// shownForms are the ways in which the program writes a date.
func shownForms(d data.Date) []string {
	return []string{d.Long(), d.Short(), d.Numeric(), d.String(), strings.ReplaceAll(d.String(), "-", "")}
}

func TestParseDateInput_readsBackWhatTheProgramShows(t *testing.T) {
	for d := data.MustDate("1930-01-01"); d.Year < 2060; d = d.AddDays(17) {
		for _, p := range allPurposes {
			for _, shown := range shownForms(d) {
				if got, err := data.ParseDateInput(shown, inputToday, p); (err != nil || got != d) && (p != data.DateBirth || !d.After(inputToday)) {
					t.Fatalf("%q for purpose %d = %v, %v", shown, p, got, err)
				}
			}
		}
	}
}

// On any day, a day and a month mean the most recent such day if it has
// happened and the next one if it is planned: no such day lies between.
func TestParseDateInput_noSuchDayLiesBetweenTodayAndTheOneUnderstood(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 3))
	for range 3000 {
		today := data.MustDate("1990-01-01").AddDays(r.IntN(40000))
		day := data.MustDate("2024-01-01").AddDays(r.IntN(366)) // a leap year has every day
		text := strings.TrimSuffix(day.Short(), " 2024")
		past, err1 := data.ParseDateInput(text, today, data.DateHappened)
		next, err2 := data.ParseDateInput(text, today, data.DatePlanned)
		if err1 != nil || err2 != nil {
			t.Fatalf("%q on %v: %v, %v", text, today, err1, err2)
		}
		if past.After(today) || next.Before(today) {
			t.Fatalf("%q on %v: happened %v, planned %v", text, today, past, next)
		}
		for d := past.AddDays(1); d.Before(next); d = d.AddDays(1) {
			if d.Month == day.Month && d.Day == day.Day {
				t.Fatalf("%q on %v: %v lies between %v and %v", text, today, d, past, next)
			}
		}
	}
}

func FuzzParseDateInput(f *testing.F) {
	for _, s := range []string{"7/4/26", "7 Apr", "+14", "mon 7 apr", "20260407", "29 feb", "00000000", "next tuesday", "٧/٤", "of of", "\xff/1/1", "1/1/27"} {
		f.Add(s, uint16(0))
	}
	f.Fuzz(func(t *testing.T, text string, day uint16) {
		today := data.MustDate("1980-01-01").AddDays(int(day))
		for _, p := range allPurposes {
			d, err := data.ParseDateInput(text, today, p)
			if err != nil {
				if !d.IsZero() || strings.IndexFunc(err.Error(), unicode.IsLetter) < 0 {
					t.Errorf("%q = %v with error %v", text, d, err)
				}
				continue
			}
			if d.IsZero() {
				if strings.IndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) }) >= 0 {
					t.Errorf("%q gives no date and no error", text)
				}
				continue
			}
			if _, err := data.NewDate(d.Year, d.Month, d.Day); err != nil {
				t.Errorf("%q gives %+v, which is no day", text, d)
			}
			if p == data.DateBirth && (d.After(today) || data.Age(d, today) > 120) {
				t.Errorf("%q gives the birth date %v on %v", text, d, today)
			}
			if i := slices.IndexFunc(shownForms(d), func(s string) bool {
				again, err := data.ParseDateInput(s, today, p)
				return err != nil || again != d
			}); i >= 0 {
				t.Errorf("%q gives %v, which is not read back from %q", text, d, shownForms(d)[i])
			}
		}
	})
}
