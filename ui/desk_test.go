package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// newSurgeryShell is the window on a database with one surgery, one member of
// staff and one client.
func newSurgeryShell(t *testing.T) (*Shell, *uitest.Desk, data.Surgery) {
	t.Helper()
	d := uitest.New(t)
	d.Must(d.Store.AddStartingLists(d.Ctx()))
	surgery := data.Surgery{Name: "Birchington Medical Centre", Town: "Birchington"}
	d.Must(d.Store.Lists.SaveSurgery(d.Ctx(), &surgery))
	staff := data.Staff{Name: "Siân Prŷs", Role: data.RolePrescriber}
	d.Must(d.Store.Lists.SaveStaff(d.Ctx(), &staff))
	d.Must(d.Store.Lists.SetSetting(d.Ctx(), lists.SettingCurrentStaff, string(staff.ID)))
	d.Store.Session.SwitchTo(staff.ID)
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), &data.Client{GivenNames: "Harold", FamilyName: "Pettit", SurgeryID: surgery.ID}))
	s := New(Options{App: fyne.CurrentApp(), Window: d.Window, Store: d.Store, Clock: d.Host.Clock, Log: d.Host.Log,
		Background: d.Host.Background})
	d.Window.Resize(fyne.NewSize(1024, 640))
	return s, d, surgery
}

func (s *Shell) railTitles() (titles []string) {
	for _, i := range s.rail.items {
		titles = append(titles, i.area.title)
	}
	return titles
}

func tapIn(t *testing.T, root fyne.CanvasObject, name string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(root) {
		if b, ok := o.(*kit.Button); ok && b.Text() == name {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("there is no button %q", name)
}

func TestReception_hasItsAreasAndNoWayToAnother(t *testing.T) {
	s, d, surgery := newSurgeryShell(t)
	s.Go(host.Route{Area: host.Clients})
	s.become(office.PC{Role: access.Reception, Surgery: surgery.ID})
	if got := s.railTitles(); !slices.Equal(got, []string{"Reception", "Coming clinics", "Refer someone"}) {
		t.Errorf("the rail shows %v", got)
	}
	if s.Route().Area != host.Reception {
		t.Errorf("it begins at %+v", s.Route())
	}
	for _, a := range areas {
		for _, v := range []host.View{"", host.ViewClient, host.ViewNewClient, host.ViewNewContact, host.ViewImport, host.ViewSaved} {
			s.Go(host.Route{Area: a.id, View: v})
			if page := fmt.Sprintf("%T", s.page); !strings.HasPrefix(page, "*reception.") {
				t.Errorf("%s %s shows %s", a.title, v, page)
			}
		}
	}
	s.back()
	for _, c := range s.commands() {
		if c.menu == "Client" || c.name == "Enter a reply slip" || c.name == "Settings" {
			t.Errorf("reception has the command %q", c.name)
		}
	}
	for _, menu := range s.host.Window.MainMenu().Items {
		if menu.Label == "Client" {
			t.Error("the menu has clients")
		}
	}
	for _, o := range test.LaidOutObjects(d.Window.Content()) {
		if text, ok := o.(*kit.Text); ok && (strings.Contains(text.Text(), "Pettit") || strings.Contains(text.Text(), "Siân")) {
			t.Errorf("the window shows %q", text.Text())
		}
	}
	if _, err := s.host.Casework.Client(d.Ctx(), "x"); data.CodeOf(err) != data.CodeRefused {
		t.Error(err)
	}
}

func TestWhoUses_isStaffUntilSomeoneChooses(t *testing.T) {
	s, d, _ := newSurgeryShell(t)
	if kit.OverlayOpen(d.Window) || s.Route().Area != host.Today || s.host.Session.Role() != access.Everything || s.host.Session.Person() == "" {
		t.Errorf("the start shows %+v as %q", s.Route(), s.host.Session.Role())
	}
}

func TestWhoUses_toReceptionAndBack(t *testing.T) {
	s, d, surgery := newSurgeryShell(t)
	s.whoUses()
	tapIn(t, d.Window.Canvas().Overlays().Top(), "A surgery’s reception…")
	tapIn(t, d.Window.Canvas().Overlays().Top(), "Use this PC for reception") // the one surgery is chosen already
	if s.host.Session.Surgery() != surgery.ID || len(s.history) != 0 {
		t.Fatalf("not the reception of the surgery: %q", s.host.Session.Surgery())
	}
	found := false
	for _, o := range test.LaidOutObjects(s.rail.content) {
		if text, ok := o.(*kit.Text); ok && strings.Contains(text.Text(), surgery.Name) {
			found = true
		}
	}
	if !found {
		t.Error("the rail does not say whose reception this is")
	}
	tapIn(t, s.rail.content, "Who uses this PC…")
	d.Keys(fyne.KeyReturn) // Enter does not lead back to staff
	if s.host.Session.Role() != access.Reception {
		t.Fatal("Enter alone made reception staff")
	}
	d.Keys(fyne.KeyEscape)
	tapIn(t, s.rail.content, "Who uses this PC…")
	tapIn(t, d.Window.Canvas().Overlays().Top(), "The service’s staff")
	if s.host.Session.Role() != access.Everything || s.host.Session.Person() == "" || s.Route().Area != host.Today {
		t.Errorf("back as staff: %q %q at %+v", s.host.Session.Role(), s.host.Session.Person(), s.Route())
	}
	if len(s.railTitles()) != len(areas) {
		t.Errorf("the rail shows %v", s.railTitles())
	}
}

func TestWhoUses_unreadableShowsNothing(t *testing.T) {
	s, d, _ := newSurgeryShell(t)
	s.host.Session.Close()
	s.rail = newRail(s.Go, s.areas())
	s.Go(host.Route{Area: host.Clients})
	if _, ok := s.page.(unknownUser); !ok {
		t.Errorf("it shows %T", s.page)
	}
	s.refreshRail()
	tapIn(t, d.Window.Content(), "Choose…")
	if !kit.OverlayOpen(d.Window) {
		t.Error("there is no way to choose")
	}
}

func TestReception_refersSomeone(t *testing.T) {
	s, d, surgery := newSurgeryShell(t)
	s.become(office.PC{Role: access.Reception, Surgery: surgery.ID})
	for _, c := range s.commands() {
		if c.key == fyne.KeyN {
			s.run(c)
		}
	}
	if s.Route().Area != host.Referral {
		t.Fatalf("Ctrl+N leads to %+v", s.Route())
	}
	d.Type("Noor Hossain")
	d.Tab(1)
	d.Type("3/9/58")
	d.Tab(1)
	d.Type("07700 900641")
	d.Tab(5) // past the surgery, who sent them and why
	d.Type("y")
	s.save()
	rows, total, err := s.host.Desk.ReferredOn(d.Ctx(), s.host.Today(), surgery.ID)
	d.Must(err)
	if total != 1 || rows[0].Name != "Noor Hossain" {
		t.Fatalf("referred: %+v; the window shows %q", rows, d.Texts())
	}
	if s.Route().Area != host.Referral {
		t.Errorf("the desk is left for %+v", s.Route())
	}
	d.Sees("The referral for Noor Hossain is saved.")
}
