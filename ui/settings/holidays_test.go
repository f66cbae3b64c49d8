package settings

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
)

// booked is a client with a follow-up that is due on Tuesday 28 April 2026 and a
// planned contact on the same day.
func (d *desk) booked(name string) {
	d.t.Helper()
	client, service := data.Client{FamilyName: name}, data.Service{Name: "Lunch club for " + name}
	d.must(d.h.Store.SaveClient(d.ctx(), &client))
	d.must(d.h.Store.SaveService(d.ctx(), &service))
	_, err := d.h.Store.SaveSitting(d.ctx(), store.Sitting{ClientID: client.ID, On: data.MustDate("2026-04-07"),
		Offers: []store.SittingOffer{{ServiceID: service.ID, Decision: data.Chosen}}})
	d.must(err)
	d.must(d.h.Store.SaveContact(d.ctx(), &data.Contact{ClientID: client.ID, Kind: "clinic", Outcome: data.ContactPlanned, On: data.MustDate("2026-04-28"), At: "10:00"}))
}

func TestAnAddedHolidayShowsWhatMovedAndWhatNeedsAPerson(t *testing.T) {
	d := newDesk(t)
	var went []host.Route
	d.h.Go = func(r host.Route) { went = append(went, r) }
	for _, name := range []string{"Ash", "Birch", "Cedar"} {
		d.booked(name)
	}
	d.now = d.now.Add(time.Minute)
	d.open("Holidays")
	d.seesNot("Show them")
	d.press("Add a day")
	d.typed("28/4")
	d.h.Window.Canvas().FocusNext()
	d.typed("Office closed")
	d.keys(fyne.KeyReturn)
	d.sees("3 follow-ups moved from Tue 28 Apr 2026 to Wed 29 Apr 2026.", "3 appointments are on a day that is now a holiday.")

	d.press("Show them")
	d.sees("Ash", "Lunch club for Birch · moved past Office closed", "Clinic, Tue 28 Apr 2026 at 10:00 · Office closed")
	d.now = d.now.Add(time.Minute)
	d.press("Keep the day")
	if left, err := d.h.Store.HolidayClashes(d.ctx(), data.MustDate("2026-04-07"), ""); err != nil || len(left) != 2 {
		t.Errorf("after one was kept %d are left, %v", len(left), err)
	}
	d.press("Mark moves as read")
	d.seesNot("3 follow-ups moved")
	d.sees("2 appointments are on a day that is now a holiday.")

	d.press("Show them")
	d.press("Move it")
	if len(went) != 1 || went[0].View != host.ViewNewContact || went[0].Record == "" {
		t.Errorf("went to %+v", went)
	}
	if got := strings.Join(d.texts(), "|"); strings.Contains(got, "Changed holidays") {
		t.Error("the list is still open over the contact")
	}

	// Removed again, everything is as it was, and nothing is left to settle.
	d.press("Remove")
	d.press("Remove")
	d.seesNot("is now a holiday")
	for _, f := range d.dueOn("2026-04-28") {
		if f.MovedBecause != "" {
			t.Errorf("a follow-up still says %q", f.MovedBecause)
		}
	}
	if n := len(d.dueOn("2026-04-28")); n != 3 {
		t.Errorf("%d follow-ups came back, want 3", n)
	}
}

func (d *desk) dueOn(day string) (found []data.FollowUp) {
	d.t.Helper()
	rows, err := d.h.Store.FollowUps(d.ctx(), data.FollowUpFilter{From: data.MustDate(day), To: data.MustDate(day), OpenOnly: true})
	d.must(err)
	for _, r := range rows {
		f, err := d.h.Store.FollowUp(d.ctx(), r.ID)
		d.must(err)
		found = append(found, *f)
	}
	return found
}
