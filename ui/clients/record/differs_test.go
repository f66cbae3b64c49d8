package record

import (
	"testing"
	"time"

	"waymark/data/access"
	"waymark/data/meet"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

// A record says above everything else that two PCs differ about it, and leads to where
// a person decides.
func TestRecord_saysThatTwoPCsDifferAboutIt(t *testing.T) {
	d := uitest.NewPeople(t)
	c := d.Harold()
	other := d.SecondPC(access.Prescriber)
	route := host.Route{Area: host.Clients, View: host.ViewClient, Client: c.ID}
	d.Show(New(d.Host, route))
	d.SeesNot("Two PCs differ")
	for i, s := range []*office.Office{other.Office, d.Store} {
		d.Now = d.Now.Add(time.Minute)
		mine, err := s.Casework.Client(d.Ctx(), c.ID)
		d.Must(err)
		mine.Matters = []string{"Walks with a frame.", "Ring his daughter first."}[i]
		d.Must(s.Casework.SaveClientAsAnother(d.Ctx(), mine))
	}
	other.Meet(meet.Fully)
	d.Meet()
	d.Show(New(d.Host, route))
	d.Sees("Two PCs differ about this client: 1 thing needs you.")
	d.Press("Decide…")
	d.WentTo(host.Route{Area: host.Today, View: host.ViewSinceMet})
}
