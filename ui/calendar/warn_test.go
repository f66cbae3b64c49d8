package calendar

import (
	"strings"
	"testing"

	"waymark/data"
)

// A person’s flags show wherever they appear, in a picture of a month, too, where
// there is room for a mark only.
func TestFlags_showOnEveryEntryOfTheirPerson(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.SeesNot("Mind:")
	kind := data.FlagKind{Name: "Large dog"}
	p.Must(p.Store.Flags.SaveKind(p.Ctx(), &kind))
	for _, client := range []data.ID{p.client, p.other} {
		p.Must(p.Store.Flags.Set(p.Ctx(), &data.Flag{ClientID: client, KindID: kind.ID, Why: "Told us", ReviewOn: data.MustDate("2026-07-01")}, false))
	}
	p.Show(p.page)
	for _, key := range []string{"follow_up " + string(p.due), "visit " + string(p.visit)} {
		it := p.item(key)
		if !strings.HasPrefix(it.Title, "! ") || it.Lines[0] != "Note: Large dog" || !strings.Contains(it.Tip, "Note: Large dog") {
			t.Errorf("%s: %+v", key, it)
		}
	}
	if e := p.page.parked.list[0]; warned(e.Client, e.Warnings) != "! Tomasz Łukaszewicz" {
		t.Errorf("overdue: %+v", e)
	}
	p.page.chosen = data.MustDate("2026-04-09")
	p.page.view.Tap(viewDay)
	p.Sees("! Tomasz Łukaszewicz", "Note: Large dog")
	p.page.view.Tap(viewMonth)
	p.Sees("! 14:00 visit Ngozi Adeyemi")
}
