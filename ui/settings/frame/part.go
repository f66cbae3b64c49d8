package frame

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data/access"
)

// Part is one subject of the settings: what it shows, and how it is read.
type Part struct {
	Title string
	View  fyne.CanvasObject
	// Load reads what the part shows, off the UI goroutine, and gives what puts it
	// into the view.
	Load func(ctx context.Context) (publish func(), err error)
	// Laid is called when the view has been laid out with what was read; it may be
	// nil.
	Laid func()
	// Dirty reports whether something is typed that is not stored, and Save stores it
	// and calls then, unless that is nil. Both are nil where each change is stored at
	// once.
	Dirty func() bool
	Save  func(then func())
	// Met is called as a meeting with the other PCs goes on; nil in a part that is not
	// about them.
	Met func()

	read bool // it was published; before, the view has nothing to show
}

// Place is a part in its place in the list of the page.
type Place struct {
	*Part
	Needs access.Capability // what it asks of whoever uses the window
	Words string            // others than the title that people search by
}

// Group is a heading of the list with the parts beneath it.
type Group struct {
	Heading string
	Places  []Place
}

// fewParts is how many parts are found without a heading.
const fewParts = 8

// line is a row of the list: a heading, or the title of a part.
type line struct {
	heading string
	part    int // which one, unless it is a heading
}

// gather leaves out the parts that whoever uses the window may not change, and puts
// the others in the list: under headings, unless they are few.
func (p *Page) gather(groups []Group) {
	for _, g := range groups {
		p.lines = append(p.lines, line{heading: g.Heading})
		for _, place := range g.Places {
			if !p.h.Session.Can(place.Needs) {
				continue
			}
			p.lines = append(p.lines, line{part: len(p.parts)})
			p.parts = append(p.parts, place)
		}
		if last := len(p.lines) - 1; p.lines[last].heading != "" {
			p.lines = p.lines[:last] // nothing stands under it
		}
	}
	if len(p.parts) <= fewParts {
		p.lines = slices.DeleteFunc(p.lines, func(l line) bool { return l.heading != "" })
	}
}

// fill shows a heading or the title of a part.
func (p *Page) fill(i int, o fyne.CanvasObject) {
	row, l := o.(*entryRow), p.lines[i]
	if l.heading != "" {
		row.set(l.heading, true)
		return
	}
	row.set(p.parts[l.part].Title, false)
}

// rowOf is the row of the list in which a part stands.
func (p *Page) rowOf(part int) int {
	return slices.IndexFunc(p.lines, func(l line) bool { return l.heading == "" && l.part == part })
}
