package questionnaires

import "testing"

func TestInitials(t *testing.T) {
	tests := map[string]string{
		"Siân Prŷs-Okafor":   "SPO",
		"mary o’brien":       "MO",
		"  Łucja  Żak ":      "ŁŻ",
		"":                   "",
		"Dr. A. B. Patel":    "DABP",
		"Anne-Marie D'Souza": "AMD",
	}
	for name, want := range tests {
		if got := initials(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestCode(t *testing.T) {
	for _, short := range []string{"", " ", "s", " s "} {
		if checkCode(short) == "" {
			t.Errorf("%q is too short and was taken", short)
		}
	}
	if problem := checkCode("SP"); problem != "" {
		t.Errorf("SP was refused: %s", problem)
	}
	if !sameCode(" spo ", "SPO") || sameCode("SP", "SPO") || sameCode("", "SPO") {
		t.Error("a code is the same whatever its case, and otherwise whole")
	}
}
