package offer

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func (d *desk) offerTo(client data.ID) *offerPage {
	d.T.Helper()
	return d.open(host.Route{View: host.ViewOffer, Client: client}).(*offerPage)
}

// talkAbout brings a service into the detail as a person would.
func (d *desk) talkAbout(p *offerPage, name string) {
	d.T.Helper()
	p.search.words.SetText("")
	d.Window.Canvas().Focus(p.search.words)
	test.Type(p.search.words, name)
	d.Keys(fyne.KeyReturn)
	if p.detail.service == nil || p.detail.service.Name != name {
		d.T.Fatalf("%q is not in the detail", name)
	}
}

func (p *offerPage) listed() []string {
	var names []string
	for _, r := range p.search.found {
		names = append(names, r.Name)
	}
	return names
}

func TestOfferIsDoneByKeyboardAlone(t *testing.T) {
	// Given a day from which three weeks lead to Good Friday
	d := newDesk(t)
	d.Now = time.Date(2026, 3, 13, 10, 0, 0, 0, time.UTC)
	c := d.Harold()
	id := d.Service(data.Service{Name: "Housing Advice Line", Needs: []data.ID{d.Housing.ID}})
	p := d.offerTo(c.ID)
	if d.Focused() != fyne.Focusable(p.search.words) {
		t.Fatalf("the focus is on %T, want the search", d.Focused())
	}
	// When it is found, chosen with a confidence, and said why
	d.Type("advice")
	d.Keys(fyne.KeyReturn)
	d.Type("1")
	d.Tab(1)
	d.Type("10")
	d.Tab(1)
	d.Type("If it is the lady from last time")
	d.Tab(1)
	d.Type("1") // a referral
	d.Sees("Save: 1 chosen", "Offered so far")
	p.Save()
	d.Met('1')
	// Then all of it is stored, and the moved follow-up is explained
	offers, err := d.Store.Offering.Offers(d.Ctx(), c.ID)
	d.Must(err)
	if len(offers) != 1 || offers[0].ServiceID != id || offers[0].Decision != data.Chosen ||
		offers[0].Words != "If it is the lady from last time" || offers[0].Confidence == nil || *offers[0].Confidence != 10 {
		t.Errorf("stored %+v", offers)
	}
	rec := d.Record(c.ID)
	if len(rec.Prescriptions) != 1 || rec.Prescriptions[0].Kind != data.ReferralOn {
		t.Errorf("prescriptions %+v", rec.Prescriptions)
	}
	if len(rec.FollowUps) != 1 || rec.FollowUps[0].DueOn != data.MustDate("2026-04-07") {
		t.Errorf("follow-ups %+v", rec.FollowUps)
	}
	d.Sees("Tue 7 Apr 2026", "Good Friday", "3 weeks from 13 Mar 2026")
	d.Keys(fyne.KeyReturn)
	d.WentTo(person.ToRecord(c.ID))
	if _, _, ok, _ := d.Store.Lists.Draft(d.Ctx(), "offer:"+string(c.ID)); ok {
		t.Error("the draft is still there")
	}
}

// toggle switches the chip of that name, whatever its count.
func (d *desk) toggle(p *offerPage, name string) {
	d.T.Helper()
	for _, o := range p.search.filter.row.Objects {
		if c, ok := o.(*kit.FilterChip); ok && (c.Text() == name || strings.HasPrefix(c.Text(), name+" ")) {
			test.Tap(c)
			return
		}
	}
	d.T.Fatalf("there is no chip %q", name)
}

// chips are the texts of the chips that can be seen beneath the search.
func (p *offerPage) chips() string {
	var texts []string
	for _, o := range p.search.filter.row.Objects {
		if c, ok := o.(*kit.FilterChip); ok && c.Visible() {
			texts = append(texts, c.Text())
		}
	}
	return strings.Join(texts, "|")
}

// wantListed checks which services are listed, in order.
func (d *desk) wantListed(p *offerPage, names ...string) {
	d.T.Helper()
	if got := strings.Join(p.listed(), ", "); got != strings.Join(names, ", ") {
		d.T.Errorf("listed %s, want %s", got, strings.Join(names, ", "))
	}
}

func TestOfferMarksWhatWasTyped(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Siân’s Money Advice", Needs: []data.ID{d.Housing.ID}})
	p := d.offerTo(c.ID)
	test.Type(p.search.words, "sians mon")
	row := p.serviceRow(&p.search.found[0])
	var marked []string
	for _, m := range row.Marks {
		marked = append(marked, row.Title[m.From:m.To])
	}
	if got := strings.Join(marked, "|"); got != "Siân’s|Mon" {
		t.Errorf("marked %q", got)
	}
}

func TestOfferSeveralInOneSitting(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	needs := []data.ID{d.Housing.ID}
	first, second := d.Service(data.Service{Name: "Warm Homes", Needs: needs}), d.Service(data.Service{Name: "Repair grant", Needs: needs})
	d.Service(data.Service{Name: "Mistake", Needs: needs})
	p := d.offerTo(c.ID)
	for name, key := range map[string]string{"Warm Homes": "1", "Repair grant": "3", "Mistake": "2"} {
		d.talkAbout(p, name)
		d.Type(key)
	}
	d.talkAbout(p, "Repair grant")
	d.Type("1") // they think again
	d.Sees("Save: 2 chosen")
	d.Type("3")
	d.Tab(1)
	d.Type("I can’t do forms")
	d.talkAbout(p, "Warm Homes")
	p.detail.kind.Tap(0)
	d.talkAbout(p, "Mistake")
	p.takeOut(p.detail.shown)
	d.Sees("Save: 1 chosen", "Warm Homes", "Repair grant: “I can’t do forms”")
	p.Save()
	d.Met('1')
	offers, err := d.Store.Offering.Offers(d.Ctx(), c.ID)
	d.Must(err)
	got := map[data.ID]data.Offer{}
	for _, o := range offers {
		got[o.ServiceID] = o
	}
	if len(got) != 2 || got[first].Decision != data.Chosen || got[second].Decision != data.Declined || got[second].Words != "I can’t do forms" {
		t.Errorf("stored %+v", offers)
	}
	if n := len(d.Record(c.ID).FollowUps); n != 1 {
		t.Errorf("%d follow-ups, want one", n)
	}
}

// “Referral” was ticked as soon as someone chose a service, so that signposts were
// counted as referrals, and a task to contact the service was made for them.
func TestOffer_referralOrSignpostIsChosenByHand(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Warm Homes", Needs: []data.ID{d.Housing.ID}})
	d.Service(data.Service{Name: "Repair grant", Needs: []data.ID{d.Housing.ID}})
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Warm Homes")
	d.Type("1")
	if at := p.detail.kind.Selected(); at != -1 {
		t.Fatalf("answer %d is ticked before anyone chose", at)
	}
	d.talkAbout(p, "Repair grant")
	d.Type("2")
	p.Save()
	d.Sees("Warm Homes: choose whether it is a referral or a signpost.", "Choose referral or signpost.")
	if p.detail.service.Name != "Warm Homes" || p.sitting.chosen() != 1 || len(d.Record(c.ID).Prescriptions) != 0 {
		t.Fatalf("%s is in the detail; stored %+v", p.detail.service.Name, d.Record(c.ID).Prescriptions)
	}
	d.Type("2") // the question has the keyboard
	p.Save()
	d.Met('1')
	if rx := d.Record(c.ID).Prescriptions; len(rx) != 1 || rx[0].Kind != data.Signpost {
		t.Errorf("stored %+v", rx)
	}
}

func TestOfferSittingSurvivesAKilledProgram(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	id := d.Service(data.Service{Name: "Warm Homes", Needs: []data.ID{d.Housing.ID}})
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Warm Homes")
	d.Type("3")
	d.Tab(1)
	d.Type("No stairs")
	// The program is killed, and someone comes back the next day.
	d.Now = d.Now.AddDate(0, 0, 1)
	p = d.offerTo(c.ID)
	d.Press("Continue")
	d.Sees("Offered on Tue 7 Apr 2026")
	p.Save()
	d.Met('1')
	offers, err := d.Store.Offering.Offers(d.Ctx(), c.ID)
	d.Must(err)
	if len(offers) != 1 || offers[0].ServiceID != id || offers[0].Words != "No stairs" || offers[0].OfferedOn != uitest.Today {
		t.Errorf("stored %+v", offers)
	}
	d.WentTo(person.ToRecord(c.ID)) // nothing was chosen, so there is nothing to show first
}

func TestOfferAsksBeforeASittingIsLost(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Warm Homes", Needs: []data.ID{d.Housing.ID}})
	p := d.offerTo(c.ID)
	left := 0
	p.Leave(func() { left++ })
	if left != 1 {
		t.Fatal("an empty sitting does not let go")
	}
	d.talkAbout(p, "Warm Homes")
	d.Type("1")
	p.Leave(func() { left++ })
	d.Sees("Save before leaving?")
	if left != 1 {
		t.Fatal("left without an answer")
	}
	d.Press("Discard")
	if left != 2 || len(d.Record(c.ID).Prescriptions) != 0 {
		t.Errorf("left %d times with %d prescriptions", left, len(d.Record(c.ID).Prescriptions))
	}
	if _, _, ok, _ := d.Store.Lists.Draft(d.Ctx(), "offer:"+string(c.ID)); ok {
		t.Error("what was thrown away is still a draft")
	}
}

// inView checks that all of a question can be seen.
func (d *desk) inView(p *offerPage, o fyne.CanvasObject) {
	d.T.Helper()
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(p.detail.scroll).Y
	if bottom := top + o.Size().Height; top < 0 || bottom > p.detail.scroll.Size().Height {
		d.T.Errorf("it lies from %v to %v of %v", top, bottom, p.detail.scroll.Size().Height)
	}
}

func TestOfferIsNotChosenTwiceWhileItsFollowUpIsOpen(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Chosen(c.ID, "Money Advice", "2026-03-17")
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Money Advice")
	d.Type("1")
	d.Sees("They already chose this on 17 Mar 2026")
	d.inView(p, p.detail.decision)
	if len(p.sitting.Answers) != 0 || p.detail.decision.Selected() != -1 {
		t.Errorf("it was taken all the same: %+v", p.sitting.Answers)
	}
	d.Type("2")
	if len(p.sitting.Answers) != 1 || p.sitting.Answers[0].Decision != data.NotNow {
		t.Errorf("“not now” was not taken: %+v", p.sitting.Answers)
	}
}

func TestOfferDropsAnAnswerThatTypingOvertook(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Warm Homes", Needs: []data.ID{d.Housing.ID}})
	d.Service(data.Service{Name: "Repair grant", Needs: []data.ID{d.Housing.ID}})
	p := d.offerTo(c.ID)
	d.Holding = true
	p.search.words.SetText("warm")
	p.search.words.SetText("repair")
	d.Holding = false
	d.ReleaseOnly(1)
	d.ReleaseOnly(0)
	if got := p.listed(); len(got) != 1 || got[0] != "Repair grant" {
		t.Errorf("listed %v", got)
	}
}

func TestOfferKeepsWhatCannotBeStored(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Warm Homes", Needs: []data.ID{d.Housing.ID}})
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Warm Homes")
	d.Type("2")
	long := strings.Repeat("a", data.MaxNote+1)
	p.detail.words.Entry.SetText(long)
	p.Save()
	d.Met('1')
	d.Sees("characters at most")
	p.detail.words.Entry.SetText("maybe")
	d.Must(d.Store.Close())
	p.Save()
	d.Met('1')
	if p.done || p.sitting.Answers[0].Words != "maybe" || len(d.Went) != 0 {
		t.Errorf("a save that failed took the sitting away: %+v", p.sitting)
	}
	d.Sees("Something went wrong")
}

func TestOfferConfidenceCanBeTakenBack(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Warm Homes", Needs: []data.ID{d.Housing.ID}})
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Warm Homes")
	d.Type("1")
	p.detail.confidence.Tap(0)
	if n := p.sitting.Answers[0].Confidence; n == nil || *n != 0 {
		t.Fatalf("confidence %v, want nought", n)
	}
	d.Press("Not asked")
	if n := p.sitting.Answers[0].Confidence; n != nil {
		t.Errorf("confidence %d, want not asked", *n)
	}
}

func TestOfferPage_showsEachState(t *testing.T) {
	d := newDesk(t)
	c := d.Named("Anna-Maria Magdalena Theodora", "Featherstonehaugh-Cholmondeley of Westgate-on-Sea")
	p := d.offerTo(c.ID)
	d.Sees("No services yet")
	d.SeesNot("Free 0", "0 services")
	p.search.words.SetText("money")
	d.Sees("No services yet")
	d.Fits(p)
	p.search.words.SetText("")
	for _, name := range []string{"A", "B", "C", "D", "E"} {
		d.Service(data.Service{Name: strings.Repeat(name+" very long name of a service ", 6)})
	}
	for i := range p.search.found {
		p.search.open(i)
		p.detail.decision.Tap(0)
	}
	d.Fits(p)
	d.Must(d.Store.Close())
	p = d.offerTo(c.ID)
	d.Sees("Try again")
	if p.content.Objects[0] == p.page {
		t.Error("the page is shown although nothing could be read")
	}
}
