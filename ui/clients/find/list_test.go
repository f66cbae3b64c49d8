package find

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

func (d *desk) list() *listPage {
	d.T.Helper()
	return d.open(host.Route{}).(*listPage)
}

func (d *desk) foundNames(p *listPage) []string {
	var names []string
	for _, r := range p.found {
		names = append(names, r.Name)
	}
	return names
}

func TestListIsEmptyAtFirstAndSaysWhatToDo(t *testing.T) {
	d := newDesk(t)
	d.list()
	d.Sees("No clients yet")
	d.SeesNot("Episode", "All surgeries")
	d.Press("New client")
	d.WentTo(host.Route{Area: host.Clients, View: host.ViewShortReferral})
	d.Host.Session.SignIn(access.Identity{Person: "vera", Role: access.Volunteer})
	d.list()
	d.Sees("Ask a manager")
	d.SeesNot("New client")
}

// "No clients match" is not so where a colleague's clients are not searched.
func TestListSaysWhoseClientsItSearched(t *testing.T) {
	d := newDesk(t)
	d.Named("Siobhán", "O’Łukaszewicz")
	d.Host.Session.SignIn(access.Identity{Person: "petra", Role: access.Prescriber, OwnOnly: true})
	p := d.list()
	d.Window.Canvas().Focus(p.search)
	test.Type(p.search, "olukaszx")
	d.Sees("None of the clients you can see match “olukaszx”", "A colleague may know them already.")
}

func TestListFindsWithoutAccentsAndEnterOpens(t *testing.T) {
	d := newDesk(t)
	d.Named("Zoë", "Przybylska")
	want := d.Named("Siobhán", "O’Łukaszewicz")
	p := d.list()
	d.Sees("2 clients", "Zoë Przybylska")

	d.Window.Canvas().Focus(p.search)
	test.Type(p.search, "olukasz")
	if got := d.foundNames(p); len(got) != 1 || got[0] != "Siobhán O’Łukaszewicz" {
		t.Fatalf("found %q", got)
	}
	d.Sees("1 client")
	d.Keys(fyne.KeyReturn)
	d.WentTo(person.ToRecord(want.ID))
}

func TestListGoesFromTheSearchToTheRowsByKey(t *testing.T) {
	d := newDesk(t)
	d.Named("Ann", "Archer")
	second := d.Named("Ben", "Baker")
	p := d.list()
	d.Window.Canvas().Focus(p.search)
	d.Keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	d.WentTo(person.ToRecord(second.ID))
}

func TestClientList_filters(t *testing.T) {
	d := newDesk(t)
	d.Harold()
	other := &data.Client{GivenNames: "Edith", FamilyName: "Sørensen", SurgeryID: d.Margate.ID}
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), other))
	p := d.list()

	p.surgery.Choose(string(d.Margate.ID))
	if got := d.foundNames(p); len(got) != 1 || got[0] != "Edith Sørensen" {
		t.Errorf("at Margate: %q", got)
	}
	p.surgery.Choose("")
	p.prescriber.Choose(string(d.Sian.ID))
	if got := d.foundNames(p); len(got) != 1 || got[0] != "Harold Pettit" {
		t.Errorf("looked after by Siân: %q", got)
	}
	p.prescriber.Choose("")
	p.status.Tap(3) // closed
	d.Sees("No clients match these filters")
	d.Press("Show all clients")
	if got := d.foundNames(p); len(got) != 2 {
		t.Errorf("after clearing: %q", got)
	}
}

func TestListSaysWhatWasNotFoundAndClears(t *testing.T) {
	d := newDesk(t)
	d.Harold()
	p := d.list()
	test.Type(p.search, "xyzzy")
	d.Sees("No clients match “xyzzy”")
	d.Press("Clear search")
	if p.search.Text != "" || len(p.found) != 1 {
		t.Errorf("search %q, found %q", p.search.Text, d.foundNames(p))
	}
}

func TestListDropsAnswersThatWereOvertaken(t *testing.T) {
	d := newDesk(t)
	d.Named("Ann", "Archer")
	d.Named("Ben", "Baker")
	p := d.list()

	// given a search for "b" whose answer is slow, and one for "ba" after it
	d.Holding = true
	test.Type(p.search, "a")
	test.Type(p.search, "rcher")
	last := d.Held() - 1
	d.ReleaseOnly(last)
	if got := d.foundNames(p); len(got) != 1 || got[0] != "Ann Archer" {
		t.Fatalf("the last search found %q", got)
	}
	// when the slow one answers at last, then nothing changes
	d.ReleaseOnly(0)
	if got := d.foundNames(p); len(got) != 1 {
		t.Errorf("an overtaken answer was shown: %q", got)
	}
}

func TestListEnterWaitsForTheAnswerToWhatWasTyped(t *testing.T) {
	d := newDesk(t)
	d.Named("Ann", "Archer")
	ben := d.Named("Ben", "Baker")
	p := d.list()
	d.Holding = true
	d.Window.Canvas().Focus(p.search)
	test.Type(p.search, "bake")
	d.Keys(fyne.KeyReturn)
	if len(d.Went) != 0 {
		t.Fatalf("opened a row of an earlier search: %v", d.Went)
	}
	d.ReleaseOnly(d.Held() - 1)
	d.WentTo(person.ToRecord(ben.ID))
}

func TestListSaysWhenTheDatabaseCannotBeReadAndTriesAgain(t *testing.T) {
	d := newDesk(t)
	d.Must(d.Store.Close())
	d.list()
	d.Sees("Something went wrong")
}

func TestListFitsTheSmallestWindow(t *testing.T) {
	d := newDesk(t)
	long := "Wilhelmina-Alexandrina van der Westhuizen-Featherstonehaugh of the Very Long Name Indeed"
	d.Named(long, long)
	d.Fits(d.list())
}

func TestClientRowSaysHowThingsStand(t *testing.T) {
	row := clientRow(data.ClientRow{Name: "Harold Pettit", KnownAs: "Harry", BirthDate: data.MustDate("1951-06-03"),
		Postcode: "CT7 9AA", Status: data.EpisodeOpen, Reason: "Housing", NextDue: data.MustDate("2026-04-03")}, uitest.Today)
	if row.Title != "Harold Pettit “Harry”" {
		t.Errorf("title %q", row.Title)
	}
	if row.Secondary != "74, born 03/06/1951 · CT7 9AA · Housing" {
		t.Errorf("secondary %q", row.Secondary)
	}
	if len(row.Chips) != 1 || row.Chips[0].Text != "4 days overdue" {
		t.Errorf("chips %v", row.Chips)
	}
	for _, c := range []struct {
		due  string
		want string
	}{{"2026-04-06", "1 day overdue"}, {"2026-04-07", "Due today"}, {"2026-04-08", "Due 8 Apr 2026"}} {
		if got := dueChip(data.MustDate(c.due), uitest.Today).Text; got != c.want {
			t.Errorf("due %s: %q, want %q", c.due, got, c.want)
		}
	}
	for _, c := range []struct{ due, meet, at, want string }{
		{"2026-04-28", "2026-04-08", "10:00", "Wed 8 Apr 10:00"},
		{"2026-04-07", "2026-04-08", "10:00", "Due today"},
		{"2026-04-07", "2026-04-07", "10:00", "Today 10:00"},
		{"2026-04-01", "2026-04-07", "10:00", "6 days overdue"},
	} {
		row := clientRow(data.ClientRow{Status: data.EpisodeOpen, NextDue: data.MustDate(c.due), NextMeet: data.MustDate(c.meet), NextMeetAt: c.at}, uitest.Today)
		if len(row.Chips) != 1 || row.Chips[0].Text != c.want {
			t.Errorf("a follow-up on %s and a contact on %s: %v, want %q", c.due, c.meet, row.Chips, c.want)
		}
	}
	if n := len(clientRow(data.ClientRow{Status: data.EpisodeClosed, NextDue: uitest.Today}, uitest.Today).Chips); n != 1 {
		t.Errorf("a closed client has %d chips, want only that it is closed", n)
	}
}
