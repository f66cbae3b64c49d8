package search

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// staleLine is the one line that says how many services no one has checked lately.
// Rows carry no mark of it: where it matters, at the offer, each one does.
type staleLine struct {
	content  *fyne.Container
	text     *kit.Text
	services int
}

func newStaleLine(h *host.Host, show func()) *staleLine {
	s := &staleLine{text: kit.NewText("", kit.Muted)}
	check := kit.Quiet("Check details…", func() { h.Go(host.Route{Area: host.Directory, View: host.ViewRingRound}) }).Compact()
	s.content = kit.HStack(10, s.text, kit.Quiet("Show them", show).Compact(), h.Offer(access.Directory, check))
	s.content.Hide()
	return s
}

// set writes the line for so many services. The page shows it if there are any.
func (s *staleLine) set(services, days int) {
	limit := data.Plural(days, "day", "days")
	sentence := fmt.Sprintf("%s services have not been checked in the last %s.", data.Count(services), limit)
	if services == 1 {
		sentence = fmt.Sprintf("1 service has not been checked in the last %s.", limit)
	}
	s.text.SetText(sentence)
	s.services = services
}

// uncheckedServices returns after how many days a service is due a check, and how
// many have not been checked for longer, or never.
func uncheckedServices(ctx context.Context, h *host.Host) (days, services int, err error) {
	if days, err = h.Directory.CheckDays(ctx); err != nil {
		return 0, 0, err
	}
	found, err := h.Directory.SearchServices(ctx, data.ServiceFilter{CheckedTo: h.Today().AddDays(-days), Limit: 1})
	if err != nil {
		return 0, 0, err
	}
	return days, found.Total, nil
}

// feedLine is the one line about the feeds that the directory is kept up to date
// from: which could not be read, or what was read today.
type feedLine struct {
	content *fyne.Container
	text    *kit.Text
}

func newFeedLine(h *host.Host) *feedLine {
	f := &feedLine{text: kit.NewText("", kit.Muted)}
	show := kit.Quiet("Show feeds", func() { h.Go(service.ImportRoute()) }).Compact()
	f.content = kit.HStack(10, f.text, h.Offer(access.Sources, show))
	f.content.Hide()
	return f
}

// read reads the line off the UI goroutine, and shows it if there is one.
func (f *feedLine) read(h *host.Host, shown func()) {
	h.Background(func(ctx context.Context) func() {
		feeds, err := h.Sources.Feeds(ctx)
		if err != nil {
			return nil // the search meets with the same and says so
		}
		news := data.FeedNews(feeds, h.Clock())
		return func() {
			f.text.SetText(news)
			f.content.Hidden = news == ""
			shown()
		}
	})
}
