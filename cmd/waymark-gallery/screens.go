package main

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// screen is one place in the program, and what is pressed there before the
// picture is taken.
type screen struct {
	name   string
	route  func(people) host.Route
	then   func(fyne.Window) error
	client bool // needs a client in the database
}

// people are the records that the screens of one client are drawn with.
type people struct {
	client, followUp, due, service data.ID
	scored                         data.ID // with scores before and after
	answers                        data.ID // the questionnaire of theirs that was found
	name                           string  // of the client
	flagged                        data.ID // with three flags
	booked                         data.ID // an appointment that no one has said yet what came of
	comes                          data.ID // who it is with
	expected                       data.ID // someone who has an appointment to come
	asking, restricted, request    data.ID // who asks for a copy, whose record is only kept, and the request for the copy
}

func screens() []screen {
	return slices.Concat(
		mainScreens(), calendarScreens(), rightsScreens(), deviceScreens(),
		deskScreens(), gateScreens(), sealedScreens(), protectScreens(), restoreScreens(),
		shortScreens(),
		flagScreens(),
		roundScreens(),
		clinicScreens(),
		letterScreens(),
		paletteScreens(),
		handOverScreens(),
		movingScreens(),
		everythingScreens(),
		feedScreens(),
		retentionScreens(),
		answersImportScreens(),
		listImportScreens(),
		closingScreens(),
	)
}

func mainScreens() []screen {
	at := func(a host.Area, v host.View) func(people) host.Route {
		return func(people) host.Route { return host.Route{Area: a, View: v} }
	}
	of := func(a host.Area, v host.View) func(people) host.Route {
		return func(p people) host.Route { return host.Route{Area: a, View: v, Client: p.client} }
	}
	return []screen{
		{"today", at(host.Today, ""), nil, false},
		{"clients", at(host.Clients, ""), nil, false},
		{"new-client", at(host.Clients, host.ViewNewClient), nil, false},
		{"record", of(host.Clients, host.ViewClient), nil, true},
		{"own-chart", func(p people) host.Route {
			return host.Route{Area: host.Clients, View: host.ViewClient, Client: p.scored}
		}, press("Show to client"), true},
		{"edit-client", of(host.Clients, host.ViewEditClient), nil, true},
		{"contact", of(host.Clients, host.ViewNewContact), nil, true},
		{"appointment", func(p people) host.Route {
			return host.Route{Area: host.Clients, View: host.ViewAppointment, Client: p.comes, Record: p.booked}
		}, nil, true},
		{"follow-up", func(p people) host.Route {
			return host.Route{Area: host.Clients, View: host.ViewFollowUp, Client: p.due, Record: p.followUp}
		}, typedKeys("s"), true},
		{"offer", of(host.Clients, host.ViewOffer), nil, true},
		{"directory", at(host.Directory, ""), nil, false},
		{"service", func(p people) host.Route {
			return host.Route{Area: host.Directory, View: host.ViewService, Record: p.service}
		}, nil, true},
		{"new-service", at(host.Directory, host.ViewNewService), nil, false},
		{"service-rung", func(p people) host.Route {
			return host.Route{Area: host.Directory, View: host.ViewRung, Record: p.service}
		}, nil, true},
		{"ring-round", at(host.Directory, host.ViewRingRound), nil, false},
		{"import", at(host.Directory, host.ViewImport), nil, false},
		{"duplicates", at(host.Directory, host.ViewDuplicates), nil, false},
		{"questionnaires", at(host.Questionnaires, ""), nil, false},
		{"questionnaire", of(host.Questionnaires, host.ViewQuestionnaire), nil, true},
		{"scores", func(p people) host.Route {
			return host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: p.scored, Record: p.answers}
		}, nil, true},
		{"report", at(host.Reports, ""), nil, false},
		{"report-why", at(host.Reports, ""), chapter(1), true},
		{"report-chosen", at(host.Reports, ""), chapter(2), true},
		{"report-changed", at(host.Reports, ""), chapter(4), true},
		{"report-learnt", at(host.Reports, ""), chapter(5), true},
		{"learnt", period(host.ViewLearnt), nil, false},
		{"stories", period(host.ViewLearnt), chapter(1), false},
		{"kept-reports", at(host.Reports, host.ViewSaved), nil, false},
		{"keying", func(p people) host.Route {
			return host.Route{Area: host.Questionnaires, View: host.ViewKeying, Client: p.client}
		}, nil, true},
		{"settings", at(host.Settings, ""), nil, false},
		{"settings-questionnaires", part("Questionnaires"), nil, false},
		{"settings-reports", part("Reports"), nil, false},
	}
}

// period leads to a view about the sample's eight months.
func period(v host.View) func(people) host.Route {
	return func(people) host.Route {
		return host.Route{Area: host.Reports, View: v, Filter: data.FigureFilter{From: day.AddMonths(-8).AddDays(1), To: day}}
	}
}

// choose taps the i-th part of the first joined row of alternatives.
func choose(i int) func(fyne.Window) error {
	return func(w fyne.Window) error {
		for _, o := range test.LaidOutObjects(w.Content()) {
			if s, ok := o.(*kit.Segmented); ok {
				s.Tap(i)
				return nil
			}
		}
		return errors.New("there are no alternatives to choose from")
	}
}

// chapter shows the i-th chapter of the report, scrolled into sight. While it is
// being counted, and when it cannot be, there are none.
func chapter(i int) func(fyne.Window) error {
	return func(w fyne.Window) error {
		if choose(i)(w) != nil {
			return nil
		}
		var names fyne.CanvasObject
		for _, o := range test.LaidOutObjects(w.Content()) {
			if s, ok := o.(*kit.Segmented); ok {
				names = s
				break
			}
		}
		for _, o := range test.LaidOutObjects(w.Content()) {
			if s, ok := o.(*kit.FollowScroll); ok {
				s.ScrollToTopOf(names)
				return nil
			}
		}
		return nil
	}
}

// press taps a button, where there is one of that name.
func press(name string) func(fyne.Window) error {
	return func(w fyne.Window) error {
		for _, o := range test.LaidOutObjects(w.Content()) {
			if b, ok := o.(*kit.Button); ok && b.Text() == name {
				test.Tap(b)
				return nil
			}
		}
		return nil
	}
}

// part is a part of the settings by its title: the list of them grows.
func part(title data.ID) func(people) host.Route {
	return func(people) host.Route {
		return host.Route{Area: host.Settings, View: host.ViewPart, Record: title}
	}
}

// peopleOf picks the client with the most to show: one who is due a follow-up.
func peopleOf(ctx context.Context, s *office.Office) (people, error) {
	var p people
	due, err := s.Offering.FollowUps(ctx, data.FollowUpFilter{OpenOnly: true, Limit: 40})
	if err != nil {
		return p, err
	}
	best := -1
	for _, f := range due {
		record, err := s.Overview.Record(ctx, f.ClientID)
		if err != nil {
			return p, err
		}
		if n := len(record.Timeline); n > best {
			best, p.client, p.due, p.followUp = n, f.ClientID, f.ClientID, f.ID
			p.name = record.Client.Name()
		}
	}
	answered, err := s.Measure.RecentResponses(ctx, 60)
	if err != nil {
		return p, err
	}
	if p.flagged, err = addFlags(ctx, s, p.client); err != nil {
		return p, err
	}
	p.scored = p.client
	for _, r := range answered {
		if r.Stage == data.StageFollowUp && r.Score != nil {
			p.scored, p.answers = r.ClientID, r.ID
			break
		}
	}
	services, _, err := s.Directory.Services(ctx, data.ServiceFilter{Limit: 1})
	if err == nil && len(services) > 0 {
		p.service = services[0].ID
	}
	if err != nil {
		return p, err
	}
	if p.booked, p.comes, err = appointmentOf(ctx, s, -28); err != nil {
		return p, err
	}
	if _, p.expected, err = appointmentOf(ctx, s, 1); err != nil {
		return p, err
	}
	p.asking, p.restricted, p.request, err = addRights(ctx, s, p.client, p.flagged, p.scored)
	return p, err
}

// appointmentOf is the first appointment, of those from some days after today to four
// weeks on, of which no one has said what came of it, and who comes.
func appointmentOf(ctx context.Context, s *office.Office, from int) (appointment, client data.ID, err error) {
	rows, err := s.Diary.Appointments(ctx, data.AppointmentFilter{From: day.AddDays(from), To: day.AddDays(28)})
	for _, r := range rows {
		if r.ClientID != "" && r.State.Open() {
			return r.ID, r.ClientID, err
		}
	}
	return "", "", err
}
