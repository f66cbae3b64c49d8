package today

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

func TestTodayTellsOfAHolidayUntilItIsSettled(t *testing.T) {
	p := newPlace(t)
	ctx := context.Background()
	client := p.prescribe(t, "Ash")
	rows, err := p.host.Store.FollowUps(ctx, data.FollowUpFilter{OpenOnly: true})
	p.must(t, err)
	due := rows[0].DueOn
	p.must(t, p.host.Store.SaveContact(ctx, &data.Contact{ClientID: client, Kind: "clinic", Outcome: data.ContactPlanned, On: due, At: "10:00"}))
	p.must(t, p.host.Store.AddHoliday(ctx, data.Holiday{On: due, Title: "Office closed"}))

	page := New(p.host, host.Route{Area: host.Today}).(*page)
	p.host.Window.SetContent(page.Content())
	p.host.Window.Resize(fyne.NewSize(1170, 768))
	page.Reload()
	holidays := func() (sentences []string) {
		for _, a := range page.attention.list {
			if a.Kind == "Holiday" {
				sentences = append(sentences, a.Sentence)
			}
		}
		return sentences
	}
	if got := holidays(); len(got) != 2 || !strings.Contains(got[0], "which is now Office closed") || !strings.HasPrefix(got[1], "1 follow-up moved from "+due.Long()) {
		t.Fatalf("Today says %q", got)
	}
	at := slices.IndexFunc(page.attention.list, func(a data.Attention) bool { return a.Kind == "Holiday" })
	page.attention.open(at)
	if !kit.OverlayOpen(p.host.Window) {
		t.Fatal("the row opens no list")
	}
	moves, err := p.host.Store.HolidayMoves(ctx, "")
	p.must(t, err)
	p.must(t, p.host.Store.ReadHolidayMoves(ctx, moves))
	clashes, err := p.host.Store.HolidayClashes(ctx, p.now, "")
	p.must(t, err)
	p.must(t, p.host.Store.KeepOnHoliday(ctx, clashes[0]))
	page.Reload()
	if got := holidays(); len(got) != 0 {
		t.Errorf("once settled, Today still says %q", got)
	}
}
