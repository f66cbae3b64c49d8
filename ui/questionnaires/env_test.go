package questionnaires

import (
	"context"
	"log/slog"
	"path/filepath"
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

// env is a window with one page of this area in it, over a real database.
type env struct {
	t       *testing.T
	host    *host.Host
	window  fyne.Window
	page    host.Page
	went    []host.Route
	refresh int
	margery data.ID
}

func newEnv(t *testing.T) *env {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{}))
	clock := data.Clock(func() time.Time { return time.Date(2026, 4, 7, 10, 30, 0, 0, time.UTC) })
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	e := &env{t: t, window: test.NewTempWindow(t, nil)}
	e.window.Resize(fyne.NewSize(1366, 768))
	e.host = &host.Host{
		Store: db, Clock: clock, Window: e.window, Log: slog.New(slog.DiscardHandler),
		Go:      func(r host.Route) { e.went = append(e.went, r) },
		Back:    func() { e.went = append(e.went, host.Route{}) },
		Refresh: func() { e.refresh++ },
		Background: func(work func(context.Context) func()) {
			if publish := work(context.Background()); publish != nil {
				publish()
			}
		},
	}
	staff := &data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}
	e.must(db.SaveStaff(context.Background(), staff))
	db.SetActor(staff.ID)
	e.margery = e.client("Margery", "O’Neill")
	return e
}

func (e *env) must(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

func (e *env) client(given, family string) data.ID {
	e.t.Helper()
	c := &data.Client{GivenNames: given, FamilyName: family}
	e.must(e.host.Store.SaveClient(context.Background(), c))
	e.must(e.host.Store.AddReferral(context.Background(), &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-03-02")}))
	return c.ID
}

// answered stores a questionnaire in which every item has the same answer,
// but for those left blank.
func (e *env) answered(client data.ID, stage data.Stage, on string, value int, finished bool, blank ...int) *data.Response {
	e.t.Helper()
	r := &data.Response{ClientID: client, InstrumentID: "wemwbs", Stage: stage, AnsweredOn: data.MustDate(on),
		Mode: "alone", Finished: finished, Answers: map[int]int{}}
	for item := 1; item <= 14; item++ {
		r.Answers[item] = value
	}
	for _, item := range blank {
		delete(r.Answers, item)
	}
	e.must(e.host.Store.SaveResponse(context.Background(), r))
	return r
}

func (e *env) open(r host.Route) {
	e.page = New(e.host, r)
	e.window.SetContent(e.page.Content())
	e.page.Reload()
}

func (e *env) questionnaire(client, response data.ID) *sitting {
	e.open(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: client, Record: response})
	return e.page.(*sitting)
}

// objects are all visible objects, of a dialog when one is open.
func (e *env) objects() []fyne.CanvasObject {
	root := e.window.Content()
	if top := e.window.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	return test.LaidOutObjects(root)
}

// text is everything that can be read.
func (e *env) text() string {
	var b strings.Builder
	for _, o := range e.objects() {
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

func (e *env) sees(words ...string) {
	e.t.Helper()
	text := e.text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			e.t.Errorf("%q is not to be seen in:\n%s", w, text)
		}
	}
}

func (e *env) seesNot(words ...string) {
	e.t.Helper()
	text := e.text()
	for _, w := range words {
		if strings.Contains(text, w) {
			e.t.Errorf("%q is to be seen in:\n%s", w, text)
		}
	}
}

func (e *env) button(text string) *kit.Button {
	e.t.Helper()
	for _, o := range e.objects() {
		if b, ok := o.(*kit.Button); ok && b.Text() == text {
			return b
		}
	}
	e.t.Fatalf("there is no button %q in:\n%s", text, e.text())
	return nil
}

func (e *env) tap(text string) {
	e.t.Helper()
	test.Tap(e.button(text))
	if text == "Hand over" || text == "Start keying" {
		e.met('1')
	}
}

// met answers how they met, if the prescriber is asked: 1 is the clinic.
func (e *env) met(key rune) {
	if kit.OverlayOpen(e.window) && strings.HasPrefix(e.text(), "How did you meet?") {
		e.window.Canvas().Focused().TypedRune(key)
	}
}

// typeIn types letter by letter into what has the focus, which may move on.
func (e *env) typeIn(text string) {
	e.t.Helper()
	for _, r := range text {
		focused := e.window.Canvas().Focused()
		if focused == nil {
			e.t.Fatal("nothing has the focus")
		}
		focused.TypedRune(r)
	}
}

func (e *env) press(key fyne.KeyName) {
	e.t.Helper()
	focused := e.window.Canvas().Focused()
	if focused == nil {
		e.t.Fatal("nothing has the focus")
	}
	focused.TypedKey(&fyne.KeyEvent{Name: key})
}

func (e *env) stored(id data.ID) *data.Response {
	e.t.Helper()
	r, err := e.host.Store.Response(context.Background(), id)
	e.must(err)
	return r
}

// marks are the places ticked on the page of the pad, 0 for none.
func marks(s *sitting) []int {
	var out []int
	for _, c := range s.sheet.body.cells {
		out = append(out, c.marked())
	}
	return out
}

// entry is the nth entry that can be seen, from 0.
func (e *env) entry(n int) fyne.Focusable {
	e.t.Helper()
	for _, o := range e.objects() {
		if entry, ok := o.(*kit.Entry); ok {
			if n == 0 {
				return entry
			}
			n--
		}
	}
	e.t.Fatalf("there is no such entry in:\n%s", e.text())
	return nil
}
