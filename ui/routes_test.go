package ui

import (
	"slices"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// TestViews_allStandInTheTable: a view that was forgotten there opened the first page
// of its area, for every role.
func TestViews_allStandInTheTable(t *testing.T) {
	named := uitest.Views(t, ".")
	values := map[host.View]string{}
	for name, v := range named {
		if other, twice := values[v]; twice {
			t.Errorf("%s and %s are the same", name, other)
		}
		values[v] = name
		row, known := views[v]
		switch {
		case !known:
			t.Errorf("%s is not in views (routes.go)", name)
		case row.page == nil || row.need == need{}:
			t.Errorf("%s has no page, or does not say who may see it", name)
		}
	}
	for v := range views {
		if values[v] == "" {
			t.Errorf("%q is in views, and no constant", v)
		}
	}
	for _, a := range slices.Concat(areas, receptionAreas) {
		if a.need == (need{}) || a.words == "" {
			t.Errorf("%s does not say who may see it, or what else people call it", a.title)
		}
	}
}

// notLeft are the pages that ask before they are left, or have something to save, and
// that going back may lead into again, with the reason.
var notLeft = map[host.View]string{
	host.ViewRound:         "a list that is worked down",
	host.ViewRightsReview:  "one text after another",
	host.ViewImport:        "shows what an import did",
	host.ViewImportClients: "shows what an import did",
	host.ViewImportAnswers: "shows what an import did",
	host.ViewLeaving:       "says who is out, once that is saved",
	host.ViewVisit:         "shows what was found, once it is finished",
	host.ViewLearnt:        "shows a period, with what is written about it",
	host.ViewPart:          "a part of the settings",
	host.ViewClinics:       "a part of the settings",
}

// ofNoClient are the forms that neither change nor use the record of a client.
var ofNoClient = []host.View{host.ViewShortReferral, host.ViewNewClient, host.ViewNewService, host.ViewRung, host.ViewClinic}

// TestViews_formsSayThatTheyAre: forms were missing among the pages that going back
// passes by, and two among those that a restricted record does not open.
func TestViews_formsSayThatTheyAre(t *testing.T) {
	s, _, client, _, _ := shellWithAClient(t)
	for name, v := range uitest.Views(t, ".") {
		row, known := views[v]
		if !known {
			continue // TestViews_allStandInTheTable says so
		}
		page := row.page(s.host, host.Route{View: v, Client: client})
		_, saves := page.(host.Saver)
		_, guarded := page.(host.Guarded)
		reason := notLeft[v] != ""
		switch {
		case row.form == reason && (saves || guarded || reason):
			t.Errorf("%s: say in views that it is a form, or in notLeft why going back may lead into it", name)
		case row.form && !saves && !guarded:
			t.Errorf("%s is a form with nothing to save", name)
		case row.form && row.usesRecord == slices.Contains(ofNoClient, v):
			t.Errorf("%s: say in views that it uses the record of a client, or add it to ofNoClient", name)
		}
	}
}

// TestViews_aFormIsNotOpenedOnARestrictedRecord: what came of an appointment, and a
// paper form, could be typed whole, and then nothing of it was saved.
func TestViews_aFormIsNotOpenedOnARestrictedRecord(t *testing.T) {
	s, w, client, _, _ := shellWithAClient(t)
	if err := s.host.Rights.Save(s.ctx, &data.RightsRequest{ClientID: client, Kind: data.RightsRestriction, AskedOn: s.host.Today(), AskedHow: "letter"}); err != nil {
		t.Fatal(err)
	}
	for v, row := range views {
		if !row.usesRecord {
			continue
		}
		s.Go(host.Route{Area: host.Clients, View: v, Client: client})
		if s.Route().View == v || !kit.OverlayOpen(w) {
			t.Errorf("%q was opened", v)
		}
		closeOverlays(w)
	}
}

// TestViews_whatIsDoneWithAClientIsNotOpenedOnceTheyDied: Ctrl+O and the search over
// everything still offered them services.
func TestViews_whatIsDoneWithAClientIsNotOpenedOnceTheyDied(t *testing.T) {
	s, w, client, _, _ := shellWithAClient(t)
	record, err := s.host.Overview.Record(s.ctx, client)
	if err != nil {
		t.Fatal(err)
	}
	e := record.Episode
	e.Status, e.CloseReason, e.ClosedOn = data.EpisodeClosed, data.CloseDied, s.host.Today()
	if err := s.host.Casework.SaveEpisode(s.ctx, e); err != nil {
		t.Fatal(err)
	}
	for _, v := range []host.View{host.ViewOffer, host.ViewQuestionnaire, host.ViewPlanVisit} {
		s.Go(host.Route{Area: host.Clients, View: v, Client: client})
		if s.Route().View == v || !kit.OverlayOpen(w) {
			t.Errorf("%q was opened", v)
		}
		closeOverlays(w)
	}
	s.Go(host.Route{Area: host.Clients, View: host.ViewNewContact, Client: client}) // their family may ring
	if s.Route().View != host.ViewNewContact {
		t.Error("a contact cannot be recorded")
	}
}

// TestQuestionnaire_finishedIsReadOnARestrictedRecord: the answers of someone whose record
// may only be kept could be read by no one, as if they were to be changed.
func TestQuestionnaire_finishedIsReadOnARestrictedRecord(t *testing.T) {
	s, w, client, _, _ := shellWithAClient(t)
	finished := data.Response{ClientID: client, InstrumentID: "ons4", Stage: data.Baseline, AnsweredOn: s.host.Today(), Mode: "alone", Finished: true, Answers: map[int]int{1: 4}}
	begun := finished
	begun.Finished = false
	for _, r := range []*data.Response{&finished, &begun} {
		if err := s.host.Measure.SaveResponse(s.ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.host.Rights.Save(s.ctx, &data.RightsRequest{ClientID: client, Kind: data.RightsRestriction, AskedOn: s.host.Today(), AskedHow: "letter"}); err != nil {
		t.Fatal(err)
	}
	to := host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: client, Record: begun.ID}
	s.Go(to)
	if s.Route() == to || !kit.OverlayOpen(w) {
		t.Error("one that is unfinished is carried on")
	}
	closeOverlays(w)
	to.Record = finished.ID
	s.Go(to)
	if s.Route() != to || kit.OverlayOpen(w) {
		t.Error("one that is finished cannot be read")
	}
}

// TestBack_passesFormsBy: going back from what a form led to shows where it was opened.
func TestBack_passesFormsBy(t *testing.T) {
	s, _, client, _, _ := shellWithAClient(t)
	record := host.Route{Area: host.Clients, View: host.ViewClient, Client: client}
	for v, row := range views {
		if !row.form {
			continue
		}
		s.Go(record)
		s.show(host.Route{Area: host.Clients, View: v, Client: client}) // as when the page before it agreed
		s.history = []host.Route{record}
		s.page = nil // nothing was typed
		s.Go(host.Route{Area: host.Calendar})
		if s.back(); s.Route() != record {
			t.Errorf("from beyond %q back leads to %+v", v, s.Route())
		}
	}
}

// TestAllowed_isClosedToWhatNoTableHas: a view without a line was open to every role.
func TestAllowed_isClosedToWhatNoTableHas(t *testing.T) {
	s, _ := newShell(t)
	for _, r := range []host.Route{{Area: "cellar"}, {Area: host.Clients, View: "stairs"}} {
		if s.allowed(r) {
			t.Errorf("%+v is open", r)
		}
	}
	if s.may(need{}) {
		t.Error("what says nothing of who may do it is open")
	}
	s.host.Session.SignIn(access.Identity{Person: "01900000-0000-7000-8000-00000000cccc", Role: access.Coordinator})
	for _, v := range []host.View{host.ViewAppointment, host.ViewKeying, host.ViewRetention, host.ViewImportAnswers} {
		for _, a := range areas {
			if s.allowed(host.Route{Area: a.id, View: v}) {
				t.Errorf("a coordinator is shown %q in %s", v, a.title)
			}
		}
	}
	for _, c := range s.permitted([]command{{name: "no one said who may do this"}}) {
		t.Errorf("%q is offered", c.name)
	}
}
