package data

import "testing"

// A list may not say how a questionnaire was completed. Whoever enters one does, and
// what neither knows is no way of completing it.
func TestResponse_howItWasCompleted(t *testing.T) {
	today := MustDate("2026-04-08")
	for mode, want := range map[AnswerMode]struct {
		entered, listed bool
		inLine          string
	}{
		"phone":   {true, true, "by phone"},
		"":        {false, true, "how it was completed is not recorded"},
		"shouted": {false, false, "how it was completed is not recorded"},
	} {
		r := Response{InstrumentID: "wemwbs", Stage: Baseline, AnsweredOn: today, Mode: mode}
		if entered := r.Validate(today) == nil; entered != want.entered {
			t.Errorf("%q is accepted from a screen: %v", mode, entered)
		}
		if listed := r.ValidateImported(today) == nil; listed != want.listed {
			t.Errorf("%q is accepted from a list: %v", mode, listed)
		}
		if got := mode.InLine(); got != want.inLine {
			t.Errorf("%q in a line is %q", mode, got)
		}
	}
	r := Response{}
	if got := len(FieldErrorsOf(r.Validate(today))); got != 4 {
		t.Errorf("an empty one has %d faults", got)
	}
}
