package calendar

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/theme"
)

// place is the calendar with a real store; one client is overdue, due on Tue
// 7 Apr past Easter, and has a planned contact on the 9th.
type place struct {
	host   *host.Host
	page   *page
	went   []host.Route
	client data.ID
	due    data.ID
}

func newPlace(t *testing.T, today string) *place {
	t.Helper()
	p := &place{}
	now := data.MustDate("2026-03-13")
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	clock := data.Clock(func() time.Time { return time.Date(now.Year, now.Month, now.Day, 12, 0, 0, 0, time.UTC) })
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: clock})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	client := data.Client{GivenNames: "Tomasz", FamilyName: "Łukaszewicz"}
	must(t, s.SaveClient(ctx, &client))
	service := data.Service{Name: "Kitchen Table"}
	must(t, s.SaveService(ctx, &service))
	result, err := s.SaveSitting(ctx, store.Sitting{ClientID: client.ID, On: now, Offers: []store.SittingOffer{{ServiceID: service.ID, Decision: data.Chosen}}})
	must(t, err)
	must(t, s.SaveContact(ctx, &data.Contact{ClientID: client.ID, Kind: "clinic", Outcome: data.ContactPlanned, On: data.MustDate("2026-04-09"), At: "09:30"}))
	p.client, p.due = client.ID, result.FollowUps[0].ID
	now = data.MustDate(today)
	p.host = &host.Host{Store: s, Clock: clock, Window: test.NewTempWindow(t, nil), Log: slog.New(slog.DiscardHandler), DocumentsDir: t.TempDir(),
		Go: func(r host.Route) { p.went = append(p.went, r) },
		Background: func(work func(context.Context) func()) {
			if publish := work(ctx); publish != nil {
				publish()
			}
		}}
	p.page = New(p.host, host.Route{}).(*page)
	p.host.Window.SetContent(p.page.Content())
	p.host.Window.Resize(fyne.NewSize(1170, 768))
	p.page.Reload()
	return p
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
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
	p.host.Window.Canvas().Focus(p.page.grid)
	p.page.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if p.page.chosen != data.MustDate("2026-04-07") {
		t.Fatalf("chosen %s", p.page.chosen)
	}
	p.page.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.page.day.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	want := host.Route{Area: host.Clients, View: host.ViewFollowUp, Client: p.client, Record: p.due}
	if len(p.went) != 1 || p.went[0] != want {
		t.Errorf("went to %+v", p.went)
	}
}

func TestMovingAFollowUpKeepsItsFirstDueDay(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	must(t, p.page.moveTo(context.Background(), p.page.overdue.list[0], data.MustDate("2026-04-10"), "on holiday"))
	f, err := p.host.Store.FollowUp(context.Background(), p.due)
	must(t, err)
	if f.DueOn != data.MustDate("2026-04-10") || f.FirstDue != data.MustDate("2026-04-07") {
		t.Errorf("%+v", f)
	}
	err = p.page.moveTo(context.Background(), followUpEntry(data.FollowUpRow{ID: p.due}, p.host.Today()), data.MustDate("2026-04-01"), "")
	if sentenceFor(err) == "" {
		t.Errorf("a day that is past: %v", err)
	}
}

func TestExportWritesInitialsUnlessAskedForNames(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	for _, names := range []bool{false, true} {
		path, n, err := writeEvents(p.host.DocumentsDir, p.page.span(), p.page.entries, names, p.host.Clock)
		must(t, err)
		file, err := os.ReadFile(path)
		must(t, err)
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
