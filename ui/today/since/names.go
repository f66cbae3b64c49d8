package since

import (
	"strings"

	"waymark/data"
)

// recordNames are what the kinds of records are called.
var recordNames = map[string]string{
	"client": "Client", "episode": "Referral into the service", "referral": "Referral into the service", "need": "Need", "contact": "Contact",
	"consent": "Consent", "offer": "Offer", "prescription": "Service referral", "follow_up": "Follow-up", "attempt": "Call", "response": "Questionnaire",
	"service": "Service in the directory", "organisation": "Organisation", "surgery": "Surgery", "staff": "Member of staff", "reason": "Reason for referral",
	"category": "Category", "setting": "Setting", "clinic": "Clinic", "appointment": "Booking", "absence": "Absence", "visit": "Home visit",
	"visit_finding": "Finding of a home visit", "lone_card": "Lone-working card", "task": "Task", "gap": "Gap", "flag": "Warning", "learnt": "What was learned",
	"letter": "Letter", "tale": "Story",
}

func recordName(table string) string {
	if name := recordNames[table]; name != "" {
		return name
	}
	return data.Capital(strings.ReplaceAll(table, "_", " "))
}

// labels are what columns are called that do not say it themselves, in the words of the
// forms in which they are typed.
var labels = map[string]string{
	"nhs_number": "NHS number", "on_day": "Day", "at": "Time", "due_on": "Due", "staff_id": "Member of staff", "prescriber_id": "Who looks after them",
	"happened_on": "Day", "note": "Note", "body": "Text",
	"matters": "What matters to them", "birth_date": "Date of birth", "known_as": "Preferred name", "given_names": "First names", "family_name": "Last name",
	"contact_by": "Contact preferences", "other_phone": "Other phone number", "email": "Email address",
}

func label(table, column string) string {
	if name := data.ClientLabel(column); table == "client" && name != "" {
		return name
	}
	if name := labels[column]; name != "" {
		return name
	}
	return data.Capital(strings.ReplaceAll(strings.TrimSuffix(column, "_id"), "_", " "))
}
