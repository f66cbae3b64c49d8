package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data/access"
	"waymark/ui/host"
)

// This file holds which places and commands a role is shown. The store decides what
// it may do; here only what would be refused is left out.

// staff reports whether the window is the service's own: neither a surgery's nor no
// one's.
func (s *Shell) staff() bool {
	role := s.host.Session.Role()
	return role != access.Reception && role != access.Nobody
}

// need is what a place or a command asks of the store.
type need struct {
	area access.Area
	act  access.Act
}

func (s *Shell) may(n need) bool { return s.host.Session.May(n.area, n.act) == nil }

var (
	read  = access.Read
	write = access.Read | access.Write
)

// areaNeeds are those of the areas in the rail.
var areaNeeds = map[host.Area]need{
	host.Today: {access.Overview, read}, host.Clients: {access.Casework, read}, host.Directory: {access.Directory, read},
	host.Calendar: {access.Diary, read}, host.Questionnaires: {access.Measure, read}, host.Reports: {access.Figures, read},
	host.Settings: {access.Lists, read}, host.Reception: {access.Desk, read}, host.Clinics: {access.Desk, read}, host.Referral: {access.Clients, write},
}

// viewNeeds are those of views that ask for more than their area.
var viewNeeds = map[host.View]need{
	host.ViewShortReferral: {access.Clients, write}, host.ViewNewClient: {access.Clients, write}, host.ViewEditClient: {access.Clients, write},
	host.ViewNewContact: {access.Casework, write}, host.ViewOffer: {access.Offering, write}, host.ViewFollowUp: {access.Offering, write},
	host.ViewNewService: {access.Directory, write}, host.ViewImport: {access.Sources, write}, host.ViewRingRound: {access.Directory, write},
	host.ViewRights: {access.Rights, read}, host.ViewRightsReview: {access.Rights, write},
	host.ViewDuplicates: {access.Directory, write}, host.ViewNeeds: {access.Directory, write}, host.ViewLearnt: {access.Casework, read},
	host.ViewMessages: {access.Letters, write}, host.ViewClinic: {access.Diary, write}, host.ViewClinics: {access.Diary, write},
	host.ViewQuestionnaire: {access.Measure, write}, host.ViewVisits: {access.Visits, read}, host.ViewPlanVisit: {access.Diary, write},
	host.ViewRound: {access.Round, write}, host.ViewImportClients: {access.Bulk, write}, host.ViewImportAnswers: {access.Bulk, write},
}

// allowed reports whether a place is shown to whoever uses the window.
func (s *Shell) allowed(r host.Route) bool {
	if n, ok := viewNeeds[r.View]; ok && !s.may(n) {
		return false
	}
	n, ok := areaNeeds[r.Area]
	return !ok || s.may(n)
}

// usesRecord are the views that change or use the record of a client.
var usesRecord = []host.View{host.ViewEditClient, host.ViewNewContact, host.ViewOffer, host.ViewFollowUp, host.ViewQuestionnaire, host.ViewPlanVisit}

// onlyKept says why a place is not opened about someone who restricted the use of
// their record, "" if it may be.
func (s *Shell) onlyKept(r host.Route) string {
	if r.Client == "" || !slices.Contains(usesRecord, r.View) {
		return ""
	}
	kept, err := s.host.Rights.Standing(s.ctx)
	if err != nil {
		return "" // the page that is opened says that the records cannot be read
	}
	if standing, is := kept[r.Client]; is {
		return standing.Sentence()
	}
	return ""
}

// permitted leaves out the commands that whoever uses the window may not do.
func (s *Shell) permitted(list []command) []command {
	return slices.DeleteFunc(list, func(c command) bool {
		n, ok := commandNeeds[c.key]
		return ok && (c.menu == "Client" || c.menu == "Visits" || c.menu == "Clinic" || c.menu == "Page") && !s.may(n)
	})
}

// commandNeeds are those of commands, by their key.
var commandNeeds = map[fyne.KeyName]need{
	fyne.KeyN: {access.Clients, write}, fyne.KeyR: {access.Casework, write}, fyne.KeyO: {access.Offering, write}, fyne.KeyQ: {access.Measure, write},
	fyne.KeyT: {access.Offering, write}, fyne.KeyE: {access.Visits, read}, fyne.KeyU: {access.Visits, read}, fyne.KeyG: {access.Round, write},
	fyne.KeyM: {access.Round, read}, fyne.Key8: {access.Desk, read}, fyne.KeyY: {access.Diary, write},
}
