package exchange_test

import (
	"testing"

	"waymark/data"
)

// What waits is as many rows as are sent, whether or not they have been gathered before,
// in vain; and nothing once they were sent. A setting of this PC alone is none of them.
func TestUnsent_isWhatIsSent(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	s.meet()
	unsent := func(d *device) int {
		n, err := d.Exchange.Unsent(ctx, d.cursor)
		must(t, err)
		return n
	}
	if n := unsent(a); n != 0 {
		t.Errorf("%d before anything was typed", n)
	}
	client := a.addClient(t, "Ada", "Pettigrew")
	gone := &data.Client{GivenNames: "Bo", FamilyName: "Quill"}
	must(t, a.Casework.SaveClientAsAnother(ctx, gone))
	a.refer(t, client.ID)
	must(t, a.Lists.SetSetting(ctx, "appearance", "dark"))
	typed := unsent(a)
	if again, err := a.Exchange.Gather(ctx, a.cursor); err != nil || again.Changes != typed || typed < 4 {
		t.Errorf("%d wait, and %d are gathered, %v", typed, again.Changes, err)
	}
	if n := unsent(a); n != typed {
		t.Errorf("%d wait after %d were gathered in vain", n, typed)
	}
	if _, err := a.Casework.EraseClient(ctx, gone.ID); err != nil {
		t.Fatal(err)
	}
	typed = unsent(a)
	if sent := s.send(a); sent != typed {
		t.Errorf("%d wait, and %d are sent", typed, sent)
	}
	s.meet()
	if n, other := unsent(a), unsent(b); n != 0 || other != 0 {
		t.Errorf("%d and %d wait after all was sent", n, other)
	}
}

// TestUnsent_countsAnswersThatWereTapped: they have no entry in the change log until a
// meeting begins or the questionnaire is put aside, so the rail once showed that nothing
// waited.
func TestUnsent_countsAnswersThatWereTapped(t *testing.T) {
	s := newService(t, 2)
	a := s.devices[0]
	client := a.addClient(t, "Ada", "Pettigrew")
	a.refer(t, client.ID)
	waits := func(want int, when string) {
		t.Helper()
		if n, err := a.Exchange.Unsent(ctx, a.cursor); err != nil || n != want {
			t.Errorf("%s: %d wait and not %d, %v", when, n, want, err)
		}
	}
	s.meet()
	r := &data.Response{ClientID: client.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: today, Mode: "alone"}
	must(t, a.Measure.SaveResponse(ctx, r))
	three, five := 3, 5
	must(t, a.Measure.SaveAnswer(ctx, r.ID, 1, &three))
	waits(1, "a new questionnaire, begun")
	s.meet()
	waits(0, "after a meeting")
	must(t, a.Measure.SaveAnswer(ctx, r.ID, 1, &five))
	waits(1, "one answer more")
	if out, err := a.Exchange.Gather(ctx, a.cursor); err != nil || out.Changes != 1 {
		t.Errorf("%d are gathered, %v", out.Changes, err)
	}
	waits(1, "gathered in vain")
}
