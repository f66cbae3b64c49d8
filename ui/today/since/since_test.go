package since

import (
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/meet"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// twoPCs is a desk and a laptop of one service, with one client that both know.
type twoPCs struct {
	*uitest.Desk
	laptop *uitest.PC
	client data.Client
}

func newTwoPCs(t *testing.T) *twoPCs {
	t.Helper()
	d := &twoPCs{Desk: uitest.New(t)}
	d.Must(d.Store.AddStartingLists(d.Ctx()))
	d.client = data.Client{GivenNames: "Amina", FamilyName: "Yusuf", Phone: "07700 900100"}
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), &d.client))
	d.Must(d.Store.Casework.AddReferral(d.Ctx(), &data.Referral{ClientID: d.client.ID, ReceivedOn: uitest.Today, Source: "gp"}))
	d.laptop = d.SecondPC(access.Manager)
	d.meet()
	return d
}

// meet has both PCs meet until both know everything.
func (d *twoPCs) meet() {
	d.T.Helper()
	for range 2 {
		d.laptop.Meet(meet.Fully)
		d.Meet()
	}
	d.laptop.Meet(meet.Fully)
}

// both does something on each PC, a minute apart.
func (d *twoPCs) both(do func(s *office.Office, n int)) {
	for n, s := range []*office.Office{d.laptop.Office, d.Store} {
		d.Now = d.Now.Add(time.Minute)
		do(s, n)
	}
}

func (d *twoPCs) show() {
	d.T.Helper()
	d.Show(New(d.Host, host.Route{Area: host.Today, View: host.ViewSinceMet}))
}

func (d *twoPCs) stored(s *office.Office) *data.Client {
	d.T.Helper()
	c, err := s.Casework.Client(d.Ctx(), d.client.ID)
	d.Must(err)
	return c
}

func (d *twoPCs) change(edit func(c *data.Client, n int)) {
	d.both(func(s *office.Office, n int) {
		c := d.stored(s)
		edit(c, n)
		d.Must(s.Casework.SaveClientAsAnother(d.Ctx(), c))
	})
	d.meet()
	d.show()
}

func TestSince_ofTwoTextsAPersonTakesOne(t *testing.T) {
	d := newTwoPCs(t)
	d.show()
	d.Sees("Nothing to decide")
	texts := []string{"Walks with a frame.", "Ring her daughter first."}
	d.change(func(c *data.Client, n int) { c.Matters = texts[n] })
	d.Sees("1 needs you", "Amina Yusuf: client", "In the record: What matters to them", texts[0], texts[1])
	for _, b := range uitest.All(d.Desk, func(b *kit.Button) bool { return b.Kind() == kit.KindPrimary }) {
		t.Errorf("%q is proposed, as if the other text were wrong", b.Text())
	}
	d.Press("Open the record")
	d.WentTo(host.Route{Area: host.Clients, View: host.ViewClient, Client: d.client.ID})
	d.Press("Use the other text")
	d.Sees("Nothing to decide")
	if got := d.stored(d.Store).Matters; got != texts[0] {
		t.Errorf("the record says %q", got)
	}
	d.meet()
	if got := d.stored(d.laptop.Office).Matters; got != texts[0] {
		t.Errorf("on the laptop the record says %q", got)
	}

	d.change(func(c *data.Client, n int) { c.Matters = []string{"Third.", "Fourth."}[n] })
	d.Press("Keep the record as it is")
	d.Sees("Nothing to decide")
	if got := d.stored(d.Store).Matters; got != "Fourth." {
		t.Errorf("the record says %q", got)
	}
}

func TestSince_ofTwoTextsBothCanStay(t *testing.T) {
	d := newTwoPCs(t)
	texts := []string{"Walks with a frame.", "Ring her daughter first."}
	d.change(func(c *data.Client, n int) { c.Matters = texts[n] })
	d.Press("Keep both texts")
	d.Sees("Nothing to decide")
	want := texts[1] + "\n\n" + texts[0]
	if got := d.stored(d.Store).Matters; got != want {
		t.Errorf("the record says %q", got)
	}
	d.meet()
	if got := d.stored(d.laptop.Office).Matters; got != want {
		t.Errorf("on the laptop the record says %q", got)
	}
}

func TestSince_twoTextsThatDoNotFitTogetherStayToDecide(t *testing.T) {
	d := newTwoPCs(t)
	d.change(func(c *data.Client, n int) { c.Matters = strings.Repeat([]string{"a", "b"}[n], data.MaxNote) })
	d.Press("Keep both texts")
	d.Sees("1 needs you", "do not fit into the record together")
	if got := d.stored(d.Store).Matters; !strings.HasPrefix(got, "b") || len(got) != data.MaxNote {
		t.Error("the record was changed all the same")
	}
}

func TestSince_whatARuleSettledCanBePutBackOrSeen(t *testing.T) {
	d := newTwoPCs(t)
	phones := []string{"07700 900382", "07700 900645"}
	d.change(func(c *data.Client, n int) { c.Phone = phones[n] })
	d.Sees("Nothing needs you", "Settled by rule", "Later one counts", "07700 900645", "07700 900382")
	d.Press("Put the other back")
	d.Sees("Nothing to decide")
	if got := d.stored(d.Store).Phone; got != phones[0] {
		t.Errorf("the phone is %q", got)
	}
	found, n, err := d.Store.Casework.Clients(d.Ctx(), data.ClientFilter{Words: "07700900382"})
	if err != nil || n != 1 {
		t.Errorf("found by the phone that was put back: %v, %v", found, err)
	}
	d.meet()
	d.change(func(c *data.Client, n int) { c.Email = []string{"a@example.org", "b@example.org"}[n] })
	d.both(func(s *office.Office, _ int) {
		d.Must(s.Lists.SaveSurgery(d.Ctx(), &data.Surgery{Name: "Hill"}))
	})
	d.meet()
	d.show()
	d.Sees("2 became 1", "Surgery “Hill”")
	d.Press("I have seen these")
	d.Sees("Nothing to decide")
}

func TestSince_samePersonBecomesOneRecordEverywhere(t *testing.T) {
	d := newTwoPCs(t)
	d.both(func(s *office.Office, n int) {
		c := data.Client{GivenNames: "Jo", FamilyName: "Bevan", BirthDate: data.MustDate("1951-09-04"), Town: []string{"Ton", ""}[n]}
		d.Must(s.Casework.SaveClient(d.Ctx(), &c))
	})
	d.meet()
	d.show()
	d.Sees("May be the same client", "4 Sep 1951")
	d.Press("Same client…")
	d.Sees("Join these two records?", "This cannot be undone.")
	d.Press("Join records")
	d.SeesNot("May be the same client")
	d.meet()
	for _, s := range []*office.Office{d.Store, d.laptop.Office} {
		list, n, err := s.Casework.Clients(d.Ctx(), data.ClientFilter{Words: "bevan"})
		if err != nil || n != 1 {
			t.Fatalf("%v, %v", list, err)
		}
		if c, err := s.Casework.Client(d.Ctx(), list[0].ID); err != nil || c.Town != "Ton" {
			t.Errorf("%+v, %v", c, err)
		}
	}
}

func TestSince_differentClientsAreNotAskedAboutAgain(t *testing.T) {
	d := newTwoPCs(t)
	d.both(func(s *office.Office, _ int) {
		d.Must(s.Casework.SaveClient(d.Ctx(), &data.Client{GivenNames: "Jo", FamilyName: "Bevan", BirthDate: data.MustDate("1951-09-04")}))
	})
	d.meet()
	d.show()
	d.Press("Different clients")
	d.SeesNot("May be the same client")
	d.meet()
	list, err := d.laptop.Exchange.SinceLastMet(d.Ctx())
	if err != nil || len(list) != 0 {
		t.Errorf("the laptop still asks %+v, %v", list, err)
	}
}

func TestSince_twoBookingsAndTwoNamesWaitForAPerson(t *testing.T) {
	d := newTwoPCs(t)
	pat := data.Staff{Name: "Pat", Role: data.RolePrescriber}
	d.Must(d.Store.Lists.SaveStaff(d.Ctx(), &pat))
	hill, vale := data.Surgery{Name: "Hill"}, data.Surgery{Name: "Vale"}
	d.Must(d.Store.Lists.SaveSurgery(d.Ctx(), &hill))
	d.Must(d.Store.Lists.SaveSurgery(d.Ctx(), &vale))
	other := data.Client{GivenNames: "Bo", FamilyName: "Quill"}
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), &other))
	d.meet()
	d.both(func(s *office.Office, n int) {
		d.Must(s.Diary.Book(d.Ctx(), &data.Appointment{ClientID: []data.ID{d.client.ID, other.ID}[n], StaffID: pat.ID, Kind: "phone", On: data.MustDate("2026-05-12"),
			At: "10:00", Minutes: 30, State: data.AppointmentBooked}))
		v := []data.Surgery{hill, vale}[n]
		v.Name = "Moor"
		list, err := s.Lists.Surgeries(d.Ctx(), true)
		d.Must(err)
		for i := range list {
			if list[i].ID == v.ID {
				list[i].Name = v.Name
				d.Must(s.Lists.SaveSurgery(d.Ctx(), &list[i]))
			}
		}
	})
	d.meet()
	d.show()
	d.Sees("Two bookings at one time: Tue 12 May 2026 at 10:00", "Amina Yusuf", "Bo Quill", "Two entries have one name")
	d.Press("Open the calendar")
	d.WentTo(host.Route{Area: host.Calendar, Day: data.MustDate("2026-05-12")})
	d.Press("Both stay")
	d.SeesNot("Two bookings at one time")
	d.Press("It is right now")
	d.SeesNot("Two entries have one name")
}

// A booking that was missed, of no one: the client is among what gave way. Once they
// are put back, nothing is left to decide.
func TestSince_whatBreaksARuleIsListedUntilItIsRight(t *testing.T) {
	d := newTwoPCs(t)
	pat := data.Staff{Name: "Pat", Role: data.RolePrescriber}
	d.Must(d.Store.Lists.SaveStaff(d.Ctx(), &pat))
	place := data.Appointment{StaffID: pat.ID, Kind: "phone", On: uitest.Today, At: "09:00", Minutes: 30, State: data.AppointmentHeld}
	d.Must(d.Store.Diary.Book(d.Ctx(), &place))
	d.meet()
	booked := place
	booked.ClientID, booked.State = d.client.ID, data.AppointmentBooked
	d.Must(d.laptop.Diary.Book(d.Ctx(), &booked))
	d.Must(d.laptop.Diary.Mark(d.Ctx(), place.ID, data.AppointmentMissed, ""))
	d.Now = d.Now.Add(time.Minute)
	d.Must(d.Store.Diary.Move(d.Ctx(), place.ID, data.FreeSlot{Day: uitest.Today, At: "11:00", Minutes: 30, StaffID: pat.ID}))
	d.meet()
	d.show()
	d.Sees("Two PCs changed this at the same time", "Choose the client.", "Put back what gave way")
	d.Press("Put the other back")
	d.SeesNot("Two PCs changed this at the same time")
	a, err := d.Store.Diary.Appointment(d.Ctx(), place.ID)
	if err != nil || a.ClientID != d.client.ID {
		t.Errorf("%+v, %v", a, err)
	}
}
