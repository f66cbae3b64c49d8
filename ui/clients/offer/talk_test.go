package offer

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
)

// twoServices is an offer to someone for whom the directory holds two answers
// and a third thing.
func twoServices(t *testing.T) (*desk, *data.Client, *offerPage) {
	t.Helper()
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "A club for menders", Description: "We repair what you bring.", Needs: []data.ID{d.Housing.ID}})
	d.Service(data.Service{Name: "Repair grant", Needs: []data.ID{d.Housing.ID}})
	d.Service(data.Service{Name: "Tea and chat"})
	return d, c, d.offerTo(c.ID)
}

// later does something while the answers of the store are slow, and then lets
// them come in the order in which they were asked for.
func (d *desk) later(do func()) {
	d.Hold()
	do()
	d.Holding = false
	for i := range d.Held() {
		d.ReleaseOnly(i)
	}
}

func TestOfferEnterWaitsForTheAnswerToWhatWasTyped(t *testing.T) {
	d, _, p := twoServices(t)
	d.later(func() {
		d.Type("repair")
		d.Keys(fyne.KeyReturn)
	})
	d.Type("2")
	if got := p.sitting.Answers; len(got) != 1 || got[0].Name != "Repair grant" || got[0].Decision != data.NotNow {
		t.Errorf("what was said is %+v, want not now to the repair grant", got)
	}
}

func TestOfferDownChoosesWhileTheSearchKeepsTheKeyboard(t *testing.T) {
	d, _, p := twoServices(t)
	d.Keys(fyne.KeyDown)
	if d.Focused() != fyne.Focusable(p.search.words) {
		t.Fatalf("the focus is on %T, want the search", d.Focused())
	}
	if got := p.detail.service.Name; got != "Repair grant" {
		t.Errorf("%s is in the detail", got)
	}
	d.Keys(fyne.KeyReturn)
	d.Type("1")
	d.Sees("Save: 1 chosen")
}

func TestOfferNewWordsBringTheirBestAnswer(t *testing.T) {
	d, _, p := twoServices(t)
	if got := p.detail.service.Name; got != "A club for menders" {
		t.Fatalf("%s is in the detail at first", got)
	}
	d.Type("repair")
	if got := p.detail.service.Name; len(p.listed()) != 2 || got != "Repair grant" || p.search.rows.Selected() != 0 {
		t.Errorf("%s is in the detail, of %v", got, p.listed())
	}
}

func TestOfferCountsWhatWasFoundInTheDirectory(t *testing.T) {
	d, _, p := twoServices(t)
	if got := p.search.line.Text(); !strings.HasPrefix(got, "3 services") {
		t.Errorf("at first the line says %q", got)
	}
	d.toggle(p, "Housing")
	if got := p.search.line.Text(); got != "2 of 3 services" {
		t.Errorf("the line says %q", got)
	}
	if got := data.Count(1204) + data.Count(999) + data.Count(1000042); got != "1,2049991,000,042" {
		t.Errorf("thousands are set as %s", got)
	}
}

func TestOfferAnAnswerCanBeChangedFromTheList(t *testing.T) {
	d, c, p := twoServices(t)
	d.talkAbout(p, "A club for menders")
	d.Type("2")
	d.talkAbout(p, "Repair grant") // the club is not in this list
	d.later(func() { d.Press("Change") })
	p.Reload() // someone else stores something
	if got := p.detail.service.Name; got != "A club for menders" {
		t.Fatalf("%s is in the detail", got)
	}
	d.Type("1")
	p.detail.kind.Tap(1)
	p.Save()
	d.Met('1')
	d.Sees("A club for menders", "Signpost", "First follow-up on Tue 28 Apr 2026")
	if rx := d.Record(c.ID).Prescriptions; len(rx) != 1 || rx[0].Kind != data.Signpost {
		t.Errorf("prescriptions %+v", rx)
	}
}

func TestOfferConfidenceBelongsToWhatIsChosen(t *testing.T) {
	d, c, p := twoServices(t)
	d.talkAbout(p, "Repair grant")
	d.Type("1")
	p.detail.confidence.Tap(7)
	p.detail.decision.Tap(2) // and then no
	d.SeesNot("How confident are they")
	p.Save()
	d.Met('1')
	offers, err := d.Store.Offering.Offers(d.Ctx(), c.ID)
	d.Must(err)
	if len(offers) != 1 || offers[0].Decision != data.Declined || offers[0].Confidence != nil {
		t.Errorf("stored %+v", offers)
	}
}

func TestOfferLeavingMayStayOrStore(t *testing.T) {
	d, c, p := twoServices(t)
	d.talkAbout(p, "Repair grant")
	d.Type("1")
	p.detail.kind.Tap(0)
	left := 0
	p.Leave(func() { left++ })
	d.Keys(fyne.KeyEscape)
	if left != 0 || len(p.sitting.Answers) != 1 {
		t.Fatalf("left %d times with %+v", left, p.sitting.Answers)
	}
	p.Leave(func() { left++ })
	d.Press("Save")
	d.Met('1')
	if left != 1 || len(d.Record(c.ID).Prescriptions) != 1 {
		t.Errorf("left %d times, stored %+v", left, d.Record(c.ID).Prescriptions)
	}
	p.Leave(func() { left++ })
	if left != 2 {
		t.Error("a stored sitting does not let go")
	}
}

func TestOfferStartingAfreshLetsGoOfTheDraft(t *testing.T) {
	d, c, p := twoServices(t)
	d.talkAbout(p, "Repair grant")
	d.Type("2")
	p = d.offerTo(c.ID)
	d.Press("Start again")
	if len(p.sitting.Answers) != 0 || !p.finish.Disabled() {
		t.Errorf("it goes on with %+v", p.sitting.Answers)
	}
	d.offerTo(c.ID)
	d.SeesNot("You started this")
}

func TestOfferTabGoesFromTheSearchToTheAnswer(t *testing.T) {
	d, _, p := twoServices(t)
	p.detail.decision.Focus()
	order := []fyne.Focusable{p.search.words, p.search.filter.toggles[0].chip, p.search.rows, d.Focused()}
	d.Window.Canvas().Focus(p.search.words)
	for range 20 {
		if len(order) > 0 && d.Focused() == order[0] {
			order = order[1:]
		}
		d.Tab(1)
	}
	if len(order) > 0 {
		t.Errorf("Tab does not reach %T after the search", order[0])
	}
}

// Why someone did not choose can be counted, beside their own words.
func TestOfferWhyItWasNotChosen(t *testing.T) {
	d, c, p := twoServices(t)
	d.talkAbout(p, "Repair grant")
	d.Type("1")
	d.SeesNot("Choose the closest reason")
	p.detail.decision.Tap(2)
	d.Sees("Choose the closest reason")
	for _, chip := range p.detail.why.chips {
		if chip.Text() == "It costs too much" || chip.Text() == "Too far, or no way to get there" {
			chip.Tapped(nil) // the second takes the place of the first
		}
	}
	p.detail.words.Entry.SetText("Two buses, and none on Sundays")
	p.Save()
	d.Met('1')
	offers, err := d.Store.Offering.Offers(d.Ctx(), c.ID)
	d.Must(err)
	if len(offers) != 1 || offers[0].Why != "cost" || offers[0].Words != "Two buses, and none on Sundays" {
		t.Errorf("stored %+v", offers)
	}
}
