package data

import "testing"

// A box that was left blank was kept as no, so that no one could say no.
func TestYesNoNumber_tellsNoFromWhatIsNotRecorded(t *testing.T) {
	for y, n := range map[YesNoNumber]int64{"": 0, YesNoNumber(Yes): 1, YesNoNumber(No): 2} {
		kept, err := y.Value()
		if err != nil || kept != n {
			t.Fatalf("%q is kept as %v, %v; want %d", y, kept, err, n)
		}
		var read YesNoNumber
		if err := read.Scan(kept); err != nil || read != y {
			t.Errorf("%d is read as %q, %v; want %q", n, read, err, y)
		}
	}
	if _, err := YesNoNumber("maybe").Value(); err == nil {
		t.Error("“maybe” is kept as a number")
	}
	var read YesNoNumber
	if err := read.Scan("yes"); err == nil {
		t.Error("a text is read as a number")
	}
	if got := YesNoNumberOf(7); got != "" {
		t.Errorf("7 stands for %q", got)
	}
}
