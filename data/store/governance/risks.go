package governance

import (
	"waymark/data"
)

// risks answers what a DPIA asks: what could happen to people, and what stands
// against it now.
func (f *facts) risks() data.StatementSection {
	s := section("For a DPIA: risks and what stands against them", "Each line is so now. Whether that is enough is for the service to decide.")
	add := func(risk, now string) { s.Facts = append(s.Facts, data.Fact{Name: risk, Value: now}) }
	if f.sealed {
		add("A PC, disk or backup is lost", "Not readable without a passphrase or the recovery words.")
	} else {
		add("A PC, disk or backup is lost", "Open: the file is plain. Protect it in Settings, or rely on the encryption of the disk.")
	}
	switch {
	case !f.signIn:
		add("A colleague sees more than they should", "Open: no one signs in. Settings has people and roles.")
	case f.lockAfter == 0:
		add("A colleague sees more than they should", "Roles limit what each sees. Open: the window never locks by itself.")
	default:
		add("A colleague sees more than they should", "Roles limit what each sees, the window locks, and the audit trail marks what is unusual.")
	}
	if f.signIn && f.codes > 0 {
		add("Someone else signs in", data.Plural(f.codes, "person has a code that was not used yet.", "people have a code that was not used yet."))
	} else if f.signIn {
		add("Someone else signs in", "Each has a passphrase of their own. Wrong ones slow the next attempt.")
	}
	if f.minimum == 0 {
		add("A report identifies someone", "Open: small numbers are shown.")
	} else {
		add("A report identifies someone", "Small numbers are hidden, also what would let a reader work them out.")
	}
	if len(f.backups) == 0 {
		add("Records are lost or damaged", "Open: there is no backup yet.")
	} else {
		add("Records are lost or damaged", "Backups are made each day and checked. Open: one outside this PC is for the service to keep.")
	}
	if f.rules.ContactYears == 0 || f.rules.CaseYears == 0 {
		add("Records are kept too long", "Open: a kind of record is kept without end.")
	} else {
		add("Records are kept too long", "Records that are due are listed each month, and a manager decides.")
	}
	add("A harmful program, or an administrator of this PC", "Open: Waymark cannot guard an unlocked PC against these.")
	return s
}

// standards says what Waymark can show for the ten data security standards of the
// DSPT, and what it cannot.
func (f *facts) standards() data.StatementSection {
	state := func(on bool, yes, no string) string {
		if on {
			return yes
		}
		return no
	}
	return section("For the DSPT: what Waymark can show", "By the National Data Guardian’s ten standards. What is not in the list has to be shown in another way.",
		data.Fact{Name: "1 Personal data is handled, stored and sent securely", Value: f.encryption()},
		data.Fact{Name: "2 and 3 Staff know their duties, and are trained", Value: "Not in Waymark."},
		data.Fact{Name: "4 Access is only for those who need it, and is noted", Value: state(f.signIn, "Roles, and an audit trail of reads and changes.", "Not yet: no one signs in.")},
		data.Fact{Name: "5 and 6 Processes are reviewed, incidents answered", Value: "The audit trail marks what is unusual. The rest is not in Waymark."},
		data.Fact{Name: "7 The service goes on after a loss", Value: f.backupWords()},
		data.Fact{Name: "8 Nothing unsupported is used", Value: state(f.releases != "", "Waymark tells of new versions of itself. The PC’s own system is not in Waymark.", "Waymark is not set to look for new versions. The PC’s own system is not in Waymark.")},
		data.Fact{Name: "9 IT is protected", Value: "Waymark opens no port to the network. The rest is not in Waymark."},
		data.Fact{Name: "10 Suppliers are held to account", Value: state(f.devices > 0, "The store that PCs meet through has encrypted pieces only. The contract with it is not in Waymark.", "No supplier holds records for Waymark.")},
	)
}
