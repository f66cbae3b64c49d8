package service

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/ui/host"
)

// booked is a client with a follow-up that is due on Tuesday 28 April 2026 and a
// appointment on the same day.
func (d *desk) booked(name, at string) {
	d.T.Helper()
	client, service := data.Client{FamilyName: name}, data.Service{Name: "Lunch club for " + name}
	d.Must(d.Host.Casework.SaveClient(d.Ctx(), &client))
	d.Must(d.Host.Directory.SaveService(d.Ctx(), &service))
	_, err := d.Host.Offering.SaveSitting(d.Ctx(), offering.Sitting{ClientID: client.ID, On: data.MustDate("2026-04-07"),
		Offers: []offering.SittingOffer{{ServiceID: service.ID, Decision: data.Chosen}}})
	d.Must(err)
	d.Must(d.Host.Diary.Book(d.Ctx(), &data.Appointment{ClientID: client.ID, Kind: "clinic", On: data.MustDate("2026-04-28"), At: at}))
}

func TestAnAddedHolidayShowsWhatMovedAndWhatNeedsAPerson(t *testing.T) {
	d := newDesk(t)
	var went []host.Route
	d.Host.Go = func(r host.Route) { went = append(went, r) }
	for i, name := range []string{"Ash", "Birch", "Cedar"} {
		d.booked(name, []string{"10:00", "11:00", "12:00"}[i])
	}
	d.Now = d.Now.Add(time.Minute)
	d.Open("Holidays")
	d.SeesNot("Show list")
	d.Press("Add day…")
	d.Type("28/4")
	d.Host.Window.Canvas().FocusNext()
	d.Type("Office closed")
	d.Keys(fyne.KeyReturn)
	d.Sees("3 follow-ups moved from Tue 28 Apr 2026 to Wed 29 Apr 2026.", "3 appointments are on a day that is now a holiday.")

	d.Press("Show list")
	d.Sees("Ash", "Lunch club for Birch · moved past Office closed", "Clinic, Tue 28 Apr 2026 at 10:00 · Office closed")
	d.Now = d.Now.Add(time.Minute)
	d.Press("Keep date")
	if left, err := d.Host.Offering.HolidayClashes(d.Ctx(), data.MustDate("2026-04-07"), ""); err != nil || len(left) != 2 {
		t.Errorf("after one was kept %d are left, %v", len(left), err)
	}
	d.Press("Mark as read")
	d.SeesNot("3 follow-ups moved")
	d.Sees("2 appointments are on a day that is now a holiday.")

	d.Press("Show list")
	d.Press("Change date")
	d.Sees("Change appointment")
	d.Type("3")
	if len(went) != 1 || went[0].Area != host.Calendar {
		t.Errorf("went to %+v", went)
	}
	if got := strings.Join(d.Texts(), "|"); strings.Contains(got, "Changed holidays") {
		t.Error("the list is still open over the contact")
	}

	// Removed again, everything is as it was, and nothing is left to settle.
	d.Press("Remove")
	d.Press("Remove")
	d.SeesNot("is now a holiday")
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
	d.T.Helper()
	rows, err := d.Host.Offering.FollowUps(d.Ctx(), data.FollowUpFilter{From: data.MustDate(day), To: data.MustDate(day), OpenOnly: true})
	d.Must(err)
	for _, r := range rows {
		f, err := d.Host.Offering.FollowUp(d.Ctx(), r.ID)
		d.Must(err)
		found = append(found, *f)
	}
	return found
}
