package store_test

import (
	"context"
	"slices"
	"testing"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

// directory writes services and gives a store with them, on 8 April 2026.
func directory(t *testing.T, services ...data.Service) *office.Office {
	t.Helper()
	s := open(t, on("2026-04-08"))
	for i := range services {
		must(t, s.Directory.SaveService(context.Background(), &services[i]))
	}
	return s
}

func found(t *testing.T, s *office.Office, f data.ServiceFilter) []string {
	t.Helper()
	answer, err := s.Directory.SearchServices(context.Background(), f)
	must(t, err)
	names := []string{}
	for _, r := range answer.Rows {
		names = append(names, r.Name)
	}
	if answer.Total != len(names) {
		t.Errorf("total %d of %d rows", answer.Total, len(names))
	}
	return names
}

func TestSearchFindsBestFirst(t *testing.T) {
	advice := data.Category{Name: "Choir"}
	s := open(t, on("2026-04-08"))
	must(t, s.Lists.SaveCategory(context.Background(), &advice))
	for _, v := range []data.Service{
		{Name: "D", Description: "A choir, a choir, and again a choir: choir choir choir choir."},
		{Name: "C", Organisation: "Choir and Company"},
		{Name: "B", Categories: []data.ID{advice.ID}},
		{Name: "Village choir", Description: "A very long text about what goes on in the hall all the year round, with tea, biscuits and talk of the weather, for everyone who likes to sing and for those who would rather listen."},
		{Name: "Choirmaster wanted"},
	} {
		must(t, s.Directory.SaveService(context.Background(), &v))
	}
	want := []string{"Village choir", "Choirmaster wanted", "B", "C", "D"}
	if got := found(t, s, data.ServiceFilter{Words: "choir"}); !slices.Equal(got, want) {
		t.Errorf("choir: %q, want %q", got, want)
	}
}

func TestSearchFoldsPhrasesAndMisspellings(t *testing.T) {
	s := directory(t,
		data.Service{Name: "Talking Space counselling", Description: "Bereavement counselling in Margate."},
		data.Service{Name: "Café Łódź"},
		data.Service{Name: "Money Advice at the Hub"},
		data.Service{Name: "Advice on money matters"},
		data.Service{Name: "Befriending by telephone"},
		data.Service{Name: "@symes Community Building"},
		data.Service{Name: "Young Carers"})
	for words, want := range map[string][]string{
		"counciling":           {"Talking Space counselling"},
		"counsling":            {"Talking Space counselling"},
		"berevement":           {"Talking Space counselling"},
		"cafe lodz":            {"Café Łódź"},
		"CAFÉ":                 {"Café Łódź"},
		`"money advice"`:       {"Money Advice at the Hub"},
		`“money adv`:           {"Money Advice at the Hub"},
		"advice money":         {"Advice on money matters", "Money Advice at the Hub"},
		"debt":                 {"Money Advice at the Hub"},
		"money worries":        {"Money Advice at the Hub"},
		"lonely":               {"Befriending by telephone"},
		"befreinding telefone": {"Befriending by telephone"},
		"symes":                {"@symes Community Building"},
		"@":                    {"@symes Community Building"},
		"qqqqqq":               {},
		`"`:                    {},
		"young AND carers":     {"Young Carers"}, // a word, not an operator; there is no “and” here, so any will do
		"carers NOT young":     {"Young Carers"},
		"counciling shelter":   {"Talking Space counselling"},
		"counciling debt":      {"Money Advice at the Hub", "Talking Space counselling"},
		"name:young":           {"Young Carers"},
	} {
		got := found(t, s, data.ServiceFilter{Words: words})
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
	answer, err := s.Directory.SearchServices(context.Background(), data.ServiceFilter{Words: "counciling debt"})
	must(t, err)
	if len(answer.Instead) != 1 || answer.Instead[0] != (data.WordInstead{Typed: "counciling", Used: "counselling"}) || !slices.Equal(answer.Also, []string{"money advice"}) {
		t.Errorf("it says instead %v, also %v", answer.Instead, answer.Also)
	}
	if got := found(t, s, data.ServiceFilter{Words: "counciling", Exact: true}); len(got) != 0 {
		t.Errorf("exactly as typed: %q", got)
	}
}

func TestSynonymsCanBeEdited(t *testing.T) {
	ctx := context.Background()
	s := directory(t, data.Service{Name: "Repair shop"}, data.Service{Name: "Money advice"})
	must(t, s.Lists.SaveSynonym(ctx, data.Synonym{Word: "Bust kettle", Means: "repair"}))
	if got := found(t, s, data.ServiceFilter{Words: "bust kettle"}); !slices.Equal(got, []string{"Repair shop"}) {
		t.Errorf("an own word finds %q", got)
	}
	must(t, s.Lists.RemoveSynonym(ctx, "debt"))
	if got := found(t, s, data.ServiceFilter{Words: "debt"}); len(got) != 0 {
		t.Errorf("a word that was taken out finds %q", got)
	}
	list, err := s.Lists.Synonyms(ctx)
	must(t, err)
	if n := len(data.StartingSynonyms()); len(list) != n { // one more, one less
		t.Errorf("%d words, want %d", len(list), n)
	}
	if data.FieldErrorsOf(s.Lists.SaveSynonym(ctx, data.Synonym{Word: "x"})).For("Means") == "" {
		t.Error("a word without a meaning was taken")
	}
}

func TestFiltersAndTheirCounts(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	housing := data.Reason{Name: "Housing"}
	must(t, s.Lists.SaveReason(ctx, &housing))
	for _, v := range []data.Service{
		{Name: "Tuesday lunch", Cost: "Free", Days: "Tue 12 to 2", Area: "Margate", Delivery: []data.Delivery{data.InPerson}, Wheelchair: data.Yes,
			Room: data.HasRoom, LastChecked: data.MustDate("2026-04-01"), Languages: []string{"Polish", "Urdu"}, MinAge: 50},
		{Name: "Phone line", Cost: "£2", Days: "Every day", Area: "margate", Delivery: []data.Delivery{data.ByPhone, data.AtHome}, Needs: []data.ID{housing.ID},
			LastChecked: data.MustDate("2025-10-01"), MaxAge: 25},
		{Name: "Quiet corner", Area: "Ramsgate", Room: data.Full, Languages: []string{"polish"}},
		{Name: "Closed one", Status: data.ServiceDefunct, Cost: "Free"},
	} {
		must(t, s.Directory.SaveService(ctx, &v))
	}
	for what, test := range map[string]struct {
		f    data.ServiceFilter
		want []string
	}{
		"free":      {data.ServiceFilter{Free: true}, []string{"Tuesday lunch"}},
		"home":      {data.ServiceFilter{Delivery: data.AtHome}, []string{"Phone line"}},
		"tuesday":   {data.ServiceFilter{Day: data.Tuesday}, []string{"Phone line", "Tuesday lunch"}},
		"evening":   {data.ServiceFilter{Part: data.Evening}, []string{"Phone line"}},
		"step-free": {data.ServiceFilter{Wheelchair: true}, []string{"Tuesday lunch"}},
		"polish":    {data.ServiceFilter{Language: "POLISH"}, []string{"Quiet corner", "Tuesday lunch"}},
		"aged 70":   {data.ServiceFilter{Age: 70}, []string{"Quiet corner", "Tuesday lunch"}},
		"room":      {data.ServiceFilter{HasRoom: true}, []string{"Tuesday lunch"}},
		"checked":   {data.ServiceFilter{CheckedFrom: data.MustDate("2026-01-01")}, []string{"Tuesday lunch"}},
		"need":      {data.ServiceFilter{NeedID: housing.ID}, []string{"Phone line"}},
		"area":      {data.ServiceFilter{Area: "MARGATE"}, []string{"Phone line", "Tuesday lunch"}},
	} {
		if got := found(t, s, test.f); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", what, got, test.want)
		}
	}
	c, err := s.Directory.CountServices(ctx, data.ServiceFilter{Area: "Margate"})
	must(t, err)
	if c.Total != 2 || c.Free != 1 || c.Checked != 1 || c.HasRoom != 1 || c.Wheelchair != 1 || c.Delivery[data.AtHome] != 1 ||
		c.Days[data.Tuesday] != 2 || c.Days[data.Sunday] != 1 || c.Parts[data.Afternoon] != 2 {
		t.Errorf("counts in Margate: %+v", c)
	}
	if len(c.Areas) != 2 || c.Areas[0].N != 2 || len(c.Needs) != 1 || len(c.Languages) != 2 {
		t.Errorf("lists: areas %v, needs %v, languages %v", c.Areas, c.Needs, c.Languages)
	}
}

// What the rows say of a person and what the filter keeps must be the same.
func TestWhatSuitsComesFirst(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	housing := data.Reason{Name: "Housing"}
	must(t, s.Lists.SaveReason(ctx, &housing))
	for _, v := range []data.Service{
		{Name: "A for the young", MaxAge: 18},
		{Name: "B up the stairs", Wheelchair: data.No},
		{Name: "C full", Room: data.Full},
		{Name: "D closed", Status: data.ServicePaused, ClosedUntil: data.MustDate("2026-06-01")},
		{Name: "E open again", Status: data.ServicePaused, ClosedUntil: data.MustDate("2026-04-08")},
		{Name: "F for housing", Needs: []data.ID{housing.ID}},
		{Name: "G at home", Area: "Margate"},
	} {
		must(t, s.Directory.SaveService(ctx, &v))
	}
	c := data.Client{GivenNames: "Ada", FamilyName: "Pett", BirthDate: data.MustDate("1950-01-01"), Town: "Margate", AccessNeeds: "Wheelchair user"}
	must(t, s.Casework.SaveClient(ctx, &c))
	must(t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-04-01"), Source: "gp", ReasonID: housing.ID}))
	who, place, err := s.Casework.SuitingFor(ctx, c.ID)
	must(t, err)
	if who.Age != 76 || !who.Wheelchair || len(who.Needs) != 1 || place != nil {
		t.Fatalf("known of her: %+v, %v", who, place)
	}
	answer, err := s.Directory.SearchServices(ctx, data.ServiceFilter{For: who})
	must(t, err)
	var order []string
	suited := 0
	for _, r := range answer.Rows {
		order = append(order, r.Name[:1])
		if len(r.Reasons) == 0 {
			suited++
		}
	}
	if !slices.Equal(order, []string{"F", "G", "E", "A", "B", "C", "D"}) || !answer.Rows[0].Meets {
		t.Errorf("order %q", order)
	}
	only := found(t, s, data.ServiceFilter{For: who, SuitsOnly: true})
	counts, err := s.Directory.CountServices(ctx, data.ServiceFilter{For: who})
	must(t, err)
	if len(only) != suited || counts.Suits != suited {
		t.Errorf("%d rows without a reason against, %d kept, %d counted", suited, len(only), counts.Suits)
	}
	// What was said before is marked.
	_, err = s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: c.ID, On: data.MustDate("2026-04-08"), Offers: []offering.SittingOffer{{ServiceID: answer.Rows[1].ID, Decision: data.Declined}}})
	must(t, err)
	answer, err = s.Directory.SearchServices(ctx, data.ServiceFilter{For: who})
	must(t, err)
	if answer.Rows[1].Before != data.Declined || answer.Rows[0].Before != "" {
		t.Errorf("said before: %q and %q", answer.Rows[1].Before, answer.Rows[0].Before)
	}
}

func TestSearchServices_distance(t *testing.T) {
	ctx := context.Background()
	s := directory(t,
		data.Service{Name: "Ramsgate", Postcode: "CT11 8QL"},
		data.Service{Name: "Broadstairs", Postcode: "CT10 1XD"},
		data.Service{Name: "Nowhere", Postcode: "CT9 9ZZ"},
		data.Service{Name: "From its source", Latitude: 51.38, Longitude: 1.39})
	places := func(yield func(data.PostcodePlace, error) bool) {
		for _, p := range []data.PostcodePlace{
			{Postcode: "CT11 8QL", Coordinates: data.Coordinates{Latitude: 51.330, Longitude: 1.420}},
			{Postcode: "CT10 1XD", Coordinates: data.Coordinates{Latitude: 51.359, Longitude: 1.439}},
			{Postcode: "CT9 1AA", Coordinates: data.Coordinates{Latitude: 51.389, Longitude: 1.386}},
		} {
			if !yield(p, nil) {
				return
			}
		}
	}
	n, err := s.Sources.ImportPostcodes(ctx, places)
	must(t, err)
	home, err := s.Directory.PlaceOf(ctx, "ct91aa")
	must(t, err)
	if n != 3 || home == nil {
		t.Fatalf("%d postcodes, home %v", n, home)
	}
	answer, err := s.Directory.SearchServices(ctx, data.ServiceFilter{Near: home})
	must(t, err)
	names := []string{}
	for _, r := range answer.Rows {
		names = append(names, r.Name)
	}
	if !slices.Equal(names, []string{"From its source", "Broadstairs", "Ramsgate", "Nowhere"}) {
		t.Errorf("by distance: %q", names)
	}
	// By the great circle Margate to Ramsgate is 4.33 miles.
	if m := answer.Rows[2].Miles; m < 4.28 || m > 4.38 {
		t.Errorf("Ramsgate is %.2f miles", m)
	}
	byName, err := s.Directory.SearchServices(ctx, data.ServiceFilter{For: &data.Suiting{Home: home}})
	must(t, err)
	if byName.Rows[0].Name != "Broadstairs" || byName.Rows[0].Miles != answer.Rows[1].Miles {
		t.Errorf("from their home, by name: %+v", byName.Rows[0])
	}
	if answer.Rows[3].Miles >= 0 {
		t.Errorf("an unknown place is %.2f miles", answer.Rows[3].Miles)
	}
}
