package find

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"waymark/data"
)

func init() { countPause = 0 }

// A filter never hides in silence that someone is owed a call.
func TestList_saysWhichOverdueClientsAFilterLeavesOut(t *testing.T) {
	d := newDesk(t)
	late := d.Named("Ann", "Archer")
	d.Chosen(late.ID, "Lunch club", "2026-03-10") // due on 31 March
	other := d.Named("Ben", "Baker")
	d.Chosen(other.ID, "Walking group", "2026-03-17") // due today
	p := d.list()
	d.SeesNot("not in this list")
	test.Type(p.search, "baker")
	d.Sees("1 client with an overdue follow-up is not in this list.")
	d.Press("Show all (Ctrl+M)")
	if got := d.foundNames(p); len(got) != 1 || got[0] != "Ann Archer" || p.search.Text != "" {
		t.Errorf("overdue are %q", got)
	}
	d.Sees("Showing only clients with an overdue follow-up.")
	d.Press("Show all clients")
	if got := d.foundNames(p); len(got) != 2 {
		t.Errorf("everyone is %q", got)
	}
	d.SeesNot("overdue follow-up")
	p.surgery.Choose(string(d.Margate.ID))
	d.Sees("1 client with an overdue follow-up is not in this list.")
	d.Must(d.Store.Offering.CloseFollowUp(d.Ctx(), d.Record(late.ID).FollowUps[0].ID, data.FollowUpDeclined, data.MustDate("2026-04-07"), ""))
	d.SeesNot("not in this list")
	p.ShowOverdue()
	d.Sees("No follow-up is overdue")
}
