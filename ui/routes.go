package ui

import (
	"fyne.io/fyne/v2"

	"waymark/ui/calendar"
	"waymark/ui/clients"
	"waymark/ui/clients/enrol"
	"waymark/ui/clinics"
	"waymark/ui/directory"
	"waymark/ui/directory/listimport"
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

// area is one entry of the rail.
type area struct {
	id    host.Area
	title string
	icon  fyne.Resource
	page  func(*host.Host, host.Route) host.Page
}

// areas are the areas of the program, in the order of the rail and of the
// shortcuts Ctrl+1 to Ctrl+7.
var areas = []area{
	{host.Today, "Today", theme.IconToday, today.New},
	{host.Clients, "Clients", theme.IconClients, clients.New},
	{host.Directory, "Directory", theme.IconDirectory, directory.New},
	{host.Calendar, "Calendar", theme.IconCalendar, calendar.New},
	{host.Questionnaires, "Questionnaires", theme.IconQuestionnaires, questionnaires.New},
	{host.Reports, "Reports", theme.IconReports, report.New},
	{host.Settings, "Settings", theme.IconSettings, settings.New},
}

// views are those with a package of their own within an area.
var views = map[host.View]func(*host.Host, host.Route) host.Page{
	host.ViewImport: listimport.New, host.ViewLearnt: learnt.New, host.ViewSaved: saved.New, host.ViewHanded: handed.New, host.ViewClinic: clinics.New,
	host.ViewRetention: due.New, host.ViewSinceMet: since.New,
	host.ViewMessages: messages.New, host.ViewImportAnswers: answersimport.New,
}

// receptionAreas are all that there is on a surgery's own PC.
var receptionAreas = []area{
	{host.Reception, "Reception", theme.IconReception, reception.New},
	{host.Clinics, "Coming clinics", theme.IconCalendar, reception.NewComing},
	{host.Referral, "Refer someone", theme.IconAdd, func(h *host.Host, _ host.Route) host.Page { return enrol.NewShortAt(h, h.Desk) }},
}

func newPage(h *host.Host, r host.Route) host.Page {
	if page, ok := views[r.View]; ok {
		return page(h, r)
	}
	for _, a := range areas {
		if a.id == r.Area {
			return a.page(h, r)
		}
	}
	for _, a := range receptionAreas {
		if a.id == r.Area {
			return a.page(h, r)
		}
	}
	return areas[0].page(h, r)
}
