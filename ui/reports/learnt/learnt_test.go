package learnt

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"log/slog"
	"os"
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

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var march = data.FigureFilter{From: data.MustDate("2026-03-01"), To: data.MustDate("2026-03-31")}

func newHost(t *testing.T) *host.Host {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{}))
	clock := data.Clock(func() time.Time { return time.Date(2026, 4, 7, 10, 31, 0, 0, time.UTC) })
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: clock})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	window := test.NewTempWindow(t, nil)
	window.Resize(fyne.NewSize(1170, 768))
	return &host.Host{
		Store: db, Clock: clock, Window: window, Log: slog.New(slog.DiscardHandler), Go: func(host.Route) {},
		Background: func(work func(context.Context) func()) {
			if publish := work(context.Background()); publish != nil {
				publish()
			}
		},
	}
}

func open(h *host.Host, filter data.FigureFilter) *page {
	p := New(h, host.Route{Filter: filter}).(*page)
	h.Window.SetContent(kit.TipLayer(p.Content()))
	p.Reload()
	return p
}

func text(o fyne.CanvasObject) string {
	var b strings.Builder
	for _, o := range test.LaidOutObjects(o) {
		if w, ok := o.(interface{ Text() string }); ok { // a Text or a Prose
			b.WriteString(w.Text() + "\n")
		}
	}
	return b.String()
}

func sees(t *testing.T, h *host.Host, words ...string) {
	t.Helper()
	for _, w := range words {
		if got := text(h.Window.Content()); !strings.Contains(got, w) {
			t.Errorf("%q is not in:\n%s", w, got)
		}
	}
}

// What is typed is shown as it will be printed, is kept when the program is
// killed, and is stored for its own period only.
func TestWordsAreWrittenKeptAndStored(t *testing.T) {
	h, ctx := newHost(t), context.Background()
	p := open(h, march)
	p.words.text.Focus()
	test.Type(p.words.text.Entry, "# What we learnt")
	p.words.insert("- ")
	test.Type(p.words.text.Entry, "ring when we said")
	sees(t, h, "What we learnt", "• ring when we said")

	p = open(h, march) // as after a crash
	sees(t, h, "• ring when we said")
	if !p.words.changed() {
		t.Fatal("the draft counts as saved")
	}
	left := false
	p.Leave(func() { left = true })
	if left {
		t.Error("left with unsaved words")
	}
	h.Window.Canvas().Overlays().Remove(h.Window.Canvas().Overlays().Top())
	p.Save()
	stored, err := h.Store.Learnt(ctx, march.From, march.To, "")
	must(t, err)
	if stored.Body != "# What we learnt\n- ring when we said" {
		t.Errorf("stored %q", stored.Body)
	}
	p.Leave(func() { left = true })
	if !left {
		t.Error("saved words do not let go")
	}
	april := data.FigureFilter{From: data.MustDate("2026-04-01"), To: data.MustDate("2026-04-30")}
	p = open(h, april)
	if p.words.text.Text() != "" {
		t.Errorf("April begins with %q", p.words.text.Text())
	}
	p.words.takeOver()
	if p.words.text.Text() != stored.Body {
		t.Errorf("taken over: %q", p.words.text.Text())
	}
}

func TestPictureIsAddedWithItsCaption(t *testing.T) {
	h := newHost(t)
	p := open(h, march)
	var file bytes.Buffer
	must(t, png.Encode(&file, image.NewRGBA(image.Rect(0, 0, 30, 20))))
	path := filepath.Join(t.TempDir(), "hall.png")
	must(t, os.WriteFile(path, file.Bytes(), 0o600))
	from, caption, closed := kit.NewTextField("File"), kit.NewTextField("What it shows"), false
	p.words.addPicture(from, caption, func() { closed = true })
	if from.Error() == "" || closed {
		t.Error("no file was asked for")
	}
	from.SetText(path)
	p.words.addPicture(from, caption, func() { closed = true })
	if caption.Error() == "" || closed {
		t.Error("no caption was asked for")
	}
	caption.SetText("The hall on a Tuesday")
	p.words.addPicture(from, caption, func() { closed = true })
	if !closed || !strings.Contains(p.words.text.Text(), "![The hall on a Tuesday](picture:") {
		t.Fatalf("%q, %q", from.Error(), p.words.text.Text())
	}
	sees(t, h, "The hall on a Tuesday")
	from.SetText(filepath.Join(t.TempDir(), "nothing.png"))
	p.words.addPicture(from, caption, func() { t.Error("closed without a picture") })
	if from.Error() == "" {
		t.Error("a file that is not there was taken")
	}
}

// A story needs somebody, a text and their consent; without the last it is
// kept, counted and not shown.
func TestStories(t *testing.T) {
	h, ctx := newHost(t), context.Background()
	c := data.Client{GivenNames: "Łucja", FamilyName: "Żak"}
	must(t, h.Store.SaveClient(ctx, &c))
	p := open(h, march)
	p.which.Tap(1)
	sees(t, h, "No story yet")

	p.stories.ask(data.Tale{Kind: data.TaleQuote, ToldOn: data.MustDate("2026-03-09")})
	f := &storyForm{s: p.stories}
	if found := f.find("zak"); len(found) != 1 || found[0].ID != string(c.ID) {
		t.Errorf("found %v", found)
	}
	h.Window.Canvas().Overlays().Remove(h.Window.Canvas().Overlays().Top())

	told := data.Tale{ClientID: c.ID, Kind: data.TaleQuote, ToldOn: data.MustDate("2026-03-09"), Body: "They rang back."}
	f = &storyForm{s: p.stories, dialog: kit.Message(h.Window, "A story", "")}
	f.store(&told, false)
	sees(t, h, "1 more is left out")
	if strings.Contains(text(h.Window.Content()), "They rang back.") {
		t.Error("it is shown without consent")
	}
	f = &storyForm{s: p.stories, dialog: kit.Message(h.Window, "A story", "")}
	f.store(&told, true)
	sees(t, h, "They rang back.", "1 story or quote may be printed.")
	if strings.Contains(text(h.Window.Content()), "Żak") {
		t.Error("the name is shown")
	}
}
