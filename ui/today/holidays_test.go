package today

import (
	"context"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/ui/kit"
)

func TestTodayTellsOfAHolidayUntilItIsSettled(t *testing.T) {
	p := newPlace(t)
	ctx := context.Background()
	client := p.prescribe("Ash")
	rows, err := p.Host.Offering.FollowUps(ctx, data.FollowUpFilter{OpenOnly: true})
	p.Must(err)
	due := rows[0].DueOn
	p.Must(p.Host.Diary.Book(ctx, &data.Appointment{ClientID: client, Kind: "clinic", On: due, At: "10:00"}))
	p.Must(p.Host.Offering.AddHoliday(ctx, data.Holiday{On: due, Title: "Office closed"}))

	page := p.show()
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
	if !kit.OverlayOpen(p.Host.Window) {
		t.Fatal("the row opens no list")
	}
	moves, err := p.Host.Offering.HolidayMoves(ctx, "")
	p.Must(err)
	p.Must(p.Host.Offering.ReadHolidayMoves(ctx, moves))
	clashes, err := p.Host.Offering.HolidayClashes(ctx, p.Host.Today(), "")
	p.Must(err)
	p.Must(p.Host.Offering.KeepOnHoliday(ctx, clashes[0]))
	page.Reload()
	if got := holidays(); len(got) != 0 {
		t.Errorf("once settled, Today still says %q", got)
	}
}
