package clients

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// desk is a program with one window and a real database, on Tue 7 Apr 2026.
// What is done in the background is done at once, in order.
type desk struct {
	t      *testing.T
	h      *host.Host
	store  *store.Store
	window fyne.Window
	page   host.Page
	went   []host.Route
	backs  int
	// held keeps background work instead of doing it, while holding is set.
	holding bool
	now     time.Time
	held    []func(ctx context.Context) func()

	birchington, margate data.Surgery
	sian                 data.Staff
	housing, benefits    data.Reason
}

var deskToday = data.MustDate("2026-04-07")

func newDesk(t *testing.T) *desk {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{}))
	d := &desk{t: t, now: time.Date(2026, 4, 7, 10, 12, 0, 0, time.UTC)}
	clock := data.Clock(func() time.Time { return d.now })
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	d.store, d.window = s, test.NewTempWindow(t, canvas.NewRectangle(nil))
	d.h = &host.Host{
		Store: s, Clock: clock, Window: d.window, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Go:      func(r host.Route) { d.went = append(d.went, r) },
		Back:    func() { d.backs++ },
		Refresh: func() {},
		Background: func(work func(ctx context.Context) func()) {
			if d.holding {
				d.held = append(d.held, work)
				return
			}
			d.run(work)
		},
	}
	d.birchington = data.Surgery{Name: "Birchington Medical Centre"}
	d.margate = data.Surgery{Name: "Margate Old Town Surgery"}
	d.must(s.SaveSurgery(d.ctx(), &d.birchington))
	d.must(s.SaveSurgery(d.ctx(), &d.margate))
	d.sian = data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}
	d.must(s.SaveStaff(d.ctx(), &d.sian))
	s.SetActor(d.sian.ID)
	d.housing, d.benefits = d.reason("Housing"), d.reason("Benefits")
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

func (d *desk) run(work func(ctx context.Context) func()) {
	if publish := work(d.ctx()); publish != nil {
		publish()
	}
}

// release does the n-th piece of work that was held back.
func (d *desk) release(n int) { d.run(d.held[n]) }

// reason finds a reason of that name, or adds it.
func (d *desk) reason(name string) data.Reason {
	d.t.Helper()
	list, err := d.store.Reasons(d.ctx(), true)
	d.must(err)
	for _, r := range list {
		if r.Name == name {
			return r
		}
	}
	r := data.Reason{Name: name, Position: len(list) + 1}
	d.must(d.store.SaveReason(d.ctx(), &r))
	return r
}

// open shows a page as the shell does.
func (d *desk) open(r host.Route) host.Page {
	d.t.Helper()
	r.Area = host.Clients
	d.page = New(d.h, r)
	d.window.SetContent(d.page.Content())
	d.window.Resize(fyne.NewSize(1170, 768))
	d.page.Reload()
	return d.page
}

// harold is a client with a referral.
func (d *desk) harold() *data.Client {
	d.t.Helper()
	c := &data.Client{GivenNames: "Harold", FamilyName: "Pettit", KnownAs: "Harry", BirthDate: data.MustDate("1951-06-03"),
		NHSNumber: "9434765919", Postcode: "CT7 9AA", Phone: "01843 555014", SurgeryID: d.birchington.ID, Prescriber: d.sian.ID}
	d.must(d.store.SaveClient(d.ctx(), c))
	d.must(d.store.AddReferral(d.ctx(), &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-03-10"), Source: "gp",
		Referrer: "Dr Patel", SurgeryID: d.birchington.ID, ReasonID: d.housing.ID, Note: "Third visit about the damp."}))
	return c
}

// named is a client of whom only the name is known.
func (d *desk) named(given, family string) *data.Client {
	d.t.Helper()
	c := &data.Client{GivenNames: given, FamilyName: family}
	d.must(d.store.SaveClient(d.ctx(), c))
	return c
}

// chosen offers a service on a day and lets the client choose it.
func (d *desk) chosen(client data.ID, name, on string) data.Prescription {
	d.t.Helper()
	v := data.Service{Name: name, Organisation: "Citizens’ Hub Margate"}
	d.must(d.store.SaveService(d.ctx(), &v))
	confidence := 4
	got, err := d.store.SaveSitting(d.ctx(), store.Sitting{ClientID: client, On: data.MustDate(on), Offers: []store.SittingOffer{
		{ServiceID: v.ID, Decision: data.Chosen, Words: "I'll try it", Confidence: &confidence, Kind: data.ReferralOn}}})
	d.must(err)
	return got.Prescriptions[0]
}

// record reads a client's record back from the database.
func (d *desk) record(id data.ID) *data.ClientRecord {
	d.t.Helper()
	rec, err := d.store.Record(d.ctx(), id)
	d.must(err)
	return rec
}

// walk visits what can be seen on the window's content and its top overlay.
func (d *desk) walk(visit func(fyne.CanvasObject)) {
	c := d.window.Canvas()
	roots := append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...)
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
	for _, r := range roots {
		down(r)
	}
}

// texts is everything that can be read on the window.
func (d *desk) texts() []string {
	var texts []string
	d.walk(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *kit.Text:
			texts = append(texts, o.Text())
		case *kit.Chip:
			texts = append(texts, o.Text())
		case *kit.Button:
			texts = append(texts, o.Text())
		case *kit.Aside:
			texts = append(texts, o.Text())
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

func (d *desk) seesNot(unwanted ...string) {
	d.t.Helper()
	for _, s := range d.texts() {
		for _, u := range unwanted {
			if strings.Contains(s, u) {
				d.t.Errorf("%q is on the screen", s)
			}
		}
	}
}

// press taps the button with that word.
func (d *desk) press(word string) {
	d.t.Helper()
	var found fyne.Tappable
	d.walk(func(o fyne.CanvasObject) {
		switch b := o.(type) { // the last one: dialogs lie on top
		case *kit.Button:
			if b.Text() == word {
				found = b
			}
		case *kit.Aside:
			if b.Text() == word {
				found = b
			}
		}
	})
	if found == nil {
		d.t.Fatalf("there is no button %q among %q", word, d.texts())
	}
	test.Tap(found)
}

// met answers how they met, if that is asked: 1 is the clinic.
func (d *desk) met(key rune) {
	d.t.Helper()
	if kit.OverlayOpen(d.window) && slices.Contains(d.texts(), "How did you meet?") {
		d.focused().TypedRune(key)
	}
}

// wentTo checks where the page led last.
func (d *desk) wentTo(want host.Route) {
	d.t.Helper()
	if len(d.went) == 0 || d.went[len(d.went)-1] != want {
		d.t.Errorf("went to %+v, want last %+v", d.went, want)
	}
}

func (d *desk) focused() fyne.Focusable { return d.window.Canvas().Focused() }

// keys types special keys into what has the focus.
func (d *desk) keys(names ...fyne.KeyName) {
	for _, n := range names {
		if f := d.focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: n})
		}
	}
}

// fits checks that a page is not larger than what the smallest window leaves it.
func (d *desk) fits(p host.Page) {
	d.t.Helper()
	if m := p.Content().MinSize(); m.Width > 828 || m.Height > 600 {
		d.t.Errorf("the page needs %v, more than 828 by 600", m)
	}
}
