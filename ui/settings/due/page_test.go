package due

import (
	"testing"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// desk is the page with three cases that ended long ago.
type desk struct {
	*uitest.Desk
	page *page
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Desk: uitest.New(t)}
	for i, name := range []string{"Ash", "Birch", "Cedar"} {
		c := data.Client{FamilyName: name}
		d.Must(d.Host.Casework.SaveClient(d.Ctx(), &c))
		d.Must(d.Host.Casework.AddReferral(d.Ctx(), &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2010-01-01").AddDays(i)}))
		r, err := d.Host.Overview.Record(d.Ctx(), c.ID)
		d.Must(err)
		e := *r.Episode
		e.Status, e.ClosedOn, e.CloseReason = data.EpisodeClosed, data.MustDate("2010-06-01").AddDays(i), "goals_met"
		d.Must(d.Host.Casework.SaveEpisode(d.Ctx(), &e))
		if name == "Cedar" {
			c.Alert = "Two dogs"
			d.Must(d.Host.Casework.SaveClient(d.Ctx(), &c))
		}
	}
	d.page = New(d.Host, host.Route{}).(*page)
	d.Show(d.page)
	return d
}

// counts fails unless this many are due and kept.
func (d *desk) counts(due, kept int) {
	d.T.Helper()
	if len(d.page.due) != due || len(d.page.kept) != kept {
		d.T.Errorf("%d are due and %d kept, want %d and %d", len(d.page.due), len(d.page.kept), due, kept)
	}
}

func (d *desk) field(label string) *kit.TextField {
	d.T.Helper()
	f, ok := uitest.Last(d.Desk, func(f *kit.TextField) bool { return f.Label() == label })
	if !ok {
		d.T.Fatalf("there is no field %q", label)
	}
	return f
}

func (d *desk) date(label string) *kit.DateField {
	d.T.Helper()
	f, ok := uitest.Last(d.Desk, func(f *kit.DateField) bool { return f.Label() == label })
	if !ok {
		d.T.Fatalf("there is no field %q", label)
	}
	return f
}

func TestPage_deletesWhatIsMarkedAndKeepsWhatIsToBeKept(t *testing.T) {
	d := newDesk(t)
	d.Sees("Ash", "Birch", "Cedar", "Referred, never seen", "1 warning")
	// Keep the first.
	d.page.rows.OnOpen(0)
	d.Sees("due since 1 Jun 2012")
	d.Type("2")
	d.Press("Keep")
	d.Sees("Enter until when it is kept")
	d.date("Keep until").SetText("1/2/2031")
	d.Press("Keep")
	d.Sees("Enter why the record is kept")
	d.field("Because").SetText("Complaint not settled")
	d.Press("Keep")
	d.Sees("The record is kept until 1 Feb 2031")
	d.counts(2, 1)
	// What has a warning is marked by hand only.
	d.Press("Mark all without warnings")
	d.Press("Delete 1 record…")
	d.Press("Delete")
	d.Sees("The number does not match")
	d.field("To confirm, type “1”").SetText("1")
	d.Press("Delete")
	d.Sees("1 record is deleted for good")
	d.counts(1, 1)
	d.Press("Close")
	if _, n, err := d.Host.Casework.Clients(d.Ctx(), data.ClientFilter{}); err != nil || n != 2 {
		t.Errorf("%d clients, %v", n, err)
	}
	list, err := d.Host.Retention.Certificates(d.Ctx())
	d.Must(err)
	if len(list) != 1 || list[0].People != 1 || list[0].Body.Kept != 1 {
		t.Errorf("%+v", list)
	}
	// Keep it no longer.
	d.page.which.Tap(1)
	d.Sees("Complaint not settled")
	d.page.rows.OnOpen(0)
	d.Type("1")
	d.counts(2, 0)
}
