package directory

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/interchange/openreferral"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
)

func (p *place) ring() *ringPage {
	p.T.Helper()
	page := New(p.Host, host.Route{View: host.ViewRingRound}).(*ringPage)
	p.Show(page)
	return page
}

func (p *place) duplicates() *duplicatesPage {
	p.T.Helper()
	page := New(p.Host, host.Route{View: host.ViewDuplicates}).(*duplicatesPage)
	p.Show(page)
	return page
}

func (p *place) named(name string) *data.Service {
	p.T.Helper()
	rows, _, err := p.Host.Directory.Services(context.Background(), data.ServiceFilter{Closed: true})
	p.Must(err)
	for _, r := range rows {
		if r.Name == name {
			v, err := p.Host.Directory.Service(context.Background(), r.ID)
			p.Must(err)
			return v
		}
	}
	p.T.Fatalf("there is no %q", name)
	return nil
}

func TestTheRoundIsWorkedThroughByKeys(t *testing.T) {
	p := newPlace(t)
	p.staff("Siân")
	p.add(data.Service{Name: "A choir", Phone: "01632 960101"}, data.Service{Name: "B walks", Phone: "01632 960102"},
		data.Service{Name: "C lunch"}, data.Service{Name: "D", LastChecked: data.MustDate("2026-04-01")})
	page := p.ring()
	w := p.Host.Window.Canvas()
	if w.Focused() != fyne.Focusable(page.rows) || len(page.due) != 3 || !strings.Contains(markup(page.header), "3 left") {
		t.Fatalf("%d due, the keyboard is at %T", len(page.due), w.Focused())
	}
	if !strings.Contains(markup(page.call.card), "01632 960101") {
		t.Error("the number to ring is not shown")
	}
	page.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	v := p.named("A choir")
	if v.LastChecked != p.Host.Today() || v.CheckedHow != "by phone" || v.LastCheckedBy != p.Host.Session.Person() {
		t.Errorf("stored %s %q by %s", v.LastChecked, v.CheckedHow, v.LastCheckedBy)
	}
	if len(page.due) != 2 || page.current().Name != "B walks" || !strings.Contains(markup(page.header), "2 left") {
		t.Fatalf("after the first: %+v", page.due)
	}
	test.Type(page.rows, " ")
	if page.current().Name != "C lunch" || p.named("B walks").LastChecked.IsZero() {
		t.Errorf("space did not go on: %+v", page.due)
	}
	test.Type(page.rows, "e")
	if len(p.Went) != 1 || p.Went[0].View != viewRung || p.Went[0].Record != page.current().ID {
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
	v = p.named("C lunch")
	if v.Status != data.ServiceDefunct || v.CheckedHow != "by phone: number gone" {
		t.Errorf("closed as %s, %q", v.Status, v.CheckedHow)
	}
	if !strings.Contains(markup(page.body), "Nobody to ring") {
		t.Error("the end of the round is not said")
	}
}

// The change of the store brings the round anew, before or after the page goes
// on: it stays where it was.
func TestTheRoundGoesOnWhereItWas(t *testing.T) {
	p := newPlace(t)
	p.add(data.Service{Name: "A"}, data.Service{Name: "B"}, data.Service{Name: "C"})
	page := p.ring()
	page.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	p.Host.Subscribe(func(store.Change) { page.Reload() })
	test.Type(page.rows, " ")
	if r := page.current(); r == nil || r.Name != "C" || page.left != 2 {
		t.Errorf("after B comes %+v, %d left", r, page.left)
	}
}

func TestSavingWhatWasRungCountsAsAChecking(t *testing.T) {
	p := newPlace(t)
	p.staff("Siân")
	p.add(data.Service{Name: "Choir", Phone: "1"})
	back := false
	p.Host.Back = func() { back = true }
	page := New(p.Host, host.Route{View: viewRung, Record: p.named("Choir").ID}).(*formPage)
	p.Host.Window.SetContent(page.Content())
	page.Reload()
	page.fields.text["Phone"].Entry.SetText("01632 960101")
	page.Save()
	v := p.named("Choir")
	if !back || v.Phone != "01632 960101" || v.LastChecked != p.Host.Today() || v.CheckedHow != byPhone || v.LastCheckedBy != p.Host.Session.Person() {
		t.Errorf("back %v, stored %q, checked %s %q", back, v.Phone, v.LastChecked, v.CheckedHow)
	}
}

func TestATickThatFailsStaysInTheRound(t *testing.T) {
	p := newPlace(t)
	p.add(data.Service{Name: "A choir"}, data.Service{Name: "B walks"})
	page := p.ring()
	_ = p.Host.Close()
	test.Tap(page.call.same)
	if len(page.due) != 2 || !page.said.Visible() {
		t.Errorf("%d due, said %v", len(page.due), page.said.Visible())
	}
}

func TestAskingAboutWhatIsClosedForNow(t *testing.T) {
	today := data.MustDate("2026-04-07")
	for until, want := range map[string]string{"": "Closed for now. Has it opened again?", "2026-06-01": "Closed until 1 Jun 2026. Is that still so?", "2026-04-07": "It was to open again on 7 Apr 2026. Has it?"} {
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
	p.staff("Siân")
	p.add(data.Service{Name: "Choir", Organisation: "Singers", Phone: "01632 960101", Postcode: "CT9 1AA", Cost: "Free"},
		data.Service{Name: "Choir", Organisation: "Singers", Phone: "01632 960101", Postcode: "CT9 1AA", Description: "Thursdays"})
	page := p.duplicates()
	if len(page.pairs) != 1 {
		t.Fatalf("pairs %+v", page.pairs)
	}
	shown := markup(page.compare.card)
	for _, words := range []string{page.pairs[0].Reason, "Free", "Thursdays", "Nothing", "Keep left"} {
		if !strings.Contains(shown, words) {
			t.Errorf("the pair does not show %q", words)
		}
	}
	kept := page.pairs[0].B.ID
	press(t, page.compare.card, "Keep right")
	if len(page.pairs) != 0 || len(page.merges) != 1 || page.merges[0].KeptID != kept {
		t.Fatalf("pairs %+v, merges %+v", page.pairs, page.merges)
	}
	if v := p.named("Choir"); v.Cost != "Free" || v.Description != "Thursdays" {
		t.Errorf("the merged entry says %q, %q", v.Cost, v.Description)
	}
	page.which.Tap(1)
	press(t, page.body, "Undo")
	if len(page.pairs) != 1 || len(page.merges) != 0 {
		t.Fatalf("after undoing: %+v, %+v", page.pairs, page.merges)
	}
	page.which.Tap(0)
	press(t, page.compare.card, "Not the same")
	if len(page.pairs) != 0 || !strings.Contains(markup(page.body), "No duplicates found") {
		t.Errorf("the pair is still suggested: %+v", page.pairs)
	}
}

// press taps the button of that text.
func press(t *testing.T, within fyne.CanvasObject, text string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(within) {
		if b, ok := o.(*kit.Button); ok && b.Text() == text && b.Visible() {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("there is no button %q", text)
}

func TestWhatDiffersIsMarkedAndTheRestIsNot(t *testing.T) {
	a := &entry{service: &data.Service{Name: "Choir", Phone: "1", Status: data.ServiceActive}}
	b := &entry{service: &data.Service{Name: "Choir", Phone: "2", Status: data.ServiceActive}}
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

func TestTheDirectoryIsExportedInBothFormats(t *testing.T) {
	for i, format := range exportFormats {
		p := newPlace(t)
		p.Host.DocumentsDir = p.Dir
		p.add(data.Service{Name: "@symes Community Building", Phone: "+44 1632 960101"}, data.Service{Name: "=1+1"})
		page := p.list()
		press(t, page.Content(), "Export …")
		dialog := p.Host.Window.Canvas().Overlays().Top()
		for _, o := range test.LaidOutObjects(dialog) {
			if s, ok := o.(*kit.Segmented); ok {
				s.Tap(i)
			}
		}
		press(t, dialog, "Export")
		path := filepath.Join(p.Dir, "Directory 2026-04-07"+format.ext)
		if _, err := os.Stat(path); err != nil {
			t.Fatalf("%s: %v", format.name, err)
		}
		read := openreferral.ReadJSON
		if format.ext == ".zip" {
			read = openreferral.ReadPackage
		}
		var names []string
		for e, err := range read(context.Background(), path) {
			p.Must(err)
			names = append(names, e.Service.Name)
		}
		if len(names) != 2 || !strings.Contains(strings.Join(names, "|"), "@symes Community Building") {
			t.Errorf("%s read back as %q", format.name, names)
		}
		if !strings.Contains(markup(p.Host.Window.Canvas().Overlays().Top()), "2 services written") {
			t.Errorf("%s: nothing says what was written", format.name)
		}
	}
}

func TestAnExportWritesOverNothing(t *testing.T) {
	p := newPlace(t)
	e := &exporter{h: p.Host, path: kit.NewTextField("Save to"), about: kit.NewParagraph("", kit.Muted)}
	path := filepath.Join(p.Dir, "there.json")
	p.Must(os.WriteFile(path, []byte("mine"), 0o600))
	for typed, ok := range map[string]bool{"": false, "relative.json": false, path: false, filepath.Join(p.Dir, "there"): false, filepath.Join(p.Dir, "new"): true} {
		e.path.SetText(typed)
		if got, problem := e.checked(); (problem == "") != ok {
			t.Errorf("%q: %q, %q", typed, got, problem)
		}
	}
	e.path.SetText(filepath.Join(p.Dir, "new.json"))
	e.choose(1)
	if e.path.Text() != filepath.Join(p.Dir, "new.zip") {
		t.Errorf("the other format goes to %s", e.path.Text())
	}
	_ = p.Host.Close()
	e.write(filepath.Join(p.Dir, "new.zip"))
	if _, err := os.Stat(filepath.Join(p.Dir, "new.zip")); !os.IsNotExist(err) {
		t.Errorf("an export that failed left a file: %v", err)
	}
}

func TestTheNewFieldsAreKept(t *testing.T) {
	p := newPlace(t)
	page := p.form("")
	f := page.fields
	test.Type(f.text["Name"].Entry, "Choir")
	test.Type(f.text["OtherNames"].Entry, "Sing for joy")
	test.Type(f.text["Languages"].Entry, "Welsh, Polish")
	test.Type(f.text["Access"].Entry, "Ramp")
	f.delivery[0].box.Tapped(&fyne.PointEvent{})
	f.delivery[2].box.Tapped(&fyne.PointEvent{})
	f.wheelchair.Choose("yes")
	f.room.Choose("few")
	if f.until.Visible() {
		t.Error("an open service is asked until when it is closed")
	}
	f.status.Choose(string(data.ServicePaused))
	if !f.until.Visible() {
		t.Fatal("a closed service is not asked until when")
	}
	test.Type(f.until.Entry, "nonsense")
	page.Save()
	if f.until.Error() == "" || len(p.Went) != 0 {
		t.Fatal("a day that cannot be read was taken")
	}
	f.until.SetText("1/6/2026")
	again := p.form("")
	if again.fields.ways() != "person online" || again.fields.room.Selected() != "few" || again.fields.text["Languages"].Text() != "Welsh, Polish" || !again.fields.until.Visible() {
		t.Errorf("the draft came back as %v", again.fields.values())
	}
	page.Save()
	if len(p.Went) != 1 {
		t.Fatalf("not saved: %s", page.state.Text())
	}
	v := p.named("Choir")
	if v.OtherNames != "Sing for joy" || len(v.Languages) != 2 || v.Languages[1] != "Polish" || v.Access != "Ramp" || v.Wheelchair != data.Yes ||
		v.Room != data.FewLeft || len(v.Delivery) != 2 || v.Delivery[1] != data.Online || v.ClosedUntil != data.MustDate("2026-06-01") {
		t.Errorf("stored %+v", v)
	}
	edit := p.form(v.ID)
	if edit.dirty() {
		t.Error("a form that was only opened asks to be saved")
	}
	edit.Save()
	if after := p.named("Choir"); len(after.Delivery) != 2 || len(after.Languages) != 2 || after.ClosedUntil != v.ClosedUntil {
		t.Errorf("after an edit %+v", after)
	}
}

func TestEveryViewFitsASmallWindowAndSaysWhatIsWrong(t *testing.T) {
	p := newPlace(t)
	long := strings.Repeat("very long name ", 12)
	for range 2 {
		p.add(data.Service{Name: long, Organisation: long, Phone: "01632 960101 or 01632 960102 after six in the evening", Area: "خور الزبير", Postcode: "CT9 1AA", Description: strings.Repeat(long, 20)})
	}
	ring, duplicates, list := p.ring(), p.duplicates(), p.list()
	if len(duplicates.pairs) != 1 || len(ring.due) != 2 {
		t.Fatalf("%d pairs, %d due", len(duplicates.pairs), len(ring.due))
	}
	test.Tap(list.facets.panel)
	for _, page := range []host.Page{ring, duplicates, list} {
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
		if !strings.Contains(markup(body()), "Try again") {
			t.Error("what cannot be read is not offered again")
		}
	}
}
