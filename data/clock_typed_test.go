package data

import "testing"

func TestReadClock_asPeopleTypeIt(t *testing.T) {
	for typed, want := range map[string]string{
		"9": "09:00", "9.30": "09:30", "09:30": "09:30", "0930": "09:30", "930": "09:30", "2 pm": "14:00", "2:15PM": "14:15",
		"12am": "00:00", "12 pm": "12:00", " 14:00 ": "14:00", "0": "00:00", "23:59": "23:59", "13": "13:00", " 11:40 ": "11:40", "2  pm": "14:00",
	} {
		if got, ok := ReadClock(typed); !ok || got != want {
			t.Errorf("%q was read as %q, %v, want %q", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"", "24", "9:60", "13 pm", "0 am", "half nine", "9:3", "-9", "9:30:00", "25", "9:61", "soon", "12345", "-1"} {
		if got, ok := ReadClock(typed); ok {
			t.Errorf("%q was read as %q", typed, got)
		}
	}
}

// FuzzReadClock holds every reading to be a time of day that reads as itself.
func FuzzReadClock(f *testing.F) {
	f.Add("9.30")
	f.Add("12 am")
	f.Fuzz(func(t *testing.T, typed string) {
		at, ok := ReadClock(typed)
		if !ok {
			return
		}
		if again, ok := ReadClock(at); !IsClock(at) || !ok || again != at {
			t.Errorf("%q was read as %q, and that as %q", typed, at, again)
		}
	})
}
