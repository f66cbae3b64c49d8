package pdf

import (
	"strconv"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/style"
)

// The page is A4; all measures are millimetres, font sizes are points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 19.0, 19.0
	width                 = pageWidth - left - right
	measure               = 150.0 // of running text: a line the eye can follow
	top, bottom           = 27.0, 18.0
)

// document is a report being set, page by page.
type document struct {
	*style.Page
	r        *reports.Report
	pictures map[string]data.Picture

	heading   *reports.Chapter // waits for the first thing under it, so that it never ends a page
	contents  []entryOfContents
	explained bool // why numbers are hidden has been said
}

func newDocument(r *reports.Report, pictures map[string]data.Picture) *document {
	about := style.About{Title: r.Service + ": report for " + r.PeriodText(), Subject: r.ScopeText(), Made: r.AsAt}
	d := &document{Page: style.New(style.A4(left, right, top, bottom), about), r: r, pictures: pictures}
	d.PDF.SetHeaderFunc(d.runningHeader)
	return d
}

// runningHeader stands on every page but the cover.
func (d *document) runningHeader() {
	if d.PDF.PageNo() == 1 {
		return
	}
	page := strconv.Itoa(d.PDF.PageNo())
	d.Set(caption)
	d.At(left, 16, d.fit(d.r.Service+" · "+d.r.PeriodText(), width-20))
	d.At(pageWidth-right-d.Wide(page), 16, page)
	if mark := d.r.Mark(); mark != "" {
		d.Set(small)
		d.At(left, 20, mark)
	}
	d.Y = top
}

// need starts a new page when h millimetres do not fit on this one.
func (d *document) need(h float64) {
	if h > d.Room() && d.Y > top {
		d.Next()
	}
}
