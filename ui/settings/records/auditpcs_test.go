package records

import (
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/meet"
	"waymark/data/store/trail"
)

// The section says whose trails are here, by whose clock the times are, what has not
// come yet, and what is wrong; with one PC it says nothing of PCs.
func TestTrailPCs_saysWhoseTrailsAreHere(t *testing.T) {
	d := newDesk(t)
	d.Open("Audit")
	d.SeesNot("PC where it happened")
	shown := func(list ...trail.PC) *trailPCs {
		p := newTrailPCs()
		p.publish(list)
		return p
	}
	laptop := trail.PC{Device: "a", Name: "Laptop", UpTo: time.Date(2026, 4, 8, 9, 0, 0, 0, time.UTC)}
	desk := trail.PC{Device: "b", Name: "Front desk", Missing: 3, Fault: "The audit trail on “Front desk” went back."}
	if p := shown(); !p.choice.Hidden || !p.about.Hidden || !p.fault.Hidden {
		t.Error("one PC by itself is told of others")
	}
	p := shown(laptop)
	if text := p.about.Text(); !strings.Contains(text, "“Laptop” comes here too") || !strings.Contains(text, "clock of the PC") || strings.Contains(text, "not come") || !p.fault.Hidden {
		t.Errorf("%q", text)
	}
	p = shown(laptop, desk)
	if text := p.about.Text(); !strings.Contains(text, "2 other PCs") || !strings.Contains(text, "What is new on “Front desk” has not come yet.") {
		t.Errorf("%q", text)
	}
	if p.fault.Hidden || p.fault.Text() != desk.Fault {
		t.Errorf("%q", p.fault.Text())
	}
	p.choice.SetSelected("a")
	if p.publish([]trail.PC{laptop, desk}); p.chosen() != "on “Laptop”" {
		t.Errorf("the choice became %q", p.chosen())
	}
	if got := pcLabel(&desk); got != "Front desk (nothing yet)" {
		t.Errorf("%q", got)
	}
}

func TestAudit_showsWhatHappenedOnAnotherPC(t *testing.T) {
	d := newDesk(t)
	laptop := d.SecondPC(access.Prescriber)
	d.Now = d.Now.Add(time.Hour)
	d.Must(laptop.Casework.SaveClient(d.Ctx(), &data.Client{FamilyName: "Hart"}))
	for range 2 {
		d.Now = d.Now.Add(2 * time.Hour)
		laptop.Meet(meet.Fully)
		d.Meet()
	}
	d.Open("Audit")
	d.Sees("The audit trail of “Laptop” comes here too.", "on “Laptop”")
}
