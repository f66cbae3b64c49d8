package handed

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// deliver hands a report over, as the screen and the command do.
func deliver(d *uitest.Desk, reader *data.Reader, from, to string) {
	d.T.Helper()
	ctx := context.Background()
	filter := data.FigureFilter{From: data.MustDate(from), To: data.MustDate(to)}
	held, err := d.Store.Handed.Held(ctx, reader.ID)
	d.Must(err)
	r, err := reports.MakeFor(ctx, d.Store.Figures, reports.Request{Filter: filter, AsAt: d.Host.Clock(), Rule: &disclosure.Default}, reports.Recipient{Name: reader.Name, Held: held})
	d.Must(err)
	_, err = reports.HandOver(ctx, d.Store.Handed, r, reports.Delivery{Filter: filter, Reader: reader.ID, Formats: []data.ReportFormat{data.FormatPDF, data.FormatWord}}, func(*reports.Report) error { return nil })
	d.Must(err)
}

func desk(t *testing.T) *uitest.Desk {
	d := uitest.New(t)
	d.Tick = time.Second
	return d
}

func TestHanded_nothingYetSaysWhatToDo(t *testing.T) {
	d := desk(t)
	d.Show(New(d.Host, host.Route{}))
	d.Sees("No report has been handed over yet")
	d.Press("Back to Reports")
	d.WentTo(host.Route{Area: host.Reports})
}

func TestHanded_listsWhoHasWhat(t *testing.T) {
	d, ctx := desk(t), context.Background()
	board, lottery := &data.Reader{Name: "PCN board"}, &data.Reader{Name: "The National Lottery"}
	d.Must(d.Store.Handed.SaveReader(ctx, board))
	d.Must(d.Store.Handed.SaveReader(ctx, lottery))
	deliver(d, board, "2026-01-01", "2026-01-31")
	deliver(d, lottery, "2026-01-01", "2026-03-31")
	deliver(d, board, "2026-01-01", "2026-03-31")
	p := New(d.Host, host.Route{}).(*page)
	d.Show(p)
	if len(p.list) != 3 {
		t.Fatalf("lists %+v", p.list)
	}
	d.Sees("PCN board got it on", "as PDF and Word", "When they got it, they already had: January 2026.")
	p.reader.Choose(string(lottery.ID))
	if len(p.list) != 1 {
		t.Fatalf("lists %+v", p.list)
	}
	d.Sees("The National Lottery got it on")
	d.SeesNot("they already had")
	d.Fits(p)
}

func TestHanded_isMarkedAsNotSent(t *testing.T) {
	d, ctx := desk(t), context.Background()
	board := &data.Reader{Name: "PCN board"}
	d.Must(d.Store.Handed.SaveReader(ctx, board))
	deliver(d, board, "2026-01-01", "2026-03-31")
	p := New(d.Host, host.Route{}).(*page)
	d.Show(p)
	d.Press("Not sent…")
	d.Sees("Only if no one outside the service has seen it.")
	d.Press("Mark as not sent")
	d.Sees("Enter why it was not sent.")
	why, _ := uitest.Last(d, func(f *kit.TextField) bool { return f.Label() == "Why was it not sent?" })
	test.Type(why.Entry, "Wrong surgery")
	d.Press("Mark as not sent")
	p.Reload()
	d.Sees("Recorded.", "“Wrong surgery”", "Not sent")
	if _, still := uitest.Last(d, func(b *kit.Button) bool { return b.Text() == "Not sent…" }); still {
		t.Error("can be marked twice")
	}
	if held, err := d.Store.Handed.Held(ctx, board.ID); err != nil || len(held) != 0 {
		t.Errorf("they have %v, %v", held, err)
	}
}
