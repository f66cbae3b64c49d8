package data_test

import (
	"strings"
	"testing"
	"unicode"

	"waymark/data"
)

// Sunday 22 November 2026.
var inputToday = data.MustDate("2026-11-22")

func TestParseDateInput(t *testing.T) {
	for text, want := range map[string]string{
		"7/4/26": "2026-04-07", "07.04.2026": "2026-04-07", "7-4-2026": "2026-04-07", "7 4 2026": "2026-04-07",
		"7–4–2026": "2026-04-07", "7 Apr 2026": "2026-04-07", "7 April 2026": "2026-04-07", "7th april 26": "2026-04-07",
		"7 of April 2026": "2026-04-07", "7apr26": "2026-04-07", "7-Apr-2026": "2026-04-07", "April 7, 2026": "2026-04-07",
		"Tue 7 Apr 2026": "2026-04-07", "tuesday, 7 april 2026": "2026-04-07", " 7 / 4 / 2026 ": "2026-04-07",
		"20260407": "2026-04-07", "07042026": "2026-04-07", "070426": "2026-04-07", "2026-04-07": "2026-04-07",
		"2026/4/7": "2026-04-07", "20112026": "2026-11-20", "1 Sept 2026": "2026-09-01", "3.9.26": "2026-09-03",
		"13/4/2026": "2026-04-13", "29/2/28": "2028-02-29",
		// no year: the nearest
		"7 Apr": "2027-04-07", "1 Nov": "2026-11-01", "7/6": "2026-06-07", "Jan 5": "2027-01-05",
		// two digits: 79 years back to 20 ahead
		"1/1/46": "2046-01-01", "1/1/47": "1947-01-01", "1/1/99": "1999-01-01", "1/1/00": "2000-01-01",
		// counted from today
		"today": "2026-11-22", "Today": "2026-11-22", "tomorrow": "2026-11-23", "yesterday": "2026-11-21",
		"+14": "2026-12-06", "-3": "2026-11-19", "−3": "2026-11-19", "+ 2w": "2026-12-06", "+3 weeks": "2026-12-13",
		"+1m": "2026-12-22", "+0": "2026-11-22", "fri": "2026-11-27", "Sunday": "2026-11-29", "mon": "2026-11-23",
	} {
		if got, err := data.ParseDateInput(text, inputToday); err != nil || got != data.MustDate(want) {
			t.Errorf("%q = %v, %v, want %s", text, got, err, want)
		}
	}
	for _, empty := range []string{"", "  ", "\t"} {
		if got, err := data.ParseDateInput(empty, inputToday); err != nil || !got.IsZero() {
			t.Errorf("%q = %v, %v, want no date and no error", empty, got, err)
		}
	}
}

func TestParseDateInputSaysWhatIsWrong(t *testing.T) {
	for text, word := range map[string]string{
		"soon": "cannot be read", "7": "cannot be read", "7/4/026": "cannot be read", "7/4/2026x": "cannot be read",
		"٧/٤/٢٠٢٦": "cannot be read", "7 foo 2026": "cannot be read", "blu 7 apr 2026": "cannot be read",
		"4/13/2026": "day first", "2026-13-04": "no such month", "31/4/2026": "April has 30 days",
		"29/2/2026": "February has 28 days", "0/4/2026": "from 1 to 30", "7/4/1899": "1900", "7/4/2200": "1900",
		"+99999": "ten years", "-600 w": "ten years", "Mon 7 Apr 2026": "is a Tuesday, not a Monday",
	} {
		got, err := data.ParseDateInput(text, inputToday)
		if err == nil || !got.IsZero() || !strings.Contains(err.Error(), word) {
			t.Errorf("%q = %v, %v, want an error with %q", text, got, err, word)
		}
		if data.CodeOf(err) != data.CodeInvalid || data.Sentence(err) != err.Error() {
			t.Errorf("%q: the error %v is not one to show", text, err)
		}
	}
}

func TestParseBirthDate(t *testing.T) {
	for text, want := range map[string]string{
		"7/4/51": "1951-04-07", "7 Apr 1951": "1951-04-07", "22/11/26": "2026-11-22", "23/11/26": "1926-11-23",
		"1.1.30": "1930-01-01", "29/2/52": "1952-02-29", "070451": "1951-04-07", "22/11/1906": "1906-11-22", "": "",
	} {
		got, err := data.ParseBirthDate(text, inputToday)
		if err != nil || got.String() != want {
			t.Errorf("%q = %v, %v, want %s", text, got, err, want)
		}
	}
	for text, word := range map[string]string{
		"7/4/2027": "future", "21/11/1905": "over 120", "7 Apr": "with its year", "today": "with its year",
		"-3": "with its year", "30/2/51": "days",
	} {
		if got, err := data.ParseBirthDate(text, inputToday); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%q = %v, %v, want an error with %q", text, got, err, word)
		}
	}
}

// What the program shows can be typed back.
func TestParseDateInputReadsWhatIsShown(t *testing.T) {
	for d := data.MustDate("1930-01-01"); d.Year < 2060; d = d.AddDays(17) {
		for _, shown := range []string{d.Long(), d.Short(), d.Numeric(), d.String(), strings.ReplaceAll(d.String(), "-", "")} {
			if got, err := data.ParseDateInput(shown, inputToday); err != nil || got != d {
				t.Fatalf("%q = %v, %v", shown, got, err)
			}
		}
	}
}

func FuzzParseDateInput(f *testing.F) {
	for _, s := range []string{"7/4/26", "7 Apr", "+14", "mon 7 apr", "20260407", "29 feb", "00000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := data.ParseDateInput(text, inputToday)
		if err != nil {
			if !d.IsZero() || strings.IndexFunc(err.Error(), unicode.IsLetter) < 0 {
				t.Errorf("%q = %v with error %v", text, d, err)
			}
			return
		}
		if d.IsZero() {
			if strings.TrimSpace(text) != "" {
				t.Errorf("%q gives no date and no error", text)
			}
			return
		}
		if _, err := data.NewDate(d.Year, d.Month, d.Day); err != nil {
			t.Errorf("%q gives %+v, which is no day", text, d)
		}
		born, err := data.ParseBirthDate(text, inputToday)
		if err == nil && (born.After(inputToday) || data.Age(born, inputToday) > 120) {
			t.Errorf("%q gives the birth date %v", text, born)
		}
	})
}
