package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"waymark/data"
	"waymark/data/interchange/webfeed"
	"waymark/data/store"
	"waymark/data/store/office"
)

// council is a website with a feed of version 3, two services a page and no
// details in its list.
type council struct {
	*httptest.Server
	mu       sync.Mutex
	services int
	status   int // of every answer, if it is not 0
}

func newCouncil(t *testing.T, services int) *council {
	t.Helper()
	c := &council{services: services}
	c.Server = httptest.NewServer(c)
	t.Cleanup(c.Close)
	return c
}

func (c *council) set(services, status int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.services, c.status = services, status
}

func (c *council) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	services, status := c.services, c.status
	c.mu.Unlock()
	if status != 0 {
		w.WriteHeader(status)
		return
	}
	service := func(n int) map[string]any {
		return map[string]any{"id": fmt.Sprintf("s%d", n), "name": fmt.Sprintf("Club %d", n), "status": "active", "description": "A club."}
	}
	if id, ok := strings.CutPrefix(r.URL.Path, "/services/s"); ok {
		var n int
		_, _ = fmt.Sscan(id, &n)
		full := service(n)
		full["phones"] = []map[string]any{{"number": "01843 555014"}}
		_ = json.NewEncoder(w).Encode(full)
		return
	}
	page := 1
	_, _ = fmt.Sscan(r.URL.Query().Get("page"), &page)
	contents := []map[string]any{}
	for n := 2*page - 1; n <= min(2*page, services); n++ {
		contents = append(contents, service(n))
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"total_items": services, "total_pages": (services + 1) / 2, "page_number": page, "contents": contents})
}

func TestImportServices_fromAWebAddress(t *testing.T) {
	db := filepath.Join(t.TempDir(), "waymark.db")
	c := newCouncil(t, 5)
	args := []string{"--db", db, "--url", c.URL + "/services"}
	if r := importedJSON(t, append(args, "--dry-run")...); r.New != 5 {
		t.Errorf("dry run: %+v", r)
	}
	if r := importedJSON(t, append(args, "--every", "7", "--source", "Council")...); r.New != 5 || r.Source != "Council" {
		t.Errorf("first: %+v", r)
	}
	if r := importedJSON(t, args...); r.Unchanged != 5 || r.Source != "Council" {
		t.Errorf("second: %+v", r)
	}
	if list, total := names(t, db, "club"); total != 5 {
		t.Errorf("in the directory: %q", list)
	}
	code, out, _ := callProgram(t, append([]string{"import", "services"}, args...)...)
	if code != exitOK || !strings.HasPrefix(out, "Read 3 pages and the details of 5 services.\n") {
		t.Errorf("in words: %d, %s", code, out)
	}

	c.set(2, 0)
	code, _, errout := callProgram(t, append([]string{"import", "services", "--close-gone"}, args...)...)
	if code != exitFailure || !strings.Contains(errout, "only 2 of the 5 services") || !strings.Contains(errout, "--accept-fewer") {
		t.Errorf("it shrank: %d, %s", code, errout)
	}
	if _, total := names(t, db, "club"); total != 5 {
		t.Error("a feed that shrank changed the directory")
	}
	feedIs(t, db, func(f data.SourceFeed) bool {
		return f.Source == "Council" && f.EveryDays == 7 && strings.Contains(f.Problem, "only 2")
	})
	if r := importedJSON(t, append(args, "--accept-fewer")...); r.Gone != 3 {
		t.Errorf("accepted: %+v", r)
	}
	feedIs(t, db, func(f data.SourceFeed) bool { return f.Problem == "" && f.Gone == 3 && f.EveryDays == 7 })
	c.set(2, http.StatusForbidden)
	if code, _, errout = callProgram(t, append([]string{"import", "services"}, args...)...); code != exitFailure || !strings.Contains(errout, "does not let everyone read") {
		t.Errorf("closed: %d, %s", code, errout)
	}
	feedIs(t, db, func(f data.SourceFeed) bool { return strings.Contains(f.Problem, "does not let everyone") })
}

// feedIs checks the one feed of a database.
func feedIs(t *testing.T, db string, is func(data.SourceFeed) bool) {
	t.Helper()
	s, err := office.Open(t.Context(), db, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	feeds, err := s.Sources.Feeds(t.Context())
	if err != nil || len(feeds) != 1 || !is(feeds[0]) {
		t.Errorf("%+v, %v", feeds, err)
	}
}

func TestImportServices_webAddressesThatAreRefused(t *testing.T) {
	db := filepath.Join(t.TempDir(), "waymark.db")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"--url", "http://example.org/services"}, exitFailure, "https"},
		{[]string{"--url", "https://192.168.1.4/services"}, exitFailure, "own network"},
		{[]string{"--url", "https://nas.local/services"}, exitFailure, "own network"},
		{[]string{"--url", "ftp://example.org"}, exitFailure, "https"},
		{[]string{"--url", "https://example.org", "list.csv"}, exitUsage, "not both"},
		{[]string{"--url", "https://example.org", "--map", "m.json"}, exitUsage, "--map"},
		{[]string{"--every", "7", "list.csv"}, exitUsage, "--url"},
		{[]string{"--allow-private", "list.csv"}, exitUsage, "--url"},
		{[]string{"--every", "often", "--url", "https://example.org"}, exitUsage, "number of days"},
	} {
		code, _, errout := callProgram(t, append([]string{"import", "services", "--db", db}, c.args...)...)
		if code != c.code || !strings.Contains(errout, c.says) || strings.Count(errout, "\n") != 1 {
			t.Errorf("%v: %d, %s", c.args, code, errout)
		}
	}
}

// What is read in the background changes all or nothing, and what cannot be
// reached is no fault of the feed.
func TestReadDueFeeds(t *testing.T) {
	ctx := context.Background()
	c := newCouncil(t, 4)
	now := time.Date(2026, 4, 7, 10, 0, 0, 0, time.UTC)
	clock := data.Clock(func() time.Time { return now })
	db := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(ctx, db, store.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	feed := data.SourceFeed{Source: "Council", Address: c.URL + "/services", EveryDays: 2}
	if err := s.Sources.SaveFeed(ctx, feed); err != nil {
		t.Fatal(err)
	}
	look := func() (data.SourceFeed, int) {
		t.Helper()
		if err := readDueFeeds(ctx, s, clock); err != nil {
			t.Fatal(err)
		}
		feeds, err := s.Sources.Feeds(ctx)
		if err != nil {
			t.Fatal(err)
		}
		_, total, err := s.Directory.Services(ctx, data.ServiceFilter{})
		if err != nil {
			t.Fatal(err)
		}
		return feeds[0], total
	}
	if f, total := look(); total != 4 || f.New != 4 || !f.ReadAt.Equal(now) {
		t.Errorf("the first time: %+v, %d services", f, total)
	}
	c.set(5, 0)
	now = now.Add(24 * time.Hour)
	if f, total := look(); total != 4 || f.New != 4 {
		t.Errorf("a day later: %+v, %d services", f, total)
	}
	now = now.Add(24 * time.Hour)
	if f, total := look(); total != 5 || f.New != 1 {
		t.Errorf("two days later: %+v, %d services", f, total)
	}
	c.set(1, 0)
	now = now.Add(48 * time.Hour)
	if f, total := look(); total != 5 || !strings.Contains(f.Problem, "only 1 of the 5") || f.ReadAt.Equal(now) {
		t.Errorf("shrunk: %+v, %d services", f, total)
	}
	c.Close()
	tried := now
	now = now.Add(7 * time.Hour)
	if f, total := look(); total != 5 || !f.TriedAt.Equal(tried) {
		t.Errorf("off-line: %+v, %d services", f, total)
	}
}

func TestVersionIsThatOfThePackage(t *testing.T) {
	var app struct {
		Details struct{ Version string }
	}
	if _, err := toml.DecodeFile(filepath.Join("..", "..", "FyneApp.toml"), &app); err != nil {
		t.Fatal(err)
	}
	if app.Details.Version != data.Version || !strings.HasPrefix(webfeed.Agent, "Waymark/"+data.Version) {
		t.Errorf("FyneApp.toml has %s, data.Version is %s", app.Details.Version, data.Version)
	}
}
