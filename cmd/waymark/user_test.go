package main

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/ui"
	"waymark/ui/kit"
	"waymark/ui/kit/answer"
)

// user sits before the real window and types and taps what it shows.
type user struct {
	t      *testing.T
	path   string
	today  data.Date
	docs   string
	window fyne.Window
	shell  *ui.Shell
	store  *office.Office
}

func newUser(t *testing.T, path string, today string) *user {
	t.Helper()
	u := &user{t: t, path: path, today: data.MustDate(today), docs: t.TempDir()}
	u.open()
	return u
}

// open starts the program on the database, as runWindow does.
func (u *user) open() {
	u.t.Helper()
	clock := data.Clock(func() time.Time {
		return time.Date(u.today.Year, u.today.Month, u.today.Day, 10, 0, 0, 0, time.Local)
	})
	var err error
	u.store, err = office.Open(context.Background(), u.path, store.Options{Clock: clock})
	u.must(err)
	_, err = prepare(context.Background(), u.store)
	u.must(err)
	app := test.NewTempApp(u.t)
	u.window = test.NewTempWindow(u.t, nil)
	u.window.Resize(fyne.NewSize(1366, 768))
	u.shell = ui.New(ui.Options{App: app, Window: u.window, Store: u.store, Clock: clock, Log: slog.New(slog.DiscardHandler),
		Documents: documents{u.store}, DocumentsDir: u.docs, OpenFile: func(string) error { return nil },
		Background: func(work func(context.Context) func()) {
			if publish := work(context.Background()); publish != nil {
				publish()
			}
		}})
	u.window.Resize(fyne.NewSize(1366, 768))
}

// close ends the program.
func (u *user) close() {
	u.t.Helper()
	u.must(u.store.Close())
}

func (u *user) must(err error) {
	u.t.Helper()
	if err != nil {
		u.t.Fatal(err)
	}
}

// objects are all that is visible, of the dialog when one is open.
func (u *user) objects() []fyne.CanvasObject {
	if top := u.window.Canvas().Overlays().Top(); top != nil {
		return test.LaidOutObjects(top)
	}
	return test.LaidOutObjects(u.window.Content())
}

// text is everything that can be read.
func (u *user) text() string {
	var b strings.Builder
	for _, o := range u.objects() {
		switch x := o.(type) {
		case *kit.Text:
			b.WriteString(x.Text() + "\n")
		case *kit.Button:
			b.WriteString(x.Text() + "\n")
		case *kit.Chip:
			b.WriteString(x.Text() + "\n")
		}
	}
	return b.String()
}

func (u *user) sees(words ...string) {
	u.t.Helper()
	for text, i := u.text(), 0; i < len(words); i++ {
		if !strings.Contains(text, words[i]) {
			u.t.Fatalf("%q is not to be seen in:\n%s", words[i], text)
		}
	}
}

// find returns the first visible object that is as wanted.
func find[T any](u *user, what string, is func(T) bool) T {
	u.t.Helper()
	for _, o := range u.objects() {
		if x, ok := o.(T); ok && is(x) {
			return x
		}
	}
	u.t.Fatalf("%s is not on the screen:\n%s", what, u.text())
	panic("not reached")
}

func (u *user) tap(button string) {
	u.t.Helper()
	b := find(u, "button "+button, func(b *kit.Button) bool { return b.Text() == button })
	if b.Disabled() {
		u.t.Fatalf("button %s cannot be pressed", button)
	}
	test.Tap(b)
}

func (u *user) types(label, text string) {
	u.t.Helper()
	f := find(u, "field "+label, func(f *kit.TextField) bool { return f.Label() == label })
	f.Entry.SetText("")
	test.Type(f.Entry, text)
}

func (u *user) date(label, text string) {
	u.t.Helper()
	f := find(u, "date "+label, func(f *kit.DateField) bool { return f.Label() == label })
	f.Entry.SetText("")
	test.Type(f.Entry, text)
}

func (u *user) chooses(label, id string) {
	u.t.Helper()
	find(u, "choice "+label, func(c *kit.Choice) bool { return c.Label() == label }).Choose(id)
}

func (u *user) answers(label string, i int) {
	u.t.Helper()
	find(u, "answers "+label, func(r *kit.ChoiceRow) bool { return r.Label() == label }).Tap(i)
}

func (u *user) ticks(label string) {
	u.t.Helper()
	test.Tap(find(u, "box "+label, func(c *kit.Check) bool { return c.Text == label }))
}

// key presses one key where the focus is.
func (u *user) key(name fyne.KeyName) {
	u.t.Helper()
	if f := u.window.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// presses goes through the menu as a shortcut does.
func (u *user) presses(command string) {
	u.t.Helper()
	for _, m := range u.window.MainMenu().Items {
		for _, item := range m.Items {
			if name, _, _ := strings.Cut(item.Label, " ("); name == command { // a key may stand behind it
				item.Action()
				return
			}
		}
	}
	u.t.Fatalf("there is no command %q", command)
}

// met answers how they met, if that is asked: 1 is the clinic.
func (u *user) met(key rune) {
	u.t.Helper()
	if kit.OverlayOpen(u.window) && strings.Contains(u.text(), "Type of contact") {
		u.window.Canvas().Focused().TypedRune(key)
	}
}

// fillsIn answers the questionnaire with one key for each item, page by page.
func (u *user) fillsIn(answers string) {
	u.t.Helper()
	u.answers("How", 0)
	u.types("Staff code", "spark7")
	u.tap("Hand over")
	u.met('1')
	for _, page := range []string{answers[:7], answers[7:]} {
		find(u, "the items", func(*answer.Likert) bool { return true }).FocusItem(0)
		for _, r := range page {
			u.window.Canvas().Focused().TypedRune(r)
		}
		for _, next := range []string{"Next", "Finish"} {
			if strings.Contains(u.text(), next+"\n") {
				u.tap(next)
				break
			}
		}
	}
	u.tap("Prescriber")
	u.types("Staff code", "SPARK7")
	u.tap("Go back")
	u.tap("Back to record")
}
