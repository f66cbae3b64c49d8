package ui

import (
	"fyne.io/fyne/v2"

	"waymark/data/access"
	"waymark/ui/calendar"
	"waymark/ui/clients/contact"
	"waymark/ui/clients/enrol"
	"waymark/ui/clients/find"
	"waymark/ui/clients/followup"
	"waymark/ui/clients/moving"
	"waymark/ui/clients/offer"
	"waymark/ui/clients/record"
	"waymark/ui/clients/rights"
	"waymark/ui/clients/round"
	"waymark/ui/clients/visit"
	"waymark/ui/clinics"
	"waymark/ui/directory/entry"
	"waymark/ui/directory/listimport"
	"waymark/ui/directory/search"
	"waymark/ui/directory/upkeep"
	"waymark/ui/host"
	"waymark/ui/questionnaires"
	"waymark/ui/questionnaires/answersimport"
	"waymark/ui/reception"
	"waymark/ui/reports/handed"
	"waymark/ui/reports/learnt"
	"waymark/ui/reports/messages"
	"waymark/ui/reports/report"
	"waymark/ui/reports/saved"
	"waymark/ui/settings"
	"waymark/ui/settings/due"
	"waymark/ui/theme"
	"waymark/ui/today"
	"waymark/ui/today/since"
)

// This file holds every place of the program: the areas of the rail, and the views
// within them. A place that is not here cannot be opened.

// pageOf makes the page of a place.
type pageOf func(*host.Host, host.Route) host.Page

// area is one entry of the rail.
type area struct {
	id    host.Area
	title string
	words string // others that people search for it by
	icon  fyne.Resource
	need  need // of all that is in it
	page  pageOf
}

// areas are the areas of the program, in the order of the rail and of their shortcuts,
// Ctrl+1 and on.
var areas = []area{
	{host.Today, "Today", "home dashboard start to do", theme.IconToday, need{access.Overview, read}, today.New},
	{host.Clients, "Clients", "people patients caseload list", theme.IconClients, need{access.Casework, read}, find.New},
	{host.Directory, "Directory", "services activities groups organisations", theme.IconDirectory, need{access.Directory, read}, search.New},
	{host.Calendar, "Calendar", "diary week month clinics appointments schedule leave", theme.IconCalendar, need{access.Diary, read}, calendar.New},
	{host.Questionnaires, "Questionnaires", "wellbeing scores wemwbs surveys pad", theme.IconQuestionnaires, need{access.Measure, read}, questionnaires.New},
	{host.Reports, "Reports", "funder figures statistics excel pdf word export report", theme.IconReports, need{access.Figures, read}, report.New},
	{host.Settings, "Settings", "options preferences setup set up configure", theme.IconSettings, need{access.Lists, read}, settings.New},
}

// receptionAreas are all that there is on a surgery's own PC.
var receptionAreas = []area{
	{host.Reception, "Reception", "desk waiting arrivals today", theme.IconReception, need{access.Desk, read}, reception.New},
	{host.Clinics, "Coming clinics", "week diary slots appointments next", theme.IconCalendar, need{access.Desk, read}, reception.NewComing},
	{host.Referral, "Refer someone", "referral new add client patient person", theme.IconAdd, need{access.Desk, write}, func(h *host.Host, _ host.Route) host.Page { return enrol.NewShortAt(h, h.Desk) }},
}

// view is a place within an area, and what the shell has to know of it.
type view struct {
	page pageOf
	// need is what it asks for beyond its area; everyone for nothing. No one sees a view
	// that does not say.
	need need
	// form: it is left for good once it is saved, so going back does not lead into it.
	form bool
	// usesRecord: it changes or uses the record of a client, so it is not opened about
	// someone who restricted that.
	usesRecord bool
	// ofLiving: it is done with the client, so it is not opened about someone who died.
	ofLiving bool
}

// views are all that host names.
var views = map[host.View]view{
	host.ViewSinceMet: {page: since.New, need: everyone},

	host.ViewShortReferral: {page: enrol.NewShort, need: need{access.Clients, write}, form: true},
	host.ViewNewClient:     {page: enrol.New, need: need{access.Clients, write}, form: true},
	host.ViewEditClient:    {page: enrol.New, need: need{access.Clients, write}, form: true, usesRecord: true},
	host.ViewClient:        {page: record.New, need: everyone},
	host.ViewNewContact:    {page: contact.New, need: need{access.Casework, write}, form: true, usesRecord: true},
	host.ViewAppointment:   {page: contact.New, need: need{access.Casework, write}, form: true, usesRecord: true},
	host.ViewFollowUp:      {page: followup.New, need: need{access.Offering, write}, form: true, usesRecord: true},
	host.ViewOffer:         {page: offer.New, need: need{access.Offering, write}, form: true, usesRecord: true, ofLiving: true},
	host.ViewRound:         {page: round.New, need: need{access.Round, write}},
	host.ViewRights:        {page: rights.New, need: need{access.Rights, read}},
	host.ViewRightsReview:  {page: rights.NewReview, need: need{access.Rights, write}},
	host.ViewImportClients: {page: moving.New, need: everyone}, // the import itself asks for more; working through what is left does not

	host.ViewService:    {page: search.New, need: everyone},
	host.ViewNewService: {page: entry.New, need: need{access.Directory, write}, form: true},
	host.ViewRung:       {page: entry.New, need: need{access.Directory, write}, form: true},
	host.ViewImport:     {page: listimport.New, need: need{access.Sources, write}},
	host.ViewRingRound:  {page: upkeep.NewRingRound, need: need{access.Directory, write}},
	host.ViewDuplicates: {page: upkeep.NewDuplicates, need: need{access.Directory, write}},
	host.ViewNeeds:      {page: upkeep.NewNeeds, need: need{access.Directory, write}},

	host.ViewVisits:    {page: visit.NewDay, need: need{access.Visits, read}},
	host.ViewPlanVisit: {page: visit.NewPlan, need: need{access.Diary, write}, form: true, usesRecord: true, ofLiving: true},
	host.ViewLeaving:   {page: visit.NewLeaving, need: need{access.Visits, read}}, // who is out is kept safe, whatever their client restricted
	host.ViewVisit:     {page: visit.New, need: need{access.Visits, read}},

	host.ViewQuestionnaire: {page: questionnaires.New, need: need{access.Measure, write}, form: true, usesRecord: true, ofLiving: true},
	host.ViewKeying:        {page: questionnaires.New, need: need{access.Measure, write}, form: true, usesRecord: true},
	host.ViewImportAnswers: {page: answersimport.New, need: need{access.Bulk, write}},

	host.ViewLearnt:   {page: learnt.New, need: need{access.Casework, read}},
	host.ViewSaved:    {page: saved.New, need: everyone},
	host.ViewHanded:   {page: handed.New, need: need{access.Handed, read}},
	host.ViewMessages: {page: messages.New, need: need{access.Letters, write}},

	host.ViewPart:      {page: settings.New, need: everyone},
	host.ViewRetention: {page: due.New, need: need{access.Erasing, write}},
	host.ViewClinics:   {page: settings.New, need: need{access.Diary, write}},
	host.ViewClinic:    {page: clinics.New, need: need{access.Diary, write}, form: true},
}

// areaOf returns the area of that id, of the service's own or of a surgery's.
func areaOf(id host.Area) (area, bool) {
	for _, list := range [][]area{areas, receptionAreas} {
		for _, a := range list {
			if a.id == id {
				return a, true
			}
		}
	}
	return area{}, false
}

// newPage makes the page of a place; what is not known shows the first area.
func newPage(h *host.Host, r host.Route) host.Page {
	if v, ok := views[r.View]; ok {
		return v.page(h, r)
	}
	if a, ok := areaOf(r.Area); ok {
		return a.page(h, r)
	}
	return areas[0].page(h, r)
}
