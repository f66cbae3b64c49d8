package host

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// What may come of a task, in the order of the dialog.
const (
	taskDone = iota
	taskPutOff
	taskNotNeeded
)

// taskDialog asks what came of a task.
type taskDialog struct {
	h       *Host
	row     data.TaskRow
	what    *kit.ChoiceRow
	how     *kit.ChoiceRow
	on      *kit.DateField
	to      *kit.DateField
	note    *kit.TextField
	failure *kit.Text
	body    *fyne.Container
	head    []fyne.CanvasObject
	dialog  *kit.Dialog
	saving  bool
}

// ShowTask asks what came of a task: done and how, put off to a day, or not needed
// because.
func (h *Host) ShowTask(row data.TaskRow) {
	d := &taskDialog{h: h, row: row, failure: kit.NewParagraph("", kit.Muted), body: kit.VStack(14)}
	d.failure.SetColor(theme.ColorRed)
	d.what = kit.NewChoiceRow("What happened?", []string{"Done", "Put off", "Not needed"}, func(int) { d.arrange() })
	d.what.SetSelected(taskDone)
	d.how = kit.NewChoiceRow("How", data.TaskHows(), nil)
	d.on = h.DateField("On", data.DateHappened)
	d.on.SetValue(Day(h.Today()))
	d.to = h.DateField("Put off to", data.DatePlanned)
	d.note = kit.NewTextField("What was said")
	d.head = d.heading()
	d.arrange()
	d.dialog = kit.ShowForm(h.Window, row.Title, d.body, "Save", d.save)
	d.what.Focus()
}

// heading says who it is about and how to reach the service.
func (d *taskDialog) heading() []fyne.CanvasObject {
	head := []fyne.CanvasObject{kit.NewParagraph(d.row.Client, kit.Bold)}
	if d.row.ServicePhone != "" {
		head = append(head, kit.NewCopyLine(d.row.ServicePhone, kit.Body))
	}
	if d.row.Note != "" {
		head = append(head, kit.NewParagraph(d.row.Note, kit.Muted))
	}
	switch {
	case d.row.Kind == data.TaskReferral && !d.row.MayShare:
		head = append(head, kit.NewBanner(kit.Amber, "They have not agreed to share their name with an organisation. Ask them first, and record it in Consent.", nil))
	case d.row.Kind == data.TaskReferral:
		head = append(head, kit.HStack(0, kit.Quiet("Letter or email to the service…", d.write).Compact()))
	case d.row.Kind == data.TaskSurgery:
		head = append(head, kit.HStack(0, kit.Quiet("Message to the surgery…", d.write).Compact()))
	}
	return head
}

// write closes the dialog and makes the letter that the task asks for. The task is
// done once the letter is recorded.
func (d *taskDialog) write() {
	d.dialog.Close()
	done := func() {
		d.h.Background(func(ctx context.Context) func() {
			err := d.h.Tasks.Done(ctx, d.row.ID, d.h.Today(), "By letter", "")
			return func() {
				if err != nil && data.CodeOf(err) != data.CodeConflict {
					kit.Message(d.h.Window, d.row.Title, d.h.Fail("close a task", err))
				}
			}
		})
	}
	if d.row.Kind == data.TaskSurgery {
		d.h.WriteToSurgery(d.row.ClientID, done)
		return
	}
	d.h.WriteToService(d.row.AboutID, done)
}

func (d *taskDialog) arrange() {
	d.body.Objects = append([]fyne.CanvasObject{}, d.head...)
	d.body.Add(d.what)
	switch d.what.Selected() {
	case taskDone:
		d.body.Add(d.how)
		d.body.Add(d.on)
	case taskPutOff:
		d.body.Add(d.to)
	}
	d.body.Add(d.note)
	d.body.Add(d.failure)
	d.failure.Hidden = d.failure.Text() == ""
	d.body.Refresh()
	if d.dialog != nil {
		d.dialog.Refresh()
	}
}

// save stores the answer; the dialog stays until it is stored.
func (d *taskDialog) save() bool {
	if d.saving {
		return false
	}
	day := d.on
	if d.what.Selected() == taskPutOff {
		day = d.to
	}
	typed, err := day.Value()
	if err != nil {
		day.SetError(err.Error())
		return false
	}
	d.saving = true
	work := d.work(Date(typed))
	d.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			d.saving = false
			if err == nil {
				d.dialog.Close()
				return
			}
			d.fail(err)
		}
	})
	return false
}

func (d *taskDialog) work(day data.Date) func(context.Context) error {
	id, note := d.row.ID, d.note.Text()
	switch d.what.Selected() {
	case taskPutOff:
		return func(ctx context.Context) error { return d.h.Tasks.PutOff(ctx, id, day, note) }
	case taskNotNeeded:
		return func(ctx context.Context) error { return d.h.Tasks.NotNeeded(ctx, id, day, note) }
	}
	how := ""
	if i := d.how.Selected(); i >= 0 {
		how = data.TaskHows()[i]
	}
	return func(ctx context.Context) error { return d.h.Tasks.Done(ctx, id, day, how, note) }
}

// fail puts sentences beside the fields that they are about.
func (d *taskDialog) fail(err error) {
	errs := data.FieldErrorsOf(err)
	d.how.SetError(errs.For("How"))
	d.on.SetError(errs.For("ClosedOn"))
	d.to.SetError(errs.For("DueOn"))
	d.note.SetError(errs.For("Note"))
	d.failure.SetText("")
	if len(errs) == 0 {
		d.failure.SetText(d.h.Fail("close a task", err))
	}
	d.arrange()
}
