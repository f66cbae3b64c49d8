package listimport

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/interchange"
	"waymark/data/interchange/webfeed"
	"waymark/ui/kit"
)

// webSource is a feed that was read from its address, with how it is kept.
type webSource struct {
	feed    data.SourceFeed // as it is kept; new ones have no source yet
	fetched *webfeed.Feed
	fewer   bool // someone confirmed that it lost at least half of its services
}

// usualDays is how often a new feed is looked at, unless someone chooses.
const usualDays = 7

// never is the choice that a feed is read only when asked.
const never = "0"

// newAgain is the choice of how often a feed is looked at.
func newAgain() *kit.Choice {
	c := kit.NewChoice("Read again", []kit.Option{{ID: "1", Label: "Every day"}, {ID: "7", Label: "Every week"}, {ID: "14", Label: "Every 2 weeks"},
		{ID: "30", Label: "Every 30 days"}, {ID: "90", Label: "Every 90 days"}, {ID: never, Label: "Only when asked"}}, nil)
	c.SetHint("In the background, while Waymark is open.")
	return c
}

// again is the choice that is proposed for a feed.
func (w *webSource) again() string {
	if w.feed.Source == "" {
		return strconv.Itoa(usualDays)
	}
	return daysID(w.feed.EveryDays)
}

// daysID is the choice nearest to a number of days that may come from the command.
func daysID(days int) string {
	switch {
	case days <= 0:
		return never
	case days < 7:
		return "1"
	case days < 14:
		return "7"
	case days < 30:
		return "14"
	case days < 90:
		return "30"
	}
	return "90"
}

// byAddress is the part of the first step that reads a feed from the web.
type byAddress struct {
	p       *page
	address *kit.TextField
	content fyne.CanvasObject
}

func newByAddress(p *page) *byAddress {
	b := &byAddress{p: p, address: kit.NewTextField("From a web address")}
	b.address.SetPlaceHolder("https://example.org/services")
	b.address.SetHint("An Open Referral UK feed. All its pages are read, one after the other.")
	b.address.OnSubmitted = func(string) { b.read() }
	b.content = kit.VStack(8, b.address, kit.Wrap(kit.NewAside("Read feed (Enter)", b.read).Outlined()))
	return b
}

// read reads the feed whose address was typed.
func (b *byAddress) read() {
	u, err := webfeed.ParseAddress(b.address.Text())
	if err != nil {
		b.p.complain(b.address, data.Sentence(err))
		return
	}
	b.address.SetError("")
	if webfeed.Inside(u) {
		b.confirmInside(u.Hostname())
		return
	}
	b.fetch(false)
}

// confirmInside asks whether an address is meant that is not on the open web.
func (b *byAddress) confirmInside(host string) {
	kit.Confirm(b.p.h.Window, "Read from your own network?",
		fmt.Sprintf("“%s” is inside this PC’s own network, not on the open web. Only continue if you know which program answers there.", host),
		"Read it", true, func() { b.fetch(true) })
}

// fetch gets all of the feed, and goes on to what an import would change.
func (b *byAddress) fetch(private bool) {
	u, err := webfeed.ParseAddress(b.address.Text())
	if err != nil {
		return // it was looked at before
	}
	web := &webSource{}
	b.p.run("Reading the feed", func(ctx context.Context, tell func(string)) error {
		known, err := b.p.h.Sources.FeedAt(ctx, u.String())
		if err != nil {
			return err
		}
		if known != nil {
			web.feed = *known
		}
		web.feed.Address, web.feed.Private = u.String(), private || web.feed.Private
		web.fetched, err = webfeed.Fetch(ctx, webfeed.Options{Address: u, Private: web.feed.Private, Clock: b.p.h.Clock,
			Folder: webfeed.Folder(b.p.h.Path(), u.String()), Tell: tell, Wait: b.p.wait})
		return err
	}, func(err error, stopped bool) {
		switch {
		case stopped:
			b.p.say(kit.Neutral, "Stopped. No services were imported. What was read is kept, so the next attempt goes on from there.")
		case errors.Is(err, webfeed.ErrInside) && !private:
			b.confirmInside(u.Hostname())
		case err != nil:
			b.p.complain(b.address, b.p.h.Fail("read a feed", err))
		default:
			b.p.begin(&opened{path: u.Hostname(), web: web, feed: interchange.OpenFetched(web.fetched, b.p.today())})
		}
	})
}

// show opens what is known of a source that is a feed, to read it now or change
// how often it is read.
func (b *byAddress) show(f data.SourceFeed) {
	if kit.OverlayOpen(b.p.h.Window) || b.p.job.Running() {
		return
	}
	again := newAgain()
	again.SetSelected(daysID(f.EveryDays))
	parts := []fyne.CanvasObject{kit.NewParagraph(f.Address, kit.Body)}
	if !f.ReadAt.IsZero() {
		parts = append(parts, kit.NewParagraph(fmt.Sprintf("Last read on %s: %d new, %d changed, %d no longer listed.",
			data.DateOf(f.ReadAt.Local()).Long(), f.New, f.Changed, f.Gone), kit.Muted))
	}
	if f.Problem != "" {
		parts = append(parts, kit.NewBanner(kit.Amber, f.Problem+" The services stay as they are.", nil))
	}
	readNow := false
	var form *kit.Dialog
	now := kit.Secondary("Read now", func() { readNow = true; form.Close() })
	parts = append(parts, again, kit.Wrap(now))
	form = kit.ShowForm(b.p.h.Window, f.Source, kit.VStack(12, parts...), "Save", func() bool {
		days, err := strconv.Atoi(again.Selected())
		if err != nil {
			days = 0
		}
		if daysID(f.EveryDays) != again.Selected() { // else a number from the command stays
			f.EveryDays = days
		}
		b.save(f)
		return true
	})
	form.OnClosed = func() {
		if readNow {
			b.address.SetText(f.Address)
			b.fetch(f.Private)
		}
	}
}

func (b *byAddress) save(f data.SourceFeed) {
	b.p.background(func(ctx context.Context) error { return b.p.h.Sources.SaveFeed(ctx, f) }, func(err error) {
		if err != nil {
			b.p.say(kit.Red, b.p.h.Fail("save a feed", err))
			return
		}
		b.p.choosing.load()
	})
}

// keep keeps the feed once its services are in.
func (w *webSource) keep(ctx context.Context, p *page, source, again string, result *data.ImportResult) error {
	if daysID(w.feed.EveryDays) != again || w.feed.Source == "" {
		if days, err := strconv.Atoi(again); err == nil {
			w.feed.EveryDays = days
		}
	}
	w.feed.Source = source
	if err := p.h.Sources.SaveFeed(ctx, w.feed); err != nil {
		return err
	}
	return p.h.Sources.NoteFeed(ctx, source, result, nil)
}

// againWords say how often a feed is read.
func againWords(days int) string {
	if days <= 0 {
		return "read only when asked"
	}
	return fmt.Sprintf("read every %s", data.Plural(days, "day", "days"))
}

// sourceNote is the second line of an earlier source.
func sourceNote(s data.DirectorySource) string {
	switch {
	case s.Feed == nil:
		return fmt.Sprintf("%s · last imported %s", services(s.Services), s.LastOn.Long())
	case s.Feed.Problem != "":
		return fmt.Sprintf("%s · could not be read on %s", services(s.Services), data.DateOf(s.Feed.TriedAt.Local()).Long())
	}
	return fmt.Sprintf("%s · last imported %s, %s", services(s.Services), s.LastOn.Long(), againWords(s.Feed.EveryDays))
}
