package followup

import (
	"testing"

	"waymark/data"
	"waymark/ui/uitest"
)

func TestFollowUps_inOneCallAreOnePhoneContact(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Chosen(c.ID, "Warm Homes", "2026-03-17")
	d.Chosen(c.ID, "Lunch club", "2026-03-17")
	for _, f := range d.Record(c.ID).FollowUps {
		p := d.followUp(c.ID, f.ID)
		spoke(p, noNews)
		p.Save()
		if got := d.stored(f.ID); got.Status != data.FollowUpDone || got.ContactID == "" {
			t.Errorf("stored %+v", got)
		}
	}
	if list := d.Contacts(); len(list) != 1 || list[0].Kind != "phone" || list[0].At != "10:12" {
		t.Errorf("contacts %+v", list)
	}
}

func TestFollowUp_thatReachedNobodyIsNoContact(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	p := d.followUp(c.ID, f.ID)
	uitest.Tick(p.form.In, "Way", 1)
	uitest.Tick(p.form.In, "nobody.Result", 0)
	p.Save()
	if list := d.Contacts(); len(list) != 0 {
		t.Errorf("contacts %+v", list)
	}
}
