package settings

import (
	"waymark/data/access"
	"waymark/ui/settings/frame"
)

// groups are all parts, in the order of the list.
func (s *parts) groups() []frame.Group {
	h, p := s.h, s.p
	return []frame.Group{
		{Heading: "Your service", Places: []frame.Place{
			place(s.own.part(), access.SetUp, "this pc user name service who funder organisation role link worker"),
			place(surgeries(h, p), access.SetUp, "practice gp medical centre"),
			place(staff(h, p), access.RunService, "prescribers link workers colleagues people team"),
			place(partners(h, p), access.SetUp, "partnership partners organisations charities consortium county alliance"),
			place(s.clinics.part(), access.BookClinics, "clinic sessions slots weekly pattern"),
			place(newHolidays(h, p).part(), access.SetUp, "bank holidays closed days nation"),
			place(newVisits(h, p).part(), access.SetUp, "travel mileage lone working safety visits"),
		}},
		{Heading: "Clients and directory", Places: []frame.Place{
			place(reasons(h, p), access.SetUp, "reason for referral needs"),
			place(flagKinds(h, p), access.SetUp, "warnings alerts risk"),
			place(newQuestionnaires(h, p).part(), access.SetUp, "instruments wemwbs swemwbs own questionnaire"),
			place(categories(h, p), access.SetUp, "kinds of services types"),
			place(synonyms(h, p), access.SetUp, "synonyms other words meaning search misspelt"),
		}},
		{Heading: "Reports and letters", Places: []frame.Place{
			place(newReportRules(h, p).part(), access.SetUp, "report hidden small numbers rounding minimum funder thresholds"),
			place(readers(h, p), access.MakeReports, "funders partners trustees commissioners who gets reports handed over"),
			place(newLetters(h, p).part(), access.SetUp, "templates wording texts letter sms"),
			place(newCodes(h, p).part(), access.SetUp, "codes snomed messages gp practice"),
			place(newLanguages(h, p).part(), access.SetUp, "translation translate po urdu bengali punjabi arabic polish languages"),
		}},
		{Heading: "People and privacy", Places: []frame.Place{
			place(newSignIns(h, p), access.RunService, "sign in passphrase code manager role access people users accounts"),
			place(newRoles(h, p), access.OwnSeat, "what may who see permissions own clients lock idle minutes"),
			place(newAudit(h, p), access.ReadAudit, "who opened read trail log unusual"),
			place(newRetention(h, p), access.AnswerRights, "erase delete forget gdpr how long years kept certificate due old records"),
			place(newGovernance(h, p), access.RunService, "dpia dspt gdpr lawful basis controller data protection information governance privacy register"),
		}},
		{Heading: "PCs and backups", Places: []frame.Place{
			place(s.copies.part(), access.RunService, "backup backups copy restore copies database files where my data export all"),
			place(s.devices.part(), access.RunService, "several pcs laptop exchange join share sync store folder usb stick bucket"),
			place(s.versions.part(), access.RunService, "update upgrade newest release download program"),
			place(newAppearance(h, p).part(), access.OwnSeat, "dark light text size large print colour contrast theme look font"),
		}},
	}
}

func place(part *frame.Part, needs access.Capability, words string) frame.Place {
	return frame.Place{Part: part, Needs: needs, Words: words}
}
