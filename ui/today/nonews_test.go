package today

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// silent adds a new client with one prescription, made today.
func (p *place) silent(name string) data.Prescription {
	p.T.Helper()
	client := p.prescribe(name)
	rec, err := p.Host.Overview.Record(context.Background(), client)
	p.Must(err)
	return rec.Prescriptions[0]
}

// show opens Today as the shell does.
func (p *place) show() *page {
	p.T.Helper()
	page := New(p.Host, host.Route{Area: host.Today}).(*page)
	p.Show(page)
	return page
}

func (p *place) prescription(id data.ID) *data.Prescription {
	p.T.Helper()
	rx, err := p.Host.Offering.Prescription(context.Background(), id)
	p.Must(err)
	return rx
}

// heardFrom says who told, from the question before it.
func (p *place) heardFrom(key rune) {
	p.Host.Window.Canvas().FocusNext()
	p.Type(string(key))
}

func TestNoNewsIsRungAndLogged(t *testing.T) {
	p := newPlace(t)
	rx := p.silent("Pettit")
	p.SetDay("2026-04-02")
	page := p.show()
	if !page.noNews.card.Hidden {
		t.Fatal("20 days are not yet a silence")
	}
	p.SetDay("2026-04-14")
	page.Reload()
	p.Sees("Waiting to hear", "Lunch club for Pettit · referred 13 Mar", "32 days", "days since last update")

	page.noNews.open(0)
	p.Press("Save") // nothing chosen yet
	p.Sees("Choose what happened.")
	p.Type("1")
	p.Keys(fyne.KeyReturn) // nor has anyone said whose word it is
	p.Sees("Choose who told you.")
	if got := p.prescription(rx.ID); got.Note != "" {
		t.Fatalf("stored as heard from the service, which no one chose: %+v", got)
	}
	p.Type("1")
	p.Keys(fyne.KeyReturn)
	got := p.prescription(rx.ID)
	if got.Status != data.StatusMade || got.StatusOn != p.Host.Today() || got.Note != waitingNote {
		t.Errorf("stored %+v", got)
	}
	if kit.OverlayOpen(p.Host.Window) || !page.noNews.card.Hidden {
		t.Error("it was rung today, and still it is on the list")
	}
}

func TestNoNewsStoresWhatTheySay(t *testing.T) {
	p := newPlace(t)
	rx := p.silent("Pettit")
	p.SetDay("2026-04-14")
	page := p.show()
	page.noNews.open(0)
	p.Type("4") // started, after the one that keeps the status
	p.heardFrom('1')
	p.Host.Window.Canvas().FocusNext()
	p.Type("He comes every Tuesday.")
	p.Host.Window.Canvas().FocusNext()
	day := p.Host.Window.Canvas().Focused().(*kit.Entry)
	day.SetText("01/03/2026")
	p.Press("Save")
	p.Sees("Date must be on or after 13 Mar 2026")
	if p.Host.Window.Canvas().Focused() != day {
		t.Error("the day has not the keyboard")
	}
	day.SetText("31/03/2026")
	p.Keys(fyne.KeyReturn)
	got := p.prescription(rx.ID)
	if got.Status != data.StatusStarted || got.StatusOn.String() != "2026-03-31" || got.Note != "He comes every Tuesday." {
		t.Errorf("stored %+v", got)
	}
}

// TestNoNewsThatNoOneAnswered: whoever rang and reached no one had to say that the
// service or the client had told them.
func TestNoNewsThatNoOneAnswered(t *testing.T) {
	p := newPlace(t)
	rx := p.silent("Pettit")
	p.SetDay("2026-04-14")
	page := p.show()
	page.noNews.open(0)
	p.Type("4") // started: of that someone must have told
	p.heardFrom('3')
	p.Keys(fyne.KeyReturn)
	p.Sees("Choose who told you.")
	p.Host.Window.Canvas().FocusPrevious()
	p.Type("1")
	p.Keys(fyne.KeyReturn)
	if got := p.prescription(rx.ID); got.Status != data.StatusMade || got.StatusOn != p.Host.Today() || got.Note != silentNote {
		t.Errorf("stored %+v", got)
	}
	if list, err := p.Host.Casework.Contacts(context.Background(), data.ContactFilter{From: p.Host.Today(), To: p.Host.Today()}); err != nil || len(list) != 0 {
		t.Errorf("contacts with no one: %+v, %v", list, err)
	}
}

func TestNoNewsKeepsTodayCalm(t *testing.T) {
	p := newPlace(t)
	for i := range 8 {
		p.silent(fmt.Sprintf("Client %d", i))
	}
	p.SetDay("2026-04-14")
	page := p.show()
	if n := len(page.noNews.list); n != 8 {
		t.Fatalf("%d rows", n)
	}
	if page.noNews.more.Hidden || page.noNews.more.Text() != "and 3 more" {
		t.Errorf("more: %q", page.noNews.more.Text())
	}
	test.Tap(page.noNews.more)
	p.Sees("No update yet, longest first", "32 days since last update")
	page.noNews.every.Select(7)
	page.noNews.every.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.Type("1")
	p.heardFrom('1')
	p.Keys(fyne.KeyReturn)
	if n := len(page.noNews.list); n != 7 {
		t.Errorf("%d rows after one was rung", n)
	}
	if len(p.Host.Window.Canvas().Overlays().List()) != 1 {
		t.Error("the list does not stay for the next call")
	}
	for range 7 {
		page.noNews.open(0)
		p.Type("1")
		p.heardFrom('1')
		p.Keys(fyne.KeyReturn)
	}
	if kit.OverlayOpen(p.Host.Window) {
		t.Error("the list stays when all were rung")
	}
	if m := page.Content().MinSize(); m.Width > 828 || m.Height > 600 {
		t.Errorf("needs %v", m)
	}
}

func TestNoNewsShowsTheNumberToRing(t *testing.T) {
	n := newNoNews(newPlace(t).Host)
	n.set([]data.NoNewsRow{{Client: "Harold Pettit", Service: "Lunch club", ServicePhone: "01843 555220",
		MadeOn: data.MustDate("2025-12-14"), LastWord: data.MustDate("2026-04-13")}}, data.MustDate("2026-04-14"))
	row := n.row(&n.list[0], true)
	if row.Secondary != "01843 555220 · Lunch club · referred 14 Dec 2025" || row.Chips[0].Text != "1 day since last update" {
		t.Errorf("the row says %+v", row)
	}
}

func TestNoNewsKeepsWhatCannotBeStored(t *testing.T) {
	p := newPlace(t)
	p.silent("Pettit")
	p.SetDay("2026-04-14")
	page := p.show()
	page.noNews.open(0)
	p.Type("1")
	p.heardFrom('1')
	p.Must(p.Host.Close())
	p.Keys(fyne.KeyReturn)
	p.Sees("Something went wrong")
}

func TestReplySlipIsTypedInAndStored(t *testing.T) {
	p := newPlace(t)
	ctx := context.Background()
	rx := p.silent("Pettit")
	sheet, err := p.Host.Offering.OfferSheet(ctx, rx.ClientID, nil)
	p.Must(err)
	slip := data.ShowSlip(sheet.Items[0].Slip)
	p.SetDay("2026-04-08")
	p.show()

	ShowSlip(p.Host)
	p.Type("nonsense")
	p.Keys(fyne.KeyReturn)
	p.Sees("Enter the reference exactly as on the slip")
	p.Host.Window.Canvas().Focused().(*kit.Entry).SetText(" " + strings.ToLower(strings.ReplaceAll(slip, "-", " ")))
	p.Keys(fyne.KeyReturn)
	p.Sees("Pettit", "Lunch club for Pettit", "Current status: Referred or signposted")
	p.Type("5")
	p.Host.Window.Canvas().FocusNext()
	p.Type("Six sessions.")
	p.Keys(fyne.KeyReturn)
	got := p.prescription(rx.ID)
	if got.Status != data.StatusCompleted || got.StatusOn != p.Host.Today() || got.Note != "Six sessions." {
		t.Errorf("stored %+v", got)
	}
	p.Sees("Saved for Pettit: Lunch club for Pettit, Completed. Enter the next slip, or press Esc.")
	p.Keys(fyne.KeyEscape)
	if kit.OverlayOpen(p.Host.Window) {
		t.Error("Escape does not end it")
	}
}

func TestReplySlipOfAnotherDatabaseIsNotFound(t *testing.T) {
	p := newPlace(t)
	p.show()
	ShowSlip(p.Host)
	p.Type(data.ShowSlip(data.NewSlip()))
	p.Keys(fyne.KeyReturn)
	p.Sees("No slip with this reference was printed")
}
