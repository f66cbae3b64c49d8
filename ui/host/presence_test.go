package host

import "testing"

func TestReadClock(t *testing.T) {
	for typed, want := range map[string]string{"9": "09:00", "9:30": "09:30", "9.30": "09:30", "930": "09:30", "0930": "09:30", "13": "13:00", " 11:40 ": "11:40"} {
		if got, ok := ReadClock(typed); !ok || got != want {
			t.Errorf("%q: %q %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "25", "9:61", "soon", "12345", "-1"} {
		if got, ok := ReadClock(typed); ok {
			t.Errorf("%q is taken for %q", typed, got)
		}
	}
}
