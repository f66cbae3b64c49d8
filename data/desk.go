package data

import "time"

// This file holds what the desk of a surgery may know: names, birth dates, phone
// numbers, times and states. The types have no room for anything else.

// DeskPerson is a person as a surgery's desk may know them.
type DeskPerson struct {
	ID        ID     `json:"id"`
	Name      string `json:"name"`
	KnownAs   string `json:"known_as"`
	BirthDate Date   `json:"birth_date"`
	Phone     string `json:"phone"`
	// Surgery is their surgery's name, "" for one of the desk's own.
	Surgery string `json:"surgery"`
	// BookedOn and BookedAt are the first appointment that they have to come.
	BookedOn Date   `json:"booked_on"`
	BookedAt string `json:"booked_at"`
}

// DeskRow is an appointment as a surgery's desk may know it.
type DeskRow struct {
	ID        ID
	ClientID  ID // empty for a slot that is held
	Client    string
	BirthDate Date
	Phone     string
	ClinicID  ID
	SurgeryID ID
	Surgery   string
	StaffID   ID
	Staff     string
	Room      string
	On        Date
	At        string // "HH:MM"; a walk-in's is when they were sent through
	Minutes   int
	WalkIn    bool
	State     AppointmentState
	StateAt   time.Time
	Note      string // only what a surgery typed
	SentBy    string // as typed by a surgery
	Clash     bool   // it collides with another one, and no one has said that it may
}

// DeskSlot is a time of a session, with whoever is booked into it: more than one
// if it was booked twice.
type DeskSlot struct {
	At      string
	Minutes int
	Free    bool
	Rows    []DeskRow
}

// DeskSession is one clinic of one day.
type DeskSession struct {
	ClinicID  ID
	Day       Date
	SurgeryID ID
	Surgery   string
	StaffID   ID
	Staff     string
	Room      string
	Starts    string
	Ends      string
	State     SessionState
	Why       string // a bank holiday, or that the prescriber is away; no more
	Slots     []DeskSlot
	// Others stand in no slot: walk-ins, and those left over from a change.
	Others []DeskRow
}

// Rows are all appointments of the session, by time.
func (s *DeskSession) Rows() []DeskRow {
	var rows []DeskRow
	for i := range s.Slots {
		rows = append(rows, s.Slots[i].Rows...)
	}
	return append(rows, s.Others...)
}

// DeskDay is everything that a surgery's desk shows of a day.
type DeskDay struct {
	Surgery  string
	Day      Date
	Sessions []DeskSession
	Presence []Presence // the last that each prescriber said today
}

// DeskTell is someone who must be told that their appointment cannot stay.
type DeskTell struct {
	ID  ID
	Row DeskRow
}

// AppointmentCard is what is printed for someone to take home.
type AppointmentCard struct {
	Service, ServicePhone string
	Client                string
	On                    Date
	At                    string
	Minutes               int
	Surgery, Town, Room   string
	Staff                 string
}
