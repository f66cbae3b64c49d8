package upkeep

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func (p *place) ring() *ringPage {
	p.T.Helper()
	page := NewRingRound(p.Host, host.Route{}).(*ringPage)
	p.Show(page)
	return page
}

func (p *place) duplicates() *duplicatesPage {
	p.T.Helper()
	page := NewDuplicates(p.Host, host.Route{}).(*duplicatesPage)
	p.Show(page)
	return page
}

func TestTheRoundIsWorkedThroughByKeys(t *testing.T) {
	p := newPlace(t)
	p.Staff("Siân")
	p.Add(data.Service{Name: "A choir", Phone: "01632 960101"}, data.Service{Name: "B walks", Phone: "01632 960102"},
		data.Service{Name: "C lunch"}, data.Service{Name: "D", LastChecked: data.MustDate("2026-04-01")})
	page := p.ring()
	w := p.Host.Window.Canvas()
	if w.Focused() != fyne.Focusable(page.rows) || len(page.due) != 3 || !strings.Contains(uitest.Markup(page.header), "3 left") {
		t.Fatalf("%d due, the keyboard is at %T", len(page.due), w.Focused())
	}
	if !strings.Contains(uitest.Markup(page.call.card), "01632 960101") {
		t.Error("the number to ring is not shown")
	}
	page.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	v := p.Named("A choir")
	if v.LastChecked != p.Host.Today() || v.CheckedHow != "by phone" || v.LastCheckedBy != p.Host.Session.Person() {
		t.Errorf("stored %s %q by %s", v.LastChecked, v.CheckedHow, v.LastCheckedBy)
	}
	if len(page.due) != 2 || page.current().Name != "B walks" || !strings.Contains(uitest.Markup(page.header), "2 left") {
		t.Fatalf("after the first: %+v", page.due)
	}
	test.Type(page.rows, " ")
	if page.current().Name != "C lunch" || p.Named("B walks").LastChecked.IsZero() {
		t.Errorf("space did not go on: %+v", page.due)
	}
	test.Type(page.rows, "e")
	if len(p.Went) != 1 || p.Went[0].View != host.ViewRung || p.Went[0].Record != page.current().ID {
		t.Errorf("E went to %+v", p.Went)
	}
	test.Type(page.rows, "x")
	if !kit.OverlayOpen(p.Host.Window) {
		t.Fatal("X asks nothing")
	}
	note, ok := w.Focused().(*kit.Entry)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Focused())
	}
	test.Type(note, "number gone")
	note.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	v = p.Named("C lunch")
	if v.Status != data.ServiceDefunct || v.CheckedHow != "by phone: number gone" {
		t.Errorf("closed as %s, %q", v.Status, v.CheckedHow)
	}
	if !strings.Contains(uitest.Markup(page.body), "No services to check") {
		t.Error("the end of the round is not said")
	}
}

// The change of the store brings the round anew, before or after the page goes
// on: it stays where it was.
func TestTheRoundGoesOnWhereItWas(t *testing.T) {
	p := newPlace(t)
	p.Add(data.Service{Name: "A"}, data.Service{Name: "B"}, data.Service{Name: "C"})
	page := p.ring()
	page.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	p.Host.Subscribe(func(store.Change) { page.Reload() })
	test.Type(page.rows, " ")
	if r := page.current(); r == nil || r.Name != "C" || page.left != 2 {
		t.Errorf("after B comes %+v, %d left", r, page.left)
	}
}

func TestATickThatFailsStaysInTheRound(t *testing.T) {
	p := newPlace(t)
	p.Add(data.Service{Name: "A choir"}, data.Service{Name: "B walks"})
	page := p.ring()
	_ = p.Host.Close()
	test.Tap(page.call.same)
	if len(page.due) != 2 || !page.said.Visible() {
		t.Errorf("%d due, said %v", len(page.due), page.said.Visible())
	}
}

func TestAskingAboutWhatIsClosedForNow(t *testing.T) {
	today := data.MustDate("2026-04-07")
	for until, want := range map[string]string{"": "Closed for now. Ask whether it has reopened.", "2026-06-01": "Closed until 1 Jun 2026. Ask whether that is still right.", "2026-04-07": "Due to reopen on 7 Apr 2026. Ask whether it has."} {
		var day data.Date
		if until != "" {
			day = data.MustDate(until)
		}
		if got := pausedText(day, today); got != want {
			t.Errorf("%s: %q", until, got)
		}
	}
}

func TestDuplicatesAreMergedUndoneAndToldApart(t *testing.T) {
	p := newPlace(t)
	p.Staff("Siân")
	p.Add(data.Service{Name: "Choir", Organisation: "Singers", Phone: "01632 960101", Postcode: "CT9 1AA", Cost: "Free"},
		data.Service{Name: "Choir", Organisation: "Singers", Phone: "01632 960101", Postcode: "CT9 1AA", Description: "Thursdays"})
	page := p.duplicates()
	if len(page.pairs) != 1 {
		t.Fatalf("pairs %+v", page.pairs)
	}
	shown := uitest.Markup(page.compare.card)
	for _, words := range []string{page.pairs[0].Reason, "Free", "Thursdays", "Nothing", "Keep left entry"} {
		if !strings.Contains(shown, words) {
			t.Errorf("the pair does not show %q", words)
		}
	}
	kept := page.pairs[0].B.ID
	p.PressIn(page.compare.card, "Keep right entry")
	if len(page.pairs) != 0 || len(page.merges) != 1 || page.merges[0].KeptID != kept {
		t.Fatalf("pairs %+v, merges %+v", page.pairs, page.merges)
	}
	if v := p.Named("Choir"); v.Cost != "Free" || v.Description != "Thursdays" {
		t.Errorf("the merged entry says %q, %q", v.Cost, v.Description)
	}
	page.which.Tap(1)
	p.PressIn(page.body, "Undo")
	if len(page.pairs) != 1 || len(page.merges) != 0 {
		t.Fatalf("after undoing: %+v, %+v", page.pairs, page.merges)
	}
	page.which.Tap(0)
	p.PressIn(page.compare.card, "Different services")
	if len(page.pairs) != 0 || !strings.Contains(uitest.Markup(page.body), "No duplicates found") {
		t.Errorf("the pair is still suggested: %+v", page.pairs)
	}
}

func TestWhatDiffersIsMarkedAndTheRestIsNot(t *testing.T) {
	a := &service.Entry{Service: &data.Service{Name: "Choir", Phone: "1", Status: data.ServiceActive}}
	b := &service.Entry{Service: &data.Service{Name: "Choir", Phone: "2", Status: data.ServiceActive}}
	differing := []string{}
	for _, f := range compared(a, b) {
		if f.left != f.right {
			differing = append(differing, f.label)
		}
	}
	if len(differing) != 1 || differing[0] != "Phone" {
		t.Errorf("differing: %v", differing)
	}
}

func TestEveryViewFitsASmallWindowAndSaysWhatIsWrong(t *testing.T) {
	p := newPlace(t)
	long := strings.Repeat("very long name ", 12)
	for range 2 {
		p.Add(data.Service{Name: long, Organisation: long, Phone: "01632 960101 or 01632 960102 after six in the evening", Area: "خور الزبير", Postcode: "CT9 1AA", Description: strings.Repeat(long, 20)})
	}
	ring, duplicates := p.ring(), p.duplicates()
	if len(duplicates.pairs) != 1 || len(ring.due) != 2 {
		t.Fatalf("%d pairs, %d due", len(duplicates.pairs), len(ring.due))
	}
	for _, page := range []host.Page{ring, duplicates} {
		p.Host.Window.SetContent(page.Content())
		p.Host.Window.Resize(fyne.NewSize(828, 600))
		if m := page.Content().MinSize(); m.Width > 828 || m.Height > 600 {
			t.Errorf("%T needs %v", page, m)
		}
	}
	_ = p.Host.Close()
	for _, body := range []func() fyne.CanvasObject{
		func() fyne.CanvasObject { ring.Reload(); return ring.body },
		func() fyne.CanvasObject { duplicates.Reload(); return duplicates.body },
	} {
		if !strings.Contains(uitest.Markup(body()), "Try again") {
			t.Error("what cannot be read is not offered again")
		}
	}
}
