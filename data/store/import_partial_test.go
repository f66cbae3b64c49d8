package store_test

import (
	"context"
	"testing"

	"waymark/data"
	"waymark/data/store/sources"
)

// Page 1 of a feed was once taken for the whole, and the services of page 2 were
// closed for good.
func TestImport_aPartOfASourceClosesNothing(t *testing.T) {
	s := open(t, on("2026-04-08"))
	imported(t, s, sources.ImportOptions{}, entry(1, "a", "Lunch"), entry(2, "b", "Choir"))
	page := &data.SourceEntry{Partial: "page 1 of 2", Skip: "The file is page 1 of 2."}
	r, _ := imported(t, s, sources.ImportOptions{CloseGone: true}, entry(1, "a", "Lunch"), page)
	if r.Partial != "page 1 of 2" || r.Gone != 0 || r.Read != 1 || r.Unchanged != 1 {
		t.Errorf("%+v", r)
	}
	if _, total, err := s.Directory.Services(context.Background(), data.ServiceFilter{}); err != nil || total != 2 {
		t.Errorf("%d services are open, %v", total, err)
	}
	if r, _ = imported(t, s, sources.ImportOptions{CloseGone: true}, entry(1, "a", "Lunch")); r.Gone != 1 {
		t.Errorf("the whole source without it: %+v", r)
	}
}

// A thin list of a feed has no phones at all. That once wiped those of the full
// records, and made the next full record look like an edit made here.
func TestImport_whatASourceDoesNotSpeakOfStays(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	full := func(number string) *data.SourceEntry { return entry(1, "a", "Lunch", phone(number)) }
	thin := entry(1, "a", "Lunch for all", func(e *data.SourceEntry) { e.Unsaid = []string{"Phone", "Categories"} })
	phoneNow := func(what, want string) {
		t.Helper()
		rows, _, err := s.Directory.Services(ctx, data.ServiceFilter{})
		must(t, err)
		if len(rows) != 1 || rows[0].Phone != want {
			t.Errorf("%s: %+v, want the phone %s", what, rows, want)
		}
	}
	imported(t, s, sources.ImportOptions{}, full("01843 000001"))
	if r, _ := imported(t, s, sources.ImportOptions{}, thin); r.Changed != 1 {
		t.Errorf("a new name in a thin list: %+v", r)
	}
	phoneNow("after a thin list", "01843 000001")
	if r, _ := imported(t, s, sources.ImportOptions{}, thin); r.Unchanged != 1 {
		t.Errorf("the thin list again: %+v", r)
	}
	if r, _ := imported(t, s, sources.ImportOptions{}, full("01843 000002")); r.Changed != 1 || r.Differing != 0 {
		t.Errorf("a new number in a full record: %+v", r)
	}
	phoneNow("after a full record", "01843 000002")
	imported(t, s, sources.ImportOptions{}, entry(1, "a", "Lunch")) // it speaks of phones, and has none
	phoneNow("after a record that says there is none", "")
}
