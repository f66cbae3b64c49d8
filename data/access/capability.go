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

// In which databases a capability comes to something: in any, or in those that hold
// everything, what reports count, or the clinics of a surgery.
var (
	anywhere  = []Held{HeldAll, HeldFigures, HeldClinics}
	atService = []Held{HeldAll}
	withDesk  = []Held{HeldAll, HeldClinics}
	withCount = []Held{HeldAll, HeldFigures}
)

// reach says over what a capability is.
type reach int

const (
	// overWhole is over everything that is held: in a partnership, only who sees the
	// clients of all partners has it.
	overWhole reach = iota
	// overPart is over the clients whom someone sees, or over what is shared.
	overPart
)

// OfWhole reports whether a capability is over everything that is held, so that in a
// partnership only who sees the clients of all partners has it.
func OfWhole(c Capability) bool { return rowOf(c).reach == overWhole }

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
	in         []Held // where less is held, it comes to nothing
	reach      reach
}

// Table says what each role may do. It is what the store enforces and what
// Settings shows. A role that a row does not name may not.
var Table = []Row{
	{"Clients", "See name, date of birth and phone", SeeNames, extents(OwnSurgery, Assigned, All, No, All), withDesk, overPart},
	{"Clients", "See records, notes and contacts", SeeRecords, extents(No, Assigned, All, No, All), atService, overPart},
	{"Clients", "See questionnaires and scores", SeeScores, extents(No, Assigned, All, WithoutNames, All), atService, overPart},
	{"Clients", "Record contacts and offer services", RecordWork, extents(No, Assigned, All, No, All), atService, overPart},
	{"Clients", "Add clients and change their details", ChangeClients, extents(No, No, Yes, No, Yes), atService, overPart},
	{"Clinics", "Book, move and mark as arrived", BookClinics, extents(OwnSurgery, No, All, No, All), withDesk, overPart},
	{"Directory and reports", "Search services", SearchServices, extents(No, Yes, Yes, Yes, Yes), anywhere, overPart},
	{"Directory and reports", "Add, check and import services", KeepServices, extents(No, No, Yes, Yes, Yes), anywhere, overPart},
	{"Directory and reports", "Make, save and export reports", MakeReports, extents(No, No, Yes, Yes, Yes), withCount, overPart},
	{"Running the service", "Import clients, export everything", MoveRecords, extents(No, No, No, No, Yes), anywhere, overWhole},
	{"Running the service", "Answer rights requests, erase records", AnswerRights, extents(No, No, No, No, Yes), atService, overPart},
	{"Running the service", "Read the audit trail", ReadAudit, extents(No, No, No, No, Yes), anywhere, overWhole},
	{"Running the service", "Change lists, wording and questionnaires", SetUp, extents(No, No, No, No, Yes), anywhere, overPart},
	{"Running the service", "Change staff, roles, devices, backups", RunService, extents(No, No, No, No, Yes), anywhere, overWhole},
	{"Running the service", "Lock, and change own passphrase", OwnSeat, extents(Yes, Yes, Yes, Yes, Yes), anywhere, overPart},
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
func (r Role) Extent(c Capability) Extent { return rowOf(c).For(r) }

// rowOf is the row of a capability. One that has none is no one's, anywhere.
func rowOf(c Capability) Row {
	i := slices.IndexFunc(Table, func(row Row) bool { return row.Capability == c })
	if i < 0 {
		return Row{Capability: c}
	}
	return Table[i]
}

// Can reports whether the role has a capability about people or things that it
// may see as they are.
func (r Role) Can(c Capability) bool {
	extent := r.Extent(c)
	return extent != No && extent != WithoutNames
}
