// Package access says who works with a database and what they may do: a person,
// their role, and the table of what each role permits. Every read and write of
// the store asks it, in one place.
package access

import "waymark/data"

// Role is what someone is to the service, as far as access goes.
type Role string

// The roles. A role that is not among them may do nothing.
const (
	// Everything may do everything: the service's own staff.
	Everything Role = "everything"
	// Reception is a surgery's own PC: who comes to the clinic there and when,
	// and nothing of why.
	Reception Role = "reception"
	// No one may do nothing, as long as it is not known who uses a PC.
	Nobody Role = "no one"
)

// Area is a part of the records that a role may be let into. Each slice of the
// store stands for one.
type Area string

// The areas, by the slice that they are.
const (
	Lists     Area = "lists"
	Directory Area = "directory"
	Sources   Area = "sources"
	Casework  Area = "casework"
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
	Desk      Area = "desk" // what the reception of a surgery sees and does
	Bulk      Area = "bulk" // whole records at once, for sample caseloads and new databases
)

// Act is what someone wants to do in an area.
type Act int

// The acts.
const (
	Read Act = 1 << iota
	Write
)

// permitted is what each role may do in each area. A role or an area that is
// not in it is closed.
var permitted = map[Role]map[Area]Act{
	Everything: {
		Visits: Read | Write, Lone: Read | Write,
		Lists: Read | Write, Directory: Read | Write, Sources: Read | Write, Casework: Read | Write, Measure: Read | Write,
		Letters: Read | Write, Offering: Read | Write, Round: Read | Write, Figures: Read | Write, Handed: Read | Write, Overview: Read | Write, Soundness: Read | Write, Bulk: Read | Write,
		Diary: Read | Write, Desk: Read | Write,
		Tasks: Read | Write, Flags: Read | Write,
	},
	Reception: {Desk: Read | Write, Lone: Read | Write},
}

// May returns an error that says so if a role does not permit an act in an area.
func (r Role) May(area Area, act Act) error {
	if permitted[r][area]&act == act {
		return nil
	}
	if r == Reception {
		return data.NewProblem(data.CodeRefused, "This PC is set up for the reception of a surgery, which may not see or change this. "+
			"In Waymark’s window, “Who uses this PC” changes that.")
	}
	sentence := "You may not see this. Ask whoever looks after Waymark in your service."
	if act == Write {
		sentence = "You may not change this, so nothing was saved. Ask whoever looks after Waymark in your service."
	}
	return data.NewProblem(data.CodeRefused, sentence)
}
