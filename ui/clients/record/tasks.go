package record

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// tasksCard is what has to be done for the client; nil without any.
func (p *recordPage) tasksCard() fyne.CanvasObject {
	if len(p.tasks) == 0 {
		return nil
	}
	list := kit.VStack(10)
	for i := range p.tasks {
		if i > 0 {
			list.Add(kit.Separator())
		}
		list.Add(p.taskLine(&p.tasks[i]))
	}
	return kit.NewCard("To do", "", list)
}

func (p *recordPage) taskLine(r *data.TaskRow) fyne.CanvasObject {
	row := *r
	do := p.offered(kit.Secondary("Record…", func() { p.h.ShowTask(row) }).Compact())
	due := whenText(r.DueOn, p.h.Today())
	return kit.VStack(4, kit.NewParagraph(r.Title, kit.Bold), kit.NewParagraph(person.Dotted(due, r.ServicePhone, r.Staff), kit.Muted), kit.HStack(0, do))
}

// reopenTask has a task that was closed by mistake be one to do again.
func (p *recordPage) reopenTask(id data.ID) {
	p.h.Background(func(ctx context.Context) func() {
		err := p.h.Tasks.Reopen(ctx, id)
		return func() {
			if err != nil {
				kit.Message(p.h.Window, "The task is still closed", p.h.Fail("open a task again", err))
				return
			}
			p.Reload()
		}
	})
}

// writeToSurgery shows the message to the surgery.
func (p *recordPage) writeToSurgery() { p.h.WriteToSurgery(p.client, nil) }
