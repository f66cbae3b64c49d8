package pdf

import (
	"maps"
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
	top, bottom           = 23.0, 16.4
)

// document is a report being set, page by page.
type document struct {
	*style.Page
	r        *reports.Report
	pictures map[string]data.Picture
	x, w     float64 // of the column that is being set: the page, or half of it

	heading     *reports.Chapter // waits for the first thing under it, so that it never ends a page
	contents    []entryOfContents
	tight       float64 // how much smaller the back of the report is set, 0 for not at all
	contentsTop float64
	noted       map[string]bool // sentences of notes that have been printed
	trial       *document       // in which heights are tried out
}

func newDocument(r *reports.Report, pictures map[string]data.Picture) *document {
	return begun(r, pictures, style.A4(left, right, top, bottom))
}

func begun(r *reports.Report, pictures map[string]data.Picture, paper style.Paper) *document {
	about := style.About{Title: r.Service + ": report for " + r.PeriodText(), Subject: r.ScopeText(), Made: r.AsAt}
	d := &document{Page: style.New(paper, about), r: r, pictures: pictures, x: left, w: width, noted: map[string]bool{}}
	d.PDF.SetHeaderFunc(d.runningHeader)
	return d
}

// block is something that stands in one column. It is set into the document
// that it is given.
type block struct {
	set func(d *document)
	// cut, where there is one, parts the block so that the first part is no
	// higher than room in a column; ok is false where that leaves too little.
	cut func(d *document, room float64) (first, rest block, ok bool)
}

// whole returns a block that is never parted.
func whole(set func(d *document)) block { return block{set: set} }

// heights tries out how high blocks are, one after another, in a column of w.
// Nothing of it is in the document.
func (d *document) heights(blocks []block, w float64) []float64 {
	if d.trial == nil {
		endless := style.A4(left, right, top, bottom)
		endless.Height = 1e9
		d.trial = begun(d.r, d.pictures, endless)
		d.trial.Next()
	}
	t := d.trial
	t.tight = d.tight
	t.x, t.w, t.noted = left, w, maps.Clone(d.noted)
	list := make([]float64, len(blocks))
	for i, b := range blocks {
		t.Y = top
		b.set(t)
		list[i] = t.Y - top
	}
	return list
}

// within sets something into a column that begins at x and is w wide.
func (d *document) within(x, w float64, set func()) {
	before, wide := d.x, d.w
	d.x, d.w = x, w
	set()
	d.x, d.w = before, wide
}

// text is the width of running text in the column that is being set.
func (d *document) text() float64 { return min(measure, d.w) }

// narrow reports whether half a page is being set.
func (d *document) narrow() bool { return d.w < width }

// runningHeader stands on every page but the cover.
func (d *document) runningHeader() {
	if d.PDF.PageNo() == 1 {
		return
	}
	d.Set(caption)
	d.At(left, 15, d.fit(d.r.Service+" · "+d.r.PeriodText(), width-20))
	d.RightAt(pageWidth-right, 15, strconv.Itoa(d.PDF.PageNo()))
	if mark := d.r.Mark(); mark != "" {
		d.Set(small)
		d.At(left, 19, mark)
	}
	d.Y = top
}

// need starts a new page when h millimetres do not fit on this one.
func (d *document) need(h float64) {
	if h > d.Room()+0.01 && d.Y > top {
		d.Next()
	}
}
