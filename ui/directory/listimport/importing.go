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

// importNow takes the services in, all or none.
func (c *changes) importNow() {
	f, source, closeGone := c.p.opened, c.tried, c.closing
	var result *data.ImportResult
	c.p.run(fmt.Sprintf("Importing %s", services(c.trial.most())), "Stop", func(ctx context.Context, tell func(string)) error {
		n := 0
		var err error
		result, err = c.p.h.Sources.ImportServices(ctx, f.feed.Entries(ctx), importOptions(source, false, closeGone, func(row *data.ImportRow) {
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
		return err
	}, func(err error, stopped bool) {
		switch {
		case stopped:
			c.p.say(kit.Neutral, "Stopped. The directory is as it was.")
		case err != nil:
			c.p.say(kit.Red, fmt.Sprintf("%s The directory is as it was.", c.p.h.Fail("import services", err)))
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
	d.show = kit.Primary("Show them in the directory", func() { p.h.Go(host.Route{Area: host.Directory}) })
	return d
}

func (d *finish) name() string { return "Done" }

func (d *finish) view() fyne.CanvasObject { return d.content }

func (d *finish) first() fyne.Focusable { return d.show }

func (d *finish) enter() {
	r := d.result
	figures := kit.Columns(nil,
		kit.NewKeyFigure(thousands(r.New+r.DoubtfulNew), "new", "added to the directory"),
		kit.NewKeyFigure(thousands(r.Changed+r.DoubtfulChanged), "changed", "as the source says now"),
		kit.NewKeyFigure(thousands(r.Unchanged+r.DoubtfulUnchanged), "unchanged", "as they were"),
		kit.NewKeyFigure(thousands(r.Skipped), "skipped", "not taken in"))
	words := kit.VStack(8)
	for _, sentence := range d.sentences() {
		words.Add(kit.NewParagraph(sentence, kit.Body))
	}
	d.content.Objects = []fyne.CanvasObject{figures, kit.NewCard(fmt.Sprintf("Imported from %s", r.Source), fmt.Sprintf("%s read", services(r.Read)), words)}
	d.content.Refresh()
	var left fyne.CanvasObject
	if n := r.Skipped + r.Doubtful; n > 0 {
		left = kit.HStack(0, kit.Quiet(fmt.Sprintf("Save the list of %s to look at …", thousands(n)), func() { askList(d.p, r.Source) }), kit.Spacer())
	}
	d.p.buttons(left, kit.Secondary("Import another", d.p.another), d.show)
}

// sentences say what the figures leave open.
func (d *finish) sentences() []string {
	r := d.result
	var say []string
	if r.Doubtful > 0 {
		say = append(say, fmt.Sprintf("%s of them should be looked at: save the list, which says why.", thousands(r.Doubtful)))
	}
	if r.Differing > 0 {
		say = append(say, fmt.Sprintf("Your own edits were kept in %s, though the source says something else.", services(r.Differing)))
	}
	switch {
	case r.Gone > 0 && d.closed:
		say = append(say, fmt.Sprintf("%s no longer in this source: closed for good, unless another source still has them.", services(r.Gone)))
	case r.Gone > 0:
		say = append(say, fmt.Sprintf("%s no longer in this source. They stay, and come up in the ring round.", services(r.Gone)))
	}
	if len(say) == 0 {
		say = append(say, "Everything in the file is in the directory now.")
	}
	return append(say, "When a newer file of this source comes, import it in the same way: it updates these entries.")
}
