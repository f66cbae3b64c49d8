package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func (d *desk) open1(c *data.Client) *recordPage {
	d.T.Helper()
	return d.open(host.Route{View: host.ViewClient, Client: c.ID}).(*recordPage)
}

// pick chooses from the More menu.
func (d *desk) pick(p *recordPage, label string) {
	d.T.Helper()
	test.Tap(p.more)
	if !kit.OverlayOpen(d.Window) {
		d.T.Fatal("no menu opened")
	}
	d.Window.Canvas().Overlays().Remove(d.Window.Canvas().Overlays().Top())
	for _, item := range p.menuItems() {
		if item.Label == label {
			item.Action()
			return
		}
	}
	d.T.Fatalf("there is no menu item %q", label)
}

// field finds the control with that label in what is on the screen.
func field[T fyne.CanvasObject](d *desk, label string) T {
	d.T.Helper()
	var found T
	ok := false
	d.Each(func(o fyne.CanvasObject) {
		f, is := o.(T)
		if l, has := o.(interface{ Label() string }); is && has && l.Label() == label {
			found, ok = f, true
		}
	})
	if !ok {
		d.T.Fatalf("there is no field %q among %q", label, d.Texts())
	}
	return found
}

func TestRecordShowsWhoThisIsAndWhatMatters(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	c.Alert, c.AccessNeeds, c.Matters = "Two-person visits", "Large print", "His allotment."
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	d.Must(d.Store.Casework.AddNeed(d.Ctx(), &data.Need{ClientID: c.ID, EpisodeID: d.Record(c.ID).Episode.ID, ReasonID: d.Benefits.ID, FoundOn: uitest.Today}))
	d.open1(c)
	d.Sees("Harold Pettit", "“Harry” · Aged 74 · NHS 943 476 5919", "Housing", "found later: Benefits", "Two-person visits",
		"Large print", "Consent to keep a record: not asked", "His allotment.", "About Harry", "Third visit about the damp.", "First questionnaire")
}

func TestRecordPutsTheNextStepOnTopAndLeadsThere(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Chosen(c.ID, "Money Advice at the Hub", "2026-03-17")
	d.open1(c)
	d.Sees("First follow-up: Money Advice at the Hub", "today", "Wellbeing", "Referred 17 Mar")
	due := d.Record(c.ID).FollowUps[0]
	d.Press("Follow up")
	d.WentTo(host.Route{Area: host.Clients, View: host.ViewFollowUp, Client: c.ID, Record: due.ID})
	d.Press("Offer services")
	d.WentTo(host.Route{Area: host.Clients, View: host.ViewOffer, Client: c.ID})
}

func TestWellbeingSaysTheChange(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	for value, on := range map[int]string{2: "2026-03-10", 3: "2026-04-07"} {
		r := data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: data.MustDate(on), Mode: "alone",
			Finished: true, Answers: map[int]int{}}
		if value == 3 {
			r.Stage = data.StageFollowUp
		}
		for item := 1; item <= 14; item++ {
			r.Answers[item] = value
		}
		d.Must(d.Store.Measure.SaveResponse(d.Ctx(), &r))
	}
	d.open1(c)
	d.Sees("WEMWBS, 14 to 70", "28 at first, 42 now: up 14", "Health Survey for England 2011")
}

// The chart had 15.3 beside “15.32 at first”.
func TestWellbeing_theChartWritesScoresAsTheWordsDo(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	for value, on := range map[int]string{2: "2026-03-10", 3: "2026-04-07"} {
		r := data.Response{ClientID: c.ID, InstrumentID: "swemwbs", Stage: data.Baseline, AnsweredOn: data.MustDate(on), Mode: "alone",
			Finished: true, Answers: map[int]int{}}
		if value == 3 {
			r.Stage = data.StageFollowUp
		}
		for item := 1; item <= 7; item++ {
			r.Answers[item] = value
		}
		d.Must(d.Store.Measure.SaveResponse(d.Ctx(), &r))
	}
	d.open1(c)
	d.Sees("15.32 at first, 19.25 now: up 3.93")
	var drawn []string
	uitest.Walk(d.Window.Content(), func(s uitest.Seen) {
		if text, is := s.Object.(*canvas.Text); is {
			drawn = append(drawn, text.Text)
		}
	})
	for _, score := range []string{"15.32", "19.25"} {
		if !slices.Contains(drawn, score) {
			t.Errorf("the chart does not have %s, but %q", score, drawn)
		}
	}
}

func TestStoryFilterNarrowsWhatIsShown(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.Casework.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended,
		On: uitest.Today, Note: "Rang about the damp again."}))
	p := d.open1(c)
	d.Sees("Rang about the damp again.", "Dr Patel")
	p.story.filter.Tap(int(storyContacts))
	d.Sees("Rang about the damp again.")
	d.SeesNot("Dr Patel")
	p.story.filter.Tap(int(storyQuestionnaires))
	d.Sees("No entries of this kind yet.")
}

func TestStoryOfHundredsOfEntriesIsDrawnInParts(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	for i := range 75 {
		d.Must(d.Store.Casework.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended,
			On: uitest.Today.AddDays(-i % 20), Note: fmt.Sprintf("Call %d.", i)}))
	}
	d.open1(c)
	count := func() int {
		n := 0
		for _, s := range d.Texts() {
			if strings.HasPrefix(s, "Call ") {
				n++
			}
		}
		return n
	}
	if n := count(); n != storyPage {
		t.Errorf("%d entries drawn at first, want %d", n, storyPage)
	}
	d.Press("Show earlier (46 entries)")
	if n := count(); n != 2*storyPage {
		t.Errorf("%d entries drawn after asking for more, want %d", n, 2*storyPage)
	}
}

func TestALongNoteIsOpenedAndClosed(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	note := strings.Repeat("He told me about the house and how it came to this. ", 30)
	d.Must(d.Store.Casework.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: uitest.Today, Note: note}))
	d.open1(c)
	d.Press("Show all")
	d.Press("Show less")
	d.Sees("Show all")
}

func TestStatusOfAPrescriptionIsChanged(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Chosen(c.ID, "Money Advice at the Hub", "2026-03-17")
	d.open1(c)
	d.Press("Change")
	d.Sees("Current status: “Referred or signposted”.")
	d.Press("Save") // the status that stood was saved as news of today
	d.Sees("Choose what happened")
	if rx := d.Record(c.ID).Prescriptions[0]; rx.StatusOn != rx.MadeOn {
		t.Fatalf("saved with nothing chosen: %+v", rx)
	}
	field[*kit.Choice](d, "What happened?").Choose(string(data.StatusStarted))
	since := field[*kit.DateField](d, "Since")
	since.SetText("01/03/2026")
	d.Press("Save")
	d.Sees("Date must be on or after")
	since.SetText("30/03/2026")
	field[*kit.TextField](d, "Note").SetText("Went on Tuesday.")
	d.Press("Save")

	rx := d.Record(c.ID).Prescriptions[0]
	if rx.Status != data.StatusStarted || rx.StatusOn.String() != "2026-03-30" || rx.Note != "Went on Tuesday." {
		t.Errorf("stored %+v", rx)
	}
	if kit.OverlayOpen(d.Window) {
		t.Error("the dialog is still open")
	}
	d.Sees("Started", "Went on Tuesday.")
}

func TestEpisodeIsPausedClosedAndOpenedAgain(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Chosen(c.ID, "Money Advice at the Hub", "2026-03-17")
	p := d.open1(c)

	p.askPause()
	d.Press("Pause")
	if e := d.Record(c.ID).Episode; e.Status != data.EpisodePaused || e.PausedOn != uitest.Today {
		t.Fatalf("paused: %+v", e)
	}
	p.askClose()
	d.Sees("1 open follow-up will be closed")
	d.Press("Close support")
	d.Sees("Enter why it is closed.")
	field[*kit.Choice](d, "Why are you closing it?").Choose("goals_met")
	d.Press("Close support")
	rec := d.Record(c.ID)
	if rec.Episode.Status != data.EpisodeClosed || rec.Episode.CloseReason != "goals_met" || len(rec.FollowUps) != 0 {
		t.Fatalf("closed: %+v, %d follow-ups", rec.Episode, len(rec.FollowUps))
	}
	d.Sees("Closed", "Support complete")
	d.SeesNot("Next")
	p.askReopen()
	d.Press("Reopen")
	if e := d.Record(c.ID).Episode; e.Status != data.EpisodeOpen {
		t.Errorf("opened again: %+v", e)
	}
}

func TestNeedAndReferralAreAddedFromTheRecord(t *testing.T) {
	d := newDesk(t)
	c := d.Named("Edith", "Sørensen")
	p := d.open1(c)
	d.Press("Add a referral")
	field[*kit.Choice](d, "Main reason for referral").Choose(string(d.Housing.ID))
	field[*kit.DateField](d, "Date received").SetText("")
	d.Press("Add referral")
	d.Sees("Enter the date the referral came in.")
	field[*kit.DateField](d, "Date received").SetText("06/04/2026")
	d.Press("Add referral")
	if rec := d.Record(c.ID); len(rec.Referrals) != 1 || rec.Referrals[0].ReasonID != d.Housing.ID {
		t.Fatalf("referrals %+v", rec.Referrals)
	}
	p.askNeed()
	d.Press("Add need")
	d.Sees("Choose the need.")
	field[*kit.Choice](d, "What is the need?").Choose(string(d.Benefits.ID))
	d.Press("Add need")
	d.Sees("found later: Benefits")
}

func TestAReferralIsPutRightAndKeepsAReasonNoLongerOffered(t *testing.T) {
	d := newDesk(t)
	c := d.Named("Edith", "Sørensen")
	old := d.Reason("Winter coats")
	d.Must(d.Store.Casework.AddReferral(d.Ctx(), &data.Referral{ClientID: c.ID, ReceivedOn: uitest.Today, ReasonID: d.Housing.ID,
		Further: []data.ID{old.ID, d.Benefits.ID}}))
	old.Retired = true
	d.Must(d.Store.Lists.SaveReason(d.Ctx(), &old))
	d.open1(c)
	d.Press("Edit")
	field[*kit.TextField](d, "Referrer’s name").SetText("Nurse Cole")
	d.Press("Save")
	rec := d.Record(c.ID)
	if len(rec.Referrals) != 1 {
		t.Fatalf("referrals %+v", rec.Referrals)
	}
	if r := rec.Referrals[0]; r.Referrer != "Nurse Cole" || r.ReasonID != d.Housing.ID || len(r.Further) != 2 {
		t.Errorf("referral %+v", r)
	}
	d.Sees("Nurse Cole")
}

func TestANeedFoundByMistakeIsRemoved(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.Casework.AddNeed(d.Ctx(), &data.Need{ClientID: c.ID, EpisodeID: d.Record(c.ID).Episode.ID, ReasonID: d.Benefits.ID, FoundOn: uitest.Today}))
	d.open1(c)
	d.Press("Remove") // in the story
	if n := len(d.Record(c.ID).Needs); n != 1 {
		t.Fatal("removed without being asked")
	}
	d.Press("Remove") // in the dialog
	if n := len(d.Record(c.ID).Needs); n != 0 {
		t.Errorf("%d needs are left", n)
	}
	d.SeesNot("found later")
}

func TestConsentIsWrittenOnlyWhereItChanged(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.Casework.AddConsent(d.Ctx(), &data.Consent{ClientID: c.ID, Kind: data.ConsentRecord, Given: true, On: uitest.Today, How: "written"}))
	p := d.open1(c)
	p.askConsent()
	d.Press("Save")
	d.Sees("No answer has changed.")
	field[*kit.ChoiceRow](d, "To share with the surgery").Tap(0)
	d.Press("Save")
	d.Sees("Select how they gave consent.")
	field[*kit.Choice](d, "How did they tell you?").Choose("phone")
	d.Press("Save")
	rec := d.Record(c.ID)
	if len(rec.Consents) != 2 {
		t.Fatalf("consents %+v", rec.Consents)
	}
	for _, k := range rec.Consents {
		if k.Kind == data.ConsentRecord && k.How != "written" {
			t.Errorf("the earlier consent was written over: %+v", k)
		}
	}
	d.Sees("Consent: record, surgery")
}

func TestADialogThatCannotBeStoredKeepsWhatWasTyped(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	p := d.open1(c)
	p.askNeed()
	field[*kit.Choice](d, "What is the need?").Choose(string(d.Benefits.ID))
	field[*kit.TextField](d, "Note").SetText("Lost his wife.")
	d.Must(d.Store.Close())
	d.Press("Add need")
	d.Sees("Something went wrong.")
	if got := field[*kit.TextField](d, "Note").Text(); got != "Lost his wife." {
		t.Errorf("note %q", got)
	}
}

func TestRecordThatCannotBeReadSaysSo(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.Close())
	d.open1(c)
	d.Sees("Something went wrong")
}

func TestMenuLeadsToTheForm(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	p := d.open1(c)
	d.pick(p, "Edit personal details")
	d.WentTo(host.Route{Area: host.Clients, View: host.ViewEditClient, Client: c.ID})
}

func TestRecordFitsTheSmallestWindow(t *testing.T) {
	d := newDesk(t)
	long := "Wilhelmina-Alexandrina van der Westhuizen-Featherstonehaugh of the Very Long Name Indeed"
	c := &data.Client{GivenNames: long, FamilyName: long, KnownAs: long, Alert: long, AccessNeeds: long, Matters: strings.Repeat(long, 5)}
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	d.Fits(d.open1(c))
}

// TestMenu_whatOpensADialogEndsWithAnEllipsis, and nothing else does.
func TestMenu_whatOpensADialogEndsWithAnEllipsis(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Chosen(c.ID, "Money Advice at the Hub", "2026-03-17")
	p := d.open1(c)
	for _, item := range p.menuItems() {
		if item.IsSeparator {
			continue
		}
		item.Action()
		if opens := kit.OverlayOpen(d.Window); opens != strings.HasSuffix(item.Label, "…") {
			t.Errorf("%q opens a dialog: %v", item.Label, opens)
		}
		for kit.OverlayOpen(d.Window) {
			top := d.Window.Canvas().Overlays().Top()
			if dialog, ok := top.(*kit.Dialog); ok {
				dialog.Close()
				continue
			}
			d.Window.Canvas().Overlays().Remove(top)
		}
	}
}
