package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/store/people"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

// padDesk is a window to which a manager has signed in, or to which no one signs in,
// with a questionnaire in the hands of a client, and someone else out alone.
type padDesk struct {
	*uitest.Desk
	shell  *Shell
	boss   people.Person
	out    *data.LoneCard
	chimes int
}

const padCode = "4827"

func newPadDesk(t *testing.T, signsIn bool) *padDesk {
	t.Helper()
	d := &padDesk{Desk: uitest.New(t), boss: people.Person{Name: "Rosalind Achebe"}}
	d.Must(d.Store.AddStartingLists(d.Ctx()))
	sian := data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}
	d.Must(d.Store.Lists.SaveStaff(d.Ctx(), &sian))
	walter, margery := data.Client{GivenNames: "Walter", FamilyName: "Finch", Address: "9 Canute Road"}, data.Client{GivenNames: "Margery", FamilyName: "O’Neill"}
	for _, c := range []*data.Client{&walter, &margery} {
		d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
		d.Must(d.Store.Casework.AddReferral(d.Ctx(), &data.Referral{ClientID: c.ID, ReceivedOn: uitest.Today}))
	}
	v := data.Visit{ClientID: walter.ID, StaffID: sian.ID, On: uitest.Today, At: "14:00"}
	d.Must(d.Store.Visits.Save(d.Ctx(), &v))
	var err error
	d.out, err = d.Store.Lone.Card(d.Ctx(), v.ID)
	d.Must(err)
	d.out.Phone, d.out.Buddy, d.out.BuddyTel = "07700 900162", "Gemma Whitlock", "01632 960155"
	d.Must(d.Store.Lone.GoOut(d.Ctx(), d.out))
	if signsIn {
		d.Must(d.Store.SetUpSignIn(d.Ctx(), &d.boss, bossPhrase))
	} else {
		d.boss.ID = sian.ID
		d.Store.Session.SwitchTo(sian.ID)
	}
	d.shell = New(Options{App: fyne.CurrentApp(), Window: d.Window, Store: d.Store, Clock: d.Host.Clock, Log: d.Host.Log,
		Background: d.Host.Background, Chime: func() { d.chimes++ }})
	d.Window.Resize(fyne.NewSize(1366, 768))
	d.shell.host.PadCodes = map[data.ID]string{d.boss.ID: padCode}
	d.shell.Go(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: margery.ID, Mode: "alone"})
	d.Press("Hand over")
	d.Met('1')
	if !d.shell.fullWindow() {
		t.Fatalf("the client does not have the window:\n%s", d.Text())
	}
	return d
}

// namesNobody checks that nothing on the window tells who is out, or where.
func (d *padDesk) namesNobody() {
	d.T.Helper()
	all := d.Text()
	for _, o := range d.Window.Canvas().Overlays().List() {
		all += uitest.Markup(o)
	}
	for _, secret := range []string{"Siân", "Walter", "Finch", "Canute", "07700 900162", "Gemma"} {
		if strings.Contains(all, secret) {
			d.T.Errorf("the window tells %q:\n%s", secret, all)
		}
	}
}

// givesBack leaves the questionnaire with the code of staff.
func (d *padDesk) givesBack() {
	d.T.Helper()
	d.shell.Go(host.Route{Area: host.Today})
	d.Type(padCode)
	d.Keys(fyne.KeyReturn)
}

func TestPad_doesNotLockInTheMiddleAndEndsAtTheLock(t *testing.T) {
	d := newPadDesk(t, true)
	d.Now = d.Now.Add(45 * time.Minute)
	d.shell.Watch()
	if d.Store.Session.Locked() || d.shell.gate != nil {
		t.Fatal("locked under the client's hands")
	}
	d.shell.Go(host.Route{Area: host.Today})
	d.Type("0000")
	d.Keys(fyne.KeyReturn)
	if !d.shell.fullWindow() {
		t.Fatal("another code led out of the questionnaire")
	}
	d.Keys(fyne.KeyEscape)
	d.givesBack()
	if !d.Store.Session.Locked() || d.shell.fullWindow() || d.Window.MainMenu() != nil {
		t.Fatalf("given back, and not locked:\n%s", d.Text())
	}
	d.Sees("Locked after the questionnaire.")
	d.SeesNot("Margery O’Neill")
	d.Type(bossPhrase)
	d.Keys(fyne.KeyReturn)
	if d.shell.gate != nil || d.shell.Route().Area != host.Today {
		t.Errorf("unlocking leads to %+v:\n%s", d.shell.Route(), d.Text())
	}
}

func TestPad_alarmIsHeardWithoutAName(t *testing.T) {
	d := newPadDesk(t, true)
	d.Now = d.out.DueAt.Add(5 * time.Minute)
	d.shell.Tick()
	d.Sees("This PC is needed back now")
	d.namesNobody()
	if d.chimes != 1 {
		t.Errorf("heard %d times", d.chimes)
	}
	d.Keys(fyne.KeyEscape)
	d.Sees("This PC is needed back now")
	d.Press("Go on for 5 minutes")
	d.SeesNot("This PC is needed back now")
	d.Now = d.Now.Add(5 * time.Minute)
	d.shell.Tick()
	d.Sees("This PC is needed back now")
	d.Press("Go on for 5 minutes")
	d.givesBack()
	d.Sees("Locked", "Someone is not back from a visit. Sign in to see who, and call them.")
	d.namesNobody()
	if d.chimes != 3 {
		t.Errorf("heard %d times, want twice at the questionnaire and once at the lock", d.chimes)
	}
	d.Type(bossPhrase)
	d.Keys(fyne.KeyReturn)
	d.shell.Tick()
	d.Sees("Lone-working alarm", "Siân Prŷs-Okafor is not back", "9 Canute Road")
}

// TestPad_alarmIsInTheLanguageOfThePad: a client who reads Polish has to understand
// that the PC is to be given back.
func TestPad_alarmIsInTheLanguageOfThePad(t *testing.T) {
	d := newPadDesk(t, true)
	in := clienttext.Pseudo(clienttext.Expanded)
	d.shell.page = &spoken{Page: d.shell.page, in: in}
	d.Now = d.out.DueAt.Add(5 * time.Minute)
	d.shell.Tick()
	d.Sees(in.Say("pad.needed"), in.Say("pad.needed.how"), in.Say("pad.needed.go_on", 5))
	d.SeesNot("This PC is needed back now")
}

// spoken is the pad in another language.
type spoken struct {
	host.Page
	in *clienttext.Language
}

func (s *spoken) FullWindow() bool         { return true }
func (s *spoken) In() *clienttext.Language { return s.in }

func TestPad_alarmNamesWhoIsOutOnceItIsGivenBackWhereNoOneSignsIn(t *testing.T) {
	d := newPadDesk(t, false)
	d.Now = d.out.DueAt.Add(5 * time.Minute)
	d.shell.Tick()
	d.Sees("This PC is needed back now")
	d.namesNobody()
	d.Press("Go on for 5 minutes")
	d.givesBack()
	d.Sees("Lone-working alarm")
}

func TestGate_alarmIsHeardAtTheLockWithoutAName(t *testing.T) {
	d := newPadDesk(t, true)
	d.givesBack()
	d.Now = d.out.DueAt.Add(-time.Minute)
	d.shell.Tick()
	d.SeesNot("Someone is not back from a visit. Sign in to see who, and call them.")
	d.Now = d.out.DueAt.Add(time.Minute)
	d.shell.Tick()
	d.shell.Tick()
	d.Sees("Someone is not back from a visit. Sign in to see who, and call them.")
	d.namesNobody()
	if d.chimes != 1 {
		t.Errorf("heard %d times", d.chimes)
	}
}
