package devices

import (
	"context"
	"os"
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

// shared is a folder that two PCs reach.
func shared(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "shared")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	return folder
}

// enterStore opens a form about a store, and enters the folder.
func (d *desk) enterStore(button, folder string) {
	d.T.Helper()
	d.Press(button)
	d.Field("Folder, or address of a bucket").SetText(folder)
}

func TestDevices_aServiceIsStartedAndJoined(t *testing.T) {
	d := newDesk(t)
	folder := shared(t)
	d.Host.Meets = meet.Keep(d.Host.Office)
	d.Open(devicesTitle)
	d.Sees("This PC works alone")
	d.enterStore("Start a service…", filepath.Join(folder, "none"))
	d.Field("Name of this PC").SetText("Room 4")
	d.Press("Try it")
	d.SeesNot("The store works")
	d.Field("Folder, or address of a bucket").SetText(folder)
	d.Press("Try it")
	d.Sees("The store works")
	d.Press("Start")
	d.Sees("1 device", "Room 4", "This PC", "The service has begun", folder)

	laptop, err := office.Open(d.Ctx(), filepath.Join(t.TempDir(), "laptop.db"), store.Options{Clock: d.Host.Clock})
	d.Must(err)
	t.Cleanup(func() { _ = laptop.Close() })
	asks, err := meet.New(laptop).Join(d.Ctx(), devices.Store{Address: folder}, "")
	d.Must(err)
	d.Press("Exchange now")
	d.Sees(append([]string{"A PC asks to join"}, asks.Words...)...)
	d.Press("All 6 match: let it join")
	d.Sees("Choose who works at it.")
	d.Field("Name of the PC").SetText("Laptop")
	for _, row := range d.choiceRows() {
		row.Tap(1)
	}
	d.Press("All 6 match: let it join")
	d.Sees("“Laptop” is let in")
	d.Press("Exchange now")
	met(t, laptop)
	d.Must(laptop.Casework.SaveClient(d.Ctx(), &data.Client{FamilyName: "Pritchard"}))
	met(t, laptop)
	d.Press("Exchange now")
	d.Sees("2 devices", "all records · last heard of")
	if _, n, err := d.Host.Casework.Clients(d.Ctx(), data.ClientFilter{Words: "Pritchard"}); err != nil || n != 1 {
		t.Errorf("%d clients, %v", n, err)
	}

	d.Must(os.Rename(folder, folder+" away"))
	d.Press("Exchange now")
	d.Sees("is not there")
	d.Must(os.Rename(folder+" away", folder))

	d.devices.rows.Select(1)
	d.devices.offer()
	d.Press("Strike off…")
	d.Press("Strike off")
	d.Sees("“Laptop” is struck off", "Struck off ")
	d.Press("Exchange now")
	met(t, laptop)
	if s, err := laptop.Devices.Status(d.Ctx()); err != nil || s.Standing != "struck" {
		t.Errorf("%+v %v", s, err)
	}
}

// The window offered no reception although the command let one in.
func TestDevices_aReceptionIsLetInWithItsSurgery(t *testing.T) {
	d := newDesk(t)
	folder := shared(t)
	d.Must(d.Host.Lists.SaveSurgery(d.Ctx(), &data.Surgery{Name: "Harbour Surgery"}))
	d.Host.Meets = meet.Keep(d.Host.Office)
	d.Open(devicesTitle)
	d.enterStore("Start a service…", folder)
	d.Field("Name of this PC").SetText("Room 4")
	d.Press("Start")
	reception, err := office.Open(d.Ctx(), filepath.Join(t.TempDir(), "reception.db"), store.Options{Clock: d.Host.Clock})
	d.Must(err)
	t.Cleanup(func() { _ = reception.Close() })
	_, err = meet.New(reception).Join(d.Ctx(), devices.Store{Address: folder}, "")
	d.Must(err)
	d.Press("Exchange now")
	d.Field("Name of the PC").SetText("Front desk")
	for _, row := range d.choiceRows() {
		row.Tap(2)
	}
	d.Sees("It receives the clinics of its surgeries")
	d.Press("All 6 match: let it join")
	d.Sees("Choose the surgery of this PC.")
	d.Each(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Check); ok && c.Text == "Harbour Surgery" {
			c.SetChecked(true)
		}
	})
	d.Press("All 6 match: let it join")
	d.Sees("“Front desk” is let in")
	d.Press("Exchange now")
	met(t, reception)
	if reception.Holds() != store.HoldsClinics {
		t.Errorf("it holds %q", reception.Holds())
	}
}

func met(t *testing.T, s *office.Office) {
	t.Helper()
	if _, err := meet.New(s).Now(context.Background(), meet.Fully, nil); err != nil {
		t.Fatal(err)
	}
}

func TestDevices_thisPCShowsItsSixWordsUntilItIsLetIn(t *testing.T) {
	d := newDesk(t)
	folder := shared(t)
	d.Host.Meets = meet.Keep(d.Host.Office)
	first, err := office.Open(d.Ctx(), filepath.Join(t.TempDir(), "first.db"), store.Options{Clock: d.Host.Clock})
	d.Must(err)
	t.Cleanup(func() { _ = first.Close() })
	d.Open(devicesTitle)
	d.enterStore("Join a service…", folder)
	d.Press("Ask to join")
	d.Sees("No service has begun in this store")
	_, err = meet.New(first).Begin(d.Ctx(), "First", devices.Store{Address: folder}, nil)
	d.Must(err)
	d.Press("Ask to join")
	s, err := d.Host.Devices.Service(d.Ctx())
	d.Must(err)
	if len(s.Words) != 6 {
		t.Fatalf("%+v", s)
	}
	d.Sees(append([]string{"This PC asks to join"}, s.Words...)...)
	d.Press("Check now")
	d.Sees("A manager has not let this PC in yet.")
	d.Press("Stop asking")
	d.Sees("This PC works alone")
}

// choiceRows are the rows of choices that are shown.
func (d *desk) choiceRows() (rows []*kit.ChoiceRow) {
	d.Each(func(o fyne.CanvasObject) {
		if row, ok := o.(*kit.ChoiceRow); ok {
			rows = append(rows, row)
		}
	})
	return rows
}
