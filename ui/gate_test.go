package ui

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/data/store/people"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

const bossPhrase, workerPhrase = "harbour velvet thimble", "orchard copper lantern"

// gated is a window to which a manager and a volunteer sign in.
type gated struct {
	t            *testing.T
	s            *office.Office
	w            fyne.Window
	shell        *Shell
	now          time.Time
	boss, worker people.Person
	client       data.Client
}

func newGated(t *testing.T) *gated {
	t.Helper()
	ctx := context.Background()
	g := &gated{t: t, now: time.Date(2026, 4, 7, 10, 12, 0, 0, time.UTC)}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{}))
	clock := data.Clock(func() time.Time { return g.now })
	s, err := office.Open(ctx, filepath.Join(t.TempDir(), "w.db"), store.Options{Clock: clock})
	g.must(err)
	t.Cleanup(func() { _ = s.Close() })
	g.s = s
	g.must(s.AddStartingLists(ctx))
	g.client = data.Client{GivenNames: "Harold", FamilyName: "Pettit"}
	g.must(s.Casework.SaveClient(ctx, &g.client))
	g.boss, g.worker = people.Person{Name: "Rosalind Achebe"}, people.Person{Name: "Edith Marsh", Role: access.Volunteer}
	g.must(s.SetUpSignIn(ctx, &g.boss, bossPhrase))
	g.must(s.People.Save(ctx, &g.worker))
	code, err := s.People.NewCode(ctx, g.worker.ID)
	g.must(err)
	g.must(s.SignInWithCode(ctx, g.worker.ID, code, workerPhrase))
	g.must(s.SignOut(ctx))
	g.w = test.NewTempWindow(t, canvas.NewRectangle(nil))
	g.w.Resize(fyne.NewSize(1366, 768))
	g.shell = New(Options{App: app, Window: g.w, Store: s, Clock: clock, Log: slog.New(slog.DiscardHandler), DocumentsDir: t.TempDir(),
		OpenFile: func(string) error { return nil },
		Background: func(work func(context.Context) func()) {
			if publish := work(context.Background()); publish != nil {
				publish()
			}
		}})
	g.w.Resize(fyne.NewSize(1366, 768))
	return g
}

func (g *gated) must(err error) {
	g.t.Helper()
	if err != nil {
		g.t.Fatal(err)
	}
}

// signIn chooses a name on the card, and enters a passphrase.
func (g *gated) signIn(who people.Person, passphrase string) {
	g.t.Helper()
	top := g.w.Canvas().Overlays().Top()
	if top == nil {
		g.t.Fatal("there is no card to sign in on")
	}
	var secret *kit.TextField
	for _, o := range test.LaidOutObjects(top) {
		switch f := o.(type) {
		case *kit.Choice:
			f.Choose(string(who.ID))
		case *kit.TextField:
			secret = f
		}
	}
	secret.SetText(passphrase)
	secret.OnSubmitted(passphrase)
}

// shows reports whether a text is anywhere on the window.
func (g *gated) shows(text string) bool {
	roots := append([]fyne.CanvasObject{g.w.Content()}, g.w.Canvas().Overlays().List()...)
	for _, root := range roots {
		if !root.Visible() {
			continue
		}
		for _, o := range test.LaidOutObjects(root) {
			switch v := o.(type) {
			case *canvas.Text:
				if v.Text == text {
					return true
				}
			case *kit.Text:
				if v.Text() == text {
					return true
				}
			}
		}
	}
	return false
}

// command does what an item of the menu does; false if there is none.
func (g *gated) command(name string) bool {
	if g.w.MainMenu() == nil {
		return false
	}
	for _, m := range g.w.MainMenu().Items {
		for _, item := range m.Items {
			if item.Label == name || strings.HasPrefix(item.Label, name+" (") {
				item.Action()
				return true
			}
		}
	}
	return false
}

// Before anyone has signed in, the window shows nothing of anyone and has no
// commands; a wrong passphrase changes nothing.
func TestGate_nothingIsShownBeforeSomeoneSignsIn(t *testing.T) {
	g := newGated(t)
	if g.w.MainMenu() != nil || g.shows("Harold Pettit") {
		t.Error("something is shown before anyone signed in")
	}
	g.signIn(g.boss, "wrong")
	if g.s.Session.SignedIn() || g.w.Canvas().Overlays().Top() == nil {
		t.Error("a wrong passphrase opens the window")
	}
	g.now = g.now.Add(time.Minute)
	g.signIn(g.boss, bossPhrase)
	if g.s.Session.Person() != g.boss.ID || g.w.Canvas().Overlays().Top() != nil {
		t.Fatal("a right one does not")
	}
	g.shell.Go(host.Route{Area: host.Clients})
	if !g.shows("Harold Pettit") {
		t.Error("a manager does not see the clients")
	}
}

// A locked window shows nothing and does nothing; unlocking leads back to the same
// place with what was typed, and someone else begins at their own first page.
func TestGate_lockKeepsTheSamePlaceForTheSamePerson(t *testing.T) {
	g := newGated(t)
	g.signIn(g.boss, bossPhrase)
	at := host.Route{Area: host.Clients, View: host.ViewClient, Client: g.client.ID}
	g.shell.Go(at)
	kit.Copy("01632 960112")
	if !g.command("Lock") {
		t.Fatal("there is no command to lock")
	}
	if g.shows("Harold Pettit") || g.w.MainMenu() != nil {
		t.Error("a locked window shows a client, or has commands")
	}
	if _, err := g.s.Casework.Client(context.Background(), g.client.ID); data.CodeOf(err) != data.CodeRefused {
		t.Error("a locked session reads", err)
	}
	if text := fyne.CurrentApp().Clipboard().Content(); text != "" {
		t.Errorf("the clipboard still has %q", text)
	}
	g.signIn(g.boss, bossPhrase)
	if g.shell.Route() != at || !g.shows("Harold Pettit") {
		t.Errorf("unlocking leads to %+v", g.shell.Route())
	}
	g.command("Lock")
	g.signIn(g.worker, workerPhrase)
	if g.shell.Route() == at || g.shows("Harold Pettit") {
		t.Error("someone else sees what was shown before")
	}
	g.shell.Go(at)
	if g.shows("Harold Pettit") {
		t.Error("a volunteer sees a client who is not theirs")
	}
	g.shell.Go(host.Route{Area: host.Reports})
	if g.shell.Route().Area == host.Reports {
		t.Error("a volunteer is shown the reports")
	}
}

// The window locks after the minutes that the service has set, and not before.
func TestGate_locksWithoutUse(t *testing.T) {
	g := newGated(t)
	g.signIn(g.boss, bossPhrase)
	g.now = g.now.Add(9 * time.Minute)
	g.shell.Watch()
	if g.s.Session.Locked() {
		t.Error("locked too early")
	}
	g.now = g.now.Add(time.Minute)
	g.shell.Watch()
	if !g.s.Session.Locked() || g.w.Canvas().Overlays().Top() == nil {
		t.Error("not locked after ten minutes")
	}
}

// TestFollowPC_coversAWindowThatJoinedAServiceWherePeopleSignIn: it showed every record
// to whoever was there until the program was started again.
func TestFollowPC_coversAWindowThatJoinedAServiceWherePeopleSignIn(t *testing.T) {
	s, _ := newShell(t)
	s.followPC()
	if s.gate != nil {
		t.Fatal("it is covered although no one signs in")
	}
	boss := people.Person{Name: "Rosalind Achebe"}
	if err := s.host.SetUpSignIn(s.ctx, &boss, bossPhrase); err != nil {
		t.Fatal(err)
	}
	s.followPC()
	if s.gate != nil {
		t.Error("who has signed in is asked again")
	}
	s.host.Session.StaffAt("") // as a window that joined
	s.followPC()
	if s.gate == nil || s.host.Session.Role() != access.Nobody {
		t.Errorf("it is not covered, and the session is that of %v", s.host.Session.Role())
	}
}

// On a PC that joined, no one has a passphrase: it showed every record to whoever was
// there, and said nothing.
func TestFollowPC_asksAManagerToSetUpSignIn(t *testing.T) {
	s, _ := newShell(t)
	boss := people.Person{Name: "Rosalind Achebe", Role: access.Manager}
	if err := s.host.People.Save(s.ctx, &boss); err != nil {
		t.Fatal(err)
	}
	s.followPC()
	if !kit.OverlayOpen(s.host.Window) {
		t.Fatal("it does not ask")
	}
	names := 0
	for _, o := range test.LaidOutObjects(s.host.Window.Canvas().Overlays().Top()) {
		switch f := o.(type) {
		case *kit.Choice:
			f.Choose(string(boss.ID))
			names++
		case *kit.Button:
			if f.Text() == "Not now" {
				f.OnTapped()
			}
		}
	}
	if names != 1 || kit.OverlayOpen(s.host.Window) {
		t.Errorf("%d lists of names; open: %t", names, kit.OverlayOpen(s.host.Window))
	}
	s.followPC()
	if kit.OverlayOpen(s.host.Window) {
		t.Error("it asks again after “Not now”")
	}
}

// What a manager changes on another PC reaches the window that someone has open.
func TestGate_shutsBehindWhoMayNotStay(t *testing.T) {
	g := newGated(t)
	ctx := context.Background()
	elsewhere := people.New(g.s.Store, access.NewSession(g.boss.ID, access.Manager, g.s.Clock()))
	other := people.Person{Name: "Ngozi Adeyemi", Role: access.Manager}
	g.must(elsewhere.Save(ctx, &other))
	g.signIn(g.boss, bossPhrase)
	at := host.Route{Area: host.Clients, View: host.ViewClient, Client: g.client.ID}
	g.shell.Go(at)
	g.shell.Watch()
	if !g.shows("Harold Pettit") {
		t.Fatal("the window shut for no reason")
	}
	g.boss.Role = access.Coordinator
	g.must(elsewhere.Save(ctx, &g.boss))
	g.shell.Watch()
	if g.shows("Harold Pettit") || !g.shows("What you may see has changed.") {
		t.Error("a coordinator goes on to see a client")
	}
	g.signIn(g.boss, bossPhrase)
	if g.shell.Route() == at || g.shows("Harold Pettit") {
		t.Errorf("signing in again leads to %+v", g.shell.Route())
	}
	g.shell.Watch()
	if g.w.Canvas().Overlays().Top() != nil {
		t.Error("the window locks again")
	}
	g.must(elsewhere.End(ctx, g.boss.ID))
	g.shell.Watch()
	if !g.shows("Your access has ended.") || g.w.MainMenu() != nil {
		t.Error("someone whose access has ended has a window")
	}
}

// Who keeps no drafts was told that what they typed was saved. It was not, and was gone
// once someone else had signed in. Later the lock said so where nothing was typed.
func TestGate_saysWhatBecomesOfWhatWasTyped(t *testing.T) {
	g := newGated(t)
	g.s.Session.SignIn(access.Identity{Person: g.worker.ID, Role: access.Reception})
	g.shell.opened()
	g.shell.Lock()
	if !g.shows("Locked at 10:12.") {
		t.Error("the lock speaks of typing at a desk where no one typed")
	}
	g.signIn(g.boss, bossPhrase)
	g.shell.Lock()
	if !g.shows("Locked at 10:12.") {
		t.Error("the lock speaks of typing where no one typed")
	}
	g.signIn(g.boss, bossPhrase)
	g.shell.Go(host.Route{Area: host.Clients, View: host.ViewNewClient})
	draft := host.NewDraft(g.shell.host, "client:new")
	draft.Keep(map[string]string{"GivenNames": "Har"})
	g.shell.Lock()
	if !g.shows("Locked at 10:12. What you were typing is saved.") {
		t.Error("the lock does not say that a form is saved")
	}
	g.signIn(g.boss, bossPhrase)
	draft.Keep(nil)
	g.shell.Lock()
	if !g.shows("Locked at 10:12.") {
		t.Error("the lock speaks of a form that was saved before")
	}
}

// The desk of a surgery keeps no drafts. Its referral was gone when someone else signed
// in, and the lock had not said so.
func TestGate_saysThatAReferralAtTheDeskIsNotSaved(t *testing.T) {
	g := newGated(t)
	surgery := data.Surgery{Name: "Ash Lane Surgery"}
	g.signIn(g.boss, bossPhrase)
	g.must(g.s.Lists.SaveSurgery(context.Background(), &surgery))
	g.s.Session.SignIn(access.Identity{Person: g.worker.ID, Role: access.Reception, Surgeries: []data.ID{surgery.ID}})
	g.shell.opened()
	g.shell.Go(host.Route{Area: host.Referral})
	g.w.Canvas().Focused().TypedRune('H')
	g.shell.Lock()
	if !g.shows("Locked at 10:12." + typedStays) {
		t.Error("the lock does not say what becomes of the referral")
	}
}

// No draft is kept of what is typed into a dialog.
func TestGate_saysWhatBecomesOfAnOpenDialog(t *testing.T) {
	g := newGated(t)
	g.signIn(g.boss, bossPhrase)
	kit.ShowForm(g.w, "Which report?", kit.NewTextField("Reason"), "Save", nil)
	g.shell.Lock()
	if !g.shows("Locked at 10:12." + dialogStays) {
		t.Error("the lock does not say what becomes of the dialog")
	}
	g.signIn(g.boss, bossPhrase)
	if !g.shows("Which report?") {
		t.Error("the dialog is gone")
	}
}

// Someone who works for two surgeries saw only the first at the desk.
func TestReception_choosesAmongTheSurgeriesOfThePerson(t *testing.T) {
	g := newGated(t)
	ctx := context.Background()
	g.signIn(g.boss, bossPhrase)
	var ids []data.ID
	for _, name := range []string{"Ash Lane Surgery", "Beech Road Surgery", "Cedar Surgery"} {
		v := data.Surgery{Name: name}
		g.must(g.s.Lists.SaveSurgery(ctx, &v))
		ids = append(ids, v.ID)
	}
	g.worker.Role, g.worker.Surgeries = access.Reception, ids[:2]
	g.must(g.s.People.Save(ctx, &g.worker))
	g.shell.signOut()
	g.signIn(g.worker, workerPhrase)
	r := g.shell.rail
	if r.name.Text() != "Edith Marsh" || g.s.Session.Surgery() != ids[0] {
		t.Fatalf("%q is at %s", r.name.Text(), g.s.Session.Surgery())
	}
	surgeries, err := g.s.ChoiceOfSurgery(ctx)
	g.must(err)
	items := g.shell.otherSurgeries(surgeries)()
	if len(items) != 2 || !items[0].Checked {
		t.Fatalf("she can choose among %d", len(items))
	}
	items[1].Action()
	g.shell.Watch()
	if g.shell.gate != nil || g.s.Session.Surgery() != ids[1] {
		t.Fatal("the desk does not follow")
	}
	// A walk-in, the list and a booking are of the surgery at hand.
	choices, err := g.s.Desk.ShortChoices(ctx)
	if g.must(err); choices.Here != ids[1] {
		t.Errorf("she refers from %s", choices.Here)
	}
	shown := ""
	for _, o := range test.LaidOutObjects(g.shell.page.Content()) {
		if text, is := o.(*kit.Text); is {
			shown += text.Text() + "\n"
		}
	}
	if !strings.Contains(shown, "Beech Road Surgery") || strings.Contains(shown, "Ash Lane") {
		t.Errorf("the desk shows\n%s", shown)
	}
	if err := g.s.SitAt(ids[2]); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("she sits where she does not work: %v", err)
	}
	// This PC remembers it.
	g.shell.signOut()
	g.signIn(g.worker, workerPhrase)
	if g.s.Session.Surgery() != ids[1] {
		t.Error("the choice is forgotten")
	}
}

// A manager chose in Settings that prescribers see their own clients,
// and their own window shut, although nothing changed for them.
func TestGate_staysOpenWhenOnlyWhatOthersSeeChanges(t *testing.T) {
	g := newGated(t)
	ctx := context.Background()
	g.signIn(g.boss, bossPhrase)
	at := host.Route{Area: host.Clients, View: host.ViewClient, Client: g.client.ID}
	g.shell.Go(at)
	g.must(g.s.Lists.SetSetting(ctx, lists.SettingPrescribersSee, lists.OwnClients))
	g.shell.Watch()
	if g.w.Canvas().Overlays().Top() != nil || !g.shows("Harold Pettit") {
		t.Error("the manager is shut out")
	}
}

// A session that was someone's and is now of the service's own staff, or of someone else
// without signing in here, went on in the same window.
func TestGate_shutsBehindWhoIsNotSignedInAnyMore(t *testing.T) {
	for name, becomes := range map[string]func(*gated){
		"no one in particular": func(g *gated) { g.s.Session.StaffAt("") },
		"someone else":         func(g *gated) { g.s.Session.SignIn(access.Identity{Person: g.worker.ID, Role: access.Manager}) },
	} {
		t.Run(name, func(t *testing.T) {
			g := newGated(t)
			g.signIn(g.boss, bossPhrase)
			g.shell.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: g.client.ID})
			becomes(g)
			g.shell.Watch()
			if g.shows("Harold Pettit") || !g.shows("Your access has ended.") || g.s.Session.Role() != access.Nobody {
				t.Errorf("the window goes on as %s", g.s.Session.Role())
			}
		})
	}
}
