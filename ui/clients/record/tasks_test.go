package record

import (
	"testing"

	"waymark/data"
)

// TestATaskThatWasClosedByMistakeIsOpenedAgain: a call that was ticked off on the wrong
// row was forgotten, for there was no way back.
func TestATaskThatWasClosedByMistakeIsOpenedAgain(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	task := data.Task{ClientID: c.ID, Kind: data.TaskSurgery, Title: "Write to the surgery", DueOn: d.Host.Today()}
	d.Must(d.Store.Tasks.Add(d.Ctx(), &task))
	d.Must(d.Store.Tasks.NotNeeded(d.Ctx(), task.ID, d.Host.Today(), "Wrong row"))
	d.open1(c)
	d.SeesNot("To do")
	d.Press("Still to do")
	d.Sees("To do", "Record…")
	d.SeesNot("Still to do")
	back, err := d.Store.Tasks.Task(d.Ctx(), task.ID)
	d.Must(err)
	if back.Status != data.TaskOpen || !back.ClosedOn.IsZero() {
		t.Errorf("stored %+v", back.Task)
	}
}
