package store_test

import (
	"context"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/office"
)

// ticking is a clock that can be set.
type ticking struct{ now time.Time }

func (c *ticking) clock() data.Clock { return func() time.Time { return c.now } }

// A kept report comes back as it was, and says what was written since about its
// period and its part of the caseload, and nothing else.
func TestSavedReport_keepsItsFigures(t *testing.T) {
	ctx := context.Background()
	watch := &ticking{time.Date(2026, time.April, 1, 12, 0, 0, 0, time.UTC)}
	s := open(t, watch.clock())
	near, far := data.Surgery{Name: "Near"}, data.Surgery{Name: "Far"}
	must(t, s.Lists.SaveSurgery(ctx, &near))
	must(t, s.Lists.SaveSurgery(ctx, &far))
	client := func(surgery data.ID) data.ID {
		c := data.Client{GivenNames: "Ada", SurgeryID: surgery}
		must(t, s.Casework.SaveClient(ctx, &c))
		return c.ID
	}
	here, there := client(near.ID), client(far.ID)
	contact := func(client data.ID, day string) *data.Contact {
		k := data.Contact{ClientID: client, Kind: "clinic", Outcome: data.ContactAttended, On: data.MustDate(day)}
		must(t, s.Casework.SaveContact(ctx, &k))
		return &k
	}
	kept, changed, gone := contact(here, "2026-02-01"), contact(here, "2026-02-02"), contact(here, "2026-02-03")
	_ = kept

	whole := data.Frozen{Title: " To  the funder ", Filter: data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-03-31")},
		AsAt: "2026-04-01T12:00:00Z", Edition: 3, Hash: "ab12", Body: []byte(`{"seen": "Łódź"}`)}
	must(t, s.Figures.Freeze(ctx, &whole))
	part := whole
	part.ID, part.Stamp, part.Filter.SurgeryID = "", data.Stamp{}, near.ID
	must(t, s.Figures.Freeze(ctx, &part))
	since(t, s, &whole, data.SinceFrozen{})

	watch.now = watch.now.Add(24 * time.Hour)
	contact(here, "2026-02-04")  // late
	contact(there, "2026-02-05") // late, but at another surgery
	contact(here, "2026-04-02")  // after the period
	undone := contact(here, "2026-02-06")
	must(t, s.Casework.RemoveContact(ctx, undone.ID, "twice")) // late, and taken back: as before
	changed.Note = "she rang"
	must(t, s.Casework.SaveContact(ctx, changed))
	must(t, s.Casework.RemoveContact(ctx, gone.ID, "wrong person"))
	since(t, s, &whole, data.SinceFrozen{Late: 2, Corrected: 1, Removed: 1})
	since(t, s, &part, data.SinceFrozen{Late: 1, Corrected: 1, Removed: 1})
	execSQL(t, s.Path(), `INSERT INTO audit (at, actor, action, record, record_id, client_id, fields) VALUES
		('2026-03-31T12:00:00.000Z', '', 'erase', 'client', 'a', '', ''), ('2026-04-03T12:00:00.000Z', '', 'erase', 'client', 'b', '', '')`)
	since(t, s, &part, data.SinceFrozen{Late: 1, Corrected: 1, Removed: 1, Erased: 1})

	list, err := s.Figures.FrozenList(ctx)
	must(t, err)
	if len(list) != 2 || list[0].Body != nil || list[0].Title != "To the funder" {
		t.Errorf("listed: %+v", list)
	}
	again, err := s.Figures.Frozen(ctx, whole.ID)
	must(t, err)
	if string(again.Body) != `{"seen": "Łódź"}` || again.Filter != whole.Filter || again.Edition != 3 || again.Hash != "ab12" || again.AsAt != whole.AsAt {
		t.Errorf("read again: %+v", again)
	}
	if _, err := s.Figures.Frozen(ctx, "no one's"); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("one that there is not: %v", err)
	}
	if err := s.Figures.Freeze(ctx, &data.Frozen{Title: " "}); data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("without a name: %v", err)
	}
	if err := s.Figures.Freeze(ctx, &data.Frozen{Title: "To the funder"}); data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("without a period: %v", err)
	}
}

func since(t *testing.T, s *office.Office, f *data.Frozen, want data.SinceFrozen) {
	t.Helper()
	got, err := s.Figures.SinceFrozen(context.Background(), f)
	must(t, err)
	if got != want {
		t.Errorf("since %s %q: %+v, want %+v", f.AsAt, f.Filter.SurgeryID, got, want)
	}
}
