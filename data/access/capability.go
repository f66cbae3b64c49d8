package access

import "slices"

// Capability is one thing that a person may be allowed to do.
type Capability string

// The capabilities, as Settings shows them.
const (
	SeeNames       Capability = "see names"
	SeeRecords     Capability = "see records"
	SeeScores      Capability = "see scores"
	RecordWork     Capability = "record work"
	ChangeClients  Capability = "change clients"
	BookClinics    Capability = "book clinics"
	SearchServices Capability = "search services"
	KeepServices   Capability = "keep services"
	MakeReports    Capability = "make reports"
	MoveRecords    Capability = "move records"
	AnswerRights   Capability = "answer rights"
	ReadAudit      Capability = "read audit"
	SetUp          Capability = "set up"
	RunService     Capability = "run service"
	OwnSeat        Capability = "own seat"
)

// Held is what a database holds of the records of its service.
type Held int

// A database holds everything, what reports count and no clients, or the clinics of a
// surgery with the names of who comes.
const (
	HeldAll Held = iota
	HeldFigures
	HeldClinics
)

// beyond are the capabilities that come to nothing where less than everything is held.
var beyond = map[Held][]Capability{
	HeldFigures: {SeeNames, SeeRecords, SeeScores, RecordWork, ChangeClients, BookClinics, AnswerRights},
	HeldClinics: {SeeRecords, SeeScores, RecordWork, ChangeClients, MakeReports, AnswerRights},
}

// ofWhole are the capabilities over everything that is held: in a partnership, only
// who sees the clients of all partners has them.
var ofWhole = []Capability{MoveRecords, ReadAudit, RunService}

// OfWhole reports whether a capability is over everything that is held, so that in a
// partnership only who sees the clients of all partners has it.
func OfWhole(c Capability) bool { return slices.Contains(ofWhole, c) }

// Extent is how far a capability reaches for a role.
type Extent string

// The extents. What the table does not name is No.
const (
	No           Extent = ""
	Yes          Extent = "Yes"
	All          Extent = "All"
	Own          Extent = "Own clients"   // those whose prescriber they are
	Assigned     Extent = "Assigned only" // as Own, and no one who has no prescriber yet
	OwnPartner   Extent = "Own partner"   // those of the organisation that they work for
	OwnSurgery   Extent = "Own surgery"   // people and clinics of the surgeries that they work for
	WithoutNames Extent = "Without names" // in counts, never as a person
)

// Words is what the table shows for an extent.
func (e Extent) Words() string {
	if e == No {
		return "No"
	}
	return string(e)
}

// Row is one line of the table of what each role may do.
type Row struct {
	Group      string // the heading that it stands under
	Words      string
	Capability Capability
	by         map[Role]Extent
}

// Table says what each role may do. It is what the store enforces and what
// Settings shows. A role that a row does not name may not.
var Table = []Row{
	{"Clients", "See name, date of birth and phone", SeeNames, extents(OwnSurgery, Assigned, All, No, All)},
	{"Clients", "See records, notes and contacts", SeeRecords, extents(No, Assigned, All, No, All)},
	{"Clients", "See questionnaires and scores", SeeScores, extents(No, Assigned, All, WithoutNames, All)},
	{"Clients", "Record contacts and offer services", RecordWork, extents(No, Assigned, All, No, All)},
	{"Clients", "Add clients and change their details", ChangeClients, extents(No, No, Yes, No, Yes)},
	{"Clinics", "Book, move and mark as arrived", BookClinics, extents(OwnSurgery, No, All, No, All)},
	{"Directory and reports", "Search services", SearchServices, extents(No, Yes, Yes, Yes, Yes)},
	{"Directory and reports", "Add, check and import services", KeepServices, extents(No, No, Yes, Yes, Yes)},
	{"Directory and reports", "Make, save and export reports", MakeReports, extents(No, No, Yes, Yes, Yes)},
	{"Running the service", "Import clients, export everything", MoveRecords, extents(No, No, No, No, Yes)},
	{"Running the service", "Answer rights requests, erase records", AnswerRights, extents(No, No, No, No, Yes)},
	{"Running the service", "Read the audit trail", ReadAudit, extents(No, No, No, No, Yes)},
	{"Running the service", "Change lists, wording and questionnaires", SetUp, extents(No, No, No, No, Yes)},
	{"Running the service", "Change staff, roles, devices, backups", RunService, extents(No, No, No, No, Yes)},
	{"Running the service", "Lock, and change own passphrase", OwnSeat, extents(Yes, Yes, Yes, Yes, Yes)},
}

// extents are what the roles of Roles may, in that order.
func extents(of ...Extent) map[Role]Extent {
	by := make(map[Role]Extent, len(of))
	for i, role := range Roles {
		by[role] = of[i]
	}
	return by
}

// For returns how far the row reaches for a role.
func (r Row) For(role Role) Extent {
	if role == Everything {
		role = Manager
	}
	return r.by[role]
}

// Extent returns how far a capability reaches for the role.
func (r Role) Extent(c Capability) Extent {
	i := slices.IndexFunc(Table, func(row Row) bool { return row.Capability == c })
	if i < 0 {
		return No
	}
	return Table[i].For(r)
}

// Can reports whether the role has a capability about people or things that it
// may see as they are.
func (r Role) Can(c Capability) bool {
	extent := r.Extent(c)
	return extent != No && extent != WithoutNames
}
