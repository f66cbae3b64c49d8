package settings

import (
	"slices"

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

// part is a section in its place in the list of the page.
type part struct {
	*section
	needs access.Capability // what it asks of whoever uses the window
	words string            // others that people search by
}

// group is a heading of the list with the parts beneath it.
type group struct {
	heading string
	parts   []part
}

// groups are all parts, in the order of the list.
func (p *page) groups() []group {
	return []group{
		{"Your service", []part{
			{p.own.section(), access.SetUp, "this pc user name service who funder organisation role link worker"},
			{surgeries(p), access.SetUp, "practice gp medical centre"},
			{staff(p), access.RunService, "prescribers link workers colleagues people team"},
			{partners(p), access.SetUp, "partnership partners organisations charities consortium county alliance"},
			{p.clinics.section(), access.BookClinics, "clinic sessions slots weekly pattern"},
			{newHolidays(p).section(), access.SetUp, "bank holidays closed days nation"},
			{newVisits(p).section(), access.SetUp, "travel mileage lone working safety visits"},
		}},
		{"Clients and directory", []part{
			{reasons(p), access.SetUp, "reason for referral needs"},
			{flagKinds(p), access.SetUp, "warnings alerts risk"},
			{newQuestionnaires(p).section(), access.SetUp, "instruments wemwbs swemwbs own questionnaire"},
			{categories(p), access.SetUp, "kinds of services types"},
			{synonyms(p), access.SetUp, "synonyms other words meaning search misspelt"},
		}},
		{"Reports and letters", []part{
			{newReportRules(p).section(), access.SetUp, "report hidden small numbers rounding minimum funder thresholds"},
			{readers(p), access.MakeReports, "funders partners trustees commissioners who gets reports handed over"},
			{newLetters(p).section(), access.SetUp, "templates wording texts letter sms"},
			{newCodes(p).section(), access.SetUp, "codes snomed messages gp practice"},
			{newLanguages(p).section(), access.SetUp, "translation translate po urdu bengali punjabi arabic polish languages"},
		}},
		{"People and privacy", []part{
			{newSignIns(p), access.RunService, "sign in passphrase code manager role access people users accounts"},
			{newRoles(p), access.OwnSeat, "what may who see permissions own clients lock idle minutes"},
			{newAudit(p), access.ReadAudit, "who opened read trail log unusual"},
			{newRetention(p), access.AnswerRights, "erase delete forget gdpr how long years kept certificate due old records"},
			{newGovernance(p), access.RunService, "dpia dspt gdpr lawful basis controller data protection information governance privacy register"},
		}},
		{"PCs and backups", []part{
			{p.copies.section(), access.RunService, "backup backups copy restore copies database files where my data export all"},
			{p.devices.section(), access.RunService, "several pcs laptop exchange join share sync store folder usb stick bucket"},
			{p.versions.section(), access.RunService, "update upgrade newest release download program"},
			{newAppearance(p).section(), access.OwnSeat, "dark light text size large print colour contrast theme look font"},
		}},
	}
}

// fewParts is how many parts are found without a heading.
const fewParts = 8

// line is a row of the list: a heading, or the title of a section.
type line struct {
	heading string
	section int // which one, unless it is a heading
}

// gather leaves out the parts that whoever uses the window may not change, and puts
// the others in the list: under headings, unless they are few.
func (p *page) gather(groups []group) {
	for _, g := range groups {
		p.lines = append(p.lines, line{heading: g.heading})
		for _, part := range g.parts {
			if !p.h.Session.Can(part.needs) {
				continue
			}
			part.section.words = part.words
			p.lines = append(p.lines, line{section: len(p.sections)})
			p.sections = append(p.sections, part.section)
		}
		if last := len(p.lines) - 1; p.lines[last].heading != "" {
			p.lines = p.lines[:last] // nothing stands under it
		}
	}
	if len(p.sections) <= fewParts {
		p.lines = slices.DeleteFunc(p.lines, func(l line) bool { return l.heading != "" })
	}
}

// rowOf is the row of the list in which a section stands.
func (p *page) rowOf(section int) int {
	return slices.IndexFunc(p.lines, func(l line) bool { return l.heading == "" && l.section == section })
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
