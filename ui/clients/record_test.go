package clients

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

func (d *desk) open1(c *data.Client) *recordPage {
	d.t.Helper()
	return d.open(host.Route{View: host.ViewClient, Client: c.ID}).(*recordPage)
}

// pick chooses from the More menu.
func (d *desk) pick(p *recordPage, label string) {
	d.t.Helper()
	test.Tap(p.more)
	if !kit.OverlayOpen(d.window) {
		d.t.Fatal("no menu opened")
	}
	d.window.Canvas().Overlays().Remove(d.window.Canvas().Overlays().Top())
	for _, item := range p.menuItems() {
		if item.Label == label {
			item.Action()
			return
		}
	}
	d.t.Fatalf("there is no menu item %q", label)
}

// field finds the control with that label in what is on the screen.
func field[T fyne.CanvasObject](d *desk, label string) T {
	d.t.Helper()
	var found T
	ok := false
	d.walk(func(o fyne.CanvasObject) {
		f, is := o.(T)
		if l, has := o.(interface{ Label() string }); is && has && l.Label() == label {
			found, ok = f, true
		}
	})
	if !ok {
		d.t.Fatalf("there is no field %q among %q", label, d.texts())
	}
	return found
}

func TestRecordShowsWhoThisIsAndWhatMatters(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	c.Alert, c.AccessNeeds, c.Matters = "Two-person visits", "Large print", "His allotment."
	d.must(d.store.SaveClient(d.ctx(), c))
	d.must(d.store.AddNeed(d.ctx(), &data.Need{ClientID: c.ID, EpisodeID: d.record(c.ID).Episode.ID, ReasonID: d.benefits.ID, FoundOn: deskToday}))
	d.open1(c)
	d.sees("Harold Pettit", "“Harry”, 74 · NHS 943 476 5919", "Housing", "found later: Benefits", "Two-person visits",
		"Large print", "Consent to hold a record not asked", "His allotment.", "About Harry", "Third visit about the damp.", "First questionnaire")
}

func TestRecordPutsTheNextStepOnTopAndLeadsThere(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	d.chosen(c.ID, "Money Advice at the Hub", "2026-03-17")
	d.open1(c)
	d.sees("First follow-up: Money Advice at the Hub", "today", "Wellbeing", "Referred 17 Mar")
	due := d.record(c.ID).FollowUps[0]
	d.press("Do it")
	d.wentTo(host.Route{Area: host.Clients, View: host.ViewFollowUp, Client: c.ID, Record: due.ID})
	d.press("Offer services")
	d.wentTo(host.Route{Area: host.Clients, View: host.ViewOffer, Client: c.ID})
}

func TestWellbeingSaysTheChange(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	for value, on := range map[int]string{2: "2026-03-10", 3: "2026-04-07"} {
		r := data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: data.MustDate(on), Mode: "alone",
			Finished: true, Answers: map[int]int{}}
		if value == 3 {
			r.Stage = data.StageFollowUp
		}
		for item := 1; item <= 14; item++ {
			r.Answers[item] = value
		}
		d.must(d.store.SaveResponse(d.ctx(), &r))
	}
	d.open1(c)
	d.sees("WEMWBS, 14 to 70", "28 at first, 42 now: up 14", "Health Survey for England 2011")
}

func TestStoryFilterNarrowsWhatIsShown(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	d.must(d.store.SaveContact(d.ctx(), &data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended,
		On: deskToday, Note: "Rang about the damp again."}))
	p := d.open1(c)
	d.sees("Rang about the damp again.", "Dr Patel")
	p.story.filter.Tap(int(storyContacts))
	d.sees("Rang about the damp again.")
	d.seesNot("Dr Patel")
	p.story.filter.Tap(int(storyQuestionnaires))
	d.sees("Nothing of this kind yet.")
}

func TestStoryOfHundredsOfEntriesIsDrawnInParts(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	for i := range 75 {
		d.must(d.store.SaveContact(d.ctx(), &data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended,
			On: deskToday.AddDays(-i % 20), Note: fmt.Sprintf("Call %d.", i)}))
	}
	d.open1(c)
	count := func() int {
		n := 0
		for _, s := range d.texts() {
			if strings.HasPrefix(s, "Call ") {
				n++
			}
		}
		return n
	}
	if n := count(); n != storyPage {
		t.Errorf("%d entries drawn at first, want %d", n, storyPage)
	}
	d.press("Show earlier (46 entries)")
	if n := count(); n != 2*storyPage {
		t.Errorf("%d entries drawn after asking for more, want %d", n, 2*storyPage)
	}
}

func TestALongNoteIsOpenedAndClosed(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	note := strings.Repeat("He told me about the house and how it came to this. ", 30)
	d.must(d.store.SaveContact(d.ctx(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: deskToday, Note: note}))
	d.open1(c)
	d.press("Show all of it")
	d.press("Show less")
	d.sees("Show all of it")
}

func TestStatusOfAPrescriptionIsChanged(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	d.chosen(c.ID, "Money Advice at the Hub", "2026-03-17")
	d.open1(c)
	d.press("Change")
	field[*kit.Choice](d, "What came of it?").Choose(string(data.StatusStarted))
	since := field[*kit.DateField](d, "Since")
	since.SetText("01/03/2026")
	d.press("Save")
	d.sees("before the prescription was made")
	since.SetText("30/03/2026")
	field[*kit.TextField](d, "Note").SetText("Went on Tuesday.")
	d.press("Save")

	rx := d.record(c.ID).Prescriptions[0]
	if rx.Status != data.StatusStarted || rx.StatusOn.String() != "2026-03-30" || rx.Note != "Went on Tuesday." {
		t.Errorf("stored %+v", rx)
	}
	if kit.OverlayOpen(d.window) {
		t.Error("the dialog is still open")
	}
	d.sees("Started", "Went on Tuesday.")
}

func TestEpisodeIsPausedClosedAndOpenedAgain(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	d.chosen(c.ID, "Money Advice at the Hub", "2026-03-17")
	p := d.open1(c)

	p.askPause()
	d.press("Pause")
	if e := d.record(c.ID).Episode; e.Status != data.EpisodePaused || e.PausedOn != deskToday {
		t.Fatalf("paused: %+v", e)
	}
	p.askClose()
	d.sees("1 open follow-up will be closed")
	d.press("Close it")
	d.sees("Please say why it is closed.")
	field[*kit.Choice](d, "Why does it end?").Choose("goals_met")
	d.press("Close it")
	rec := d.record(c.ID)
	if rec.Episode.Status != data.EpisodeClosed || rec.Episode.CloseReason != "goals_met" || len(rec.FollowUps) != 0 {
		t.Fatalf("closed: %+v, %d follow-ups", rec.Episode, len(rec.FollowUps))
	}
	d.sees("Closed: Has what they came for")
	p.askReopen()
	d.press("Open again")
	if e := d.record(c.ID).Episode; e.Status != data.EpisodeOpen {
		t.Errorf("opened again: %+v", e)
	}
}

func TestNeedAndReferralAreAddedFromTheRecord(t *testing.T) {
	d := newDesk(t)
	c := d.named("Edith", "Sørensen")
	p := d.open1(c)
	d.press("Add a referral")
	field[*kit.Choice](d, "Main reason").Choose(string(d.housing.ID))
	field[*kit.DateField](d, "Received on").SetText("")
	d.press("Add")
	d.sees("Please give the day the referral came in.")
	field[*kit.DateField](d, "Received on").SetText("06/04/2026")
	d.press("Add")
	if rec := d.record(c.ID); len(rec.Referrals) != 1 || rec.Referrals[0].ReasonID != d.housing.ID {
		t.Fatalf("referrals %+v", rec.Referrals)
	}
	p.askNeed()
	d.press("Add")
	d.sees("Please choose the need.")
	field[*kit.Choice](d, "What was found?").Choose(string(d.benefits.ID))
	d.press("Add")
	d.sees("found later: Benefits")
}

func TestAReferralIsPutRightAndKeepsAReasonNoLongerOffered(t *testing.T) {
	d := newDesk(t)
	c := d.named("Edith", "Sørensen")
	old := d.reason("Winter coats")
	d.must(d.store.AddReferral(d.ctx(), &data.Referral{ClientID: c.ID, ReceivedOn: deskToday, ReasonID: d.housing.ID,
		Further: []data.ID{old.ID, d.benefits.ID}}))
	old.Retired = true
	d.must(d.store.SaveReason(d.ctx(), &old))
	d.open1(c)
	d.press("Edit")
	field[*kit.TextField](d, "Referred by").SetText("Nurse Cole")
	d.press("Save")
	rec := d.record(c.ID)
	if len(rec.Referrals) != 1 {
		t.Fatalf("referrals %+v", rec.Referrals)
	}
	if r := rec.Referrals[0]; r.Referrer != "Nurse Cole" || r.ReasonID != d.housing.ID || len(r.Further) != 2 {
		t.Errorf("referral %+v", r)
	}
	d.sees("Nurse Cole")
}

func TestANeedFoundByMistakeIsRemoved(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	d.must(d.store.AddNeed(d.ctx(), &data.Need{ClientID: c.ID, EpisodeID: d.record(c.ID).Episode.ID, ReasonID: d.benefits.ID, FoundOn: deskToday}))
	d.open1(c)
	d.press("Remove") // in the story
	if n := len(d.record(c.ID).Needs); n != 1 {
		t.Fatal("removed without being asked")
	}
	d.press("Remove") // in the dialog
	if n := len(d.record(c.ID).Needs); n != 0 {
		t.Errorf("%d needs are left", n)
	}
	d.seesNot("found later")
}

func TestConsentIsWrittenOnlyWhereItChanged(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	d.must(d.store.AddConsent(d.ctx(), &data.Consent{ClientID: c.ID, Kind: data.ConsentRecord, Given: true, On: deskToday, How: "written"}))
	p := d.open1(c)
	p.askConsent()
	d.press("Save")
	d.sees("Nothing was changed.")
	field[*kit.ChoiceRow](d, "To share with the surgery").Tap(0)
	d.press("Save")
	d.sees("Please say how it was given.")
	field[*kit.Choice](d, "How was it given?").Choose("phone")
	d.press("Save")
	rec := d.record(c.ID)
	if len(rec.Consents) != 2 {
		t.Fatalf("consents %+v", rec.Consents)
	}
	for _, k := range rec.Consents {
		if k.Kind == data.ConsentRecord && k.How != "written" {
			t.Errorf("the earlier consent was written over: %+v", k)
		}
	}
	d.sees("Consent: record, surgery")
}

func TestADialogThatCannotBeStoredKeepsWhatWasTyped(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	p := d.open1(c)
	p.askNeed()
	field[*kit.Choice](d, "What was found?").Choose(string(d.benefits.ID))
	field[*kit.TextField](d, "Note").SetText("Lost his wife.")
	d.must(d.store.Close())
	d.press("Add")
	d.sees("Something went wrong and nothing was changed")
	if got := field[*kit.TextField](d, "Note").Text(); got != "Lost his wife." {
		t.Errorf("note %q", got)
	}
}

func TestRecordThatCannotBeReadSaysSo(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	d.must(d.store.Close())
	d.open1(c)
	d.sees("Something went wrong")
}

func TestMenuLeadsToTheForm(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	p := d.open1(c)
	d.pick(p, "Edit who they are")
	d.wentTo(host.Route{Area: host.Clients, View: host.ViewEditClient, Client: c.ID})
}

func TestRecordFitsTheSmallestWindow(t *testing.T) {
	d := newDesk(t)
	long := "Wilhelmina-Alexandrina van der Westhuizen-Featherstonehaugh of the Very Long Name Indeed"
	c := &data.Client{GivenNames: long, FamilyName: long, KnownAs: long, Alert: long, AccessNeeds: long, Matters: strings.Repeat(long, 5)}
	d.must(d.store.SaveClient(d.ctx(), c))
	d.fits(d.open1(c))
}
