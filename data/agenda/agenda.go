// Package agenda says what stands where in a calendar: clinics with their slots,
// appointments, visits, follow-ups, leave and holidays of a stretch of days, in
// one order, whoever shows them. It reads nothing and draws nothing: the store
// fills an Agenda, and screens, prints and calendar files are made from it.
package agenda

import (
	"cmp"
	"slices"
	"time"

	"waymark/data"
)

// NoHour is the From and To of what has a day and no hour.
const NoHour = -1

// Mood says how an entry or a slot stands, for its colour; the word beside it
// always says it as well.
type Mood int

// The moods.
const (
	Plain     Mood = iota // booked, or past
	Due                   // today, or waiting now
	Overdue               // late, or wrong
	Done                  // it took place
	Underway              // with the prescriber now
	Open                  // a free slot
	Cancelled             // it does not take place
)

// Entry is one thing in the calendar. Of what does not apply to its kind it has
// the zero value.
type Entry struct {
	Kind Kind
	// ID is the record's own: of the clinic, appointment, follow-up, contact or absence.
	ID   data.ID
	Day  data.Date
	Last data.Date // the last day; Day itself for all but absence
	// From and To are minutes since midnight, or both NoHour.
	From, To int

	ClientID            data.ID
	Client              string
	Warnings            []string // what to mind about the client; see Agenda.Warn
	StaffID             data.ID
	Staff               string
	SurgeryID           data.ID
	Surgery             string
	Room                string
	Address             string // where a visit goes to
	About               string // what it is, in a few words
	Note                string // what was typed when it was booked
	State               string // the word in its chip
	Mood                Mood
	Closed              bool // it is over: done, missed, cancelled
	Contact             data.ContactKind
	Clash               bool // it overlaps another of the same prescriber or slot
	Slots               []Slot
	Tell                int       // how many people are still to be told of what changed
	Changes             int       // how often its day, hour or state was changed since it was made
	Modified            time.Time // of its last change
	Number              int       // of a follow-up: 1 or 2
	Asks                string    // which questionnaires are due with it, in words
	AppointmentContact  data.ID   // the contact that came of an appointment
	NewPatient, Movable bool
	Part                bool // of an absence that begins or ends within a day
}

// Revision is how often something was changed, and when last.
type Revision struct {
	Count int
	Last  time.Time
}

// Slot is one slot of a clinic with who is booked in it.
type Slot struct {
	From, To int
	Booked   []Booking
	Blocked  bool // the prescriber has something else on
}

// Booking is one appointment in a slot.
type Booking struct {
	ID       data.ID
	ClientID data.ID
	Client   string
	Warnings []string // what to mind about the client; see Agenda.Warn
	State    string
	Mood     Mood
	WalkIn   bool
	Gone     bool // cancelled, or did not attend: the slot is no longer theirs
	Changes  int
	Modified time.Time
	At       int // where it begins, if other than its slot
	Minutes  int
	Contact  data.ContactKind
	Note     string
}

// HasHour reports whether the entry stands at an hour of its day.
func (e *Entry) HasHour() bool { return e.From >= 0 }

// On reports whether the entry stands on a day.
func (e *Entry) On(d data.Date) bool { return !d.Before(e.Day) && !d.After(e.lastDay()) }

func (e *Entry) lastDay() data.Date {
	if e.Last.IsZero() || e.Last.Before(e.Day) {
		return e.Day
	}
	return e.Last
}

// Key names the entry among all others of any time: a clinic is held on many days.
func (e *Entry) Key() string {
	if e.Kind == Clinic || e.Part {
		return string(e.Kind) + " " + string(e.ID) + " " + e.Day.String()
	}
	return string(e.Kind) + " " + string(e.ID)
}

// Person is a prescriber with a column of their own.
type Person struct {
	ID   data.ID
	Name string
}

// Filter says what of a calendar is wanted. Zero fields do not filter.
type Filter struct {
	From, To   data.Date // inclusive
	Prescriber data.ID
	SurgeryID  data.ID
	// Changes asks how often each session was changed: for files only, since it
	// reads much.
	Changes bool
}

// Agenda is what a stretch of days holds.
type Agenda struct {
	From, To data.Date
	Entries  []Entry // sorted; see Sort
	Overdue  []Entry // open follow-ups whose day is past, the latest first
	Holidays *data.Holidays
	Staff    []Person // prescribers, by name
	// Surgeries are where clinics may be held, by name.
	Surgeries []Person
}

// Sort puts entries in the order of their days, those with an hour first, and
// then of their hours. It is stable, so that equal ones stay as they came.
func Sort(entries []Entry) {
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(a.Day.Compare(b.Day), noHourLast(a, b), cmp.Compare(a.From, b.From),
			cmp.Compare(a.Kind.rank(), b.Kind.rank()), cmp.Compare(a.To, b.To),
			cmp.Compare(a.Client, b.Client), cmp.Compare(a.ID, b.ID))
	})
}

func noHourLast(a, b Entry) int {
	rank := func(e Entry) int {
		if e.HasHour() {
			return 0
		}
		return 1
	}
	return cmp.Compare(rank(a), rank(b))
}

// Day returns the entries of a day, in their order.
func (a *Agenda) Day(d data.Date) []Entry {
	var day []Entry
	for i := range a.Entries {
		if a.Entries[i].On(d) {
			day = append(day, a.Entries[i])
		}
	}
	return day
}

// ByDay returns the entries of each day of the agenda, in their order.
func (a *Agenda) ByDay() map[data.Date][]Entry {
	days := map[data.Date][]Entry{}
	for _, e := range a.Entries {
		first, last := e.Day, e.lastDay()
		if first.Before(a.From) {
			first = a.From
		}
		if last.After(a.To) {
			last = a.To
		}
		for d := first; !d.After(last); d = d.AddDays(1) {
			days[d] = append(days[d], e)
		}
	}
	return days
}

// Columns are the prescribers who have a column on a day: those who have
// something on it, and me. Entries of no one yet get a column without a name,
// the last one. Where there is nothing at all, every prescriber has one.
func (a *Agenda) Columns(day []Entry, me data.ID) []Person {
	busy := map[data.ID]bool{}
	names := map[data.ID]string{}
	for i := range day {
		busy[day[i].StaffID] = true
		names[day[i].StaffID] = day[i].Staff
	}
	var columns []Person
	for _, p := range a.Staff {
		if busy[p.ID] || p.ID == me {
			columns = append(columns, p)
		}
		delete(busy, p.ID)
	}
	for id := range busy { // has left, or is no prescriber
		if id != "" {
			columns = append(columns, Person{id, names[id]})
		}
	}
	slices.SortStableFunc(columns, func(x, y Person) int { return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID)) })
	if busy[""] {
		columns = append(columns, Person{})
	}
	if len(columns) == 0 {
		columns = append(columns, a.Staff...)
	}
	if len(columns) == 0 {
		columns = append(columns, Person{})
	}
	return columns
}

// Days are the days of a week that a calendar shows: Monday to Friday, and the
// weekend where something stands on it or one of its days is asked for.
func (a *Agenda) Days(monday, asked data.Date) []data.Date {
	last := 5
	by := a.ByDay()
	for i := 5; i < 7; i++ {
		if d := monday.AddDays(i); len(by[d]) > 0 && slices.ContainsFunc(by[d], func(e Entry) bool { return e.Kind != Away }) || d == asked {
			last = i + 1
		}
	}
	days := make([]data.Date, 0, last)
	for i := range last {
		days = append(days, monday.AddDays(i))
	}
	return days
}
