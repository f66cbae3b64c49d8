package answersimport

import (
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// done is the last step: what was imported.
type done struct {
	p       *page
	content *fyne.Container
	result  *data.ResponseResult
	left    leftRows // what was not imported
	asked   *asked   // how the list was read
}

func newDone(p *page) *done { return &done{p: p, content: kit.VStack(16)} }

func (d *done) show() {
	r := d.result
	figures := kit.Columns(nil,
		kit.NewKeyFigure(data.Count(r.New+r.DoubtfulNew), "new", "questionnaires added"),
		kit.NewKeyFigure(data.Count(r.Changed+r.DoubtfulChanged), "changed", "updated from the list"),
		kit.NewKeyFigure(data.Count(r.Unchanged+r.DoubtfulUnchanged), "unchanged", "here already"),
		kit.NewKeyFigure(data.Count(r.Skipped+r.DoubtfulNotTaken), "not imported", "left out"))
	say := []fyne.CanvasObject{
		kit.NewParagraph(fmt.Sprintf("Answers of %s. New clients: %d.", data.Plural(r.People, "person", "people"), r.PeopleNew), kit.Body),
		kit.NewParagraph(fmt.Sprintf("Complete questionnaires: %d. With answers missing: %d.", r.Complete, r.Incomplete), kit.Body),
	}
	if r.Doubtful > 0 {
		say = append(say, kit.NewParagraph(data.Plural(r.Doubtful, "row needs checking against the file.", "rows need checking against the file."), kit.Body))
	}
	if buttons := d.leftOut(); len(buttons) > 0 {
		if n := r.ToWorkThrough; n > 0 {
			say = append(say, kit.NewParagraph(data.Plural(n, "row has answers that could not be imported. It is in the list to work through.",
				"rows have answers that could not be imported. They are in the list to work through."), kit.Body))
		}
		say = append(say, kit.Wrap(buttons...))
	}
	d.content.Objects = []fyne.CanvasObject{figures, kit.NewCard("Imported", fmt.Sprintf("%s read", data.Plural(r.Read, "row", "rows")), kit.VStack(8, say...))}
	d.content.Refresh()
	d.p.buttons(kit.Secondary("Import another file", func() {
		d.p.choosing.path.SetText("")
		d.p.show(atFile)
	}), kit.Primary("Show questionnaires", func() { d.p.h.Go(host.Route{Area: host.Questionnaires}) }))
}

// leftOut are the buttons for what was not imported; none if all was.
func (d *done) leftOut() []fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	if d.result.ToWorkThrough > 0 {
		buttons = append(buttons, kit.Secondary("Work through list", func() {
			d.p.h.Go(host.Route{Area: host.Clients, View: host.ViewImportClients, Record: host.LeftView})
		}))
	}
	if len(d.left) > 0 {
		buttons = append(buttons, kit.Secondary("Save rows not imported…", func() { d.p.saveLeft(d.asked, d.left) }))
	}
	return buttons
}
