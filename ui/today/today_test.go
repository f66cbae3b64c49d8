package today

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/offering"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

// place is Today over a real database, on Fri 13 Mar 2026.
type place struct{ *uitest.Desk }

func newPlace(t *testing.T) *place {
	t.Helper()
	p := &place{uitest.New(t)}
	p.SetDay("2026-03-13")
	return p
}

// prescribe adds a new client with one chosen service, and so a follow-up.
func (p *place) prescribe(name string) data.ID {
	p.T.Helper()
	ctx, s := context.Background(), p.Host.Office
	client := data.Client{FamilyName: name, ContactBy: "after 10"}
	p.Must(s.Casework.SaveClient(ctx, &client))
	service := data.Service{Name: "Lunch club for " + name}
	p.Must(s.Directory.SaveService(ctx, &service))
	_, err := s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: client.ID, On: p.Host.Today(), Offers: []offering.SittingOffer{{ServiceID: service.ID, Decision: data.Chosen}}})
	p.Must(err)
	return client.ID
}

func TestOverdueComesFirstAndOpensWithOneKey(t *testing.T) {
	p := newPlace(t)
	late := p.prescribe("Łukaszewicz") // due Tue 7 Apr, past Easter
	p.SetDay("2026-03-18")
	p.prescribe("Adeyemi") // due Wed 8 Apr
	p.SetDay("2026-04-08")

	page := p.show()

	if got := page.followUps.list; len(got) != 2 || got[0].ClientID != late {
		t.Fatalf("follow-ups %+v", got)
	}
	if text, _ := dueChip(page.followUps.list[0].DueOn, p.Host.Today()); text != "1 day overdue" {
		t.Errorf("chip %q", text)
	}
	p.Host.Window.Canvas().Focus(page.FirstFocus())
	page.followUps.rows.Select(0)
	page.followUps.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(p.Went) != 1 || p.Went[0].View != host.ViewFollowUp || p.Went[0].Client != late {
		t.Errorf("went to %+v", p.Went)
	}
}

func TestNewDatabaseSaysWhatToDo(t *testing.T) {
	p := newPlace(t)
	page := New(p.Host, host.Route{}).(*page)
	p.Host.Window.SetContent(page.Content())
	page.Reload()
	if markup := test.RenderObjectToMarkup(page.Content()); !strings.Contains(markup, "No clients yet") {
		t.Error("a new database does not say how to begin")
	}
	p.SeesNot("Record a contact", "Reply slip")
	p.Host.Session.SignIn(access.Identity{Person: "vera", Role: access.Volunteer})
	theirs := New(p.Host, host.Route{})
	p.Host.Window.SetContent(theirs.Content())
	theirs.Reload()
	if markup := test.RenderObjectToMarkup(theirs.Content()); !strings.Contains(markup, "Ask a manager") || strings.Contains(markup, "New client") {
		t.Error("a volunteer, who may add no one, is asked to")
	}
}

func TestFailureIsShownAndCanBeTriedAgain(t *testing.T) {
	p := newPlace(t)
	page := New(p.Host, host.Route{}).(*page)
	_ = p.Host.Close()
	page.Reload()
	if page.shown {
		t.Error("a screen that could not be read shows cards")
	}
}

func TestFitsASmallWindow(t *testing.T) {
	p := newPlace(t)
	p.prescribe(strings.Repeat("Very-long-name ", 12))
	p.SetDay("2026-04-08")
	page := New(p.Host, host.Route{}).(*page)
	p.Host.Window.SetContent(page.Content())
	p.Host.Window.Resize(fyne.NewSize(828, 600))
	page.Reload()
	if m := page.Content().MinSize(); m.Width > 828 || m.Height > 600 {
		t.Errorf("needs %v", m)
	}
}

func TestLooksAWeekAheadAndNoFurther(t *testing.T) {
	p := newPlace(t)
	p.prescribe("Adeyemi") // due Tue 7 Apr
	page := New(p.Host, host.Route{}).(*page)
	for today, want := range map[string]int{"2026-03-31": 0, "2026-04-01": 1, "2026-04-07": 1} {
		p.SetDay(today)
		page.Reload()
		if got := len(page.followUps.list); got != want {
			t.Errorf("on %s: %d follow-ups, want %d", today, got, want)
		}
	}
}
