package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net/url"
	"strconv"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/interchange"
	"waymark/data/interchange/webfeed"
	"waymark/data/store/office"
	"waymark/data/store/sources"
)

// webImport is what 'import services --url' was asked to do.
type webImport struct {
	typed       string
	address     *url.URL
	every       int // -1: not said
	private     bool
	acceptFewer bool
}

func (w *webImport) flags(f *flag.FlagSet) {
	w.every = -1
	f.StringVar(&w.typed, "url", "", "the web address of an Open Referral feed, in place of PATH")
	f.Func("every", "look at this feed again after so many days, while the window is open; 0 for only when asked", func(text string) error {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			return errors.New("enter a number of days, or 0")
		}
		w.every = n
		return nil
	})
	f.BoolVar(&w.private, "allow-private", false, "the address may be inside the network of this PC")
	f.BoolVar(&w.acceptFewer, "accept-fewer", false, "import a feed that lost at least half of its services")
}

// check refuses what does not fit together.
func (w *webImport) check(words []string, mapped bool) error {
	switch {
	case w.typed == "" && (w.private || w.acceptFewer || w.every >= 0):
		return wrongUse{"--every, --allow-private and --accept-fewer are about a feed: give its address with --url."}
	case w.typed == "":
		return nil
	case len(words) != 1:
		return wrongUse{"Say where the services are once: a PATH or --url, not both."}
	case mapped:
		return wrongUse{"A feed says itself what its fields mean, so --map does not go with --url."}
	}
	var err error
	w.address, err = webfeed.ParseAddress(w.typed)
	return err
}

// webJSON is what 'import services --url --json' says of the feed.
type webJSON struct {
	Address string `json:"address"`
	webfeed.Stats
}

// importFeed imports a feed from its address.
func (c *call) importFeed(ctx context.Context, i servicesImport) error {
	s, closed, err := i.open(ctx, c)
	if closed != nil {
		defer closed()
	}
	if err != nil {
		return err
	}
	known, err := s.Sources.FeedAt(ctx, i.web.address.String())
	if err != nil {
		return err
	}
	if known != nil && i.source == "" {
		i.source = known.Source
	}
	web, err := fetchFeed(ctx, s, data.SystemClock(), i.web.address, i.web.private)
	if err == nil {
		err = c.takeFeed(ctx, s, web, i, known)
	}
	if errors.Is(err, sources.ErrShrunk) {
		err = &data.Problem{Code: data.CodeOf(err), Cause: err, Sentence: data.Sentence(err) + " With this command, that is --accept-fewer."}
	}
	if err != nil && known != nil && !i.dryRun && ctx.Err() == nil && !errors.Is(err, webfeed.ErrUnreachable) {
		if noted := s.Sources.NoteFeed(ctx, known.Source, nil, err); noted != nil {
			return noted
		}
	}
	return err
}

func fetchFeed(ctx context.Context, s *office.Office, clock data.Clock, address *url.URL, private bool) (*webfeed.Feed, error) {
	return webfeed.Fetch(ctx, webfeed.Options{Address: address, Private: private, Clock: clock, Folder: webfeed.Folder(s.Path(), address.String())})
}

// takeFeed imports a feed that was fetched, and keeps where it came from.
func (c *call) takeFeed(ctx context.Context, s *office.Office, web *webfeed.Feed, i servicesImport, known *data.SourceFeed) error {
	feed := interchange.OpenFetched(web, data.SystemClock().Today())
	if i.source == "" {
		var err error
		if i.source, err = sourceOf(ctx, s, feed); err != nil {
			return err
		}
	}
	i.fetched = web
	if !i.dryRun {
		keep := data.SourceFeed{Source: i.source, Address: i.web.address.String(), EveryDays: max(0, i.web.every), Private: i.web.private}
		if known != nil && i.web.every < 0 {
			keep.EveryDays = known.EveryDays
		}
		i.taken = func(r *data.ImportResult) error {
			return errors.Join(s.Sources.SaveFeed(ctx, keep), s.Sources.NoteFeed(ctx, i.source, r, nil))
		}
	}
	return c.takeServices(ctx, s, feed, i)
}

// feedLook is how often it is looked whether a feed is due: a PC may be left on
// for days, and off-line for some of them.
const feedLook = time.Hour

// keepFeeds reads the feeds that are due, one after the other, until ctx ends. It
// runs beside the window. What cannot be reached is left for the next look.
func keepFeeds(ctx context.Context, s *office.Office, log *slog.Logger, clock data.Clock) {
	turn := time.NewTicker(feedLook)
	defer turn.Stop()
	for {
		if err := readDueFeeds(ctx, s, clock); err != nil && ctx.Err() == nil && s.Session.May(access.Sources, access.Write) == nil {
			log.Error("read feeds", "code", data.CodeOf(err), "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-turn.C:
		}
	}
}

// readDueFeeds reads each feed that is due once. It does nothing while no one is at
// the PC who may import services.
func readDueFeeds(ctx context.Context, s *office.Office, clock data.Clock) error {
	if s.Session.May(access.Sources, access.Write) != nil {
		return nil
	}
	feeds, err := s.Sources.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		if !f.Due(clock()) {
			continue
		}
		result, err := readFeed(ctx, s, clock, f)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, webfeed.ErrUnreachable):
			continue // the PC may be off-line; it says so once that lasts
		}
		if err := s.Sources.NoteFeed(ctx, f.Source, result, err); err != nil {
			return err
		}
	}
	return nil
}

// readFeed reads a feed again, all or nothing.
func readFeed(ctx context.Context, s *office.Office, clock data.Clock, f data.SourceFeed) (*data.ImportResult, error) {
	address, err := webfeed.ParseAddress(f.Address)
	if err != nil {
		return nil, err
	}
	web, err := fetchFeed(ctx, s, clock, address, f.Private)
	if err != nil {
		return nil, err
	}
	return s.Sources.ImportServices(ctx, interchange.OpenFetched(web, clock.Today()).Entries(ctx), sources.ImportOptions{Source: f.Source, Feed: true})
}

// sayFeed says in words what a fetch took.
func sayFeed(w *webJSON) string {
	pages := data.Plural(w.Pages, "page", "pages")
	if w.Details > 0 {
		return fmt.Sprintf("Read %s and the details of %s.", pages, data.Plural(w.Details, "service", "services"))
	}
	return fmt.Sprintf("Read %s.", pages)
}
