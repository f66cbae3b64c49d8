package visit

import (
	"os"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/meet"
	"waymark/ui/host"
)

// Whoever goes out relies on someone seeing the card. Whether another PC has it is
// said before they leave, and is never guessed: only that PC’s own word counts.
func TestLeaving_saysWhetherAnotherPCHasTheCard(t *testing.T) {
	d, _, v := planned(t)
	other := d.SecondPC(access.Prescriber)
	p := NewLeaving(d.Host, host.Route{Area: host.Calendar, View: host.ViewLeaving, Record: v.ID}).(*leavingPage)
	d.Show(p)
	d.SeesNot("this card")
	p.buddy.SetText("Gemma Whitlock")
	p.tel.SetText("01632 960155")
	d.Press("I am out  (Ctrl+U)")
	d.Sees("Out since 10:12", "This card is not on the other PCs yet. Tell your buddy")
	d.Meet()
	d.Sees("No other PC has this card yet. Tell your buddy")

	// The other PC reads it, and says so at once though it has nothing new.
	other.Meet(meet.Look)
	if out, err := other.Lone.Out(d.Ctx()); err != nil || len(out) != 1 {
		t.Fatalf("out on the other PC are %+v, %v", out, err)
	}
	d.Meet()
	d.Sees("No other PC has this card yet")
	other.Meet(meet.Confirm)
	d.Meet()
	d.Sees("1 other PC has this card.")
	d.SeesNot("Tell your buddy yourself")

	// Later changes of other records do not make it unsure again.
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), &data.Client{FamilyName: "Pritchard"}))
	d.Meet()
	d.Sees("1 other PC has this card.")

	// A new time to be back is a new thing to know, and the folder has gone.
	d.Must(os.Rename(other.Folder, other.Folder+" away"))
	d.Now = d.Now.Add(time.Hour)
	d.Press("+ 15")
	if _, err := d.Host.Meets.Now(d.Ctx()); err == nil {
		t.Error("met through a folder that has gone")
	}
	p.Met()
	d.Sees("This card is on this PC only, which last met the others at 10:12. Tell your buddy")
	d.Must(os.Rename(other.Folder+" away", other.Folder))
	d.Meet()
	d.Press("I am back  (Ctrl+U)")
	d.SeesNot("this card yet")
}

// Before a card is saved, a PC that cannot reach the others says that it would stay
// here.
func TestLeaving_saysBeforeGoingOutThatTheOthersCannotBeReached(t *testing.T) {
	d, _, v := planned(t)
	other := d.SecondPC(access.Prescriber)
	d.Must(os.Rename(other.Folder, other.Folder+" away"))
	if _, err := d.Host.Meets.Now(d.Ctx()); err == nil {
		t.Error("met through a folder that has gone")
	}
	d.Show(NewLeaving(d.Host, host.Route{Area: host.Calendar, View: host.ViewLeaving, Record: v.ID}))
	d.Sees("Not out yet", "This card is on this PC only, which last met the others at 10:12.")
}
