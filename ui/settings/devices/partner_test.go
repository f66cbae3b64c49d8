package devices

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/meet"
	"waymark/data/store"
	"waymark/data/store/devices"
	"waymark/data/store/office"
	"waymark/ui/kit"
)

func TestDevices_aLaptopIsLetInForOnePartner(t *testing.T) {
	d := newDesk(t)
	folder := shared(t)
	thanet := data.Partner{Name: "Thanet Mind"}
	d.Must(d.Host.Lists.SavePartner(d.Ctx(), &thanet))
	d.Host.Meets = meet.Keep(d.Host.Office)
	d.Open(devicesTitle)
	d.enterStore("Start a service…", folder)
	d.Field("Name of this PC").SetText("Room 4")
	d.Press("Start")
	laptop, err := office.Open(d.Ctx(), filepath.Join(t.TempDir(), "laptop.db"), store.Options{Clock: d.Host.Clock})
	d.Must(err)
	t.Cleanup(func() { _ = laptop.Close() })
	_, err = meet.New(laptop).Join(d.Ctx(), devices.Store{Address: folder}, "")
	d.Must(err)
	d.Press("Exchange now")
	d.Field("Name of the PC").SetText("Laptop")
	recordsOf := func() (found *kit.Choice) {
		d.Each(func(o fyne.CanvasObject) {
			if c, ok := o.(*kit.Choice); ok && c.Label() == "Records of" {
				found = c
			}
		})
		return found
	}
	choose := func(role int) {
		for _, row := range d.choiceRows() {
			row.Tap(role)
		}
	}
	choose(0)
	if recordsOf() != nil {
		t.Error("a manager’s PC holds all records, and is asked for a partner")
	}
	choose(1)
	d.Sees("It receives all records.")
	recordsOf().Choose(string(thanet.ID))
	d.Sees("It receives the records of this partner’s clients and no one else’s")
	d.Press("All 6 match: let it join")
	d.Sees("“Laptop” is let in")
	d.Press("Exchange now")
	met(t, laptop)
	d.Sees("records of Thanet Mind")
	if laptop.Holds() != store.HoldsPartner {
		t.Errorf("it holds %q", laptop.Holds())
	}
}
