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
	k := data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-06"), Note: "about somebody else"}
	d.Must(d.Store.Casework.SaveContact(d.Ctx(), &k))
	before := len(d.Contacts())
	d.contactOf(c.ID, k.ID)

	d.Press("Entered in error")
	d.Press("Take it out")
	d.Sees("Please say what went wrong, in a word or two.")
	if len(d.Contacts()) != before {
		t.Fatal("taken out without a reason")
	}
	var why *kit.TextField
	d.Each(func(o fyne.CanvasObject) {
		if f, ok := o.(*kit.TextField); ok && f.Label() == "What went wrong?" {
			why = f
		}
	})
	test.Type(why.Entry, " ")
	d.Press("Take it out")
	if len(d.Contacts()) != before {
		t.Fatal("taken out for a blank")
	}
	test.Type(why.Entry, "wrong person")
	d.Press("Take it out")
	if len(d.Contacts()) != before-1 {
		t.Error("it is still counted")
	}
	for _, e := range d.Record(c.ID).Timeline {
		if e.Detail == "about somebody else" {
			t.Error("it is still in the story")
		}
	}
}
