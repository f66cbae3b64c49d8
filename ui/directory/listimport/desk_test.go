package listimport

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// desk is the import with a real store and real files, on Tue 7 Apr 2026.
// Background work is done at once, in order, unless it is held.
type desk struct {
	t       *testing.T
	h       *host.Host
	page    *page
	dir     string
	went    []host.Route
	holding bool
	held    []func(context.Context) func()
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir()}
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	clock := data.Clock(func() time.Time { return time.Date(2026, 4, 7, 10, 12, 0, 0, time.UTC) })
	s, err := store.Open(d.ctx(), filepath.Join(d.dir, "waymark.db"), store.Options{Clock: clock})
	d.must(err)
	t.Cleanup(func() { _ = s.Close() })
	d.must(s.AddStartingLists(d.ctx()))
	d.h = &host.Host{Store: s, Clock: clock, Window: test.NewTempWindow(t, nil), Log: slog.New(slog.DiscardHandler),
		Go: func(r host.Route) { d.went = append(d.went, r) }, DocumentsDir: d.dir,
		Background: func(work func(context.Context) func()) {
			if d.holding {
				d.held = append(d.held, work)
				return
			}
			if publish := work(d.ctx()); publish != nil {
				publish()
			}
		}}
	t.Cleanup(s.Subscribe(func(store.Change) {
		if d.page != nil {
			d.page.Reload()
		}
	}))
	d.show()
	return d
}

func (d *desk) ctx() context.Context { return context.Background() }

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// show opens the page anew, as going there does.
func (d *desk) show() {
	d.t.Helper()
	d.page = New(d.h, host.Route{Area: host.Directory, View: host.ViewImport}).(*page)
	d.h.Window.SetContent(kit.TipLayer(d.page.Content()))
	d.h.Window.Resize(fyne.NewSize(1170, 768))
	d.page.Reload()
}

// release does what was held.
func (d *desk) release() {
	d.holding = false
	held := d.held
	d.held = nil
	for _, work := range held {
		if publish := work(d.ctx()); publish != nil {
			publish()
		}
	}
}

// file writes a file and gives its path.
func (d *desk) file(name, text string) string {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	d.must(os.WriteFile(path, []byte(text), 0o600))
	return path
}

// open types a path and opens it.
func (d *desk) open(path string) {
	d.t.Helper()
	d.page.choosing.path.SetText("")
	test.Type(d.page.choosing.path.Entry, path)
	d.press("Open")
}

// walk visits what can be seen on the window's content and on its overlays.
func (d *desk) walk(visit func(fyne.CanvasObject)) {
	c := d.h.Window.Canvas()
	var down func(o fyne.CanvasObject)
	down = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		visit(o)
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				down(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				down(child)
			}
		}
	}
	for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		down(root)
	}
}

func (d *desk) texts() []string {
	var texts []string
	d.walk(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case interface{ Text() string }:
			texts = append(texts, o.Text())
		case *kit.Check:
			texts = append(texts, o.Text)
		}
	})
	return texts
}

func (d *desk) visible(want string) bool {
	return slices.ContainsFunc(d.texts(), func(s string) bool { return strings.Contains(s, want) })
}

func (d *desk) sees(want ...string) {
	d.t.Helper()
	for _, w := range want {
		if !d.visible(w) {
			d.t.Errorf("%q is not on the screen, which shows %q", w, d.texts())
		}
	}
}

func (d *desk) seesNot(unwanted ...string) {
	d.t.Helper()
	for _, u := range unwanted {
		if d.visible(u) {
			d.t.Errorf("%q is on the screen: %q", u, d.texts())
		}
	}
}

// press taps the last button that begins with a word: dialogs lie on top.
func (d *desk) press(word string) {
	d.t.Helper()
	var found *kit.Button
	d.walk(func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && strings.HasPrefix(b.Text(), word) {
			found = b
		}
	})
	if found == nil {
		d.t.Fatalf("there is no button %q among %q", word, d.texts())
	}
	test.Tap(found)
}

// filter taps the filter chip that begins with a word.
func (d *desk) filter(word string) {
	d.t.Helper()
	var found *kit.FilterChip
	d.walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.FilterChip); ok && strings.HasPrefix(c.Text(), word) {
			found = c
		}
	})
	if found == nil {
		d.t.Fatalf("there is no filter %q among %q", word, d.texts())
	}
	found.Tapped(&fyne.PointEvent{})
}

// step checks at which step the page is.
func (d *desk) step(want string) {
	d.t.Helper()
	if got := d.page.line.Text(); got != want {
		d.t.Fatalf("the page is at %q, want %q; it shows %q", got, want, d.texts())
	}
}

// found is the names of the services in the directory.
func (d *desk) found() []string {
	d.t.Helper()
	got, err := d.h.Store.SearchServices(d.ctx(), data.ServiceFilter{Closed: true})
	d.must(err)
	names := make([]string, len(got.Rows))
	for i, r := range got.Rows {
		names[i] = r.Name
	}
	return names
}
