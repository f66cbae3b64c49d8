package saved

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// paper stands for the writers of documents.
type paper struct{}

func (paper) Excel(_ context.Context, path string, r *reports.Report, _ func(float64)) error {
	return os.WriteFile(path, []byte("excel "+r.Seen.Text()), 0o600)
}
func (paper) PDF(_ context.Context, path string, r *reports.Report, _ func(float64)) error {
	return os.WriteFile(path, []byte("pdf "+r.Seen.Text()), 0o600)
}
func (paper) Word(_ context.Context, path string, r *reports.Report, _ func(float64)) error {
	return os.WriteFile(path, []byte("word "+r.Seen.Text()), 0o600)
}
func (paper) PaperForm(context.Context, string, []*instrument.Definition, host.PaperForm) error {
	return context.Canceled
}
func (paper) OfferSheet(context.Context, string, *data.OfferSheet, bool) error {
	return context.Canceled
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newHost(t *testing.T) *host.Host {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{}))
	now := time.Date(2026, 4, 7, 10, 31, 0, 0, time.UTC)
	clock := data.Clock(func() time.Time { now = now.Add(time.Second); return now })
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: clock})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	window := test.NewTempWindow(t, nil)
	window.Resize(fyne.NewSize(1170, 768))
	return &host.Host{
		Store: db, Clock: clock, Window: window, Log: slog.New(slog.DiscardHandler), DocumentsDir: t.TempDir(), Documents: paper{},
		OpenFile: func(string) error { return nil },
		Background: func(work func(context.Context) func()) {
			if publish := work(context.Background()); publish != nil {
				publish()
			}
		},
	}
}

func seen(t *testing.T, h *host.Host, day string) {
	t.Helper()
	c := data.Client{GivenNames: "Ann"}
	must(t, h.Store.SaveClient(context.Background(), &c))
	must(t, h.Store.SaveContact(context.Background(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: data.MustDate(day)}))
}

func open(t *testing.T, h *host.Host) host.Page {
	t.Helper()
	p := New(h, host.Route{})
	h.Window.SetContent(kit.TipLayer(p.Content()))
	p.Reload()
	return p
}

// text is everything that can be read on the page.
func text(h *host.Host) string {
	var b strings.Builder
	for _, o := range test.LaidOutObjects(h.Window.Content()) {
		switch w := o.(type) {
		case *kit.Text:
			b.WriteString(w.Text() + "\n")
		case *kit.Banner:
			b.WriteString(w.Text() + "\n")
		}
	}
	return b.String()
}

func TestNothingKeptSaysWhatToDo(t *testing.T) {
	h := newHost(t)
	open(t, h)
	if !strings.Contains(text(h), "No report has been kept yet") {
		t.Error(text(h))
	}
}

// A kept report says what has changed since, figure by figure, and is written
// again as it was.
func TestKeptReportIsHeldAgainstToday(t *testing.T) {
	h, ctx := newHost(t), context.Background()
	for range 7 {
		seen(t, h, "2026-03-10")
	}
	filter := data.FigureFilter{From: data.MustDate("2026-03-01"), To: data.MustDate("2026-03-31")}
	r, err := reports.Make(ctx, h.Store, reports.Request{Filter: filter, AsAt: h.Clock(), Rule: &disclosure.Default})
	must(t, err)
	frozen, err := reports.Freeze(r, "March, as sent", filter)
	must(t, err)
	must(t, h.Store.Freeze(ctx, frozen))
	p := open(t, h).(*page)
	if got := text(h); !strings.Contains(got, "Nothing has been written about the period") || !strings.Contains(got, "every figure is the same") {
		t.Errorf("nothing has changed, but it says %s", got)
	}
	seen(t, h, "2026-03-11")
	p.Reload()
	got := text(h)
	for _, want := range []string{"1 entry came late", "People seen", "then 7", "now 8"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
	for _, ending := range []string{".pdf", ".xlsx", ".docx", ".pdf"} {
		c, err := compare(ctx, h.Store, p.list[0].ID, p.names, h.Clock())
		must(t, err)
		p.write(c, ending)
	}
	for name, want := range map[string]string{
		"Report 2026-03-01 to 2026-03-31.pdf": "pdf 7", "Report 2026-03-01 to 2026-03-31 (2).pdf": "pdf 7",
		"Report 2026-03-01 to 2026-03-31.xlsx": "excel 7", "Report 2026-03-01 to 2026-03-31.docx": "word 7",
	} {
		if body, err := os.ReadFile(filepath.Join(h.DocumentsDir, name)); err != nil || string(body) != want {
			t.Errorf("%s: %q, %v", name, body, err)
		}
	}
}
