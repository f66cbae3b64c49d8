package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
)

func allStates() []state { return slices.Concat(states(), visitStates(), reachStates()) }

func allScreens() []screen { return append(screens(), visitScreens()...) }

// covered reports whether a screen is drawn in a state: those of home visits in
// states of their own, and only they.
func covered(st state, sc screen) bool {
	return strings.HasPrefix(st.name, "visits") == isVisit(sc) && st.covers(sc)
}

// visitStates are those of home visits and lone working: only their own screens
// are drawn in them.
func visitStates() []state {
	return []state{
		{name: "visits", appearance: "light", fill: fillVisits, clients: true},
		{name: "visits-dark", appearance: "dark", fill: fillVisits, clients: true},
		{name: "visits-long", appearance: "light", fill: fillLongVisits, clients: true},
		{name: "visits-none", appearance: "light", fill: fillNoVisits, clients: true},
		{name: "visits-alarm", appearance: "light", fill: fillAlarm, clients: true},
	}
}

// isVisit reports whether a screen is about home visits.
func isVisit(sc screen) bool { return strings.HasPrefix(sc.name, "visit-") }

// visitPlaces are the visits that the screens are drawn with.
type visitPlaces struct{ first, second, finished data.ID }

// shownVisits are those of the state that was filled last.
var shownVisits visitPlaces

func visitScreens() []screen {
	at := func(v host.View, of func(visitPlaces) data.ID) func(people) host.Route {
		return func(people) host.Route {
			return host.Route{Area: host.Calendar, View: v, Record: of(shownVisits), Filter: data.FigureFilter{From: day}}
		}
	}
	first := func(v visitPlaces) data.ID { return v.first }
	second := func(v visitPlaces) data.ID { return v.second }
	return []screen{
		{name: "visit-day", route: at(host.ViewVisits, second)},
		{name: "visit-plan", route: at(host.ViewPlanVisit, second)},
		{name: "visit-leaving", route: at(host.ViewLeaving, second)},
		{name: "visit-first", route: at(host.ViewVisit, first)},
		{name: "visit-second", route: at(host.ViewVisit, second)},
		{name: "visit-acted", route: at(host.ViewVisit, second), then: target(0)},
		{name: "visit-finished", route: at(host.ViewVisit, func(v visitPlaces) data.ID { return v.finished })},
		{name: "visit-finish", route: at(host.ViewVisit, second), then: press("Finish visit…")},
		{name: "visit-compare", route: at(host.ViewVisit, second), then: press("Compare visits")},
		{name: "visit-rooms", route: at(host.ViewVisit, second), then: press("Rooms…")},
	}
}

func visitsOf(ctx context.Context, s *office.Office) (visitPlaces, error) {
	var p visitPlaces
	rows, err := s.Visits.List(ctx, data.VisitFilter{})
	for _, r := range rows {
		switch {
		case strings.HasPrefix(r.Client, "Walter") && r.On == day:
			p.second = r.ID
		case strings.HasPrefix(r.Client, "Walter"):
			p.finished = r.ID
		case strings.HasPrefix(r.Client, "Ada"):
			p.first = r.ID
		}
	}
	return p, err
}

func fillNoVisits(ctx context.Context, s *office.Office) error {
	shownVisits = visitPlaces{}
	return fillSample(ctx, s)
}

func fillVisits(ctx context.Context, s *office.Office) error {
	if err := fillSample(ctx, s); err != nil {
		return err
	}
	return addVisits(ctx, s, func(text string) string { return text })
}

func fillLongVisits(ctx context.Context, s *office.Office) error {
	if err := fillLongNames(ctx, s); err != nil {
		return err
	}
	return addVisits(ctx, s, func(text string) string {
		return fmt.Sprintf("%s Wolfeschlegelsteinhausenbergerdorff", strings.TrimSpace(strings.Repeat(text+" ", 3)))
	})
}

// fillAlarm lets someone go out and not come back.
func fillAlarm(ctx context.Context, s *office.Office) error {
	if err := fillVisits(ctx, s); err != nil {
		return err
	}
	card, err := s.Lone.Card(ctx, shownVisits.second)
	if err != nil {
		return err
	}
	card.With, card.WithTel = "Marcus Adeleke-Hughes", "07700 900815"
	if err := s.Lone.GoOut(ctx, card); err != nil {
		return err
	}
	if err := s.Lone.Later(ctx, card.ID, s.Session.Local().Add(-16*time.Minute)); err != nil {
		return err
	}
	return s.Lone.Rung(ctx, card.ID, "Siân", data.CallNoAnswer)
}

func addVisits(ctx context.Context, s *office.Office, long func(string) string) error {
	staff := s.Session.Person()
	var err error
	for key, value := range map[string]string{data.SettingLoneBuddy: long("Gemma Whitlock, reception"), data.SettingLoneBuddyPhone: "01632 960155",
		data.SettingLoneCall: long("The manager, Anneliese Roy") + ", 01632 960170", data.SettingVisitFrom: "CT7 9RD"} {
		err = errors.Join(err, s.Lists.SetSetting(ctx, key, value))
	}
	walter := data.Client{GivenNames: long("Walter"), FamilyName: "Finch", BirthDate: data.MustDate("1946-06-02"), Address: long("9 Canute Road"), Town: "Birchington",
		Postcode: "CT7 9QQ", Phone: "01632 960321", Alert: long("Two-person visits only")}
	ada := data.Client{GivenNames: long("Ada"), FamilyName: "Marsh", Address: "2 Minnis Road", Town: "Birchington", Postcode: "CT7 9SE"}
	for _, c := range []*data.Client{&walter, &ada} {
		err = errors.Join(err, s.Casework.SaveClient(ctx, c), s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: day.AddDays(-60)}))
	}
	last := data.Visit{ClientID: walter.ID, StaffID: staff, On: day.AddDays(-29), At: "14:00", Access: long("Side gate, ring twice"), Hazards: long("Dog"), People: long("His son, until 3")}
	next := data.Visit{ClientID: walter.ID, StaffID: staff, On: day, At: "14:00", Minutes: 75, Access: last.Access, Hazards: last.Hazards, People: last.People}
	first := data.Visit{ClientID: ada.ID, StaffID: staff, On: day, At: "11:00"}
	for _, v := range []*data.Visit{&last, &next, &first} {
		err = errors.Join(err, s.Visits.Save(ctx, v))
	}
	if err != nil {
		return err
	}
	if shownVisits, err = visitsOf(ctx, s); err != nil {
		return err
	}
	return findThings(ctx, s, &last, &next, long)
}

// target taps the i-th of the last row of targets: the answer of a decision.
func target(i int) func(fyne.Window) error {
	return func(w fyne.Window) error {
		var last *kit.Targets
		for _, o := range test.LaidOutObjects(w.Content()) {
			if t, ok := o.(*kit.Targets); ok {
				last = t
			}
		}
		if last != nil {
			last.Tap(i)
		}
		return nil
	}
}

// findThings is what was found on two visits to one home, of which the second is
// under way.
func findThings(ctx context.Context, s *office.Office, last, next *data.Visit, long func(string) string) error {
	rooms := []string{"Kitchen", "Living room", "Hall and stairs", "Bedroom", "Bathroom"}
	var err error
	rate := func(v *data.Visit, ratings ...int) {
		for i, n := range ratings {
			if n == 0 {
				continue
			}
			_, e := s.Visits.SaveFinding(ctx, &data.VisitFinding{VisitID: v.ID, Aspect: data.AspectRoom, Room: rooms[i], Value: strconv.Itoa(n)})
			err = errors.Join(err, e)
		}
	}
	answer := func(v *data.Visit, a data.VisitAspect, value string) {
		_, e := s.Visits.SaveFinding(ctx, &data.VisitFinding{VisitID: v.ID, Aspect: a, Value: value})
		err = errors.Join(err, e)
	}
	rate(last, 4, 5, 5, 0, 3)
	answer(last, data.AspectFood, "enough")
	answer(last, data.AspectHeating, "not_used")
	answer(last, data.AspectSmokeAlarm, "working")
	_, e := s.Visits.Finish(ctx, last.ID, data.Finish{Minutes: 60, Note: long("He keeps everything of Joyce’s.")})
	err = errors.Join(err, e)
	rate(next, 4, 7, 5, 0, 3)
	answer(next, data.AspectFood, "little")
	answer(next, data.AspectHeating, "not_used")
	answer(next, data.AspectDamp, "bad")
	answer(next, data.AspectSmokeAlarm, "none")
	return errors.Join(err, s.Visits.SaveWords(ctx, next.ID, long("I know where everything is. It’s the stairs I can’t do with the boxes there. Don’t let them throw out Joyce’s letters.")))
}
