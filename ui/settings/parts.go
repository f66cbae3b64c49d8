package settings

import (
	"waymark/data/access"
	"waymark/ui/host"
	"waymark/ui/settings/devices"
	"waymark/ui/settings/frame"
	"waymark/ui/settings/lists"
	"waymark/ui/settings/papers"
	"waymark/ui/settings/people"
	"waymark/ui/settings/program"
	"waymark/ui/settings/records"
	"waymark/ui/settings/service"
)

// groups are all parts, in the order of the list.
func groups(h *host.Host, p *frame.Page) []frame.Group {
	return []frame.Group{
		{Heading: "Your service", Places: []frame.Place{
			place(service.Own(h, p), access.SetUp, "this pc user name service who funder organisation role link worker"),
			place(lists.Surgeries(h, p), access.SetUp, "practice gp medical centre"),
			place(lists.Staff(h, p), access.RunService, "prescribers link workers colleagues people team"),
			place(lists.Partners(h, p), access.RunService, "partnership partners organisations charities consortium county alliance"),
			place(service.Clinics(h, p), access.BookClinics, "clinic sessions slots weekly pattern"),
			place(service.Holidays(h, p), access.SetUp, "bank holidays closed days nation"),
			place(service.Visits(h, p), access.SetUp, "travel mileage lone working safety visits"),
		}},
		{Heading: "Clients and directory", Places: []frame.Place{
			place(lists.Reasons(h, p), access.SetUp, "reason for referral needs"),
			place(lists.Flags(h, p), access.SetUp, "warnings alerts risk"),
			place(papers.Questionnaires(h, p), access.SetUp, "instruments wemwbs swemwbs own questionnaire"),
			place(lists.Categories(h, p), access.SetUp, "kinds of services types"),
			place(lists.SearchWords(h, p), access.SetUp, "synonyms other words meaning search misspelt"),
		}},
		{Heading: "Reports and letters", Places: []frame.Place{
			place(papers.Reports(h, p), access.SetUp, "report hidden small numbers rounding minimum funder thresholds"),
			place(lists.Readers(h, p), access.MakeReports, "funders partners trustees commissioners who gets reports handed over"),
			place(papers.Letters(h, p), access.SetUp, "templates wording texts letter sms"),
			place(papers.Messages(h, p), access.SetUp, "codes snomed messages gp practice"),
			place(papers.Languages(h, p), access.SetUp, "translation translate po urdu bengali punjabi arabic polish languages"),
		}},
		{Heading: "People and privacy", Places: []frame.Place{
			place(people.People(h, p), access.RunService, "sign in passphrase code manager role access people users accounts"),
			place(people.Roles(h, p), access.OwnSeat, "what may who see permissions own clients lock idle minutes"),
			place(records.Audit(h, p), access.ReadAudit, "who opened read trail log unusual"),
			place(records.Retention(h, p), access.AnswerRights, "erase delete forget gdpr how long years kept certificate due old records"),
			place(records.Governance(h, p), access.RunService, "dpia dspt gdpr lawful basis controller data protection information governance privacy register"),
		}},
		{Heading: "PCs and backups", Places: []frame.Place{
			place(records.Copies(h, p), access.RunService, "backup backups copy restore copies database files where my data export all"),
			place(devices.Devices(h, p), access.RunService, "several pcs laptop exchange join share sync store folder usb stick bucket"),
			place(program.Versions(h, p), access.RunService, "update upgrade newest release download program"),
			place(program.Appearance(h, p), access.OwnSeat, "dark light text size large print colour contrast theme look font"),
		}},
	}
}

func place(part *frame.Part, needs access.Capability, words string) frame.Place {
	return frame.Place{Part: part, Needs: needs, Words: words}
}
