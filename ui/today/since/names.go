package since

import (
	"strings"

	"waymark/data"
	"waymark/ui/host"
)

func recordName(table string) string { return data.Capital(host.RecordName(table)) }

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
