package contact

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/kit"
)

func TestContactEnteredInErrorIsTakenOutWithAReason(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	k := data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-06"), Note: "about someone else"}
	d.Must(d.Store.Casework.SaveContact(d.Ctx(), &k))
	before := len(d.Contacts())
	d.contactOf(c.ID, k.ID)

	d.Press("Entered by mistake")
	d.Press("Remove contact")
	d.Sees("Enter what the mistake was, in a word or two")
	if len(d.Contacts()) != before {
		t.Fatal("taken out without a reason")
	}
	var why *kit.TextField
	d.Each(func(o fyne.CanvasObject) {
		if f, ok := o.(*kit.TextField); ok && f.Label() == "What was the mistake?" {
			why = f
		}
	})
	test.Type(why.Entry, " ")
	d.Press("Remove contact")
	if len(d.Contacts()) != before {
		t.Fatal("taken out for a blank")
	}
	test.Type(why.Entry, "wrong person")
	d.Press("Remove contact")
	if len(d.Contacts()) != before-1 {
		t.Error("it is still counted")
	}
	for _, e := range d.Record(c.ID).Timeline {
		if e.Detail == "about someone else" {
			t.Error("it is still in the story")
		}
	}
}
