package data

import "testing"

func TestSerialDay(t *testing.T) {
	for text, want := range map[string]string{"45413": "2024-05-01", " 45413.75 ": "2024-05-01", "20001": "1954-10-04", "79999": "2119-01-10"} {
		if day, ok := SerialDay(text); !ok || day.String() != want {
			t.Errorf("%q is %s, %v, want %s", text, day, ok, want)
		}
	}
	for _, text := range []string{"", "2024", "19999", "80000", "NaN", "+Inf", "1/5/2024", "45413 x"} {
		if IsSerialDay(text) {
			t.Errorf("%q was taken for a day", text)
		}
	}
}
