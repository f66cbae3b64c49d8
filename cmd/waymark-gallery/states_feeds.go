package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/data/store/sources"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// feedStates are the directory with a feed that could not be read.
func feedStates() []state {
	return []state{
		{name: "feeds", appearance: "light", fill: fillFeeds, only: "directory", clients: true},
		{name: "feed-source", appearance: "light", fill: fillFeeds, only: "import-source", clients: true},
	}
}

// feedScreens are those of a feed that is read from its address.
func feedScreens() []screen {
	at := func(people) host.Route { return host.Route{Area: host.Directory, View: host.ViewImport} }
	return []screen{
		{"import-feed", at, readFeed, false},
		{"import-source", at, openSource, true},
	}
}

// fillFeeds fills the sample, with a feed that was read and then could not be.
func fillFeeds(ctx context.Context, s *office.Office) error {
	if err := fillSample(ctx, s); err != nil {
		return err
	}
	feed := data.SourceFeed{Source: "Thanet District Council", Address: "https://directory.thanet.example/api/services", EveryDays: 7}
	if err := s.Sources.SaveFeed(ctx, feed); err != nil {
		return err
	}
	r, err := s.Sources.ImportServices(ctx, func(yield func(*data.SourceEntry, error) bool) {
		for n := range 3 {
			yield(&data.SourceEntry{Key: fmt.Sprint(n), Service: data.Service{Name: fmt.Sprintf("Harbour club %d", n+1)}}, nil)
		}
	}, sources.ImportOptions{Source: feed.Source, Feed: true})
	return errors.Join(err, s.Sources.NoteFeed(ctx, feed.Source, r, nil),
		s.Sources.NoteFeed(ctx, feed.Source, nil, data.NewProblem(data.CodeRefused, "“directory.thanet.example” is too busy to send page 3. What it sent is kept. Try again later to go on from there.")))
}

// readFeed serves a feed on this PC and reads it.
func readFeed(w fyne.Window) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]any{"totalElements": 5, "totalPages": 1, "content": []map[string]any{ // whoever reads it sees what is missing
			{"id": "a", "name": "Memory café", "phone": "01843 555014", "organization": map[string]any{"name": "Harbour Trust"}, "description": "Tea and talk for people who live with dementia."},
			{"id": "b", "name": "Walking football", "phone": "01843 555015"}, {"id": "c", "name": "Debt advice", "phone": "01843 555016"},
			{"id": "d", "name": "Choir", "email": "not an address", "phone": "01843 555017"}}})
	})}
	go func() { _ = server.Serve(l) }()
	defer func() { _ = server.Close() }()
	for _, o := range test.LaidOutObjects(w.Content()) {
		if f, ok := o.(*kit.TextField); ok && f.Label() == "From a web address" {
			f.SetText("http://" + l.Addr().String() + "/services")
			f.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
	}
	return nil
}

// openSource opens the first of the sources.
func openSource(w fyne.Window) error {
	for _, o := range test.LaidOutObjects(w.Content()) {
		if rows, ok := o.(*kit.KeyRows); ok {
			rows.Select(0)
			rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			return nil
		}
	}
	return nil
}
