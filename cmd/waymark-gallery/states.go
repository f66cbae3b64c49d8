package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store/lists"
	"waymark/data/store/offering"
	"waymark/data/store/office"
	"waymark/reports"
)

// state is what the program finds: how its database is filled, and how it looks.
type state struct {
	name       string
	appearance string
	fill       func(context.Context, *office.Office) error
	clients    bool   // there are clients, so screens of one client can be drawn
	broken     bool   // the database is closed before anything is read
	stuck      bool   // nothing that is read ever arrives
	only       string // the one screen that is of interest; "": all
	sealed     bool   // the file is protected
	gate       bool   // people sign in, with screens of their own
	desk       bool   // the PC of a surgery's reception, which has screens of its own
}

func (s state) covers(sc screen) bool {
	return s.desk == isDesk(sc) && s.gate == isGate(sc) && s.sealed == isSealed(sc) && (s.only == "" || s.only == sc.name) && calendarCovers(s, sc) && (s.clients || !sc.client)
}

func states() []state {
	return append(slices.Concat(deskStates(), calendarStates(), gateStates(), sealedStates(), feedStates(), retentionStates(), deviceStates(), partnerStates(), restoreStates()), []state{
		{name: "light", appearance: "light", fill: fillSample, clients: true},
		{name: "dark", appearance: "dark", fill: fillSample, clients: true},
		{name: "long-names", appearance: "light", fill: fillLongNames, clients: true},
		{name: "empty", appearance: "light", fill: fillNothing},
		{name: "loading", appearance: "light", fill: fillSample, clients: true, stuck: true},
		{name: "error", appearance: "light", fill: fillSample, clients: true, broken: true},
	}...)
}

func fillNothing(ctx context.Context, s *office.Office) error { return s.AddStartingLists(ctx) }

func fillSample(ctx context.Context, s *office.Office) error {
	if err := caseload.Write(ctx, s, caseload.Options{Seed: 1, Today: day}); err != nil {
		return err
	}
	if err := keepReport(ctx, s); err != nil {
		return err
	}
	if err := handReports(ctx, s); err != nil {
		return err
	}
	return setActor(ctx, s)
}

// keepReport keeps the sample's report, and then writes something late, so
// that there is a difference to be seen.
func keepReport(ctx context.Context, s *office.Office) error {
	filter := data.FigureFilter{From: day.AddMonths(-8).AddDays(1), To: day}
	r, err := reports.Make(ctx, s.Figures, reports.Request{Filter: filter, AsAt: day.Time()})
	if err != nil {
		return err
	}
	frozen, err := reports.Freeze(r, "Year 1, sent to funder", filter)
	if err != nil {
		return err
	}
	if err := s.Figures.Freeze(ctx, frozen); err != nil {
		return err
	}
	clients, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 3})
	for _, c := range clients {
		err = errors.Join(err, s.Casework.SaveContact(ctx, &data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: day, At: "09:10"}))
	}
	return err
}

func setActor(ctx context.Context, s *office.Office) error {
	id, err := s.Lists.Setting(ctx, lists.SettingCurrentStaff)
	s.Session.SwitchTo(data.ID(id))
	return err
}

// fillLongNames writes a few records whose every text is as long as people
// really make them, in scripts that run both ways.
func fillLongNames(ctx context.Context, s *office.Office) error {
	if err := s.AddStartingLists(ctx); err != nil {
		return err
	}
	long := func(text string) string {
		return strings.TrimSpace(strings.Repeat(text+" ", 190/(len([]rune(text))+1)))
	}
	surgery := data.Surgery{Name: "The Very Reverend Canon Sir Bartholomew Featherstonehaugh Memorial Health Centre and Community Hub", Town: "Saint Nicholas-at-Wade with Sarre"}
	staff := data.Staff{Name: "Bronwen Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-Featherstonehaugh", Role: data.RolePrescriber}
	reason := data.Reason{Name: "Support with paperwork, forms, letters and conversations with several authorities at once"}
	for _, save := range []func() error{
		func() error { return s.Lists.SaveSurgery(ctx, &surgery) },
		func() error { return s.Lists.SaveStaff(ctx, &staff) },
		func() error { return s.Lists.SaveReason(ctx, &reason) },
		func() error {
			return s.Lists.SetSetting(ctx, lists.SettingServiceName, long("Thanet and District Social Prescribing Partnership"))
		},
		func() error { return s.Lists.SetSetting(ctx, lists.SettingCurrentStaff, string(staff.ID)) },
	} {
		if err := save(); err != nil {
			return err
		}
	}
	s.Session.SwitchTo(staff.ID)
	for i, name := range []string{long("Wolfeschlegelsteinhausenbergerdorff"), "عبد الرحمن بن محمد الأنصاري الخزرجي القرطبي المالكي", "Oluwaseun-Chukwuemeka Adébáyọ̀ Ọláwálé-Ńgũgĩ wa Thiong’o-Featherstonehaugh the Younger"} {
		if err := addLongStory(ctx, s, name, long, surgery.ID, staff.ID, reason.ID, i); err != nil {
			return err
		}
	}
	return nil
}

func addLongStory(ctx context.Context, s *office.Office, name string, long func(string) string, surgery, staff, reason data.ID, i int) error {
	began := day.AddDays(-30 + 4*i)
	client := data.Client{GivenNames: name, FamilyName: "Example", KnownAs: name, Phone: "01632 960 123", Postcode: "CT7 9AB",
		BirthDate: data.MustDate("1938-02-28"), NHSNumber: "9434765919", SurgeryID: surgery, Prescriber: staff,
		Alert: long("Two people visit together;"), AccessNeeds: long("large print,"), ContactBy: long("ring after ten"), Matters: long("The garden matters most.")}
	if i > 0 {
		client.NHSNumber = ""
	}
	if err := s.Casework.SaveClient(ctx, &client); err != nil {
		return err
	}
	service := data.Service{Name: long("Neighbourhood Kitchen Table"), Organisation: long("Charitable Trust"), Area: "Saint Nicholas-at-Wade with Sarre and the Marshes",
		Description: strings.Repeat(long("Tea, talk and a hot meal.")+"\n\n", 6), Cost: long("Free for most people;"), Days: long("Mondays except the first;"), Needs: []data.ID{reason}}
	if err := s.Directory.SaveService(ctx, &service); err != nil {
		return err
	}
	if err := s.Casework.AddReferral(ctx, &data.Referral{ClientID: client.ID, ReceivedOn: began, Source: "gp", Referrer: long("Dr"), SurgeryID: surgery, ReasonID: reason, Note: long("third visit this month")}); err != nil {
		return err
	}
	if err := s.Casework.SaveContact(ctx, &data.Contact{ClientID: client.ID, Kind: "clinic", Outcome: data.ContactAttended, On: began, At: "09:30", Note: strings.Repeat(long("She spoke for a long time."), 6)}); err != nil {
		return err
	}
	if err := s.Diary.Book(ctx, &data.Appointment{ClientID: client.ID, Kind: "home_visit", On: day, At: data.ClockOf(14*60 + 10*i), Minutes: 10}); err != nil {
		return err
	}
	confidence := 10
	_, err := s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: client.ID, On: began, Offers: []offering.SittingOffer{
		{ServiceID: service.ID, Decision: data.Chosen, Words: long("I will go when the bus runs."), Confidence: &confidence}}})
	return err
}
