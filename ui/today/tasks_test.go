package today

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

func TestTasks_serviceIsRungAndGone(t *testing.T) {
	p := newPlace(t)
	rx := p.silent("Pettit")
	page := p.show()
	if page.tasks.card.Hidden || len(page.tasks.list) != 1 {
		t.Fatalf("no task for a service that we contact: %+v", page.tasks.list)
	}
	p.Sees("To do", "Contact Lunch club for Pettit", "ask first")
	page.tasks.open(0)
	p.Sees("have not agreed to share their name")
	p.Keys(fyne.KeyReturn)
	p.Sees("Say how it was done")
	p.Tab(1)
	p.Type("1") // by phone
	p.Keys(fyne.KeyReturn)
	if got := p.prescription(rx.ID); got.Status != data.StatusContacted || got.StatusOn != p.Host.Today() || got.Note != "By phone." {
		t.Errorf("%+v", got)
	}
	if kit.OverlayOpen(p.Host.Window) || !page.tasks.card.Hidden {
		t.Error("it is done, and still there")
	}
}

func TestTasks_putOffComesBackOnItsDay(t *testing.T) {
	p := newPlace(t)
	p.silent("Pettit")
	page := p.show()
	page.tasks.open(0)
	p.Type("2")
	p.Sees("Put off to")
	p.Tab(1)
	p.Keys(fyne.KeyReturn)
	p.Sees("Enter the day.")
	p.Type("16/03/2026")
	p.Keys(fyne.KeyReturn)
	if !page.tasks.card.Hidden {
		t.Error("put off, and still there today")
	}
	p.SetDay("2026-03-18")
	page.Reload()
	p.Sees("2 days overdue")
}

func TestTasks_notNeededAsksWhy(t *testing.T) {
	p := newPlace(t)
	p.silent("Pettit")
	page := p.show()
	page.tasks.open(0)
	p.Type("3")
	p.Keys(fyne.KeyReturn)
	p.Sees("Say why it is not needed")
	p.Tab(1)
	p.Type("He rang them himself")
	p.Keys(fyne.KeyReturn)
	if !page.tasks.card.Hidden {
		t.Error("not needed, and still there")
	}
}
