package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings"
	"waymark/ui/uitest"
)

// searching is the window of staff with a few people and services in it.
type searching struct {
	keyboard
	*uitest.Desk
	shell *Shell
	siri  data.Client
	lunch data.Service
}

func newSearching(t *testing.T) *searching {
	t.Helper()
	s, d, surgery := newSurgeryShell(t)
	e := &searching{keyboard: keyboard{t, d.Window}, Desk: d, shell: s}
	e.siri = data.Client{GivenNames: "Sigríður", FamilyName: "Łuczak-O’Brien", KnownAs: "Sissy", BirthDate: data.MustDate("1938-02-28"),
		NHSNumber: "9434765919", Postcode: "CT7 9AB", SurgeryID: surgery.ID}
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), &e.siri))
	e.lunch = data.Service{Name: "Thursday lunch club", Organisation: "Birchington Church", Status: data.ServiceActive}
	d.Must(d.Store.Directory.SaveService(d.Ctx(), &e.lunch))
	return e
}

// look opens the search and types into it.
func (e *searching) look(text string) {
	e.ctrl(fyne.KeyK)
	e.typed(text)
}

// part is the title of the part of the settings that a word leads to.
func (e *searching) part(word string) string {
	for _, p := range settings.Parts(e.shell.host) {
		if strings.Contains(p.Words, word) {
			return p.Title
		}
	}
	e.T.Fatalf("no part of the settings for %q", word)
	return ""
}

// named is the name of the command with a key.
func (e *searching) named(key fyne.KeyName) string {
	for _, c := range commands(areas) {
		if c.key == key {
			return c.name
		}
	}
	e.T.Fatalf("no command for %s", key)
	return ""
}

// titles are the hits by group.
func (e *searching) titles() map[string][]string {
	list := map[string][]string{}
	group := ""
	for _, row := range uitest.All(e.Desk, func(*kit.RowText) bool { return kit.OverlayOpen(e.Window) }) {
		d := row.Data()
		if strings.TrimSpace(d.Lead) != "" {
			group = strings.TrimSpace(d.Lead)
		}
		if slices.Contains([]string{groupPeople, groupServices, groupActions, groupRecent}, group) {
			list[group] = append(list[group], d.Title)
		}
	}
	return list
}

func TestSearchFindsPeopleByWhatIsKnown(t *testing.T) {
	for _, typed := range []string{"sigri", "LUCZAK", "obrien", "czak", "sissy", "28/02/1938", "28 feb 1938", "943 476 5919", "9434765919", "5919", "ct79ab", "brien sig"} {
		e := newSearching(t)
		e.look(typed)
		if got := e.titles()[groupPeople]; len(got) != 1 || !strings.Contains(got[0], "Łuczak-O’Brien “Sissy”") {
			t.Errorf("%q finds %q", typed, got)
			continue
		}
		if shown := strings.Contains(e.Text(), "NHS number"); shown != strings.Contains(typed, "5919") {
			t.Errorf("%q: the NHS number is shown: %v", typed, shown)
		}
		e.key(fyne.KeyReturn)
		if want := (host.Route{Area: host.Clients, View: host.ViewClient, Client: e.siri.ID}); e.shell.Route() != want {
			t.Errorf("%q led to %+v", typed, e.shell.Route())
		}
		if kit.OverlayOpen(e.Window) {
			t.Error("the search is still open")
		}
	}
}

func TestSearchFindsServicesAndActions(t *testing.T) {
	e := newSearching(t)
	e.look("lunch")
	if got := e.titles()[groupServices]; !slices.Equal(got, []string{"Thursday lunch club"}) {
		t.Fatalf("services %q", got)
	}
	e.key(fyne.KeyReturn)
	if want := (host.Route{Area: host.Directory, View: host.ViewService, Record: e.lunch.ID}); e.shell.Route() != want {
		t.Errorf("led to %+v", e.shell.Route())
	}
	for typed, want := range map[string]string{
		"new client": e.named(fyne.KeyN), "add patient": e.named(fyne.KeyN), "report": e.named(fyne.Key6), "backup": e.part("backup"), "dark": e.part("dark"),
		"text size": e.part("text size"), "bank hol": e.part("bank hol"), "import": "Import a list of services or postcodes", "shortcuts": e.named(fyne.KeyH),
		"import cl": "Import clients", "import answ": "Import answers",
		"wellbeing": e.named(fyne.KeyQ), "LONE": e.named(fyne.KeyU), "duplicate": "Services that may be entered twice", "díary": e.named(fyne.Key4),
	} {
		if kit.OverlayOpen(e.Window) {
			e.key(fyne.KeyEscape)
		}
		e.look(typed)
		if got := e.titles()[groupActions]; !slices.Contains(got, want) {
			t.Errorf("%q finds %q, not %q", typed, got, want)
		}
	}
	e.key(fyne.KeyEscape)
	e.look("dark\n")
	if r := e.shell.Route(); r.Area != host.Settings || string(r.Record) != e.part("dark") {
		t.Errorf("dark led to %+v", r)
	}
}

// TestSearchPutsTheNameThatBeginsSoFirst: Enter after “surgeries” opened the messages
// to surgeries, not the surgeries.
func TestSearchPutsTheNameThatBeginsSoFirst(t *testing.T) {
	e := newSearching(t)
	e.look("surger")
	if got := e.titles()[groupActions]; len(got) < 2 || got[0] != "Surgeries" {
		t.Errorf("“surger” finds %q", got)
	}
}

// TestNothingOfPeopleBeforeTyping: the screen may be seen by whoever stands beside
// it, so neither an empty search nor the recent things name anyone.
func TestNothingOfPeopleBeforeTyping(t *testing.T) {
	e := newSearching(t)
	e.look("sissy\n")
	e.shell.Go(host.Route{Area: host.Settings})
	e.look("lunch\n")
	e.look("backup\n")
	e.look("")
	if got := e.titles(); len(got) != 1 || !slices.Equal(got[groupRecent], []string{e.part("backup"), "Thursday lunch club"}) {
		t.Errorf("before typing: %q", got)
	}
	e.SeesNot("Sissy", "Łuczak", "Harold")
	e.typed(" ")
	e.SeesNot("Sissy", "Łuczak", "Harold")
	e.key(fyne.KeyDown, fyne.KeyReturn)
	if e.shell.Route().Record != e.lunch.ID {
		t.Errorf("the recent service led to %+v", e.shell.Route())
	}
	e.shell.become(office.PC{Role: access.Reception, Surgery: e.siri.SurgeryID})
	e.shell.become(office.PC{Role: access.Everything})
	e.look("")
	if got := e.titles(); len(got) != 0 {
		t.Errorf("recent things of another user: %q", got)
	}
}

func TestSearchDoesNotOpenOnThePadOrUnderADialog(t *testing.T) {
	e := newSearching(t)
	g := &guarded{full: true}
	e.shell.page = g
	e.shell.run(searchCommand())
	if kit.OverlayOpen(e.Window) {
		t.Fatal("the client can search everything")
	}
	g.full = false
	kit.Message(e.Window, "A dialog", "is open")
	e.shell.run(searchCommand())
	if n := len(e.Window.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d overlays", n)
	}
}

// TestSearchLatestWins: an answer that typing has overtaken is never shown, and
// Enter waits for the answer to what is typed.
func TestSearchLatestWins(t *testing.T) {
	e := newSearching(t)
	e.ctrl(fyne.KeyK)
	e.Hold()
	e.typed("p")
	e.typed("e")
	e.key(fyne.KeyReturn)
	if e.shell.Route().View == host.ViewClient {
		t.Fatal("opened before the answer")
	}
	e.ReleaseOnly(0)
	e.SeesNot("Pettit")
	if !kit.OverlayOpen(e.Window) {
		t.Fatal("closed by an answer that was overtaken")
	}
	e.Release()
	if e.shell.Route().View != host.ViewClient {
		t.Errorf("Enter led to %+v", e.shell.Route())
	}
}

func TestSearchSaysWhenNothingIsFoundOrRead(t *testing.T) {
	e := newSearching(t)
	e.look("zzqzz")
	e.Sees("Nothing is found for “zzqzz”.")
	e.key(fyne.KeyReturn) // opens nothing
	e.key(fyne.KeyEscape)
	if kit.OverlayOpen(e.Window) {
		t.Fatal("Escape leaves it open")
	}
	e.Must(e.Store.Close())
	e.look("report")
	e.Sees("People and services cannot be searched")
	if !slices.Contains(e.titles()[groupActions], e.named(fyne.Key6)) {
		t.Error("actions are not found without the database")
	}
}

// TestReceptionFindsOnlyItsOwnActions: a surgery's reception sees no records.
func TestReceptionFindsOnlyItsOwnActions(t *testing.T) {
	e := newSearching(t)
	e.shell.become(office.PC{Role: access.Reception, Surgery: e.siri.SurgeryID})
	e.look("s")
	got := e.titles()
	if len(got[groupPeople]) != 0 || len(got[groupServices]) != 0 || len(got[groupActions]) == 0 {
		t.Errorf("found %q", got)
	}
	for _, a := range got[groupActions] {
		if slices.Contains([]string{"Settings", "Questionnaires", e.part("dark"), "Reports"}, a) {
			t.Errorf("reception is offered %q", a)
		}
	}
}

// soonMeets counts how often the PC is to meet the others at once.
type soonMeets struct {
	host.Meets
	asked int
}

func (m *soonMeets) Soon() { m.asked++ }

func TestSearchHasThePCMeetTheOthers(t *testing.T) {
	e := newSearching(t)
	e.look("exchange now")
	e.SeesNot("Exchange now")
	e.key(fyne.KeyEscape)
	e.SecondPC(access.Prescriber)
	meets := &soonMeets{Meets: e.Host.Meets}
	e.shell.host.Meets = meets
	e.look("exchange now")
	e.key(fyne.KeyReturn)
	if meets.asked != 1 {
		t.Errorf("it is to meet %d times, want once", meets.asked)
	}
}

// What meetings changed is told at the foot of the rail: the search leads there, as
// long as there is anything.
func TestSearchLeadsToWhatMeetingsChanged(t *testing.T) {
	e := newSearching(t)
	e.shell.rail.tellAsks(1, 2)
	e.look("since you last met")
	e.key(fyne.KeyReturn)
	if e.shell.Route() != sinceMetRoute {
		t.Errorf("it led to %+v", e.shell.Route())
	}
}

// TestEveryActionLeadsSomewhere tries each place that no menu leads to, and each
// part of the settings.
func TestEveryActionLeadsSomewhere(t *testing.T) {
	e := newSearching(t)
	for _, r := range routeActions() {
		e.shell.Go(r.route)
		if e.shell.Route() != r.route {
			t.Errorf("%q led to %+v", r.name, e.shell.Route())
		}
		e.SeesNot("Something went wrong")
	}
	parts := settings.Parts(e.shell.host)
	for _, p := range parts {
		if p.Words == "" {
			t.Errorf("no one finds the part %q of the settings by another word", p.Title)
		}
		e.shell.Go(p.Route)
		if e.shell.Route() != p.Route {
			t.Errorf("%q led to %+v", p.Title, e.shell.Route())
		}
	}
}

func TestEveryCommandIsFoundByItsName(t *testing.T) {
	e := newSearching(t)
	names := map[string]bool{}
	for _, a := range e.shell.actions() {
		if names[a.name] {
			t.Logf("two actions are called %q", a.name)
		}
		names[a.name] = true
		if list, _ := matching(e.shell.actions(), a.name+" "+strings.Fields(a.note)[0]); !slices.ContainsFunc(list, func(b action) bool { return b.name == a.name }) {
			t.Errorf("%q is not found", a.name)
		}
	}
	for _, c := range e.shell.commands() {
		if c.words == "" {
			t.Errorf("%q is found by no other word", c.name)
		}
	}
}

// TestWhatHasNoKeyIsFoundByItsOwnWords: every command without a key was found by the
// words for the sound of walk-ins, so “mute” offered to sign out.
func TestWhatHasNoKeyIsFoundByItsOwnWords(t *testing.T) {
	e := newSearching(t)
	for typed, want := range map[string]string{"mute": "Turn off the sound for walk-ins", "licence": "About Waymark", "handbook": "Guide"} {
		list, _ := matching(e.shell.actions(), typed)
		if len(list) != 1 || list[0].name != want {
			t.Errorf("%q finds %d actions, the first of %+v, want %q alone", typed, len(list), list, want)
		}
	}
}

// TestAnAreaIsFoundByItsWordsWhateverItsKey: the words went by the number of the key,
// so for a coordinator, who has no Today, “home” found the directory.
func TestAnAreaIsFoundByItsWordsWhateverItsKey(t *testing.T) {
	e := newSearching(t)
	e.Store.Session.SignIn(access.Identity{Person: e.Store.Session.Person(), Role: access.Coordinator})
	list, _ := matching(e.shell.actions(), "organisations")
	if !slices.ContainsFunc(list, func(a action) bool { return a.name == "Directory" }) {
		t.Errorf("“organisations” finds %+v", list)
	}
	if list, _ = matching(e.shell.actions(), "dashboard"); len(list) > 0 {
		t.Errorf("“dashboard” finds %q", list[0].name)
	}
}

func BenchmarkMatchingActions(b *testing.B) {
	list := make([]action, 0, 60)
	for _, r := range routeActions() {
		list = append(list, action{name: r.name, words: r.words})
	}
	for b.Loop() {
		matching(list, "import li")
	}
}
