package contact

import (
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// contactInputs makes the fields of a contact, named as in data.Contact, and
// the needs that may have come to light in it.
func contactInputs(h *host.Host, l contactLoaded, changed func()) form.Inputs {
	day := h.DateField("Day", data.DateHappened)
	at := kit.NewTextField("Time")
	at.SetPlaceHolder("9:30")
	minutes := kit.NewTextField("Minutes")
	minutes.SetPlaceHolder("30")
	note := kit.NewTextArea("Note", data.MaxNote)
	note.SetRows(5)
	note.SetHint("Summarise what was said and agreed. Use their own words if you can.")
	in := form.Inputs{
		form.Answers("Kind", "Type of contact", data.ContactKinds(), changed),
		form.Answers("Outcome", "What happened?", data.ContactOutcomes(), changed),
		form.Date("On", day, changed),
		form.Text("At", at, changed),
		form.Text("Minutes", minutes, changed),
		form.Choice("SurgeryID", "Surgery", "Not at a surgery", person.SurgeryOptions(l.lists.Surgeries), changed),
		form.Choice("StaffID", "With", "Not recorded", person.StaffOptions(h.Role(), l.lists.Staff), changed),
		form.Text("Note", note, changed),
	}
	in.Named("At").Problem = func() string {
		_, problem := person.ClockText(at.Text())
		return problem
	}
	in.Named("Minutes").Problem = func() string {
		_, problem := minutesOf(minutes.Text())
		return problem
	}
	if options := newNeeds(l); len(options) > 0 {
		in = append(in, person.FurtherInput("Needs", "", options, changed))
	}
	return in
}

// newNeeds are the needs that the record does not hold yet, as the reason for
// the referral or as found before.
func newNeeds(l contactLoaded) []kit.Option {
	var held []data.ID
	if l.record != nil {
		held = person.NeededIDs(l.record)
	}
	return slices.DeleteFunc(person.ReasonOptions(l.lists.Reasons), func(o kit.Option) bool {
		return slices.Contains(held, data.ID(o.ID))
	})
}

// contactValues is a contact as the form holds it.
func contactValues(k *data.Contact) map[string]string {
	minutes := ""
	if k.Minutes > 0 {
		minutes = strconv.Itoa(k.Minutes)
	}
	return map[string]string{
		"Kind": string(k.Kind), "Outcome": string(k.Outcome), "On": host.Day(k.On).String(), "At": data.Hour(k.At), "Minutes": minutes,
		"SurgeryID": string(k.SurgeryID), "StaffID": string(k.StaffID), "Note": k.Note,
	}
}

// contactOf is the contact that the form holds, upon what it was before.
func contactOf(in form.Inputs, was data.Contact) data.Contact {
	v := in.Values()
	was.Kind, was.Outcome = data.ContactKind(v["Kind"]), data.ContactOutcome(v["Outcome"])
	was.On = in.Date("On")
	was.At, _ = person.ClockText(v["At"])
	was.Minutes, _ = minutesOf(v["Minutes"])
	was.SurgeryID, was.StaffID = data.ID(v["SurgeryID"]), data.ID(v["StaffID"])
	was.Note = v["Note"]
	return was
}

// needsOf are the needs that the form says were found.
func needsOf(in form.Inputs) []data.ID {
	var ids []data.ID
	if f := in.Named("Needs"); f != nil {
		for id := range strings.SplitSeq(f.Get(), ",") {
			if id != "" {
				ids = append(ids, data.ID(id))
			}
		}
	}
	return ids
}

// minutesOf reads a length in minutes, or says what is wrong with it. Blank is
// not recorded.
func minutesOf(typed string) (minutes int, problem string) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return 0, ""
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 0 || n > 24*60 {
		return 0, "Minutes must be a number from 0 to 1,440"
	}
	return n, ""
}
