package report

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
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// paper stands for the writers of files: it writes the figures it was given as
// plain text, reports its progress and can be told to fail or to be stopped.
type paper struct {
	fail   error
	during func(ctx context.Context)
}

func (p *paper) write(ctx context.Context, path, kind string, r *reports.Report, progress func(float64)) error {
	for i := range 101 {
		progress(float64(i) / 100)
	}
	if p.during != nil {
		p.during(ctx)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if p.fail != nil {
		return p.fail
	}
	return os.WriteFile(path, []byte(kind+" "+r.Seen.Text()), 0o600)
}

func (p *paper) Excel(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return p.write(ctx, path, "excel", r, progress)
}

func (p *paper) Word(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return p.write(ctx, path, "word", r, progress)
}

// PaperForm implements host.Documents; no report screen writes one.
func (p *paper) PaperForm(context.Context, string, []*instrument.Definition, host.PaperForm) error {
	return context.Canceled
}

// OfferSheet implements host.Documents; no report screen writes one.
func (p *paper) OfferSheet(context.Context, string, *data.OfferSheet, bool) error {
	return context.Canceled
}

func (p *paper) PDF(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return p.write(ctx, path, "pdf", r, progress)
}

type env struct {
	t      *testing.T
	host   *host.Host
	window fyne.Window
	page   *page
	paper  *paper
	opened []string
	reason data.ID
	west   data.ID
}

func newEnv(t *testing.T) *env {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{}))
	clock := data.Clock(func() time.Time { return time.Date(2026, 4, 7, 10, 31, 0, 0, time.UTC) })
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	e := &env{t: t, window: test.NewTempWindow(t, nil), paper: &paper{}}
	e.window.Resize(fyne.NewSize(1170, 768))
	e.host = &host.Host{
		Store: db, Clock: clock, Window: e.window, Log: slog.New(slog.DiscardHandler),
		DocumentsDir: t.TempDir(), Documents: e.paper,
		OpenFile: func(path string) error { e.opened = append(e.opened, path); return nil },
		Background: func(work func(context.Context) func()) {
			if publish := work(context.Background()); publish != nil {
				publish()
			}
		},
	}
	return e
}

func (e *env) must(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

// caseload is three people seen in March 2026, one of them at another surgery
// and without a reason, and two with questionnaires before and after.
func (e *env) caseload() {
	e.t.Helper()
	ctx, db := context.Background(), e.host.Store
	// So few people that a report with small numbers hidden would be empty.
	e.must(db.SetSetting(ctx, store.SettingMinimumCell, "0"))
	east, west := &data.Surgery{Name: "East Cliff"}, &data.Surgery{Name: "West Bay"}
	e.must(db.SaveSurgery(ctx, east))
	e.must(db.SaveSurgery(ctx, west))
	all, err := db.Reasons(ctx, false)
	e.must(err)
	if len(all) == 0 {
		r := &data.Reason{Name: "Housing", Position: 1}
		e.must(db.SaveReason(ctx, r))
		all = []data.Reason{*r}
	}
	e.reason, e.west = all[0].ID, west.ID
	e.person("Ann", data.SexFemale, east.ID, e.reason, 2, 3)
	e.person("Bashir", data.SexMale, east.ID, e.reason, 2, 4)
	e.person("Cai", "", west.ID, "")
}

func (e *env) person(name string, sex data.Sex, surgery, reason data.ID, answers ...int) {
	e.t.Helper()
	ctx, db := context.Background(), e.host.Store
	c := &data.Client{GivenNames: name, FamilyName: "Nobody", Sex: sex, SurgeryID: surgery}
	e.must(db.SaveClient(ctx, c))
	e.must(db.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-03-02"), ReasonID: reason, SurgeryID: surgery}))
	e.must(db.SaveContact(ctx, &data.Contact{ClientID: c.ID, On: data.MustDate("2026-03-09"), Kind: "clinic", Outcome: data.ContactAttended}))
	for i, value := range answers {
		stage := []data.Stage{data.Baseline, data.StageFollowUp}[i]
		r := &data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: stage, AnsweredOn: data.MustDate("2026-03-10").AddDays(20 * i),
			Mode: "alone", Finished: true, Answers: map[int]int{}}
		for item := 1; item <= 14; item++ {
			r.Answers[item] = value
		}
		e.must(db.SaveResponse(ctx, r))
	}
}

func (e *env) open() {
	e.page = New(e.host, host.Route{Area: host.Reports}).(*page)
	e.window.SetContent(e.page.Content())
	e.page.Reload()
}

func (e *env) objects() []fyne.CanvasObject {
	root := e.window.Content()
	if top := e.window.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	return test.LaidOutObjects(root)
}

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

func (e *env) tap(text string) {
	e.t.Helper()
	for _, o := range e.objects() {
		if b, ok := o.(*kit.Button); ok && b.Text() == text {
			test.Tap(b)
			return
		}
	}
	e.t.Fatalf("there is no button %q in:\n%s", text, e.text())
}

// pathField is the entry with the path in the open dialog.
func (e *env) pathField() *kit.TextField {
	e.t.Helper()
	for _, o := range e.objects() {
		if f, ok := o.(*kit.TextField); ok {
			return f
		}
	}
	e.t.Fatal("no path is asked for")
	return nil
}

// seen is how many people the report on the page counts, -1 without one.
func (e *env) seen() int {
	if e.page.report == nil {
		return -1
	}
	return e.page.report.Seen.N
}

// offered is true when a report can be written as any file.
func (e *env) offered() bool {
	for _, b := range e.page.files {
		if !b.Disabled() {
			return true
		}
	}
	return false
}
