package settings

import (
	"context"
	"log/slog"
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

// desk is the settings with a real store, on Tue 7 Apr 2026. Background work
// is done at once, in order, unless it is held.
type desk struct {
	t       *testing.T
	h       *host.Host
	page    *page
	dir     string
	opened  []string
	applied int
	holding bool
	now     time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir(), now: time.Date(2026, 4, 7, 10, 12, 0, 0, time.UTC)}
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	clock := data.Clock(func() time.Time { return d.now })
	s, err := store.Open(d.ctx(), filepath.Join(d.dir, "waymark.db"), store.Options{Clock: clock})
	d.must(err)
	t.Cleanup(func() { _ = s.Close() })
	d.must(s.AddStartingLists(d.ctx()))
	d.h = &host.Host{Store: s, Clock: clock, Window: test.NewTempWindow(t, nil), Log: slog.New(slog.DiscardHandler),
		ApplyAppearance: func() { d.applied++ },
		OpenFile:        func(path string) error { d.opened = append(d.opened, path); return nil },
		Background: func(work func(context.Context) func()) {
			if d.holding {
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
	return d
}

func (d *desk) ctx() context.Context { return context.Background() }

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// open shows the page with the section of that title, gone to by the keyboard.
func (d *desk) open(title string) *page {
	d.t.Helper()
	d.page = New(d.h, host.Route{Area: host.Settings}).(*page)
	d.h.Window.SetContent(kit.TipLayer(d.page.Content()))
	d.h.Window.Resize(fyne.NewSize(1170, 768))
	d.page.Reload()
	d.turnTo(title)
	return d.page
}

func (d *desk) turnTo(title string) {
	d.t.Helper()
	i := slices.IndexFunc(d.page.sections, func(s *section) bool { return s.title == title })
	if i < 0 {
		d.t.Fatalf("there is no section %q", title)
	}
	d.h.Window.Canvas().Focus(d.page.FirstFocus())
	d.keys(fyne.KeyHome)
	for range i {
		d.keys(fyne.KeyDown)
	}
}

// keys types special keys into what has the focus.
func (d *desk) keys(names ...fyne.KeyName) {
	d.t.Helper()
	for _, n := range names {
		f := d.h.Window.Canvas().Focused()
		if f == nil {
			d.t.Fatalf("nothing has the focus for %s", n)
		}
		f.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// typed types into what has the focus.
func (d *desk) typed(text string) {
	d.t.Helper()
	for _, r := range text {
		d.h.Window.Canvas().Focused().TypedRune(r)
	}
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
		if s, ok := o.(interface{ Text() string }); ok {
			texts = append(texts, s.Text())
		}
	})
	return texts
}

func (d *desk) sees(want ...string) {
	d.t.Helper()
	all := d.texts()
	for _, w := range want {
		if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, w) }) {
			d.t.Errorf("%q is not on the screen, which shows %q", w, all)
		}
	}
}

func (d *desk) seesNot(unwanted string) {
	d.t.Helper()
	for _, s := range d.texts() {
		if strings.Contains(s, unwanted) {
			d.t.Errorf("%q is on the screen", s)
		}
	}
}

// press taps the last button of that word: dialogs lie on top.
func (d *desk) press(word string) {
	d.t.Helper()
	var found *kit.Button
	d.walk(func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text() == word {
			found = b
		}
	})
	if found == nil {
		d.t.Fatalf("there is no button %q among %q", word, d.texts())
	}
	test.Tap(found)
}

// rows is the list of the section that is open.
func (d *desk) rows() *kit.Rows {
	d.t.Helper()
	var found *kit.Rows
	d.walk(func(o fyne.CanvasObject) {
		if r, ok := o.(*kit.Rows); ok && r != d.page.rows {
			found = r
		}
	})
	if found == nil {
		d.t.Fatal("there is no list")
	}
	return found
}

// pick selects the n-th row of the section's list by the keyboard.
func (d *desk) pick(n int) {
	d.t.Helper()
	d.rows().Focus()
	d.keys(fyne.KeyHome)
	for range n {
		d.keys(fyne.KeyDown)
	}
}

func (d *desk) setting(key string) string {
	d.t.Helper()
	v, err := d.h.Store.Setting(d.ctx(), key)
	d.must(err)
	return v
}

func (d *desk) person(name string, role data.Role, left bool) data.Staff {
	d.t.Helper()
	s := data.Staff{Name: name, Role: role, Retired: left}
	d.must(d.h.Store.SaveStaff(d.ctx(), &s))
	return s
}
