package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// stop is one place that Tab leads to.
type stop struct {
	field fyne.Focusable
	label string
}

func (s stop) String() string {
	text := ""
	if b, ok := s.field.(interface{ Text() string }); ok {
		text = " " + b.Text()
	}
	return strings.TrimSpace(fmt.Sprintf("%s %T%s", s.label, s.field, text))
}

// stops are the places that Tab leads to, from the first one on.
func (k keyboard) stops() []stop {
	c := k.w.Canvas()
	c.Unfocus()
	var all []stop
	for range 300 {
		k.tab()
		f := c.Focused()
		if f == nil || len(all) > 0 && f == all[0].field {
			break
		}
		all = append(all, stop{f, k.at()})
	}
	return all
}

// press taps the button that says that.
func (k keyboard) press(word string) {
	k.t.Helper()
	var found fyne.Tappable
	k.visit(func(o fyne.CanvasObject, _ string) {
		if b, ok := o.(interface {
			fyne.Tappable
			Text() string
		}); ok && b.Text() == word && found == nil {
			found = b
		}
	})
	if found == nil {
		k.t.Fatalf("no button %q", word)
	}
	found.Tapped(&fyne.PointEvent{})
}

// formsOf opens every form of the program, by name.
func formsOf(s *Shell, k keyboard, client, followUp, service data.ID) map[string]func() {
	to := func(r host.Route) func() { return func() { s.Go(r) } }
	clients := func(v host.View, record data.ID) func() {
		return to(host.Route{Area: host.Clients, View: v, Client: client, Record: record})
	}
	after := func(open func(), words ...string) func() {
		return func() {
			open()
			for _, word := range words {
				k.press(word)
			}
		}
	}
	settings := to(host.Route{Area: host.Settings})
	return map[string]func(){
		"new client": clients(host.ViewNewClient, ""),
		"short referral": func() {
			_ = s.host.Lists.DropDraft(context.Background(), "client:new") // it would be offered
			clients(host.ViewShortReferral, "")()
		},
		"edit client": clients(host.ViewEditClient, ""),
		"contact":     clients(host.ViewNewContact, ""),
		"follow-up": func() {
			clients(host.ViewFollowUp, followUp)()
			k.typed("s")
		},
		"offer": func() {
			s.Go(host.Route{Area: host.Clients, View: host.ViewOffer, Client: client})
			k.typed("lunch")
			k.key(fyne.KeyReturn)
			k.typed("1")
			k.tab()
			k.typed("7")
		},
		"log a call":  after(clients(host.ViewClient, ""), "Log a call"),
		"new service": to(host.Route{Area: host.Directory, View: host.ViewNewService}),
		"service with known organisations": func() {
			s.Go(host.Route{Area: host.Directory, View: host.ViewNewService})
			k.tabTo("Organisation")
			k.typed("Ci")
		},
		"edit service": to(host.Route{Area: host.Directory, View: host.ViewNewService, Record: service}),
		"service rung": to(host.Route{Area: host.Directory, View: host.ViewRung, Record: service}),
		"clinic":       to(host.Route{Area: host.Settings, View: host.ViewClinic}),
		"home visit":   to(host.Route{Area: host.Calendar, View: host.ViewPlanVisit, Client: client}),
		"appointment": func() {
			a := data.Appointment{ClientID: client, Kind: "clinic", On: s.host.Today(), At: "09:30"}
			if err := s.host.Diary.Book(context.Background(), &a); err != nil {
				k.t.Fatal(err)
			}
			after(clients(host.ViewAppointment, a.ID), "Attended")()
		},
		"reply slip":      after(to(host.Route{Area: host.Today}), "Reply slip"),
		"what was learnt": to(host.Route{Area: host.Reports, View: host.ViewLearnt}),
		"directory":       to(host.Route{Area: host.Directory}),
		"clients":         to(host.Route{Area: host.Clients}),
		"questionnaire":   to(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: client}),
		"import":          to(host.Route{Area: host.Directory, View: host.ViewImport}),
		"settings":        settings,
	}
}

// One form after another is walked with Tab, and a text with spaces is typed at
// every entry on the way. All of it has to arrive, and no button may stand between
// the first entry and the last: it would take a space for a press. Where a page has
// several forms of one field each, the button of each is named in buttonOfItsOwn.
func TestEveryFormTakesTextOnTheWayOfTab(t *testing.T) {
	s, w, client, followUp, service := shellWithAClient(t)
	k := keyboard{t, w}
	walked := map[host.View]bool{host.ViewKeying: true} // it has rows of answers; see ui/questionnaires
	for name, open := range formsOf(s, k, client, followUp, service) {
		t.Run(name, func(t *testing.T) {
			k.t = t
			closeOverlays(w)
			s.Go(host.Route{Area: host.Today})
			closeOverlays(w)
			open()
			walked[s.Route().View] = true
			walkForm(t, k)
			closeOverlays(w)
			s.page = nil // what was typed is not asked about
		})
	}
	for v, row := range views {
		if row.form && !walked[v] {
			t.Errorf("formsOf does not open %q", v)
		}
	}
}

func closeOverlays(w fyne.Window) {
	for top := w.Canvas().Overlays().Top(); top != nil; top = w.Canvas().Overlays().Top() {
		if fn := w.Canvas().OnTypedKey(); fn != nil {
			fn(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
		if w.Canvas().Overlays().Top() == top {
			w.Canvas().Overlays().Remove(top)
		}
	}
}

// buttonOfItsOwn are buttons that end a form of one field above another form.
var buttonOfItsOwn = map[string]bool{
	"Read feed": true, // a list in a file, a feed from its address, a list of postcodes
}

func walkForm(t *testing.T, k keyboard) {
	stops := k.stops()
	first, last := -1, -1
	for i, s := range stops {
		if _, ok := s.field.(*kit.Entry); ok {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		t.Fatalf("no entry among %v", stops)
	}
	t.Logf("Tab leads to %v", stops)
	for _, s := range stops[first:last] {
		if b, ok := s.field.(*kit.Button); ok && !buttonOfItsOwn[b.Text()] {
			t.Errorf("the button %q stands between the entries", b.Text())
		}
	}
	k.w.Canvas().Unfocus()
	for i := range stops {
		k.tab()
		entry, ok := k.w.Canvas().Focused().(*kit.Entry)
		if !ok {
			continue
		}
		before, text := entry.Text, fmt.Sprintf(" it is %d words", i)
		entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		k.typed(text)
		if entry.Text != text {
			t.Errorf("%v holds %q, before %q, typed %q", stops[i], entry.Text, before, text)
		}
	}
}

// shellWithAClient has a client with a follow-up, and a service.
func shellWithAClient(t *testing.T) (s *Shell, w fyne.Window, client, followUp, service data.ID) {
	t.Helper()
	s, w = newShell(t)
	ctx, db := context.Background(), s.host.Office
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	staff := data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}
	must(db.Lists.SaveStaff(ctx, &staff))
	db.Session.SwitchTo(staff.ID)
	v := data.Service{Name: "Lunch club", Organisation: "Citizens’ Hub Margate", Status: data.ServiceActive}
	other := data.Service{Name: "Lunch at home", Organisation: "City Kitchen", Status: data.ServiceActive, LastChecked: data.MustDate("2026-04-01")}
	must(db.Directory.SaveService(ctx, &v))
	must(db.Directory.SaveService(ctx, &other))
	c := data.Client{GivenNames: "Harold", FamilyName: "Pettit"}
	must(db.Casework.SaveClient(ctx, &c))
	must(db.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-03-10")}))
	sat, err := db.Offering.SaveSitting(ctx, offering.Sitting{ClientID: c.ID, On: data.MustDate("2026-03-13"),
		Offers: []offering.SittingOffer{{ServiceID: v.ID, Decision: data.Chosen, Kind: data.ReferralOn}}, Meeting: data.Meeting{NotMet: true}})
	must(err)
	return s, w, c.ID, sat.FollowUps[0].ID, v.ID
}
