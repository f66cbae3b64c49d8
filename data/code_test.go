package data

import (
	"strings"
	"testing"
)

func TestParseSNOMED_checksTheLastDigit(t *testing.T) {
	for _, good := range []string{"871731000000106", "871711000000103", " 8717 1100 0000 103", "'871731000000106", "24700007"} {
		if code, err := ParseSNOMED(good); err != nil || strings.ContainsAny(code, " '") {
			t.Errorf("%q: %q %v", good, code, err)
		}
	}
	for bad, want := range map[string]string{
		"871711000000104": "check digit", "8.71711E+14": "shortened", "": "blank", "12345": "6 to 18", "1234567890123456789": "6 to 18",
		"024700007": "6 to 18", "87171100000010a": "digits only", "٨٧١٧٣١٠٠٠٠٠٠١٠٦": "digits only",
	} {
		if _, err := ParseSNOMED(bad); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// Verhoeff's digit finds every single wrong digit and every swap of neighbours.
func TestParseSNOMED_findsSlips(t *testing.T) {
	const code = "871731000000106"
	for i := range code {
		for digit := byte('0'); digit <= '9'; digit++ {
			slip := code[:i] + string(digit) + code[i+1:]
			if _, err := ParseSNOMED(slip); (err == nil) != (slip == code) {
				t.Errorf("%s: %v", slip, err)
			}
		}
		if i > 0 && code[i] != code[i-1] {
			swap := code[:i-1] + string(code[i]) + string(code[i-1]) + code[i+1:]
			if _, err := ParseSNOMED(swap); err == nil {
				t.Errorf("%s passes", swap)
			}
		}
	}
}

func TestParseMeaning_findsNamesWordsAndReasons(t *testing.T) {
	reasons := []string{"Housing", "Benefits/Financial"}
	for text, want := range map[string]CodeMeaning{
		"First contact": CodeSeen, " social prescribing  DECLINED": CodeDeclined, "housing": "reason: housing", "Reason: Benefits/Financial": "reason: benefits/financial",
	} {
		if got, err := ParseMeaning(text, reasons); err != nil || got != want {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
	for _, bad := range []string{"", "Gout"} {
		if _, err := ParseMeaning(bad, reasons); CodeOf(err) != CodeInvalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if got := ReasonMeaning("Mental Health").Words(); got != "Reason: mental health" {
		t.Error(got)
	}
}
