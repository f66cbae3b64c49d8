package listimport

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/kit"
)

// council is a website with a feed of so many services, on one page each.
func council(t *testing.T, services *int) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := 1
		_, _ = fmt.Sscan(r.URL.Query().Get("page"), &page)
		if *services == 0 {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"totalPages": *services, "number": page, "content": []map[string]any{
			{"id": page, "name": fmt.Sprintf("Club %d", page), "phone": "01843 555014"}}})
	}))
	t.Cleanup(s.Close)
	return s.URL + "/services"
}

// readFeed types an address and reads it.
func (d *desk) readFeed(address string) {
	d.T.Helper()
	d.page.wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	field := d.page.choosing.web.address
	field.SetText("")
	test.Type(field.Entry, address)
	d.Press("Read feed (Enter)")
}

func TestFeedIsImportedFromItsAddressAndReadAgain(t *testing.T) {
	d := newDesk(t)
	services := 4
	address := council(t, &services)
	d.readFeed(address)
	d.step("Changes")
	d.Sees("New 4", "Read again")
	if got := d.page.changes.again.Selected(); got != "7" {
		t.Errorf("a new feed is read again every %q days", got)
	}
	d.page.changes.source.Entry.SetText("Council")
	d.PressStart("Compare again")
	d.page.changes.again.Choose("14")
	d.PressStart("Import 4 services")
	d.step("Done")
	d.Sees("Imported from Council", "reads this feed again every 14 days")
	if got := d.found(); len(got) != 4 {
		t.Errorf("in the directory: %q", got)
	}

	d.PressStart("Import another file")
	d.Sees("4 services · last imported Tue 7 Apr 2026, read every 14 days")
	d.page.choosing.pick(0)
	d.Sees(address, "4 new, 0 changed, 0 no longer listed")
	services = 2
	d.PressStart("Read now")
	d.step("Changes")
	d.Sees("You have imported from this source before", "The feed has only 2 of the 4 services")
	if got := d.page.changes.again.Selected(); got != "14" {
		t.Errorf("it was read every 14 days, and %q is proposed", got)
	}
	d.PressStart("Import")
	d.Sees("much smaller?")
	d.PressStart("Cancel")
	d.step("Changes")
	d.PressStart("Import")
	d.PressStart("Import it")
	d.step("Done")
	feed, err := d.Host.Sources.FeedAt(d.Ctx(), address)
	if err != nil || feed == nil || feed.Source != "Council" || feed.Gone != 2 || feed.EveryDays != 14 {
		t.Errorf("%+v, %v", feed, err)
	}
}

func TestFeedThatCannotBeReadIsSaidBesideItsAddress(t *testing.T) {
	d := newDesk(t)
	services := 0
	for address, says := range map[string]string{"": "Enter the address", "http://example.org": "begins with https", council(t, &services): "does not let everyone read"} {
		d.readFeed(address)
		d.step("File")
		if got := d.page.choosing.web.address.Error(); !strings.Contains(got, says) {
			t.Errorf("%s: %s", address, got)
		}
		if d.page.choosing.web.address.Text() != address {
			t.Error("what was typed is gone")
		}
	}
}

func TestAddressInsideTheNetworkIsConfirmed(t *testing.T) {
	d := newDesk(t)
	d.readFeed("https://nas.local/services")
	d.Sees("Read from your own network?", "“nas.local” is inside")
	d.PressStart("Cancel")
	d.step("File")
}

func TestFeedThatCouldNotBeReadIsOpenedAndStopped(t *testing.T) {
	d := newDesk(t)
	services := 3
	address := council(t, &services)
	d.readFeed(address)
	d.PressStart("Import 3 services")
	d.Must(d.Host.Sources.NoteFeed(d.Ctx(), "127.0.0.1", nil, data.NewProblem(data.CodeRefused, "The website is too busy.")))
	d.PressStart("Import another file")
	d.Sees("3 services · could not be read on Tue 7 Apr 2026")
	d.page.choosing.pick(0)
	d.Sees("The website is too busy. The services stay as they are.")
	d.Each(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Choice); ok && c.Label() == "Read again" {
			c.Choose(never)
		}
	})
	d.PressStart("Save")
	feed, err := d.Host.Sources.FeedAt(d.Ctx(), address)
	if err != nil || feed.EveryDays != 0 {
		t.Errorf("%+v, %v", feed, err)
	}
}
