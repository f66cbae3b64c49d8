package rule

import (
	"testing"
	"time"
)

func TestPadWait(t *testing.T) {
	for wrong, want := range map[int]time.Duration{0: 0, 1: 0, 2: 0, 3: 5 * time.Second, 4: 10 * time.Second, 8: 160 * time.Second,
		9: 5 * time.Minute, 10: 5 * time.Minute, 1_000_000: 5 * time.Minute} {
		if got := PadWait(wrong); got != want {
			t.Errorf("after %d wrong codes: %v, want %v", wrong, got, want)
		}
	}
}

func TestPadWait_neverShrinks(t *testing.T) {
	day, tries := time.Duration(0), 0
	for day < 24*time.Hour {
		tries++
		if PadWait(tries+1) < PadWait(tries) {
			t.Fatalf("%d wrong codes wait less than %d", tries+1, tries)
		}
		day += max(PadWait(tries), 0)
	}
	if tries > 300 {
		t.Errorf("%d codes can be tried in a day", tries)
	}
}
