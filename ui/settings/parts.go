package settings

import (
	"waymark/data"
	"waymark/data/access"
	"waymark/ui/host"
)

// Part is one part of the settings, as the search over everything finds it.
type Part struct {
	Title string
	// Words are others that people use for what can be set there.
	Words string
	Route host.Route
}

// partWords are the words of each part, in the order of the list on the page.
var partWords = []string{
	"this pc user name service who funder organisation role link worker",                             // this service
	"practice gp medical centre",                                                                     // surgeries
	"prescribers link workers colleagues people team",                                                // staff
	"partnership partners organisations charities consortium county alliance",                        // partners
	"clinic sessions slots weekly pattern",                                                           // clinics
	"reason for referral needs",                                                                      // reasons
	"kinds of services types",                                                                        // categories
	"synonyms other words meaning search misspelt",                                                   // words people use
	"instruments wemwbs swemwbs own questionnaire",                                                   // questionnaires
	"report hidden small numbers rounding minimum funder thresholds",                                 // report rules
	"warnings alerts risk",                                                                           // flags
	"bank holidays closed days nation",                                                               // holidays
	"templates wording texts letter sms",                                                             // letters
	"translation translate po urdu bengali punjabi arabic polish languages",                          // languages
	"codes snomed messages gp practice",                                                              // codes
	"backup backups copy restore copies database files where my data export all",                     // data and copies
	"travel mileage lone working safety visits",                                                      // visits
	"funders partners trustees commissioners who gets reports handed over",                           // readers of reports
	"update upgrade newest release download program",                                                 // new versions
	"dark light text size large print colour contrast theme look font",                               // appearance
	"sign in passphrase code manager role access people users accounts",                              // people
	"what may who see permissions own clients lock idle minutes",                                     // roles
	"who opened read trail log unusual",                                                              // audit
	"erase delete forget gdpr how long years kept certificate due old records",                       // retention
	"dpia dspt gdpr lawful basis controller data protection information governance privacy register", // governance
	"several pcs laptop exchange join share sync store folder usb stick bucket",                      // devices
}

// partNeeds is what each part asks of whoever uses the window, in the same order.
var partNeeds = []access.Capability{
	access.SetUp, access.SetUp, access.RunService, access.SetUp, access.BookClinics, access.SetUp, access.SetUp, access.SetUp, access.SetUp, access.SetUp, access.SetUp,
	access.SetUp, access.SetUp, access.SetUp, access.SetUp, access.RunService, access.SetUp, access.MakeReports, access.RunService, access.OwnSeat,
	access.RunService, access.OwnSeat, access.ReadAudit, access.AnswerRights, access.AnswerRights, access.RunService,
}

// permitted leaves out the parts that whoever uses the window may not change.
func permitted(h *host.Host, all []*section) []*section {
	var list []*section
	for i, s := range all {
		if s.words = partWords[i]; h.Session.Can(partNeeds[i]) {
			list = append(list, s)
		}
	}
	return list
}

// Parts are all parts of the settings. Nothing is read for them.
func Parts(h *host.Host) []Part {
	sections := New(h, host.Route{}).(*page).sections
	parts := make([]Part, len(sections))
	for i, s := range sections {
		parts[i] = Part{Title: s.title, Route: host.Route{Area: host.Settings, View: host.ViewPart, Record: data.ID(s.title)}}
		parts[i].Words = s.words
	}
	return parts
}
