package search

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/uitest"
)

func TestOnlyWhatIsChosenCountsAsRecent(t *testing.T) {
	p := newPlace(t)
	p.Staff("Siân")
	p.Add(services()...)
	page := p.list()
	recent := func() []data.ServiceRow {
		rows, err := p.Host.Directory.RecentServices(context.Background(), 10)
		p.Must(err)
		return rows
	}
	p.Host.Window.Canvas().Focus(page.rows)
	page.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if len(recent()) != 0 {
		t.Fatal("arrowing over a service opened it")
	}
	page.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if r := recent(); len(r) != 1 || r[0].Name != "Money advice" {
		t.Fatalf("recent %+v", r)
	}
	p.Host.Window.Canvas().Focus(page.search)
	page.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if len(page.found) != 1 || page.found[0].Name != "Money advice" || p.Host.Window.Canvas().Focused() != fyne.Focusable(page.rows) {
		t.Errorf("one key does not lead to the recent ones: %+v", page.found)
	}
	page.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	test.Type(page.search, "youth")
	if page.recent.On() || len(page.found) != 1 || page.found[0].Name != "Youth club" {
		t.Errorf("typing does not search everything: %+v", page.found)
	}
}

func TestDownGoesIntoTheListWhenNothingIsRecent(t *testing.T) {
	p := newPlace(t)
	p.Staff("Siân")
	p.Add(services()...)
	page := p.list()
	p.Host.Window.Canvas().Focus(page.search)
	page.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if len(page.found) != 3 || page.recent.On() || p.Host.Window.Canvas().Focused() != fyne.Focusable(page.rows) {
		t.Errorf("%d found, recent %v", len(page.found), page.recent.On())
	}
	page.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if p.Host.Window.Canvas().Focused() != fyne.Focusable(page.search) {
		t.Error("up from the first row does not lead back to the search")
	}
}

func TestLettersInTheListActOnTheSelectedRow(t *testing.T) {
	p := newPlace(t)
	p.Staff("Siân")
	p.Add(services()...)
	page := p.list()
	p.Host.Window.Canvas().Focus(page.rows)
	test.Type(page.rows, "f")
	if !page.found[0].Favourite || !page.detail.star.On() {
		t.Fatal("F does not make it a favourite")
	}
	test.Tap(p.toggle(page, "Favourites"))
	if len(page.found) != 1 || page.found[0].Name != "Counselling" {
		t.Errorf("favourites: %+v", page.found)
	}
	test.Type(page.rows, "c")
	v, err := p.Host.Directory.Service(context.Background(), page.found[0].ID)
	p.Must(err)
	if v.LastChecked != p.Host.Today() || v.LastCheckedBy != p.Host.Session.Person() {
		t.Errorf("checked %s by %s", v.LastChecked, v.LastCheckedBy)
	}
	if !strings.Contains(uitest.Markup(page.detail.card), "Last checked 7 Apr 2026 by Siân") {
		t.Error("the detail does not say who checked it")
	}
	test.Type(page.rows, "e")
	if len(p.Went) != 1 || p.Went[0] != service.EditRoute(v.ID) {
		t.Errorf("went to %+v", p.Went)
	}
	test.Tap(page.detail.star)
	if rows, err := p.Host.Directory.FavouriteServices(context.Background()); err != nil || len(rows) != 0 {
		t.Errorf("the star does not take it back: %+v, %v", rows, err)
	}
}

func TestTheDetailTellsEverythingAndWarns(t *testing.T) {
	p := newPlace(t)
	p.Staff("Siân")
	p.Add(data.Service{Name: "Choir", OtherNames: "Sing for joy", Organisation: "Choirs", Phone: "01632 960101", Email: "sing@example.org", Web: "example.org",
		Languages: []string{"Welsh", "Polish"}, Delivery: []data.Delivery{data.InPerson, data.Online}, Wheelchair: data.No, Access: "Two steps",
		Room: data.Full, Waiting: "6 weeks", LastChecked: data.MustDate("2026-01-01"), CheckedHow: "by phone"},
		data.Service{Name: "Walks", Status: data.ServicePaused, ClosedUntil: data.MustDate("2026-06-01"), LastChecked: data.MustDate("2026-04-01")})
	page := p.list()
	shown := strings.Join(strings.Fields(uitest.Markup(page.detail.card)), " ")
	for _, words := range []string{"Also known as Sing for joy", "Not checked for 96 days", "Full", "01632 960101", "sing@example.org", "Copy",
		"Welsh, Polish", "In person, Online", "Not step-free · Two steps", "6 weeks", "Last checked 1 Jan 2026, by phone", "Last edited"} {
		if !strings.Contains(shown, words) {
			t.Errorf("the detail does not say %q", words)
		}
	}
	page.choose(1)
	if !strings.Contains(uitest.Markup(page.detail.card), "Closed until Mon 1 Jun 2026.") {
		t.Error("the detail does not say until when it is closed")
	}
}
