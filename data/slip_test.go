package data_test

import (
	"strings"
	"testing"

	"waymark/data"
)

func TestSlipIsReadAsPrinted(t *testing.T) {
	for range 200 {
		slip := data.NewSlip()
		for _, typed := range []string{slip, data.ShowSlip(slip), " " + strings.ToLower(data.ShowSlip(slip)) + " ", strings.Join(strings.Split(slip, ""), " ")} {
			if got, err := data.ParseSlip(typed); err != nil || got != slip {
				t.Fatalf("%q: %q, %v", typed, got, err)
			}
		}
	}
}

// A slip typed with one wrong character, or two changed round, must not be
// taken for someone else's.
func TestSlipShowsSlips(t *testing.T) {
	const letters = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
	slip := data.NewSlip()
	for i := range slip {
		for _, wrong := range letters {
			typed := slip[:i] + string(wrong) + slip[i+1:]
			if _, err := data.ParseSlip(typed); (err == nil) != (typed == slip) {
				t.Errorf("%s taken for %s", typed, slip)
			}
		}
		if i > 0 && slip[i] != slip[i-1] && i < 6 {
			typed := slip[:i-1] + slip[i:i+1] + slip[i-1:i] + slip[i+1:]
			if _, err := data.ParseSlip(typed); err == nil {
				t.Errorf("%s taken for %s", typed, slip)
			}
		}
	}
	for _, typed := range []string{"", "K7P", "0000000", "€", "Ł7P4WQX"} {
		if _, err := data.ParseSlip(typed); data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%q: %v", typed, err)
		}
	}
}
