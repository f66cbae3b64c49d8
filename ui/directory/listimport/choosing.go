package listimport

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/interchange/table"
	"waymark/ui/kit"
)

// choosing is the first step: which file or folder, and what was taken in before.
type choosing struct {
	p       *page
	content fyne.CanvasObject
	path    *kit.TextField
	sources []data.DirectorySource
	rows    *kit.KeyRows
	before  *fyne.Container // the rows, or a state in their place
	card    *kit.Card
	places  *places
	web     *byAddress
	asked   int
}

func newChoosing(p *page) *choosing {
	c := &choosing{p: p, path: kit.NewTextField("File or folder"), places: newPlaces(p), web: newByAddress(p)}
	c.path.SetPlaceHolder("Choose a file, or drag it here")
	c.path.OnSubmitted = func(string) { c.open() }
	about := kit.NewParagraph("Import lists in CSV, TSV or Excel format, or Open Referral UK and HSDS feeds. A feed is JSON, or a CSV package in a folder or zip. "+
		"If you have imported from a source before, a newer file updates it.", kit.Muted)
	services := kit.NewCard("Services", "", kit.VStack(12, about, c.path, browseBeside(p.h, c.path, c.take), c.web.content))
	c.rows = kit.NewKeyRows(func() int { return len(c.sources) }, func() fyne.CanvasObject { return kit.NewRowText() }, c.fill, kit.RowHeight())
	c.rows.OnOpen, c.rows.OnTap = c.pick, c.pick
	c.before = container.NewStack(kit.NewLoading("Opening…"))
	c.card = kit.NewCard("Previous imports", "", c.before).Flush()
	left := kit.Border(16, services, nil, nil, nil, c.card)
	c.content = kit.Columns([]float32{60, 40}, left, c.places.card)
	return c
}

func (c *choosing) name() string { return "File" }

func (c *choosing) view() fyne.CanvasObject { return c.content }

func (c *choosing) first() fyne.Focusable { return c.path.Entry }

func (c *choosing) enter() {
	c.p.buttons(nil, kit.Primary("Open", c.open))
}

// take puts a path that was chosen into the field and opens it.
func (c *choosing) take(path string) {
	c.path.SetText(path)
	c.open()
}

// load reads what was imported before.
func (c *choosing) load() {
	c.asked++
	asked := c.asked
	var sources []data.DirectorySource
	var postcodes int
	c.p.background(func(ctx context.Context) error {
		var err error
		if sources, err = c.p.h.Sources.Sources(ctx); err == nil {
			postcodes, err = c.p.h.Directory.PostcodeCount(ctx)
		}
		return err
	}, func(err error) {
		if asked == c.asked {
			c.publish(sources, postcodes, err)
		}
	})
}

func (c *choosing) publish(sources []data.DirectorySource, postcodes int, err error) {
	if err != nil {
		c.put(c.p.h.CannotShow("list the sources", err, c.load))
		return
	}
	c.sources = sources
	c.places.tell(postcodes)
	c.rows.Reload()
	if len(sources) == 0 {
		c.put(kit.PadXY(16, 0, kit.VStack(0, kit.NewParagraph("No imports yet. Choose a file to start.", kit.Muted), kit.Spacer())))
		return
	}
	c.put(c.rows)
}

func (c *choosing) put(o fyne.CanvasObject) {
	c.before.Objects = []fyne.CanvasObject{o}
	c.before.Refresh()
}

func (c *choosing) fill(i int, o fyne.CanvasObject) {
	s := c.sources[i]
	o.(*kit.RowText).Set(kit.RowData{Title: s.Name, Secondary: sourceNote(s)})
}

// pick opens a source that is a feed. One that comes as files has nothing to open.
func (c *choosing) pick(i int) {
	if feed := c.sources[i].Feed; feed != nil {
		c.web.show(*feed)
	}
}

// open opens what the field says and goes on to the next step.
func (c *choosing) open() {
	path := typedPath(c.path.Text())
	if path == "" && c.web.address.Text() != "" {
		c.web.read()
		return
	}
	if path == "" {
		c.p.complain(c.path, "Choose a file, or type its path")
		return
	}
	c.path.SetError("")
	var f *opened
	c.p.run("Opening the file", func(ctx context.Context, tell func(string)) error {
		var err error
		f, err = open(ctx, c.p.h.Office, path, table.Overrule{}, c.p.today(), tell)
		return err
	}, func(err error, stopped bool) {
		switch {
		case stopped:
		case err != nil:
			c.p.complain(c.path, c.p.h.Fail("open a file to import", err))
		default:
			c.p.begin(f)
		}
	})
}

// begin goes on with a file that was opened. A feed says itself what its fields
// mean, so nothing is asked about it.
func (p *page) begin(f *opened) {
	p.opened = f
	p.path = []step{p.choosing, p.changes, p.finish}
	if f.isList() {
		p.path = []step{p.choosing, p.reading, p.matching, p.changes, p.finish}
	}
	p.changes.forget()
	p.next()
}
