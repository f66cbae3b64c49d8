package style

import (
	"fmt"

	"waymark/data/clienttext"
)

// Two pages of one sheet beside each other: the larger sheet, and how much smaller
// each page is on it.
type besides struct {
	paper Paper
	scale float64
}

// beside is the sheet on which two pages of a paper stand beside each other.
func (p *Paper) beside() besides {
	switch p.name {
	case "A6":
		return besides{Paper{Width: 210, Height: 148.5, name: "A5"}, 1}
	case "A5":
		return besides{Paper{Width: 297, Height: 210, name: "A4"}, 1}
	}
	return besides{Paper{Width: 297, Height: 210, name: "A4"}, 0.7071}
}

// side is where on a sheet pages are being set.
type side struct {
	on       *besides // nil for pages that have a sheet for themselves
	right    bool
	mirrored bool         // set from right to left
	turned   map[int]bool // the same of each sheet, as it was left
	start    int          // how many sheets there were before
	pages    int          // that were set since
}

// Language begins pages in a language. Those of one from right to left are set as
// their mirror image, in which only the text is the right way round: so columns,
// boxes and margins change sides, too.
func (p *Page) Language(in *clienttext.Language) {
	p.side.mirrored = in.FromRight()
	if in.English() {
		p.PDF.SetLang("en-GB")
	} else {
		p.PDF.SetLang(in.Tag.String())
	}
}

// leftPages begins pages on the left of new sheets, and rightPages goes back to the first of
// these for the pages on their right. They are for a document with About.Beside.
func (p *Page) leftPages() { p.side.right, p.side.start, p.side.pages = false, p.PDF.PageCount(), 0 }

// rightPages is described at leftPages.
func (p *Page) rightPages() { p.side.right, p.side.pages = true, 0 }

// sheet opens the sheet of the next page, and moves what is drawn to its place.
func (p *Page) sheet() {
	s := &p.side
	defer p.remember()
	if s.on == nil {
		p.PDF.AddPage()
		if s.mirrored {
			p.PDF.RawWriteStr(matrix(-1, 1, p.Width, 0))
		}
		return
	}
	s.pages++
	if n := s.start + s.pages; n <= p.PDF.PageCount() {
		p.PDF.SetPage(n)
		p.PDF.RawWriteStr("Q")
	} else {
		p.PDF.AddPage()
	}
	p.PDF.RawWriteStr("q")
	p.PDF.SetFont(family, "", 1) // what was set before does not hold within q
	// The library counts heights from the top of the sheet, the page from its own.
	x, y, across := 0.0, s.on.scale*(p.Height-s.on.paper.Height), s.on.scale
	if s.right {
		x = s.on.paper.Width / 2
	}
	if s.mirrored {
		x, across = x+s.on.scale*p.Width, -across
	}
	p.PDF.RawWriteStr(matrix(across, s.on.scale, x, y))
}

func (p *Page) remember() {
	if p.side.turned == nil {
		p.side.turned = map[int]bool{}
	}
	p.side.turned[p.PDF.PageNo()] = p.side.mirrored
}

// FromRight says whether the pages that begin after it are set from right to left.
func (p *Page) FromRight(mirrored bool) { p.side.mirrored = mirrored }

// Turn sets what follows, on this page and the next, from right to left or not, and
// returns how it was before.
func (p *Page) Turn(mirrored bool) (before bool) {
	before = p.side.mirrored
	if mirrored != before {
		p.PDF.RawWriteStr(matrix(-1, 1, p.Width, 0))
		p.side.mirrored = mirrored
		p.remember()
	}
	return before
}

// matrix is what moves all that is drawn after it: x and y are millimetres.
func matrix(across, up, x, y float64) string {
	return fmt.Sprintf("%.5f 0 0 %.5f %.5f %.5f cm", across, up, x/mm, y/mm)
}

// mm is a point of a PDF in millimetres.
const mm = 25.4 / 72

// upright writes a text of width w from x so that it can be read on a page that is
// set as its mirror image.
func (p *Page) upright(x, w float64, write func()) {
	if !p.side.mirrored {
		write()
		return
	}
	turn := matrix(-1, 1, 2*x+w, 0)
	p.PDF.RawWriteStr(turn)
	write()
	p.PDF.RawWriteStr(turn) // turned twice, it is as it was
}

// Close ends a document in which pages stand beside each other.
func (p *Page) Close() {
	if p.side.on == nil {
		return
	}
	for i := 1; i <= p.PDF.PageCount(); i++ {
		p.PDF.SetPage(i)
		p.PDF.RawWriteStr("Q")
	}
}

// numbers are those of the first and the last of the pages being set, counted
// from one of them.
func (p *Page) numbers(first int) (from, to int) {
	if p.side.on == nil {
		return first, p.PDF.PageNo()
	}
	return max(first, p.side.start+1), p.side.start + p.side.pages
}

// Each sets a document in a language, and in English as well where both are wanted:
// beside each other, English on the left, or else in English on the pages after it.
// set is told the language, and the first page of it.
func (p *Page) Each(in *clienttext.Language, both bool, set func(in *clienttext.Language, first int)) {
	both = both && !in.English()
	switch {
	case both && p.side.on != nil:
		p.leftPages()
		first := p.side.start + 1
		p.Language(nil)
		set(nil, first)
		p.rightPages()
		p.Language(in)
		set(in, first)
	case both:
		p.Language(in)
		set(in, p.PDF.PageCount()+1)
		p.side.mirrored = false
		set(nil, p.PDF.PageCount()+1)
	default:
		p.Language(in)
		set(in, p.PDF.PageCount()+1)
	}
}
