package calendar

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

// place is the calendar over a real database; one client is overdue, due on Tue
// 7 Apr past Easter, and has an appointment on the 9th.
type place struct {
	*uitest.Desk
	page   *page
	client data.ID
	due    data.ID
}

func newPlace(t *testing.T, today string) *place {
	t.Helper()
	p := &place{Desk: uitest.New(t)}
	p.SetDay("2026-03-13")
	s := p.Store
	client := data.Client{GivenNames: "Tomasz", FamilyName: "Łukaszewicz"}
	p.Must(s.Casework.SaveClient(p.Ctx(), &client))
	service := data.Service{Name: "Kitchen Table"}
	p.Must(s.Directory.SaveService(p.Ctx(), &service))
	result, err := s.Offering.SaveSitting(p.Ctx(), offering.Sitting{ClientID: client.ID, On: p.Host.Today(), Offers: []offering.SittingOffer{{ServiceID: service.ID, Decision: data.Chosen}}})
	p.Must(err)
	p.Must(s.Diary.Book(p.Ctx(), &data.Appointment{ClientID: client.ID, Kind: "clinic", On: data.MustDate("2026-04-09"), At: "09:30"}))
	p.client, p.due = client.ID, result.FollowUps[0].ID
	p.SetDay(today)
	p.page = New(p.Host, host.Route{}).(*page)
	p.Show(p.page)
	return p
}

func TestWeekShowsFollowUpsContactsAndHolidays(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	if title := p.page.span().title; title != "6 to 12 April 2026" {
		t.Errorf("title %q", title)
	}
	cells := p.page.grid.cells
	if len(cells) != 7 || cells[0].holiday != "Easter Monday" {
		t.Fatalf("Monday: %+v", cells[0])
	}
	if e := cells[1].entries; len(e) != 1 || e[0].state != "1 day overdue" {
		t.Errorf("Tuesday: %+v", e)
	}
	if e := cells[3].entries; len(e) != 1 || e[0].title() != "09:30 Tomasz Łukaszewicz" {
		t.Errorf("Thursday: %+v", e)
	}
	if len(p.page.overdue.list) != 1 {
		t.Errorf("overdue: %+v", p.page.overdue.list)
	}
}

func TestOverdueStaysVisibleInAnotherMonth(t *testing.T) {
	p := newPlace(t, "2026-05-20")
	p.page.view.Tap(1)
	if p.page.span().title != "May 2026" || len(p.page.overdue.list) != 1 || len(p.page.entries) != 0 {
		t.Errorf("%s: %+v", p.page.span().title, p.page.overdue.list)
	}
}

func TestKeysReachADayAndOpenItsFollowUp(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.Host.Window.Canvas().Focus(p.page.grid)
	p.page.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if p.page.chosen != data.MustDate("2026-04-07") {
		t.Fatalf("chosen %s", p.page.chosen)
	}
	p.page.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.page.day.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	want := host.Route{Area: host.Clients, View: host.ViewFollowUp, Client: p.client, Record: p.due}
	if len(p.Went) != 1 || p.Went[0] != want {
		t.Errorf("went to %+v", p.Went)
	}
}

func TestMovingAFollowUpKeepsItsFirstDueDay(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.Must(p.page.moveTo(context.Background(), p.page.overdue.list[0], data.MustDate("2026-04-10"), "on holiday"))
	f, err := p.Host.Offering.FollowUp(context.Background(), p.due)
	p.Must(err)
	if f.DueOn != data.MustDate("2026-04-10") || f.FirstDue != data.MustDate("2026-04-07") {
		t.Errorf("%+v", f)
	}
	err = p.page.moveTo(context.Background(), followUpEntry(data.FollowUpRow{ID: p.due}, p.Host.Today()), data.MustDate("2026-04-01"), "")
	if sentenceFor(err) == "" {
		t.Errorf("a day that is past: %v", err)
	}
}

func TestExportWritesInitialsUnlessAskedForNames(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	for _, names := range []bool{false, true} {
		path, n, err := writeEvents(p.Host.DocumentsDir, p.page.span(), p.page.entries, names, p.Host.Clock)
		p.Must(err)
		file, err := os.ReadFile(path)
		p.Must(err)
		if n != 2 || strings.Contains(string(file), "Tomasz") != names || strings.Contains(filepath.Base(path), "Tomasz") {
			t.Errorf("names %t: %d entries in %s:\n%s", names, n, path, file)
		}
	}
}

func TestWeeksAndMonthsAreWhole(t *testing.T) {
	for d := data.MustDate("2023-12-25"); d.Before(data.MustDate("2029-03-02")); d = d.AddDays(1) {
		for _, s := range []span{weekOf(d), monthOf(d)} {
			if s.first.Weekday() != time.Monday || !s.holds(d) || s.last().Weekday() != time.Sunday || s.weeks > 6 {
				t.Fatalf("%s: %+v", d, s)
			}
		}
	}
}

func TestFitsASmallWindow(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	if m := p.page.Content().MinSize(); m.Width > 828 || m.Height > 600 {
		t.Errorf("needs %v", m)
	}
}
