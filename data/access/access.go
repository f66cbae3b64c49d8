// Package access says who works with a database and what they may do: a person,
// their role, and the table of what each role permits. Every read and write of
// the store asks it, in one place.
package access

import (
	"slices"

	"waymark/data"
)

// Role is what someone is to the service, as far as access goes.
type Role string

// The roles. A role that is not among them may do nothing.
const (
	// Everything may do everything: the service's own staff, where the service has
	// not set up who signs in.
	Everything Role = "everything"
	// Reception is a surgery's own PC or its people: who comes to the clinic there
	// and when, and nothing of why.
	Reception Role = "reception"
	// Volunteer is a volunteer or a student, who sees only people assigned to them.
	Volunteer Role = "volunteer"
	// Prescriber does the casework, of all clients or only of their own.
	Prescriber Role = "prescriber"
	// Coordinator keeps the directory and makes reports, and sees no one by name.
	Coordinator Role = "coordinator"
	// Manager may do everything: people, settings, the audit trail, rights.
	Manager Role = "manager"
	// As long as it is not known who uses a PC, no one may do anything.
	Nobody Role = "no one"
)

// Roles are those that a person who signs in can have, in the order of the table.
var Roles = []Role{Reception, Volunteer, Prescriber, Coordinator, Manager}

// Known reports whether a person who signs in can have the role.
func (r Role) Known() bool { return slices.Contains(Roles, r) }

// ByPartner reports whether someone with the role sees clients whom they do not look
// after themselves, so that in a partnership it matters of which partner they are.
func (r Role) ByPartner() bool { return r == Prescriber || r == Manager }

// Area is a part of the records that a role may be let into. Each slice of the
// store stands for one, or for two where what everyone may do is beside what few
// may.
type Area string

// The areas, by the slice that they are.
const (
	Lists     Area = "lists"
	Seat      Area = "seat" // what is one's own in the lists: drafts, how the window looks
	Directory Area = "directory"
	Marks     Area = "marks" // one's own favourites, and what keeps the directory quick
	Sources   Area = "sources"
	Casework  Area = "casework"
	Clients   Area = "clients" // adding clients and changing who they are
	Measure   Area = "measure"
	Offering  Area = "offering"
	Round     Area = "round"
	Figures   Area = "figures"
	Handed    Area = "handed" // reports that were handed over, and to whom
	Overview  Area = "overview"
	Letters   Area = "letters"
	Tasks     Area = "tasks"
	Soundness Area = "soundness"
	Flags     Area = "flags" // warnings about clients
	Diary     Area = "diary"
	Desk      Area = "desk"    // what the reception of a surgery sees and does
	Erasing   Area = "erase"   // removing a person for good
	Wording   Area = "wording" // letters, questionnaires, kinds of flags, holidays, codes
	Bulk      Area = "bulk"    // whole records at once, for sample caseloads and new databases
	People    Area = "people"  // who signs in, and what they may do
	Backups   Area = "backups"
	Self      Area = "self"  // one's own passphrase
	Trail     Area = "trail" // the audit trail
	// Rights is what people ask of what is held about them, and Consents what they
	// agree to, which whoever works with them writes down.
	Rights   Area = "rights"
	Consents Area = "consents"
)

// Act is what someone wants to do in an area.
type Act int

// The acts.
const (
	Read Act = 1 << iota
	Write
)

// needs is what reading and what writing in an area needs. An area that is not
// in it is closed.
var needs = map[Area]struct{ read, write Capability }{
	Lists:     {SearchServices, SetUp},
	Seat:      {SearchServices, SearchServices},
	Directory: {SearchServices, KeepServices},
	Marks:     {SearchServices, SearchServices},
	Sources:   {SearchServices, KeepServices},
	Casework:  {SeeRecords, RecordWork},
	Clients:   {ChangeClients, ChangeClients},
	Measure:   {SeeScores, RecordWork},
	Offering:  {SeeRecords, RecordWork},
	Round:     {SeeRecords, RecordWork},
	Figures:   {MakeReports, MakeReports},
	Handed:    {MakeReports, MakeReports},
	Overview:  {SeeRecords, RecordWork},
	Letters:   {SeeRecords, RecordWork},
	Tasks:     {SeeRecords, RecordWork},
	Flags:     {SeeRecords, RecordWork},
	Visits:    {SeeRecords, RecordWork},
	Lone:      {OwnSeat, OwnSeat},
	Diary:     {SeeRecords, BookClinics},
	Desk:      {BookClinics, BookClinics},
	Erasing:   {AnswerRights, AnswerRights},
	Wording:   {SearchServices, SetUp},
	Soundness: {RunService, RunService},
	Bulk:      {MoveRecords, MoveRecords},
	People:    {RunService, RunService},
	Self:      {OwnSeat, OwnSeat},
	Backups:   {RunService, RunService},
	Trail:     {ReadAudit, ReadAudit},
	Rights:    {AnswerRights, AnswerRights},
	Consents:  {SeeRecords, RecordWork},
	Whole:     {MoveRecords, MoveRecords},
	Devices:   {RunService, RunService},
	Meetings:  {OwnSeat, OwnSeat},
	Exchange:  {MoveRecords, MoveRecords},
}

// May returns an error that says so if a role does not permit an act in an area.
func (r Role) May(area Area, act Act) error {
	need, known := needs[area]
	switch {
	case known && (act&Read == 0 || r.Can(need.read)) && (act&Write == 0 || r.Can(need.write)):
		return nil
	case act&Write != 0:
		return refusedWrite()
	}
	return refusedRead()
}

func refusedRead() error {
	return data.NewProblem(data.CodeRefused, "You may not see this. Ask whoever looks after Waymark in your service.")
}

// notHeld is for a database that holds less than everything.
func notHeld(held Held) error {
	if held == HeldClinics {
		return data.NewProblem(data.CodeRefused, "This PC holds only the clinics of its surgery. Records, notes, scores and reports are on the PCs of prescribers and managers.")
	}
	return data.NewProblem(data.CodeRefused, "This PC holds only what reports count. Clients, notes and clinics are on the PCs of prescribers, managers and surgeries.")
}

// refusedPart is for who sees the clients of one partner, where something is about all.
func refusedPart() error {
	return data.NewProblem(data.CodeRefused, "This is about the clients of all partners, and you see those of your own. Ask a manager who sees all of them.")
}

func refusedWrite() error {
	return data.NewProblem(data.CodeRefused, "You may not change this, so nothing was saved. Ask whoever looks after Waymark in your service.")
}

// refusedDesk is for a PC at which no one has signed in.
func refusedDesk() error {
	return data.NewProblem(data.CodeRefused, "This PC is set up for the reception of a surgery, which may not see or change this. "+
		"In Waymark’s window, “Who uses this PC” changes that.")
}
