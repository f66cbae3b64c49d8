package today

import (
	"context"
	"log/slog"
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

// place is a screen under test: a real store, a clock that can be set, and
// where the screen wanted to go.
type place struct {
	host *host.Host
	went []host.Route
	now  data.Date
}

func newPlace(t *testing.T) *place {
	t.Helper()
	p := &place{now: data.MustDate("2026-03-13")}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{}))
	clock := data.Clock(func() time.Time { return time.Date(p.now.Year, p.now.Month, p.now.Day, 12, 0, 0, 0, time.UTC) })
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	p.host = &host.Host{Store: s, Clock: clock, Window: test.NewTempWindow(t, nil), Log: slog.New(slog.DiscardHandler),
		Go: func(r host.Route) { p.went = append(p.went, r) },
		Background: func(work func(context.Context) func()) {
			if publish := work(context.Background()); publish != nil {
				publish()
			}
		}}
	return p
}

func (p *place) must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// prescribe gives a new client one chosen service, and so a follow-up.
func (p *place) prescribe(t *testing.T, name string) data.ID {
	t.Helper()
	ctx, s := context.Background(), p.host.Store
	client := data.Client{FamilyName: name, ContactBy: "after 10"}
	p.must(t, s.SaveClient(ctx, &client))
	service := data.Service{Name: "Lunch club for " + name}
	p.must(t, s.SaveService(ctx, &service))
	_, err := s.SaveSitting(ctx, store.Sitting{ClientID: client.ID, On: p.now, Offers: []store.SittingOffer{{ServiceID: service.ID, Decision: data.Chosen}}})
	p.must(t, err)
	return client.ID
}

func TestOverdueComesFirstAndOpensWithOneKey(t *testing.T) {
	p := newPlace(t)
	late := p.prescribe(t, "Łukaszewicz") // due Tue 7 Apr, past Easter
	p.now = data.MustDate("2026-03-18")
	p.prescribe(t, "Adeyemi") // due Wed 8 Apr
	p.now = data.MustDate("2026-04-08")

	page := New(p.host, host.Route{}).(*page)
	p.host.Window.SetContent(page.Content())
	p.host.Window.Resize(fyne.NewSize(1170, 768))
	page.Reload()

	if got := page.followUps.list; len(got) != 2 || got[0].ClientID != late {
		t.Fatalf("follow-ups %+v", got)
	}
	if text, _ := dueChip(page.followUps.list[0].DueOn, p.now); text != "1 day overdue" {
		t.Errorf("chip %q", text)
	}
	p.host.Window.Canvas().Focus(page.FirstFocus())
	page.followUps.rows.Select(0)
	page.followUps.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(p.went) != 1 || p.went[0].View != host.ViewFollowUp || p.went[0].Client != late {
		t.Errorf("went to %+v", p.went)
	}
}

func TestNewDatabaseSaysWhatToDo(t *testing.T) {
	p := newPlace(t)
	page := New(p.host, host.Route{}).(*page)
	p.host.Window.SetContent(page.Content())
	page.Reload()
	if markup := test.RenderObjectToMarkup(page.Content()); !strings.Contains(markup, "No clients yet") {
		t.Error("a new database does not say how to begin")
	}
}

func TestFailureIsShownAndCanBeTriedAgain(t *testing.T) {
	p := newPlace(t)
	page := New(p.host, host.Route{}).(*page)
	_ = p.host.Store.Close()
	page.Reload()
	if page.shown {
		t.Error("a screen that could not be read shows cards")
	}
}

func TestFitsASmallWindow(t *testing.T) {
	p := newPlace(t)
	p.prescribe(t, strings.Repeat("Very-long-name ", 12))
	p.now = data.MustDate("2026-04-08")
	page := New(p.host, host.Route{}).(*page)
	p.host.Window.SetContent(page.Content())
	p.host.Window.Resize(fyne.NewSize(828, 600))
	page.Reload()
	if m := page.Content().MinSize(); m.Width > 828 || m.Height > 600 {
		t.Errorf("needs %v", m)
	}
}

func TestLooksAWeekAheadAndNoFurther(t *testing.T) {
	p := newPlace(t)
	p.prescribe(t, "Adeyemi") // due Tue 7 Apr
	page := New(p.host, host.Route{}).(*page)
	for today, want := range map[string]int{"2026-03-31": 0, "2026-04-01": 1, "2026-04-07": 1} {
		p.now = data.MustDate(today)
		page.Reload()
		if got := len(page.followUps.list); got != want {
			t.Errorf("on %s: %d follow-ups, want %d", today, got, want)
		}
	}
}
