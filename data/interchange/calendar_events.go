package interchange

import (
	"strings"
	"unicode/utf8"

	"waymark/data"
	"waymark/data/agenda"
)

// CalendarEvents are the events of a calendar file for entries of an agenda.
// Without names a client is given by initials, and neither addresses nor notes
// are in the file. Follow-ups that are closed are left out, and contacts that
// no one had booked: they are no plans.
func CalendarEvents(entries []agenda.Entry, names bool) []Event {
	var events []Event
	for i := range entries {
		e := &entries[i]
		switch {
		case e.Kind == agenda.Contact, e.Kind == agenda.FollowUp && e.Closed:
		case e.Kind == agenda.Clinic:
			events = append(events, clinicEvents(e, names)...)
		default:
			events = append(events, entryEvent(e, names))
		}
	}
	return events
}

// clinicEvents are the session itself and those who are booked in it.
func clinicEvents(e *agenda.Entry, names bool) []Event {
	session := Event{
		UID: string(e.ID) + "-" + strings.ReplaceAll(e.Day.String(), "-", "") + uidDomain, On: e.Day, At: agenda.At(e.From), Minutes: e.To - e.From,
		Title: joined(", ", "Clinic", e.Surgery), Place: joined(", ", e.Surgery, e.Room),
		Sequence: e.Changes, Modified: e.Modified, Cancelled: e.Mood == agenda.Cancelled,
	}
	events := []Event{session}
	for _, slot := range e.Slots {
		for _, b := range slot.Booked {
			if b.ID == "" { // no one had booked it: it was no plan
				continue
			}
			from, minutes := slot.From, slot.To-slot.From
			if b.Minutes > 0 {
				from, minutes = b.At, b.Minutes
			}
			kind := "clinic"
			if b.WalkIn {
				kind = "walk-in"
			}
			events = append(events, Event{
				UID: string(b.ID) + uidDomain, On: e.Day, At: agenda.At(from), Minutes: minutes,
				Title: joined(", ", Who(b.Client, names), kind), Place: joined(", ", e.Surgery, e.Room),
				Sequence: b.Changes, Modified: b.Modified, Cancelled: b.Mood == agenda.Cancelled,
			})
		}
	}
	return events
}

const uidDomain = "@waymark"

func entryEvent(e *agenda.Entry, names bool) Event {
	v := Event{UID: string(e.ID) + uidDomain, On: e.Day, Last: e.Last, At: agenda.At(e.From), Minutes: e.To - e.From,
		Place: e.Surgery, Sequence: e.Changes, Modified: e.Modified, Cancelled: e.Mood == agenda.Cancelled}
	who := Who(e.Client, names)
	switch e.Kind {
	case agenda.Away:
		v.Title, v.Place = joined(", ", e.About, Who(e.Staff, names)), ""
	case agenda.FollowUp:
		v.Title, v.Place = joined(", ", who, strings.ToLower(data.FollowUpOrdinal(e.Number))), ""
		if names {
			v.Detail = e.About
		}
	case agenda.Visit:
		v.Title, v.Place = joined(", ", who, "home visit"), ""
		if names {
			v.Place = e.Address
		}
	default:
		v.Title = joined(", ", who, strings.ToLower(e.Contact.Label()))
	}
	if v.Title == "" { // what it is about may name someone
		v.Title = e.Kind.Name()
	}
	return v
}

func joined(by string, parts ...string) string {
	var full []string
	for _, p := range parts {
		if p != "" {
			full = append(full, p)
		}
	}
	return strings.Join(full, by)
}

// Who is a name, or its initials: "Z.O."
func Who(name string, whole bool) string {
	if whole {
		return name
	}
	var b strings.Builder
	for _, w := range strings.Fields(name) {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
		b.WriteByte('.')
	}
	return b.String()
}
