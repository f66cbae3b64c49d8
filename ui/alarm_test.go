package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/meet"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// overdue is a shell with someone out who should be back at 15:00, and a clock
// that the test moves.
func overdue(t *testing.T) (*uitest.Desk, *Shell, *data.LoneCard) {
	t.Helper()
	d := uitest.New(t)
	d.Must(d.Store.AddStartingLists(d.Ctx()))
	staff := data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}
	d.Must(d.Store.Lists.SaveStaff(d.Ctx(), &staff))
	d.Must(d.Store.Lists.SetSetting(d.Ctx(), data.SettingLoneCall, "Anneliese Roy, 01632 960170"))
	c := data.Client{GivenNames: "Walter", FamilyName: "Finch", Address: "9 Canute Road", Alert: "Dog"}
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), &c))
	v := data.Visit{ClientID: c.ID, StaffID: staff.ID, On: uitest.Today, At: "14:00"}
	d.Must(d.Store.Visits.Save(d.Ctx(), &v))
	card, err := d.Store.Lone.Card(d.Ctx(), v.ID)
	d.Must(err)
	card.Phone, card.Buddy, card.BuddyTel = "07700 900162", "Gemma Whitlock", "01632 960155"
	shell := New(Options{App: fyne.CurrentApp(), Window: d.Window, Store: d.Store, Clock: d.Host.Clock, Log: d.Host.Log, Background: d.Host.Background})
	d.Window.Resize(fyne.NewSize(1024, 640))
	d.Must(d.Store.Lone.GoOut(d.Ctx(), card))
	return d, shell, card
}

// The alarm comes when it is time, on whatever page, over whatever is typed; no
// key takes it away, and it does not name the client.
func TestAlarm_standsUntilSomeoneAnswers(t *testing.T) {
	d, shell, card := overdue(t)
	shell.Go(host.Route{Area: host.Settings})
	d.Now = card.DueAt.Add(-time.Minute)
	shell.Tick()
	d.SeesNot("Lone-working alarm")
	d.Now = card.DueAt.Add(16 * time.Minute)
	shell.Tick()
	d.Sees("Lone-working alarm", "Siân Prŷs-Okafor is not back", "Due back at 15:00. It is now 15:16. Out since 10:12.", "16 min overdue",
		"9 Canute Road", "Dog", "Call Siân", "07700 900162", "Call Gemma Whitlock", "Call Anneliese Roy", "No answer from anyone: call 999")
	alarm := shell.alarm.shown
	if strings.Contains(uitest.Markup(alarm), "Walter") || strings.Contains(uitest.Markup(alarm), "Finch") {
		t.Error("the alarm names the client")
	}
	d.Keys(fyne.KeyEscape, fyne.KeyEscape)
	d.Window.Canvas().Unfocus()
	if key := d.Window.Canvas().OnTypedKey(); key != nil {
		key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
	d.Sees("Lone-working alarm")
	shell.Go(host.Route{Area: host.Clients})
	shell.Tick()
	d.Sees("Lone-working alarm")
	d.Press("No answer")
	d.Sees("No answer 15:16")
	d.Press("They are back")
	d.SeesNot("Lone-working alarm")
	if out, err := d.Store.Lone.Out(d.Ctx()); err != nil || len(out) != 0 {
		t.Errorf("answered, and out are %+v, %v", out, err)
	}
}

func TestAlarm_reachedIsQuietForHalfAnHourAndHiddenForFiveMinutes(t *testing.T) {
	d, shell, card := overdue(t)
	d.Now = card.DueAt.Add(time.Minute)
	shell.Tick()
	d.Press("Hide for 5 minutes")
	d.SeesNot("Lone-working alarm")
	d.Now = d.Now.Add(5 * time.Minute)
	shell.Tick()
	d.Sees("Lone-working alarm")
	d.Press("Reached, safe")
	d.SeesNot("Lone-working alarm")
	d.Now = d.Now.Add(29 * time.Minute)
	shell.Tick()
	d.SeesNot("Lone-working alarm")
	d.Now = d.Now.Add(time.Minute)
	shell.Tick()
	d.Sees("Lone-working alarm", "0 min overdue")
}

// A dialog that lies beneath and is closed takes the alarm with it, as Fyne does
// with everything above; the next look at the clock brings it back.
func TestAlarm_comesBackAfterADialogBeneathIsClosed(t *testing.T) {
	d, shell, card := overdue(t)
	dialog := kit.Message(d.Window, "Something else", "It was open before.")
	d.Now = card.DueAt.Add(time.Minute)
	shell.Tick()
	dialog.Close()
	shell.Tick()
	d.Sees("Lone-working alarm")
}

func TestOutOrBack_isOneKeyFromAnywhere(t *testing.T) {
	d, shell, card := overdue(t)
	d.Store.Session.SwitchTo(card.StaffID)
	shell.press(t, "I am out, or back")
	d.Sees("You are back")
	d.Keys(fyne.KeyReturn)
	next := data.Visit{ClientID: card.ClientID, StaffID: card.StaffID, On: uitest.Today, At: "16:00"}
	d.Must(d.Store.Visits.Save(d.Ctx(), &next))
	shell.press(t, "I am out, or back")
	if r := shell.Route(); r.View != host.ViewLeaving || r.Record != next.ID {
		t.Errorf("went to %+v", r)
	}
}

// An alarm on a PC that has not met the others for a while says so: they may have said
// on another PC that they are back.
func TestAlarm_saysThatThisPCHasNotHeard(t *testing.T) {
	d, _, card := overdue(t)
	other := d.SecondPC(access.Prescriber)
	shell := New(Options{App: fyne.CurrentApp(), Window: d.Window, Store: d.Store, Clock: d.Host.Clock, Log: d.Host.Log, Background: d.Host.Background, Meets: d.Host.Meets})
	d.Now = card.DueAt.Add(time.Minute)
	d.Meet()
	shell.Tick()
	d.Sees("Lone-working alarm")
	d.SeesNot("Not heard here")
	met := d.Now
	d.Now = d.Now.Add(10 * time.Minute)
	shell.Tick()
	d.Sees("Not heard here: this PC last met the others at " + met.Format("15:04"))

	// On the other PC they said that they are back. This PC hears it with the next meeting.
	d.Must(other.Lone.Back(d.Ctx(), card.ID))
	other.Meet(meet.Fully)
	d.Meet()
	shell.Tick()
	d.SeesNot("Lone-working alarm")
}
