package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// retentionStates are a service with records that are due to be deleted.
func retentionStates() []state {
	return []state{
		{name: "due", appearance: "light", fill: fillDue, only: "retention-due", clients: true},
		{name: "due-dark", appearance: "dark", fill: fillDue, only: "retention-due", clients: true},
		{name: "due-decide", appearance: "light", fill: fillDue, only: "retention-decide", clients: true},
		{name: "due-settings", appearance: "light", fill: fillDue, only: "retention", clients: true},
		{name: "due-deleted", appearance: "light", fill: fillDue, only: "retention-deleted", clients: true},
		{name: "governance", appearance: "light", fill: fillDue, only: "governance", clients: true},
		{name: "governance-dark", appearance: "dark", fill: fillDue, only: "governance", clients: true},
		{name: "due-today", appearance: "light", fill: fillDue, only: "today", clients: true},
	}
}

// retentionScreens are those of what is due to be deleted.
func retentionScreens() []screen {
	at := func(people) host.Route { return host.Route{Area: host.Settings, View: host.ViewRetention} }
	return []screen{
		{"retention", func(people) host.Route {
			return host.Route{Area: host.Settings, View: host.ViewPart, Record: "Retention"}
		}, nil, false},
		{"governance", func(people) host.Route {
			return host.Route{Area: host.Settings, View: host.ViewPart, Record: "Governance"}
		}, nil, false},
		{"governance-words", func(people) host.Route {
			return host.Route{Area: host.Settings, View: host.ViewPart, Record: "Governance"}
		}, press("In your own words…"), false},
		{"retention-due", at, press("Mark all without warnings"), false},
		{"retention-decide", at, openRow, true},
		{"retention-deleted", at, deleteDue, true},
	}
}

// fillDue fills the sample, with cases that ended long ago.
func fillDue(ctx context.Context, s *office.Office) error {
	if err := fillSample(ctx, s); err != nil {
		return err
	}
	for i, name := range []string{"Aled Ffoulkes", "Bronagh Quill", "Cosmo Featherstonehaugh", "Dilys Marchbanks", "Ewan Strachan"} {
		if err := endedCase(ctx, s, name, i); err != nil {
			return err
		}
	}
	due, _, err := s.Retention.Due(ctx)
	if err != nil || len(due) < 5 {
		return fmt.Errorf("%d are due: %w", len(due), err)
	}
	return s.Retention.Keep(ctx, &data.RetentionKept{ClientID: due[0].ClientID, Until: s.Clock().Today().AddDays(200), Because: "A complaint about a transport service is not settled"})
}

// endedCase writes someone whose case ended years ago; every third has a warning.
func endedCase(ctx context.Context, s *office.Office, name string, i int) error {
	c := data.Client{FamilyName: name, BirthDate: data.MustDate("1931-02-03").AddDays(400 * i)}
	if err := s.Casework.SaveClient(ctx, &c); err != nil {
		return err
	}
	on := data.MustDate("2014-02-" + strconv.Itoa(10+i))
	if err := s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: on}); err != nil {
		return err
	}
	if err := s.Casework.SaveContact(ctx, &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: on.AddDays(9)}); err != nil {
		return err
	}
	r, err := s.Overview.Record(ctx, c.ID)
	if err != nil {
		return err
	}
	e := *r.Episode
	e.Status, e.ClosedOn, e.CloseReason = data.EpisodeClosed, on.AddDays(90), "goals_met"
	if err := s.Casework.SaveEpisode(ctx, &e); err != nil || i%3 != 2 {
		return err
	}
	c.Alert = "Two dogs"
	return s.Casework.SaveClient(ctx, &c)
}

// openRow opens the first row of the list.
func openRow(w fyne.Window) error {
	for _, o := range test.LaidOutObjects(w.Content()) {
		if rows, ok := o.(*kit.Rows); ok && rows.OnOpen != nil {
			rows.OnOpen(0)
			return nil
		}
	}
	return nil
}

// deleteDue deletes what is marked, as a manager would.
func deleteDue(w fyne.Window) error {
	if err := press("Mark all without warnings")(w); err != nil {
		return err
	}
	within := func(o fyne.CanvasObject, do func(*kit.Button)) {
		for _, o := range test.LaidOutObjects(o) {
			if b, ok := o.(*kit.Button); ok && strings.HasPrefix(b.Text(), "Delete") && !b.Disabled() {
				do(b)
				return
			}
		}
	}
	n := ""
	within(w.Content(), func(b *kit.Button) {
		n = strings.Fields(b.Text())[1]
		test.Tap(b)
	})
	if n == "" {
		return nil // nothing is due in this state, or the button is within a menu
	}
	over := w.Canvas().Overlays().Top()
	if over == nil {
		return errors.New("nothing asks how many records are deleted")
	}
	for _, o := range test.LaidOutObjects(over) {
		if f, ok := o.(*kit.TextField); ok {
			f.SetText(n)
		}
	}
	within(over, func(b *kit.Button) { test.Tap(b) })
	return nil
}
