package saved

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

func newDesk(t *testing.T) *uitest.Desk {
	t.Helper()
	d := uitest.New(t)
	d.Tick = time.Second // what is written later is as at a later time
	d.Host.Documents = &uitest.Paper{}
	return d
}

func seen(d *uitest.Desk, day string) {
	d.T.Helper()
	c := data.Client{GivenNames: "Ann"}
	d.Must(d.Store.Casework.SaveClient(context.Background(), &c))
	d.Must(d.Store.Casework.SaveContact(context.Background(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: data.MustDate(day)}))
}

func open(d *uitest.Desk) *page {
	p := New(d.Host, host.Route{}).(*page)
	d.Show(p)
	return p
}

func TestNothingKeptSaysWhatToDo(t *testing.T) {
	d := newDesk(t)
	open(d)
	d.Sees("No saved reports yet")
}

// A kept report says what has changed since, figure by figure, and is written
// again as it was.
func TestKeptReportIsHeldAgainstToday(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	for range 7 {
		seen(d, "2026-03-10")
	}
	filter := data.FigureFilter{From: data.MustDate("2026-03-01"), To: data.MustDate("2026-03-31")}
	r, err := reports.Make(ctx, d.Store.Figures, reports.Request{Filter: filter, AsAt: d.Host.Clock(), Rule: &disclosure.Default})
	d.Must(err)
	frozen, err := reports.Freeze(r, "March, as sent", filter)
	d.Must(err)
	d.Must(d.Store.Figures.Freeze(ctx, frozen))
	p := open(d)
	if got := d.Text(); !strings.Contains(got, "No records for this period") || !strings.Contains(got, "Today’s figures are the same") {
		t.Errorf("nothing has changed, but it says %s", got)
	}
	seen(d, "2026-03-11")
	p.Reload()
	got := d.Text()
	for _, want := range []string{"1 record was added late", "People seen", "then 7", "now 8"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
	for _, ending := range []string{".pdf", ".xlsx", ".docx", ".pdf"} {
		c, err := compare(ctx, d.Store, p.list[0].ID, p.names, d.Host.Clock())
		d.Must(err)
		p.write(c, ending)
	}
	d.Sees("No one has this report")
	h := data.HandedOver{FrozenID: frozen.ID, Formats: []data.ReportFormat{data.FormatPDF}}
	d.Must(d.Store.Handed.HandOver(ctx, &h))
	p.Reload()
	d.Sees("Handed over to: Everyone (published).")
	again := func() {
		c, err := compare(ctx, d.Store, p.list[0].ID, p.names, d.Host.Clock())
		d.Must(err)
		p.write(c, ".pdf")
	}
	again()
	d.Must(d.Store.Handed.NotSent(ctx, h.ID, "Made again"))
	again()
	for name, want := range map[string]string{
		"Report 2026-03-01 to 2026-03-31 draft.pdf": "pdf draft 7", "Report 2026-03-01 to 2026-03-31 draft (2).pdf": "pdf draft 7",
		"Report 2026-03-01 to 2026-03-31 draft.xlsx": "excel draft 7", "Report 2026-03-01 to 2026-03-31 draft.docx": "word draft 7",
		"Report 2026-03-01 to 2026-03-31.pdf": "pdf 7", "Report 2026-03-01 to 2026-03-31 draft (3).pdf": "pdf draft 7",
	} {
		if body, err := os.ReadFile(filepath.Join(d.Dir, name)); err != nil || string(body) != want {
			t.Errorf("%s: %q, %v", name, body, err)
		}
	}
}
