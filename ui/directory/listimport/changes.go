package listimport

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/kit"
)

// changes is the step that shows what an import would do, before it does.
type changes struct {
	p       *page
	content fyne.CanvasObject
	source  *kit.TextField
	again   *kit.Choice // how often a feed is looked at
	close   *kit.Check  // beside the rows that it is about
	closing bool        // the check is ticked
	chips   *fyne.Container
	filters []*kit.FilterChip
	note    *kit.Text
	rows    *kit.Rows
	body    *fyne.Container // the rows, or a state in their place
	detail  *detail
	trial   *kept  // nil until it was tried
	tried   string // the source it was tried with
	chosen  int    // the facet whose rows are shown
}

func newChanges(p *page) *changes {
	c := &changes{p: p, source: kit.NewTextField("Source"), chips: kit.Wrap(), note: kit.NewText("", kit.Muted), detail: newDetail()}
	c.source.OnChanged = func(string) { c.offer() }
	c.source.OnSubmitted = func(string) { c.try(data.Tidy(c.source.Text())) }
	c.close = kit.NewCheck("", func(on bool) { c.closing = on; c.offer() })
	c.rows = kit.NewRows(func() int { return len(c.shown()) }, func() fyne.CanvasObject { return kit.NewRowText() }, c.fill, kit.RowHeight())
	c.rows.OnSelect = c.pick
	c.body = container.NewStack(c.rows)
	list := kit.NewCard("", "", kit.Border(6, kit.VStack(4, kit.PadXY(16, 0, c.note), kit.PadXY(8, 0, c.close)), nil, nil, nil, c.body)).Flush()
	c.again = newAgain()
	c.again.Hide()
	top := kit.VStack(10, kit.Columns([]float32{60, 40}, c.source, c.again), c.chips)
	c.content = kit.Border(12, top, nil, nil, nil, kit.Columns([]float32{50, 50}, list, c.detail.card))
	return c
}

func (c *changes) name() string { return "Changes" }

func (c *changes) view() fyne.CanvasObject { return c.content }

func (c *changes) first() fyne.Focusable { return c.rows }

// forget drops what was tried, because the file is read in another way now.
func (c *changes) forget() {
	c.trial, c.tried, c.closing = nil, "", false
	c.close.Checked = false
	c.close.Refresh()
}

func (c *changes) enter() {
	web, source := c.p.opened.web, ""
	kit.SetVisible(c.again, web != nil)
	if web != nil && c.trial == nil {
		source = web.feed.Source
		c.again.SetSelected(web.again())
	}
	c.offer()
	if c.trial == nil {
		c.try(source)
	}
}

// try finds out what an import would do. Without a source it is recognised, or
// named after the file.
func (c *changes) try(source string) {
	f := c.p.opened
	known := f.web != nil && source != "" && source == f.web.feed.Source
	var trial *kept
	c.p.run("Comparing with the directory", func(ctx context.Context, tell func(string)) error {
		var err error
		if source == "" {
			if source, known, err = sourceOf(ctx, c.p.h.Office, f.feed); err != nil {
				return err
			}
		}
		trial, err = c.p.try(ctx, f, source, tell)
		return err
	}, func(err error, stopped bool) {
		switch {
		case err == nil:
			c.publish(trial, source, known)
		case c.trial == nil: // there is nothing to show here
			c.p.back()
			c.fail(err, stopped)
		default:
			c.fail(err, stopped)
			c.offer()
		}
	})
}

func (c *changes) fail(err error, stopped bool) {
	if stopped {
		c.p.say(kit.Neutral, "Stopped. No services were imported.")
		return
	}
	c.p.say(kit.Red, c.p.h.Fail("try an import", err))
}

func (c *changes) publish(trial *kept, source string, known bool) {
	c.trial, c.tried = trial, source
	c.source.SetText(source)
	c.source.SetHint("The next file from this source will update these services.")
	if known {
		c.source.SetHint("You have imported from this source before. This file will update it.")
	}
	if sentence := c.warning(); sentence != "" {
		c.p.say(kit.Amber, sentence)
	}
	c.closing = c.closing && trial.result.Gone > 0
	c.close.Checked = c.closing
	c.close.SetText(fmt.Sprintf("Close %s for good", services(trial.result.Gone)))
	c.showChips()
	c.choose(c.firstFacet())
	c.offer()
	c.p.content.Refresh()
	c.p.h.Window.Canvas().Focus(c.rows)
}

// warning is what someone should know before the import, "" for nothing.
func (c *changes) warning() string {
	var say []string
	if r := c.trial.result; r.Shrunk != "" {
		say = append(say, r.Shrunk+" It may be out of order.")
	}
	if part := c.trial.result.Partial; part != "" {
		say = append(say, partialSentence(part))
	}
	if web := c.p.opened.web; web != nil {
		say = append(say, web.fetched.Notes()...)
	}
	return strings.Join(say, " ")
}

// firstFacet is the first that has rows, before all of them.
func (c *changes) firstFacet() int {
	for i, f := range facets() {
		if f.outcome != everyRow && f.count(c.trial.result) > 0 {
			return i
		}
	}
	return 0
}

func (c *changes) showChips() {
	c.filters = nil
	c.chips.Objects = nil
	for i, f := range facets() {
		n := f.count(c.trial.result)
		if n == 0 && (f.outcome == data.OutcomeGone || f.outcome == differing) {
			c.filters = append(c.filters, nil)
			continue
		}
		chip := kit.NewFilterChip(f.words+" "+thousands(n), false, func(bool) { c.choose(i) })
		c.filters = append(c.filters, chip)
		c.chips.Objects = append(c.chips.Objects, chip)
	}
	c.chips.Refresh()
}

// choose shows the rows of a facet.
func (c *changes) choose(i int) {
	c.chosen = i
	for n, chip := range c.filters {
		if chip != nil {
			chip.SetOn(n == i)
		}
	}
	c.chips.Refresh()
	f := facets()[i]
	total, held := f.count(c.trial.result), len(c.shown())
	c.note.SetText(facetNote(f))
	if held < total {
		c.note.SetText(fmt.Sprintf("Showing the first %s of %s.", thousands(held), thousands(total)))
	}
	kit.SetVisible(c.close, f.outcome == data.OutcomeGone && total > 0)
	c.rows.Unselect()
	c.rows.ScrollToTop()
	c.rows.Reload()
	shown := fyne.CanvasObject(c.rows)
	if held == 0 {
		shown = kit.NewEmpty(nil, "None", "The file has no rows like this.", nil)
	}
	c.body.Objects = []fyne.CanvasObject{shown}
	c.body.Refresh()
	if held == 0 {
		c.detail.clear()
		return
	}
	c.rows.Select(0)
	c.pick(0)
	c.content.Refresh()
}

func facetNote(f facet) string {
	switch f.outcome {
	case everyRow:
		return "All services in the file, in file order"
	case data.OutcomeNew:
		return "Services not in the directory yet"
	case data.OutcomeChanged:
		return "Details have changed in the source"
	case data.OutcomeDoubtful:
		return "Imported, but someone needs to check them"
	case data.OutcomeSkipped:
		return "Not imported"
	case data.OutcomeUnchanged:
		return "Same as in the directory"
	case data.OutcomeGone:
		return "In earlier files from this source, but not this one"
	}
	return "You have edited these. The source is different."
}

func (c *changes) shown() []*data.ImportRow {
	if c.trial == nil {
		return nil
	}
	return c.trial.rows(facets()[c.chosen])
}

func (c *changes) fill(i int, o fyne.CanvasObject) {
	row := c.shown()[i]
	o.(*kit.RowText).Set(kit.RowData{Title: nameOr(row.Name), Secondary: rowNote(row), Chips: rowChips(row)})
}

func (c *changes) pick(i int) {
	row := c.shown()[i]
	c.detail.show(row, c.trial.entries[row])
}

// offer shows the buttons for what can be done now: with another source it has
// to be compared again first.
func (c *changes) offer() {
	back := c.p.backButton()
	if c.trial == nil {
		c.p.buttons(nil, back)
		return
	}
	var left fyne.CanvasObject
	if n := c.trial.result.Skipped + c.trial.result.Doubtful; n > 0 {
		left = kit.HStack(0, kit.Quiet(fmt.Sprintf("Save list of %s to check…", thousands(n)), func() { askList(c.p, c.tried) }), kit.Spacer())
	}
	source := data.Tidy(c.source.Text())
	if source != c.tried {
		c.p.buttons(left, back, kit.Primary("Compare again", func() { c.try(source) }))
		return
	}
	c.p.buttons(left, back, kit.Primary(c.importWords(), c.importNow))
}

func (c *changes) importWords() string {
	writes, gone := c.trial.writes(), c.trial.result.Gone
	switch {
	case writes == 0 && c.closing:
		return fmt.Sprintf("Close %s", services(gone))
	case writes == 0:
		return "Import (no changes)"
	case c.closing:
		return fmt.Sprintf("Import %s, close %s", services(c.trial.most()), thousands(gone))
	}
	return fmt.Sprintf("Import %s", services(c.trial.most()))
}
