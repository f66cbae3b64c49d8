package offer

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func init() { countPause = 0 }

func TestOfferPutsFirstWhatSuitsAndMeetsANeed(t *testing.T) {
	d := newDesk(t)
	c := d.Harold() // 74, with a need of housing
	d.Service(data.Service{Name: "A youth club", MaxAge: 18})
	d.Service(data.Service{Name: "B knitting"})
	d.Service(data.Service{Name: "C full", Needs: []data.ID{d.Housing.ID}, Room: data.Full})
	d.Service(data.Service{Name: "D repairs", Needs: []data.ID{d.Housing.ID}})
	d.Service(data.Service{Name: "E gone", Needs: []data.ID{d.Housing.ID}, Status: data.ServiceDefunct})
	p := d.offerTo(c.ID)
	d.wantListed(p, "D repairs", "B knitting", "C full", "A youth club")
	d.toggle(p, "Not ruled out")
	d.wantListed(p, "D repairs", "B knitting")
	d.toggle(p, "Not ruled out")
	d.toggle(p, "Housing")
	d.wantListed(p, "D repairs", "C full")
	p.search.widen()
	test.Type(p.search.words, "gone")
	d.wantListed(p)
	d.Sees("No results for “gone”")
}

func TestOfferChipsCountWhatTheyWouldLeave(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	c.Sex = data.SexMale
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	d.Service(data.Service{Name: "Advice at home", Cost: "Free", Delivery: []data.Delivery{data.AtHome}, Needs: []data.ID{d.Housing.ID}})
	d.Service(data.Service{Name: "Advice for money", Cost: "£5", Room: data.HasRoom})
	d.Service(data.Service{Name: "Youth advice", MaxAge: 18, LastChecked: uitest.Today.AddDays(-200)})
	d.Service(data.Service{Name: "Tea", Cost: "Free"})
	p := d.offerTo(c.ID)
	if got, want := p.chips(), "Not ruled out 3|Free 2|At home 1|Has places 1|Recently checked 3|Housing 1|Favourites 0|Recent"; got != want {
		t.Errorf("chips %s, want %s", got, want)
	}
	test.Type(p.search.words, "advice")
	if got, want := p.chips(), "Not ruled out 2|Free 1|At home 1|Has places 1|Recently checked 2|Housing 1"; got != want {
		t.Errorf("with words, chips %s, want %s", got, want)
	}
	d.toggle(p, "Recently checked")
	d.toggle(p, "Free")
	d.wantListed(p, "Advice at home")
	c.Sex = data.SexFemale
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c)) // by someone else, meanwhile
	for _, guess := range []string{"him", "her", "his", "she"} {
		if slices.Contains(strings.Fields(strings.ToLower(p.chips())), guess) {
			t.Errorf("the chips guess %q: %s", guess, p.chips())
		}
	}
	d.wantListed(p, "Advice at home") // what was on stays on
}

func TestOfferChipOfALongNeedKeepsItsCount(t *testing.T) {
	toggle := &offerToggle{name: "Support with paperwork, forms and letters", count: func(c *data.ServiceCounts) int { return c.Free }}
	if got, want := toggle.label(&data.ServiceCounts{Free: 1204}), "Support with paperwork, f… 1,204"; got != want {
		t.Errorf("the chip says %q, want %q", got, want)
	}
}

func TestOfferOneNeedAtATime(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.Casework.AddNeed(d.Ctx(), &data.Need{ClientID: c.ID, ReasonID: d.Benefits.ID, FoundOn: uitest.Today}))
	d.Service(data.Service{Name: "Warm Homes", Needs: []data.ID{d.Housing.ID}})
	d.Service(data.Service{Name: "Benefit check", Needs: []data.ID{d.Benefits.ID}})
	p := d.offerTo(c.ID)
	d.toggle(p, "Housing")
	d.wantListed(p, "Warm Homes")
	d.toggle(p, "Benefits")
	d.wantListed(p, "Benefit check")
	d.toggle(p, "Benefits")
	if len(p.listed()) != 2 {
		t.Errorf("listed %v with no need on", p.listed())
	}
}

func TestOfferSaysWhichWordsItTookInstead(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Talking Space counselling"})
	d.Service(data.Service{Name: "Tea and chat"})
	p := d.offerTo(c.ID)
	test.Type(p.search.words, "counciling")
	if got, want := p.search.line.Text(), "Showing counselling · 1 of 2 services"; got != want {
		t.Errorf("the line says %q, want %q", got, want)
	}
	row := p.serviceRow(&p.search.found[0])
	if len(row.Marks) != 1 || row.Title[row.Marks[0].From:row.Marks[0].To] != "counselling" {
		t.Errorf("marked %+v in %q", row.Marks, row.Title)
	}
	d.toggle(p, "Exactly as typed")
	d.wantListed(p)
	d.toggle(p, "Exactly as typed")
	d.wantListed(p, "Talking Space counselling")
}

func TestOfferRowsSayWhatToKnowBeforehand(t *testing.T) {
	d := newDesk(t)
	c := d.Harold() // 74
	for _, v := range []data.Service{
		{Name: "Suitable", MinAge: 50, MaxAge: 74, Organisation: "Red Lantern", Area: "Margate", Days: "Tue", Cost: "free"},
		{Name: "Young", MinAge: 11, MaxAge: 18},
		{Name: "Closed", Status: data.ServicePaused, ClosedUntil: data.MustDate("2026-05-04")},
		{Name: "Reopened", Status: data.ServicePaused, ClosedUntil: uitest.Today},
		{Name: "Full", Room: data.Full, Waiting: "11 weeks"},
		{Name: "Stale", LastChecked: data.MustDate("2025-10-30")},
		{Name: "Fresh", LastChecked: uitest.Today.AddDays(-90)},
	} {
		d.Service(v)
	}
	d.Chosen(c.ID, "Before", "2026-03-17")
	p := d.offerTo(c.ID)
	for i := range p.search.found {
		row := p.serviceRow(&p.search.found[i])
		var said []string
		for _, chip := range row.Chips {
			said = append(said, chip.Text)
		}
		want := map[string][2]string{
			"Suitable": {"", "Red Lantern · Margate · Tue · free"},
			"Young":    {"Not for their age", "Ages 11 to 18"},
			"Closed":   {"Closed until 4 May 2026", ""},
			"Reopened": {"", ""},
			"Full":     {"Full", "waiting 11 weeks"},
			"Stale":    {"Not checked since Oct", ""},
			"Fresh":    {"", ""},
			"Before":   {"Never checked", "Chosen in March · Citizens’ Hub Margate"},
		}[row.Title]
		if got := strings.Join(said, "|"); got != want[0] || row.Secondary != want[1] {
			t.Errorf("%s: %q with %q, want %q", row.Title, got, row.Secondary, want)
		}
	}
}

func TestOfferWarnsRightWhereItIsOffered(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Quiet Corner", LastChecked: data.MustDate("2025-10-30"), Room: data.Full, MaxAge: 18,
		Languages: []string{"Polish"}, Waiting: "11 weeks", Referring: "Ring the office", Wheelchair: data.Yes})
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Quiet Corner")
	d.Sees("Not checked since 30 Oct 2025. Call before you refer.", "Full. You can still choose it", "Not for their age (up to age 18)",
		"How to refer: Ring the office", "Waiting time: 11 weeks · full", "Access: step-free", "Languages: Polish")
	d.Type("1")
	p.detail.kind.Tap(0)
	p.Save()
	d.Met('1')
	if n := len(d.Record(c.ID).Prescriptions); n != 1 {
		t.Errorf("%d prescriptions: a full service cannot be chosen for later", n)
	}
}

func TestOfferSortsByDistanceWhereThePostcodeIsKnown(t *testing.T) {
	d := newDesk(t)
	c := d.Harold() // CT7 9AA
	d.Service(data.Service{Name: "A far away", Postcode: "CT9 1AA"})
	d.Service(data.Service{Name: "B next door", Postcode: "CT7 9AB"})
	p := d.offerTo(c.ID)
	if strings.Contains(p.chips(), "Near") {
		t.Errorf("chips %s, but no one knows where anything is", p.chips())
	}
	places := func(yield func(data.PostcodePlace, error) bool) {
		for code, lat := range map[string]float64{"CT7 9AA": 51.376, "CT7 9AB": 51.386, "CT9 1AA": 51.476} {
			if !yield(data.PostcodePlace{Postcode: code, Coordinates: data.Coordinates{Latitude: lat, Longitude: 1.3}}, nil) {
				return
			}
		}
	}
	_, err := d.Store.Sources.ImportPostcodes(d.Ctx(), places)
	d.Must(err)
	p = d.offerTo(c.ID)
	d.wantListed(p, "A far away", "B next door")
	d.toggle(p, "Near CT7")
	d.wantListed(p, "B next door", "A far away")
	if row := p.serviceRow(&p.search.found[0]); row.Secondary != "0.7 miles" {
		t.Errorf("second line %q", row.Secondary)
	}
}

func TestOfferRecentAndFavouritesAreOneKeyAway(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "A tea", MaxAge: 18})
	loved := d.Service(data.Service{Name: "B repairs"})
	d.Must(d.Store.Directory.SetFavourite(d.Ctx(), loved, true))
	p := d.offerTo(c.ID)
	d.talkAbout(p, "A tea") // which opens it
	p.search.words.SetText("")
	d.Window.Canvas().Focus(p.search.words)
	d.Keys(fyne.KeyUp)
	d.wantListed(p, "A tea")
	if row := p.serviceRow(&p.search.found[0]); row.Chips[0].Text != "Not for their age" {
		t.Errorf("a recent service says %+v", row.Chips)
	}
	d.Keys(fyne.KeyUp)
	d.wantListed(p, "B repairs")
	d.Keys(fyne.KeyUp)
	d.wantListed(p, "B repairs", "A tea")
	d.Keys(fyne.KeyUp)
	d.Type("rep")
	d.wantListed(p, "B repairs")
	if p.search.filter.recent.On() {
		t.Error("typing does not leave the recent services")
	}
}

func TestOfferRecordsAGapInOneClick(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	c.Town = "Birchington"
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	d.Service(data.Service{Name: "Tea"})
	p := d.offerTo(c.ID)
	d.Type("damp surveyor")
	d.Press("Record a gap")
	d.Sees("Gap recorded: Housing.")
	gaps, err := d.Store.Offering.ClientGaps(d.Ctx(), c.ID)
	d.Must(err)
	if len(gaps) != 1 || gaps[0].ReasonID != d.Housing.ID || gaps[0].Area != "Birchington" || gaps[0].Note != "damp surveyor" || gaps[0].FoundOn != uitest.Today {
		t.Fatalf("stored %+v", gaps)
	}
	p.Save()
	d.Met('1')
	d.WentTo(person.ToRecord(c.ID))
	d.Press("Undo")
	d.SeesNot("Gap recorded")
	if gaps, _ = d.Store.Offering.ClientGaps(d.Ctx(), c.ID); len(gaps) != 0 {
		t.Errorf("after undo %+v", gaps)
	}
	if !p.finish.Disabled() {
		t.Error("Done can be pressed with nothing done")
	}
}

func TestOfferGapAsksWhichOfSeveralNeeds(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.Casework.AddNeed(d.Ctx(), &data.Need{ClientID: c.ID, ReasonID: d.Benefits.ID, FoundOn: uitest.Today}))
	d.Service(data.Service{Name: "Tea"})
	p := d.offerTo(c.ID)
	d.Press("Record a gap")
	if !kit.OverlayOpen(d.Window) {
		t.Fatal("no menu of needs")
	}
	d.Window.Canvas().Overlays().Remove(d.Window.Canvas().Overlays().Top())
	items := p.gapMenu(p.gapNeeds())
	if len(items) != 2 || items[0].Label != "Housing" || items[1].Label != "Benefits" {
		t.Fatalf("menu %+v", items)
	}
	items[1].Action()
	d.Sees("Gap recorded: Benefits.")
	d.toggle(p, "Housing") // a need that is looked for is the need of the gap
	d.Press("Record a gap")
	d.Sees("Gap recorded: Housing.")
}

func TestOfferGapOfSomebodyWithoutAReferralSaysWhatIsMissing(t *testing.T) {
	d := newDesk(t)
	c := d.Named("Edith", "Sørensen")
	p := d.offerTo(c.ID)
	if n := len(p.gapNeeds()); n < 2 {
		t.Fatalf("%d needs to choose from, want all", n)
	}
	p.saveGap(d.Housing.ID)
	if gaps, _ := d.Store.Offering.ClientGaps(d.Ctx(), c.ID); len(gaps) == 0 {
		if p.notice.Hidden {
			t.Error("nothing was stored and nothing is said")
		}
	} else {
		d.Sees("Gap recorded: Housing.")
	}
}

// TestOfferClaimsNothingThatIsNotKnown: what no one has recorded is named, and never
// counts as a match.
func TestOfferClaimsNothingThatIsNotKnown(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	c.AccessNeeds = "Uses a wheelchair"
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	need := []data.ID{d.Housing.ID}
	d.Service(data.Service{Name: "A not recorded", Needs: need})
	d.Service(data.Service{Name: "B step-free", Needs: need, Wheelchair: data.Yes, Days: "Tue mornings", MinAge: 50, Room: data.HasRoom})
	d.Service(data.Service{Name: "C stairs", Needs: need, Wheelchair: data.No})
	p := d.offerTo(c.ID)
	d.wantListed(p, "B step-free", "A not recorded", "C stairs")
	chip := func(i int) kit.ChipData {
		state, _ := p.stateOf(&p.search.found[i])
		return state
	}
	if got := chip(0); got.Text != "Meets a need" || got.Tone != kit.Green {
		t.Errorf("known to match: %+v", got)
	}
	if got := chip(1); got.Tone == kit.Green {
		t.Errorf("claimed of what is not known: %+v", got)
	}
	if row := p.serviceRow(&p.search.found[1]); !strings.Contains(row.Secondary, "Step-free: not known") {
		t.Errorf("the row says %q", row.Secondary)
	}
	d.talkAbout(p, "B step-free")
	d.Sees("For this client: meets a need; from age 50; step-free; has places; open Tue mornings")
	d.SeesNot("not known")
	d.talkAbout(p, "A not recorded")
	d.Sees("Step-free: not known; places: not known; days: not known")
}

// TestOfferFindsByTheWordsOfTheReason: a council's list marks no needs, so what its
// descriptions say of the reason comes first, and says that it is only that.
func TestOfferFindsByTheWordsOfTheReason(t *testing.T) {
	d := newDesk(t)
	c := d.Harold() // with a need of housing
	d.Service(data.Service{Name: "Allotment", Description: "Grow your own."})
	d.Service(data.Service{Name: "Neighbour scheme", Description: "Open to all. We help tenants with their landlords. Free."})
	p := d.offerTo(c.ID)
	d.wantListed(p, "Neighbour scheme", "Allotment")
	if state, _ := p.stateOf(&p.search.found[0]); state.Text != "Mentions a need" || state.Tone == kit.Green {
		t.Errorf("the first says %+v", state)
	}
	d.talkAbout(p, "Neighbour scheme")
	d.Sees("Not marked for their need. It says: “We help tenants with their landlords”")
	d.Service(data.Service{Name: "Zebra homes", Needs: []data.ID{d.Housing.ID}})
	p = d.offerTo(c.ID)
	d.wantListed(p, "Zebra homes", "Neighbour scheme", "Allotment")
}
