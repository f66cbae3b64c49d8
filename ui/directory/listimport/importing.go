package listimport

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/interchange/mapping"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// importNow takes the services in, all or none. It asks first if a feed lost at
// least half of what it had.
func (c *changes) importNow() {
	web, shrunk := c.p.opened.web, c.trial.result.Shrunk
	if web == nil || shrunk == "" {
		c.importAll()
		return
	}
	kit.Confirm(c.p.h.Window, "Import a feed that is much smaller?",
		fmt.Sprintf("%s It may be out of order. If you import it, the services that are missing stay in the directory and need checking.", shrunk),
		"Import it", true, func() {
			web.fewer = true
			c.importAll()
		})
}

func (c *changes) importAll() {
	f, source, closeGone, again := c.p.opened, c.tried, c.closing, c.again.Selected()
	var result *data.ImportResult
	c.p.run(fmt.Sprintf("Importing %s", services(c.trial.most())), func(ctx context.Context, tell func(string)) error {
		n := 0
		var err error
		result, err = c.p.h.Sources.ImportServices(ctx, f.feed.Entries(ctx), f.options(source, false, closeGone, func(row *data.ImportRow) {
			if row.Outcome != data.OutcomeGone {
				n++
				tell(fmt.Sprintf("%s of %s", thousands(n), services(c.trial.result.Read)))
			}
		}))
		if err == nil && f.isList() {
			// What is matched only matters for the next list: the services are in.
			if err := c.p.h.Sources.SaveImportMapping(ctx, mapping.Shape(f.feed.Table.Header), f.feed.Mapping.JSON()); err != nil {
				c.p.h.Log.Error("remember how columns are matched", "error", err)
			}
		}
		if err == nil && f.web != nil {
			err = f.web.keep(ctx, c.p, source, again, result)
		}
		return err
	}, func(err error, stopped bool) {
		switch {
		case stopped:
			c.p.say(kit.Neutral, "Stopped. The directory has not changed.")
		case err != nil:
			c.p.say(kit.Red, fmt.Sprintf("%s The directory has not changed.", c.p.h.Fail("import services", err)))
		default:
			c.p.finish.result, c.p.finish.closed = result, closeGone
			c.p.next()
		}
	})
}

// finish is the last step: what was done.
type finish struct {
	p       *page
	content *fyne.Container
	result  *data.ImportResult
	closed  bool
	show    *kit.Button
}

func newFinish(p *page) *finish {
	d := &finish{p: p, content: kit.VStack(16)}
	d.show = kit.Primary("Show in directory", func() { p.h.Go(host.Route{Area: host.Directory}) })
	return d
}

func (d *finish) name() string { return "Done" }

func (d *finish) view() fyne.CanvasObject { return d.content }

func (d *finish) first() fyne.Focusable { return d.show }

func (d *finish) enter() {
	r := d.result
	figures := kit.Columns(nil,
		kit.NewKeyFigure(thousands(r.New+r.DoubtfulNew), "new", "added to the directory"),
		kit.NewKeyFigure(thousands(r.Changed+r.DoubtfulChanged), "changed", "updated from the source"),
		kit.NewKeyFigure(thousands(r.Unchanged+r.DoubtfulUnchanged), "unchanged", "not changed"),
		kit.NewKeyFigure(thousands(r.Skipped), "skipped", "not imported"))
	words := kit.VStack(8)
	for _, sentence := range d.sentences() {
		words.Add(kit.NewParagraph(sentence, kit.Body))
	}
	d.content.Objects = []fyne.CanvasObject{figures, kit.NewCard(fmt.Sprintf("Imported from %s", r.Source), fmt.Sprintf("%s read", services(r.Read)), words)}
	d.content.Refresh()
	var left fyne.CanvasObject
	if n := r.Skipped + r.Doubtful; n > 0 {
		left = kit.HStack(0, kit.Quiet(fmt.Sprintf("Save list of %s to check…", thousands(n)), func() { askList(d.p, r.Source) }), kit.Spacer())
	}
	d.p.buttons(left, kit.Secondary("Import another file", d.p.another), d.show)
}

// partialSentence says what follows from a file that is a part of its source.
func partialSentence(part string) string {
	return fmt.Sprintf("This import has only %s, so services that it does not list stay as they are.", part)
}

// sentences say what the figures leave open.
func (d *finish) sentences() []string {
	r := d.result
	var say []string
	if r.Doubtful > 0 {
		say = append(say, data.Plural(r.Doubtful, "service needs checking. Save the list to see why.", "services need checking. Save the list to see why."))
	}
	if r.Differing > 0 {
		say = append(say, fmt.Sprintf("We kept your own edits to %s where the source is different.", services(r.Differing)))
	}
	switch {
	case r.Partial != "":
		say = append(say, partialSentence(r.Partial))
	case r.Gone > 0 && d.closed:
		say = append(say, data.Plural(r.Gone, "service is no longer in this source. We closed it for good, unless another source still lists it.",
			"services are no longer in this source. We closed them for good, unless another source still lists them."))
	case r.Gone > 0:
		say = append(say, data.Plural(r.Gone, "service is no longer in this source. It stays in the directory and appears in “Check service details”.",
			"services are no longer in this source. They stay in the directory and appear in “Check service details”."))
	}
	if len(say) == 0 {
		say = append(say, "Everything in the file is now in the directory.")
	}
	switch web := d.p.opened.web; {
	case web != nil && web.feed.EveryDays > 0:
		return append(say, fmt.Sprintf("Waymark reads this feed again every %s. To change that, choose it under “Previous imports”.", data.Plural(web.feed.EveryDays, "day", "days")))
	case web != nil:
		return append(say, "To read this feed again, choose it under “Previous imports”.")
	}
	return append(say, "When you get a newer file, import it in the same way to update these services.")
}
