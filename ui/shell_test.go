package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings"
	"waymark/ui/uitest"
)

// newShell is the window on a new database.
func newShell(t *testing.T) (*Shell, fyne.Window) {
	t.Helper()
	d := uitest.New(t)
	d.Must(d.Store.AddStartingLists(d.Ctx()))
	shell := New(Options{App: fyne.CurrentApp(), Window: d.Window, Store: d.Store, Clock: d.Host.Clock, Log: d.Host.Log, Background: d.Host.Background})
	d.Window.Resize(fyne.NewSize(1024, 640))
	return shell, d.Window
}

func (s *Shell) press(t *testing.T, name string) {
	t.Helper()
	for _, c := range commands(areas) {
		if c.name == name {
			s.run(c)
			return
		}
	}
	t.Fatalf("no command %q", name)
}

func TestEveryAreaFitsTheSmallestWindow(t *testing.T) {
	s, _ := newShell(t)
	for _, a := range areas {
		s.press(t, a.title)
		if s.Route().Area != a.id {
			t.Errorf("%s led to %+v", a.title, s.Route())
		}
		if m := s.root.MinSize(); m.Width > 1024 || m.Height > 640 {
			t.Errorf("%s needs %v", a.title, m)
		}
	}
}

func TestShortcutsAreDifferentAndListed(t *testing.T) {
	s, w := newShell(t)
	seen := map[string]string{}
	for _, c := range commands(areas) {
		if other, ok := seen[c.keys()]; ok {
			t.Errorf("%s is both %q and %q", c.keys(), other, c.name)
		}
		seen[c.keys()] = c.name
	}
	s.press(t, "Keys and help")
	top := w.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("no help")
	}
	text := test.RenderObjectToMarkup(top)
	for keys, name := range seen {
		if !strings.Contains(text, name) {
			t.Errorf("%s, %s is not in the help", keys, name)
		}
	}
	s.press(t, "Clients") // under a dialog no shortcut may fire
	if s.Route().Area != host.Today {
		t.Error("a shortcut fired under a dialog")
	}
}

// guarded is a page with something unsaved, which may fill the window.
type guarded struct {
	asked int
	full  bool
}

func (g *guarded) Content() fyne.CanvasObject { return kit.NewText("pad", kit.Title) }
func (g *guarded) Reload()                    {}
func (g *guarded) Leave(func())               { g.asked++ }
func (g *guarded) FullWindow() bool           { return g.full }

// A key is in the name of its item: Fyne writes keys too faint to be read.
func TestMenu_namesTheKeyOfEachItem(t *testing.T) {
	s, w := newShell(t)
	named := map[string]fyne.Shortcut{}
	for _, menu := range w.MainMenu().Items {
		for _, item := range menu.Items {
			named[item.Label] = item.Shortcut
			if _, written := item.Shortcut.(fyne.KeyboardShortcut); written {
				t.Errorf("Fyne writes the key of %q too", item.Label)
			}
		}
	}
	for _, c := range s.commands() {
		key := named[c.name+" ("+c.keys()+")"]
		if c.key == "" {
			continue
		}
		if want := (&desktop.CustomShortcut{KeyName: c.key, Modifier: fyne.KeyModifierControl}); key == nil || key.ShortcutName() != want.ShortcutName() {
			t.Errorf("%s of %q does not work from the menu", c.keys(), c.name)
		}
	}
}

func TestAGuardedPageIsAskedEveryWayOut(t *testing.T) {
	s, w := newShell(t)
	g := &guarded{}
	s.page = g
	s.press(t, "Directory")
	s.back()
	s.Quit()
	if g.asked != 3 || s.page != host.Page(g) {
		t.Errorf("asked %d times, now %T", g.asked, s.page)
	}
	g.full = true
	s.layOut()
	if w.MainMenu() != nil {
		t.Error("the client sees the menu")
	}
	s.press(t, "Directory")
	if g.asked != 3 {
		t.Error("a shortcut worked on the client's pad")
	}
}

func TestBackDoesNotLeadIntoAForm(t *testing.T) {
	s, _ := newShell(t)
	s.Go(host.Route{Area: host.Clients})
	s.Go(host.Route{Area: host.Clients, View: host.ViewNewClient})
	s.Go(host.Route{Area: host.Directory})
	s.back()
	if s.Route() != (host.Route{Area: host.Clients}) {
		t.Errorf("back to %+v", s.Route())
	}
	s.back()
	s.back()
	if s.Route().Area == "" {
		t.Errorf("back beyond the first place: %+v", s.Route())
	}
}

func TestANewDatabaseSaysWhatToDoEverywhere(t *testing.T) {
	s, w := newShell(t)
	for area, says := range map[host.Area]string{host.Today: "No clients yet", host.Clients: "No clients yet",
		host.Directory: "No services yet", host.Reports: "No activity in this period"} {
		s.Go(host.Route{Area: area})
		found := false
		for _, o := range test.LaidOutObjects(w.Content()) {
			if text, ok := o.(*kit.Text); ok && strings.Contains(text.Text(), says) {
				found = true
			}
		}
		if !found {
			t.Errorf("%s does not say %q", area, says)
		}
	}
}

// TestAPageHasTheFocusWhileOtherWorkGoesOn: after a contact was saved, the page that was
// opened next had no focus until everything that hung on the contact was counted.
func TestAPageHasTheFocusWhileOtherWorkGoesOn(t *testing.T) {
	s, w := newShell(t)
	s.Go(host.Route{Area: host.Clients})
	w.Canvas().Unfocus()
	s.arrived, s.pending = true, 2
	s.published(nil)
	if w.Canvas().Focused() == nil {
		t.Error("nothing has the focus")
	}
	s.pending = 0
}

// TestANewServiceBeginsWithItsSurgeries: the first page told whoever set a service up
// to go to the settings, and had a button for the step after that only.
func TestANewServiceBeginsWithItsSurgeries(t *testing.T) {
	s, w := newShell(t)
	s.Go(host.Route{Area: host.Today})
	keyboard{t, w}.press("Set up surgeries")
	if r := s.Route(); r.Area != host.Settings || !slices.ContainsFunc(settings.Parts(s.host), func(p settings.Part) bool { return p.Route == r }) {
		t.Fatalf("surgeries are set up at %+v", r)
	}
	if err := s.host.Lists.SaveSurgery(context.Background(), &data.Surgery{Name: "Birchington"}); err != nil {
		t.Fatal(err)
	}
	s.Go(host.Route{Area: host.Today})
	keyboard{t, w}.press("New client")
	if r := s.Route(); r.View != host.ViewShortReferral {
		t.Errorf("the first client is added at %+v", r)
	}
}

func TestBackFromAClinicLeadsToTheClinics(t *testing.T) {
	s, _ := newShell(t)
	s.press(t, "Settings")
	s.Go(host.Route{Area: host.Settings, View: host.ViewClinic})
	s.back()
	if want := (host.Route{Area: host.Settings, View: host.ViewClinics}); s.Route() != want {
		t.Errorf("back from a clinic leads to %+v", s.Route())
	}
}

// TestGo_opensNoFormWhileARecordIsRestricted: the keys of a form led into one in which
// nothing could be saved.
func TestGo_opensNoFormWhileARecordIsRestricted(t *testing.T) {
	s, w := newShell(t)
	ctx, db := context.Background(), s.host.Office
	c := &data.Client{GivenNames: "Edith", FamilyName: "Sørensen"}
	if err := db.Casework.SaveClient(ctx, c); err != nil {
		t.Fatal(err)
	}
	k := keyboard{t, w}
	s.Go(person.ToRecord(c.ID))
	k.ctrl(fyne.KeyR)
	if s.Route().View != host.ViewNewContact {
		t.Fatalf("went to %+v", s.Route())
	}
	s.Go(person.ToRecord(c.ID))
	r := &data.RightsRequest{ClientID: c.ID, Kind: data.RightsRestriction, AskedOn: s.host.Today(), AskedHow: "letter"}
	if err := db.Rights.Save(ctx, r); err != nil {
		t.Fatal(err)
	}
	k.ctrl(fyne.KeyR)
	if s.Route() != person.ToRecord(c.ID) || !kit.OverlayOpen(w) {
		t.Errorf("went to %+v, and nothing says why not", s.Route())
	}
}

// TestFind_findsClientsFromAnyPage: the guide begins a day with Ctrl+F and a name. On
// pages without a search, such as Today, it went to the first list instead.
func TestFind_findsClientsFromAnyPage(t *testing.T) {
	s, w := newShell(t)
	for _, a := range areas {
		s.press(t, a.title)
		s.press(t, "Find")
		want := host.Clients
		if a.id == host.Directory {
			want = a.id
		}
		entry, ok := w.Canvas().Focused().(*kit.Entry)
		if s.Route().Area != want || !ok || !entry.Searches() {
			t.Errorf("from %s it went to %v, and the keyboard to %T", a.title, s.Route().Area, w.Canvas().Focused())
		}
	}
}
