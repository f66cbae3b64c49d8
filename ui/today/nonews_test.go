package today

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// silent gives a new client one prescription, made today.
func (p *place) silent(t *testing.T, name string) data.Prescription {
	t.Helper()
	client := p.prescribe(t, name)
	rec, err := p.host.Store.Record(context.Background(), client)
	p.must(t, err)
	return rec.Prescriptions[0]
}

// show opens Today as the shell does, and keeps it up to date.
func (p *place) show(t *testing.T) *page {
	t.Helper()
	page := New(p.host, host.Route{}).(*page)
	p.host.Window.SetContent(page.Content())
	p.host.Window.Resize(fyne.NewSize(1170, 768))
	page.Reload()
	t.Cleanup(p.host.Store.Subscribe(func(store.Change) { page.Reload() }))
	return page
}

// texts is everything that can be read on the window.
func (p *place) texts() []string {
	var texts []string
	var down func(o fyne.CanvasObject)
	down = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *kit.Text:
			texts = append(texts, o.Text())
		case *kit.Chip:
			texts = append(texts, o.Text())
		case *kit.Button:
			texts = append(texts, o.Text())
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				down(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				down(child)
			}
		}
	}
	c := p.host.Window.Canvas()
	for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		down(root)
	}
	return texts
}

func (p *place) sees(t *testing.T, want ...string) {
	t.Helper()
	all := p.texts()
	for _, w := range want {
		if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, w) }) {
			t.Errorf("%q is not on the screen, which shows %q", w, all)
		}
	}
}

// types types into what has the focus.
func (p *place) types(t *testing.T, text string) {
	t.Helper()
	f := p.host.Window.Canvas().Focused()
	if f == nil {
		t.Fatal("nothing has the focus")
	}
	test.Type(f, text)
}

func (p *place) key(name fyne.KeyName) {
	if f := p.host.Window.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func (p *place) prescription(t *testing.T, id data.ID) *data.Prescription {
	t.Helper()
	rx, err := p.host.Store.Prescription(context.Background(), id)
	p.must(t, err)
	return rx
}

func TestNoNewsIsRungAndLogged(t *testing.T) {
	p := newPlace(t)
	rx := p.silent(t, "Pettit")
	p.now = data.MustDate("2026-04-02")
	page := p.show(t)
	if !page.noNews.card.Hidden {
		t.Fatal("20 days are not yet a silence")
	}
	p.now = data.MustDate("2026-04-14")
	page.Reload()
	p.sees(t, "No news", "Lunch club for Pettit · made 13 Mar", "32 days", "days without word")

	page.noNews.open(0)
	p.key(fyne.KeyReturn) // nothing chosen yet
	p.sees(t, "Please say what came of it.")
	p.types(t, "1")
	p.key(fyne.KeyReturn)
	got := p.prescription(t, rx.ID)
	if got.Status != data.StatusMade || got.StatusOn != p.now || got.Note != waitingNote {
		t.Errorf("stored %+v", got)
	}
	if kit.OverlayOpen(p.host.Window) || !page.noNews.card.Hidden {
		t.Error("it was rung today, and still it is on the list")
	}
}

func TestNoNewsStoresWhatTheySay(t *testing.T) {
	p := newPlace(t)
	rx := p.silent(t, "Pettit")
	p.now = data.MustDate("2026-04-14")
	page := p.show(t)
	page.noNews.open(0)
	p.types(t, "4") // started, after the one that keeps the status
	p.host.Window.Canvas().FocusNext()
	p.types(t, "He comes every Tuesday.")
	p.host.Window.Canvas().FocusNext()
	day := p.host.Window.Canvas().Focused().(*kit.Entry)
	day.SetText("01/03/2026")
	p.key(fyne.KeyReturn)
	p.sees(t, "before the prescription was made, on 13 Mar 2026")
	day.SetText("31/03/2026")
	p.key(fyne.KeyReturn)
	got := p.prescription(t, rx.ID)
	if got.Status != data.StatusStarted || got.StatusOn.String() != "2026-03-31" || got.Note != "He comes every Tuesday." {
		t.Errorf("stored %+v", got)
	}
}

func TestNoNewsKeepsTodayCalm(t *testing.T) {
	p := newPlace(t)
	for i := range 8 {
		p.silent(t, fmt.Sprintf("Client %d", i))
	}
	p.now = data.MustDate("2026-04-14")
	page := p.show(t)
	if n := len(page.noNews.list); n != 8 {
		t.Fatalf("%d rows", n)
	}
	if page.noNews.more.Hidden || page.noNews.more.Text() != "and 3 more" {
		t.Errorf("more: %q", page.noNews.more.Text())
	}
	test.Tap(page.noNews.more)
	p.sees(t, "No news, the longest silence first", "32 days without word")
	page.noNews.every.Select(7)
	page.noNews.every.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.types(t, "1")
	p.key(fyne.KeyReturn)
	if n := len(page.noNews.list); n != 7 {
		t.Errorf("%d rows after one was rung", n)
	}
	if len(p.host.Window.Canvas().Overlays().List()) != 1 {
		t.Error("the list does not stay for the next call")
	}
	for range 7 {
		page.noNews.open(0)
		p.types(t, "1")
		p.key(fyne.KeyReturn)
	}
	if kit.OverlayOpen(p.host.Window) {
		t.Error("the list stays when all were rung")
	}
	if m := page.Content().MinSize(); m.Width > 828 || m.Height > 600 {
		t.Errorf("needs %v", m)
	}
}

func TestNoNewsShowsTheNumberToRing(t *testing.T) {
	n := newNoNews(newPlace(t).host)
	n.set([]data.NoNewsRow{{Client: "Harold Pettit", Service: "Lunch club", ServicePhone: "01843 555220",
		MadeOn: data.MustDate("2025-12-14"), LastWord: data.MustDate("2026-04-13")}}, data.MustDate("2026-04-14"))
	row := n.row(&n.list[0], withoutWord)
	if row.Secondary != "01843 555220 · Lunch club · made 14 Dec 2025" || row.Chips[0].Text != "1 day without word" {
		t.Errorf("the row says %+v", row)
	}
}

func TestNoNewsKeepsWhatCannotBeStored(t *testing.T) {
	p := newPlace(t)
	p.silent(t, "Pettit")
	p.now = data.MustDate("2026-04-14")
	page := p.show(t)
	page.noNews.open(0)
	p.types(t, "1")
	p.must(t, p.host.Store.Close())
	p.key(fyne.KeyReturn)
	p.sees(t, "Something went wrong")
}

func TestReplySlipIsTypedInAndStored(t *testing.T) {
	p := newPlace(t)
	ctx := context.Background()
	rx := p.silent(t, "Pettit")
	sheet, err := p.host.Store.OfferSheet(ctx, rx.ClientID, nil)
	p.must(t, err)
	slip := data.ShowSlip(sheet.Items[0].Slip)
	p.now = data.MustDate("2026-04-08")
	p.show(t)

	ShowSlip(p.host)
	p.types(t, "nonsense")
	p.key(fyne.KeyReturn)
	p.sees(t, "This is not a reference as our slips have it")
	p.host.Window.Canvas().Focused().(*kit.Entry).SetText(" " + strings.ToLower(strings.ReplaceAll(slip, "-", " ")))
	p.key(fyne.KeyReturn)
	p.sees(t, "Pettit", "Lunch club for Pettit", "until now: Made")
	p.types(t, "5")
	p.host.Window.Canvas().FocusNext()
	p.types(t, "Six sessions.")
	p.key(fyne.KeyReturn)
	got := p.prescription(t, rx.ID)
	if got.Status != data.StatusCompleted || got.StatusOn != p.now || got.Note != "Six sessions." {
		t.Errorf("stored %+v", got)
	}
	p.sees(t, "Stored for Pettit: Lunch club for Pettit, Completed. The next slip, or Esc.")
	p.key(fyne.KeyEscape)
	if kit.OverlayOpen(p.host.Window) {
		t.Error("Escape does not end it")
	}
}

func TestReplySlipOfAnotherDatabaseIsNotFound(t *testing.T) {
	p := newPlace(t)
	p.show(t)
	ShowSlip(p.host)
	p.types(t, data.ShowSlip(data.NewSlip()))
	p.key(fyne.KeyReturn)
	p.sees(t, "No slip with this reference was printed")
}
