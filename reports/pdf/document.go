package pdf

import (
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"waymark/assets"
	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/typeset"
)

// The page is A4; all measures are millimetres, font sizes are points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 19.0, 19.0
	width                 = pageWidth - left - right
	measure               = 150.0 // of running text: a line the eye can follow
	top, bottom           = 27.0, 18.0
	family                = "Noto Sans"
)

// ownEyes stands on every page of a report that hides nothing.
const ownEyes = "For the service’s own eyes only: small numbers are not hidden. Not to be given away."

// document is a report being set, page by page; y is where the next thing goes.
type document struct {
	pdf      *fpdf.Fpdf
	r        *reports.Report
	pictures map[string]data.Picture
	y        float64

	heading   *reports.Chapter // waits for the first thing under it, so that it never ends a page
	contents  []entryOfContents
	explained bool // why numbers are hidden has been said
}

func newDocument(r *reports.Report, pictures map[string]data.Picture) *document {
	f := fpdf.New("P", "mm", "A4", "")
	d := &document{pdf: f, r: r, pictures: pictures}
	f.SetCatalogSort(true)
	f.SetCreationDate(r.AsAt)
	f.SetModificationDate(r.AsAt)
	f.SetProducer("Waymark", true)
	f.SetCreator("Waymark", true)
	f.SetTitle(typeset.Clean(r.Service+": report for "+r.PeriodText()), true)
	f.SetSubject(typeset.Clean(r.ScopeText()), true)
	f.SetLang("en-GB")
	f.SetMargins(left, top, right)
	f.SetAutoPageBreak(false, 0)
	f.SetCellMargin(0)
	f.AddUTF8FontFromBytes(family, "", assets.FontRegular)
	f.AddUTF8FontFromBytes(family, "B", assets.FontBold)
	f.SetHeaderFunc(d.runningHeader)
	f.SetDisplayMode("fullpage", "continuous")
	return d
}

// runningHeader stands on every page but the cover.
func (d *document) runningHeader() {
	if d.pdf.PageNo() == 1 {
		return
	}
	page := strconv.Itoa(d.pdf.PageNo())
	d.set(caption)
	d.at(left, 16, d.fit(d.r.Service+" · "+d.r.PeriodText(), width-20))
	d.at(pageWidth-right-d.wide(page), 16, page)
	if !d.r.Rule.On() {
		d.set(small)
		d.at(left, 20, ownEyes)
	}
	d.y = top
}

func (d *document) newPage() {
	d.pdf.AddPage()
	d.y = top
}

// room is how much of the page is left.
func (d *document) room() float64 { return pageHeight - bottom - d.y }

// need starts a new page when h millimetres do not fit on this one.
func (d *document) need(h float64) {
	if h > d.room() && d.y > top {
		d.newPage()
	}
}
