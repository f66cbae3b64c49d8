package search

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// services are a few that differ in what the filters look at.
func services() []data.Service {
	return []data.Service{
		{Name: "Counselling", Organisation: "Calm Harbour", Area: "Margate", Cost: "Free", Days: "Tue 10 to 12", Delivery: []data.Delivery{data.InPerson}, Wheelchair: data.Yes, Room: data.HasRoom},
		{Name: "Money advice", Organisation: "Citizens’ Hub", Area: "Ramsgate", Cost: "£3", Days: "Wed 14 to 16", Delivery: []data.Delivery{data.ByPhone, data.AtHome}, Languages: []string{"Welsh"}},
		{Name: "Youth club", Area: "Margate", Cost: "Free", MinAge: 11, MaxAge: 18},
	}
}

func TestAMisspeltWordShowsWhatIsMeant(t *testing.T) {
	p := newPlace(t)
	p.Add(services()...)
	page := p.list()
	test.Type(page.search, "counciling")
	if len(page.found) != 1 || page.found[0].Name != "Counselling" {
		t.Fatalf("found %+v", page.found)
	}
	if got := page.line.Text() + " " + page.count.Text(); got != "Showing counselling (no results for “counciling”) · 1 of 3 services" {
		t.Errorf("the line says %q", got)
	}
	if row := uitest.Markup(page.rows); !strings.Contains(row, ">Counselling<") {
		t.Errorf("the match is not marked whole: %s", row)
	}
	test.Tap(page.exact)
	if len(page.found) != 0 || page.exact.Text() != "Include similar words" {
		t.Errorf("searched exactly: %+v", page.found)
	}
	test.Type(page.search, "x")
	page.search.SetText("counciling")
	if len(page.found) != 1 {
		t.Error("typing on did not take the wish for exact words back")
	}
}

func TestAMatchInTheOrganisationIsMarked(t *testing.T) {
	p := newPlace(t)
	p.Add(services()...)
	page := p.list()
	test.Type(page.search, "citizens hub")
	if len(page.found) != 1 {
		t.Fatalf("found %+v", page.found)
	}
	if row := uitest.Markup(page.rows); !strings.Contains(row, `textSize="13">Citizens</text>`) || !strings.Contains(row, `textSize="13">Hub</text>`) {
		t.Errorf("the organisation is not marked: %s", row)
	}
}

func (p *place) toggle(page *listPage, name string) *kit.FilterChip {
	p.T.Helper()
	for _, tg := range page.facets.toggles {
		if tg.name == name {
			return tg.chip
		}
	}
	p.T.Fatalf("there is no filter %q", name)
	return nil
}

func TestFiltersShowWhatTheyWouldLeaveAndNarrow(t *testing.T) {
	p := newPlace(t)
	p.Add(services()...)
	page := p.list()
	free := p.toggle(page, "Free")
	if free.Text() != "Free 2" || p.toggle(page, "Online").Text() != "Online 0" {
		t.Errorf("counts %q, %q", free.Text(), p.toggle(page, "Online").Text())
	}
	test.Tap(free)
	if len(page.found) != 2 || page.count.Text() != "2 of 3 services" {
		t.Fatalf("free: %+v, %q", page.found, page.count.Text())
	}
	if got := p.toggle(page, "Step-free").Text(); got != "Step-free 1" {
		t.Errorf("the counts do not follow: %q", got)
	}
	test.Tap(p.toggle(page, "In person"))
	test.Tap(p.toggle(page, "By phone")) // one way at a time
	if p.toggle(page, "In person").On() || len(page.found) != 0 {
		t.Errorf("by phone and free: %+v", page.found)
	}
	if !strings.Contains(uitest.Markup(page.body), "No matching services") || page.detail.shown != "" {
		t.Error("filters that leave nothing do not say so")
	}
	test.Tap(page.facets.clear)
	if len(page.found) != 3 || free.On() {
		t.Errorf("after clearing: %+v", page.found)
	}
}

func TestFurtherFiltersStandAmongTheChipsAndGoOneByOne(t *testing.T) {
	p := newPlace(t)
	p.Add(services()...)
	page := p.list()
	test.Tap(page.facets.panel)
	if page.detail.card.Visible() || !page.facets.more.card.Visible() {
		t.Fatal("the further filters do not open")
	}
	page.facets.more.day.Choose("2")
	if len(page.found) != 1 || page.found[0].Name != "Counselling" {
		t.Fatalf("Tuesday: %+v", page.found)
	}
	test.Type(page.facets.more.age.Entry, "15")
	if !strings.Contains(uitest.Markup(page.facets.row), "Suits age 15") || len(page.found) != 1 {
		t.Errorf("age 15 on Tuesday: %+v", page.found)
	}
	for _, o := range page.facets.row.Objects {
		if chip, ok := o.(*kit.FilterChip); ok && chip.Text() == "Tuesday" {
			test.Tap(chip)
			break
		}
	}
	if page.facets.more.day.Selected() != "" || len(page.found) != 3 {
		t.Errorf("without the day: %+v", page.found)
	}
	page.facets.more.age.Entry.SetText("200")
	if page.facets.more.age.Error() == "" {
		t.Error("an age of 200 is not asked about")
	}
	page.facets.more.age.Entry.SetText("")
	page.facets.more.language.Choose("Welsh")
	if len(page.found) != 1 || page.found[0].Name != "Money advice" {
		t.Errorf("Welsh: %+v", page.found)
	}
	page.choose(0)
	if !page.detail.card.Visible() {
		t.Error("choosing a service does not bring it back")
	}
}

func TestDistanceNeedsAListOfPostcodes(t *testing.T) {
	p := newPlace(t)
	p.Add(data.Service{Name: "Far", Postcode: "CT11 8QL"}, data.Service{Name: "Near", Postcode: "CT9 1AB"}, data.Service{Name: "Unknown"})
	page := p.list()
	test.Tap(page.facets.panel)
	near := page.facets.more.near
	test.Type(near.Entry, "ct9 1aa")
	if !near.help.Visible() {
		t.Fatal("nothing says that a list is missing")
	}
	places := func(yield func(data.PostcodePlace, error) bool) {
		for _, one := range []data.PostcodePlace{
			{Postcode: "CT9 1AA", Coordinates: data.Coordinates{Latitude: 51.389, Longitude: 1.382}},
			{Postcode: "CT9 1AB", Coordinates: data.Coordinates{Latitude: 51.39, Longitude: 1.382}},
			{Postcode: "CT11 8QL", Coordinates: data.Coordinates{Latitude: 51.33, Longitude: 1.42}},
		} {
			if !yield(one, nil) {
				return
			}
		}
	}
	if _, err := p.Host.Sources.ImportPostcodes(context.Background(), places); err != nil {
		t.Fatal(err)
	}
	near.Entry.SetText("")
	test.Type(near.Entry, "ct9 1aa")
	if near.help.Visible() || len(page.found) != 3 || page.found[0].Name != "Near" || page.found[2].Name != "Unknown" {
		t.Fatalf("by distance: %+v", page.found)
	}
	if row := uitest.Markup(page.rows); !strings.Contains(row, "miles") || !strings.Contains(uitest.Markup(page.facets.row), "Near CT9 1AA") {
		t.Errorf("no distance is shown: %s", row)
	}
	near.Entry.SetText("")
	test.Type(near.Entry, "CT9 9ZZ")
	if near.Error() == "" || page.query.Near != nil {
		t.Error("a postcode that is not known is not said to be")
	}
}

func TestTheLineNamesAFewWordsOfTheSameMeaning(t *testing.T) {
	words := func(line []kit.Phrase) string {
		var b strings.Builder
		for _, p := range line {
			b.WriteString(p.Text)
		}
		return b.String()
	}
	s := &data.ServiceSearch{Instead: []data.WordInstead{{Typed: "counciling", Used: "counselling"}}, Also: []string{"money advice"}}
	if got := words(service.ShownText(s)); got != "Showing counselling (no results for “counciling”), also money advice" {
		t.Errorf("%q", got)
	}
	s = &data.ServiceSearch{Also: []string{"a", "b", "c", "d"}}
	if got := words(service.ShownText(s)); got != "Also: a, b, +2" {
		t.Errorf("%q", got)
	}
}

// An answer that typing overtook is dropped, in whatever order answers come.
func TestAnswersThatTypingOvertookAreDropped(t *testing.T) {
	p := newPlace(t)
	p.Add(services()...)
	page := p.list()
	var held []func()
	p.Host.Background = func(work func(context.Context) func()) {
		if publish := work(context.Background()); publish != nil {
			held = append(held, publish)
		}
	}
	test.Type(page.search, "mo")
	test.Type(page.search, "n")
	if len(held) != 3 {
		t.Fatalf("%d searches were made", len(held))
	}
	held[2]()
	if len(page.found) != 1 || page.found[0].Name != "Money advice" {
		t.Fatalf("found %+v", page.found)
	}
	shown := page.query.Words
	held[0]()
	if page.query.Words != shown {
		t.Errorf("an old answer for %q was shown", page.query.Words)
	}
}
