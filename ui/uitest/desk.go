package uitest

import (
	"context"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// Today is the day of a new Desk.
var Today = data.MustDate("2026-04-07")

// Desk is the program with one window and a real database, on Tue 7 Apr 2026.
// Background work is done at once, in order, unless it is held.
type Desk struct {
	T      *testing.T
	Host   *host.Host
	Store  *office.Office
	Window fyne.Window
	Dir    string // of the database and of documents
	// Now is what the clock shows; each look at it adds Tick.
	Now  time.Time
	Tick time.Duration
	// Size is that of the window when a page is shown.
	Size fyne.Size
	// Page is the page that is shown; it is reloaded after every change.
	Page host.Page
	// What the page asked of the shell.
	Went                      []host.Route
	Backs, Refreshes, Applied int
	Opened                    []string
	// Holding keeps background work back; Release does it.
	Holding bool
	held    []func(ctx context.Context) func()
}

// New opens a new database and a window.
func New(t *testing.T) *Desk {
	t.Helper()
	store.Templates()
	d := &Desk{T: t, Dir: t.TempDir(), Now: time.Date(2026, 4, 7, 10, 12, 0, 0, time.UTC), Size: fyne.NewSize(1170, 768)}
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	clock := data.Clock(func() time.Time { d.Now = d.Now.Add(d.Tick); return d.Now })
	s, err := office.Open(d.Ctx(), filepath.Join(d.Dir, "waymark.db"), store.Options{Clock: clock})
	d.Must(err)
	t.Cleanup(func() { _ = s.Close() })
	d.Store, d.Window = s, test.NewTempWindow(t, canvas.NewRectangle(nil))
	d.Window.Resize(d.Size)
	d.Host = &host.Host{
		Office: s, Clock: clock, Window: d.Window, Log: slog.New(slog.DiscardHandler),
		Go:              func(r host.Route) { d.Went = append(d.Went, r) },
		Back:            func() { d.Backs++ },
		Refresh:         func() { d.Refreshes++ },
		ApplyAppearance: func() { d.Applied++ },
		OpenFile:        func(path string) error { d.Opened = append(d.Opened, path); return nil },
		DocumentsDir:    d.Dir,
		Background:      d.background,
	}
	t.Cleanup(s.Subscribe(func(c store.Change) {
		if c.Is(store.ChangedSettings) {
			name, err := s.Lists.RoleName(d.Ctx())
			d.Must(err)
			d.Host.CallRole(name)
		}
		if d.Page != nil {
			d.Page.Reload()
		}
	}))
	return d
}

// Ctx is the context of what a test asks of the store.
func (d *Desk) Ctx() context.Context { return context.Background() }

// Must stops the test if err is not nil.
func (d *Desk) Must(err error) {
	d.T.Helper()
	if err != nil {
		d.T.Fatal(err)
	}
}

// SetDay moves the clock to noon of a day, written 2026-04-07.
func (d *Desk) SetDay(day string) {
	on := data.MustDate(day)
	d.Now = time.Date(on.Year, on.Month, on.Day, 12, 0, 0, 0, time.UTC)
}

// Show shows a page as the shell does.
func (d *Desk) Show(page host.Page) {
	d.T.Helper()
	d.Page = page
	d.Window.SetContent(kit.TipLayer(page.Content()))
	d.Window.Resize(d.Size)
	page.Reload()
}

func (d *Desk) background(work func(ctx context.Context) func()) {
	if d.Holding {
		d.held = append(d.held, work)
		return
	}
	d.run(work)
}

func (d *Desk) run(work func(ctx context.Context) func()) {
	if publish := work(d.Ctx()); publish != nil {
		publish()
	}
}

// Hold keeps background work back from now on, and forgets what was held before.
func (d *Desk) Hold() { d.Holding, d.held = true, nil }

// Held is how many pieces of work are held back.
func (d *Desk) Held() int { return len(d.held) }

// Release stops holding, and does what was held back, in order.
func (d *Desk) Release() {
	held := d.held
	d.Holding, d.held = false, nil
	for _, work := range held {
		d.run(work)
	}
}

// ReleaseOnly does the n-th piece of work that is held back, and keeps all.
func (d *Desk) ReleaseOnly(n int) { d.run(d.held[n]) }

// WentTo checks where the page led last.
func (d *Desk) WentTo(want host.Route) {
	d.T.Helper()
	if len(d.Went) == 0 || d.Went[len(d.Went)-1] != want {
		d.T.Errorf("went to %+v, want last %+v", d.Went, want)
	}
}

// Fits checks that a page is not larger than what the smallest window leaves it.
func (d *Desk) Fits(p host.Page) {
	d.T.Helper()
	if m := p.Content().MinSize(); m.Width > 828 || m.Height > 600 {
		d.T.Errorf("the page needs %v, more than 828 by 600", m)
	}
}
