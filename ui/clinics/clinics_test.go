package clinics

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

func open(d *uitest.People, id data.ID) *page {
	d.T.Helper()
	p := New(d.Host, host.Route{Area: host.Settings, View: host.ViewClinic, Record: id}).(*page)
	d.Show(p)
	return p
}

// tuesdays sets up the clinic of the pilot at Birchington, by keyboard.
func tuesdays(d *uitest.People) data.ClinicRow {
	d.T.Helper()
	open(d, "")
	d.Type("bir")
	d.Tab(1)
	d.Type("si")
	d.Tab(1)
	d.Type("Room 4")
	d.Tab(2) // past Monday
	d.Keys(fyne.KeySpace)
	d.Press("Save")
	list, err := d.Store.Diary.Clinics(d.Ctx())
	d.Must(err)
	if len(list) != 1 {
		d.T.Fatalf("%d clinics; the form shows %q", len(list), d.Texts())
	}
	return list[0]
}

func TestClinic_isSetUpByKeyboard(t *testing.T) {
	d := uitest.NewPeople(t)
	c := tuesdays(d)
	if c.Surgery != d.Birchington.Name || c.Staff != d.Sian.Name || c.Room != "Room 4" || c.Rule != data.WeeklyRule(1, data.Tuesday) ||
		c.From != uitest.Today || !c.Until.IsZero() || c.Starts != "09:00" || c.Ends != "12:30" || c.SlotMinutes != 30 {
		t.Errorf("%+v", c)
	}
	if d.Backs != 1 {
		t.Errorf("the form was left %d times", d.Backs)
	}
}

func TestClinic_showsTheSessionsThatComeOfIt(t *testing.T) {
	d := uitest.NewPeople(t)
	_, err := d.Store.Diary.SaveAbsence(d.Ctx(), &data.Absence{StaffID: d.Sian.ID, From: data.MustDate("2026-04-14"), To: data.MustDate("2026-04-20"), Kind: "leave"})
	d.Must(err)
	p := open(d, "")
	d.Sees("Choose the days and times.")
	p.form.In.Fill(map[string]string{"StaffID": string(d.Sian.ID), "Days": "1,2", "Starts": "9", "Ends": "11.00", "SlotMinutes": "40"})
	p.changed()
	// Easter Monday is yesterday, and 4 May is a bank holiday.
	d.Sees("3 slots for each session", "Tue 7 Apr 2026", "Mon 13 Apr 2026", "Leave", "Mon 4 May 2026", "Early May bank holiday")
	p.form.In.Fill(map[string]string{"Repeats": monthly, "Weeks": "1,-1", "Days": "2"})
	p.changed()
	d.Sees("Tue 7 Apr 2026", "Tue 28 Apr 2026", "Tue 5 May 2026", "Tue 26 May 2026")
	d.SeesNot("Tue 21 Apr 2026")
}

func TestClinic_saysWhatIsWrongBesideTheField(t *testing.T) {
	d := uitest.NewPeople(t)
	p := open(d, "")
	p.form.In.Fill(map[string]string{"Starts": "25", "Breaks": "at ten", "SlotMinutes": "half an hour", "From": "31/2/26"})
	d.Press("Save")
	d.Sees("Choose the surgery.", "Choose at least 1 day of the week", "Enter a time, like 9:00", "Enter a break as start and end",
		"Enter the minutes as a number", "February 2026 has 28 days")
	p.form.In.Fill(map[string]string{"SurgeryID": string(d.Birchington.ID), "Days": "2", "Repeats": monthly, "Starts": "9:00", "Breaks": "",
		"SlotMinutes": "30", "From": "7/4/26"})
	p.changed()
	d.Press("Save")
	d.Sees("Choose at least 1 week of the month")
	if list, _ := d.Store.Diary.Clinics(d.Ctx()); len(list) != 0 {
		t.Error("a clinic without a week was saved")
	}
}

func TestClinic_whoNoLongerFitsIsListed(t *testing.T) {
	d := uitest.NewPeople(t)
	c, harold := tuesdays(d), d.Harold()
	d.Must(d.Store.Diary.Book(d.Ctx(), &data.Appointment{ClientID: harold.ID, ClinicID: c.ID, Kind: "clinic", On: data.MustDate("2026-04-14"), At: "12:00"}))
	p := open(d, c.ID)
	p.form.In.Fill(map[string]string{"Ends": "11:30"})
	d.Press("Save")
	d.Sees("1 person to tell", harold.GivenNames+" "+harold.FamilyName, "Tue 14 Apr 2026 at 12:00")
	told, err := d.Store.Diary.ToTell(d.Ctx())
	d.Must(err)
	if len(told) != 1 {
		t.Errorf("%d people to be told", len(told))
	}
}

func TestClinic_endsBeforeADay(t *testing.T) {
	d := uitest.NewPeople(t)
	c := tuesdays(d)
	open(d, c.ID)
	d.Press("End this clinic…")
	d.Sees("First day without this clinic")
	d.Press("End clinic")
	list, err := d.Store.Diary.Clinics(d.Ctx())
	d.Must(err)
	if len(list) != 0 {
		t.Errorf("a clinic that never began is still there: %+v", list)
	}
}

func TestClinic_aRuleTheFormCannotSayStays(t *testing.T) {
	d := uitest.NewPeople(t)
	c := data.Clinic{SurgeryID: d.Birchington.ID, StaffID: d.Sian.ID, Rule: "FREQ=MONTHLY;BYDAY=1MO,3FR", From: uitest.Today,
		Starts: "09:00", Ends: "12:00", SlotMinutes: 30}
	_, err := d.Store.Diary.SaveClinic(d.Ctx(), &c)
	d.Must(err)
	p := open(d, c.ID)
	p.form.In.Fill(map[string]string{"Room": "Room 2"})
	d.Press("Save")
	list, err := d.Store.Diary.Clinics(d.Ctx())
	d.Must(err)
	if list[0].Rule != c.Rule || list[0].Room != "Room 2" {
		t.Errorf("%+v", list[0])
	}
}
