package search

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
)

func (p *place) list() *listPage {
	p.T.Helper()
	page := New(p.Host, host.Route{}).(*listPage)
	page.finder.pause, page.finder.countPause = 0, 0
	p.Show(page)
	return page
}

func TestEveryKeystrokeFindsTheBestFirst(t *testing.T) {
	p := newPlace(t)
	p.Add(data.Service{Name: "Allotment", Description: "Łunch is shared on Fridays"}, data.Service{Name: "Café Łunch club", Area: "Margate"},
		data.Service{Name: "Choir"}, data.Service{Name: "Old lunch", Status: data.ServiceDefunct})
	page := p.list()
	test.Type(page.search, "lunc")
	if len(page.found) != 2 || page.found[0].Name != "Café Łunch club" {
		t.Fatalf("found %+v", page.found)
	}
	if page.count.Text() != "2 of 3 services" {
		t.Errorf("count %q", page.count.Text())
	}
	test.Tap(page.facets.panel)
	page.facets.more.closed.Tapped(&fyne.PointEvent{})
	if len(page.found) != 3 {
		t.Errorf("with closed ones: %+v", page.found)
	}
	page.search.SetText("qqqqxxxx")
	if !strings.Contains(test.RenderObjectToMarkup(page.body), "No matching services") {
		t.Error("nothing found, and nothing said")
	}
}

func TestNeedAndAreaNarrowTheList(t *testing.T) {
	p := newPlace(t)
	reasons, err := p.Host.Lists.Reasons(context.Background(), false)
	p.Must(err)
	p.Add(data.Service{Name: "Rent advice", Needs: []data.ID{reasons[0].ID}, Area: "Margate"}, data.Service{Name: "Debt advice", Needs: []data.ID{reasons[1].ID}, Area: "Minster"})
	page := p.list()
	page.facets.need.Choose(string(reasons[0].ID))
	if len(page.found) != 1 || page.found[0].Name != "Rent advice" {
		t.Fatalf("housing: %+v", page.found)
	}
	page.facets.need.Choose(string(reasons[1].ID))
	if len(page.found) != 1 || page.found[0].Name != "Debt advice" {
		t.Fatalf("money: %+v", page.found)
	}
	page.clear()
	page.facets.area.Open()
	test.Type(page.facets.area.Entry, "marg")
	page.facets.area.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(page.found) != 1 || page.found[0].Name != "Rent advice" {
		t.Errorf("Margate: %+v", page.found)
	}
}

func TestTheBestIsShownUntilSomebodyChooses(t *testing.T) {
	p := newPlace(t)
	p.Add(data.Service{Name: "Allotment", Description: "Money for seeds"}, data.Service{Name: "Mending"}, data.Service{Name: "Money advice"})
	page := p.list()
	test.Type(page.search, "mone")
	if page.found[0].Name != "Money advice" || page.chosen != page.found[0].ID {
		t.Fatalf("shown is %s of %+v", page.chosen, page.found)
	}
	page.searchKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	page.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if page.chosen != page.found[1].ID {
		t.Fatal("the arrow chose nothing")
	}
	test.Type(page.search, "y")
	if len(page.found) != 2 || page.chosen != page.found[1].ID || page.detail.shown != page.chosen {
		t.Errorf("typing on took the chosen one away: %s of %+v", page.chosen, page.found)
	}
}

func TestCheckedTodayIsNotAnEdit(t *testing.T) {
	p := newPlace(t)
	p.Add(data.Service{Name: "Choir"})
	page := p.list()
	before, err := p.Host.Directory.Service(context.Background(), page.chosen)
	p.Must(err)
	test.Tap(page.detail.checked)
	after, err := p.Host.Directory.Service(context.Background(), page.chosen)
	p.Must(err)
	if after.LastChecked != data.MustDate("2026-04-07") || !after.UpdatedAt.Equal(before.UpdatedAt) {
		t.Errorf("checked %s, edited %v", after.LastChecked, after.UpdatedAt)
	}
}

func TestStatesAndSmallWindow(t *testing.T) {
	p := newPlace(t)
	page := p.list()
	if !strings.Contains(test.RenderObjectToMarkup(page.body), "No services yet") {
		t.Error("an empty directory does not say what to do")
	}
	if page.side.Visible() || page.counted.Visible() || page.choices.Visible() {
		t.Error("an empty directory has filters and a side that say nothing")
	}
	p.SeesNot("Free 0", "0 services")
	for i := range 300 {
		p.Add(data.Service{Name: fmt.Sprintf("%03d %s", i, strings.Repeat("very long name ", 12)), Area: "خور الزبير"})
	}
	page.Reload()
	p.Sees("Favourites 0")
	if !page.side.Visible() || !page.choices.Visible() {
		t.Error("the chosen service is not shown")
	}
	if m := page.Content().MinSize(); m.Width > 828 || m.Height > 600 {
		t.Errorf("list needs %v", m)
	}
	_ = p.Host.Close()
	page.Reload()
	if !strings.Contains(test.RenderObjectToMarkup(page.body), "Try again") {
		t.Error("a directory that cannot be read does not offer to try again")
	}
}
