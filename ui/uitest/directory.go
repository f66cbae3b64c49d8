package uitest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/kit"
)

// Services is a Desk with the starting lists, for the directory.
type Services struct{ *Desk }

// NewServices opens a Desk and adds the starting lists.
func NewServices(t *testing.T) *Services {
	t.Helper()
	d := &Services{New(t)}
	d.Must(d.Store.AddStartingLists(d.Ctx()))
	return d
}

// Add stores services of the directory.
func (d *Services) Add(services ...data.Service) {
	d.T.Helper()
	for i := range services {
		d.Must(d.Store.Directory.SaveService(d.Ctx(), &services[i]))
	}
}

// Named reads a service by its name.
func (d *Services) Named(name string) *data.Service {
	d.T.Helper()
	rows, _, err := d.Store.Directory.Services(d.Ctx(), data.ServiceFilter{Closed: true})
	d.Must(err)
	for _, r := range rows {
		if r.Name == name {
			v, err := d.Store.Directory.Service(d.Ctx(), r.ID)
			d.Must(err)
			return v
		}
	}
	d.T.Fatalf("there is no %q", name)
	return nil
}

// Staff adds someone, who uses the PC from now on.
func (d *Services) Staff(name string) {
	d.T.Helper()
	s := data.Staff{Name: name, Role: data.RolePrescriber}
	d.Must(d.Store.Lists.SaveStaff(d.Ctx(), &s))
	d.Store.Session.SwitchTo(s.ID)
}

// PressIn taps the first button of that text within an object.
func (d *Desk) PressIn(within fyne.CanvasObject, text string) {
	d.T.Helper()
	for _, o := range test.LaidOutObjects(within) {
		if b, ok := o.(*kit.Button); ok && b.Text() == text && b.Visible() {
			test.Tap(b)
			return
		}
	}
	d.T.Fatalf("there is no button %q", text)
}

// Markup is an object as it is drawn, in words.
func Markup(o fyne.CanvasObject) string { return test.RenderObjectToMarkup(o) }
