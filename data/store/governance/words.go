package governance

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/access"
)

// notWritten stands for what only the service can say.
const notWritten = "Not written yet. Enter it under “In your own words”."

func or(text, instead string) string {
	if text == "" {
		return instead
	}
	return text
}

func section(heading, intro string, facts ...data.Fact) data.StatementSection {
	return data.StatementSection{Heading: heading, Intro: intro, Facts: facts}
}

// whose says whose data it is, and where.
func (f *facts) whose() data.StatementSection {
	since := "No clients yet"
	if !f.since.IsZero() {
		since = data.Plural(f.counts["client"], "client", "clients") + ", the first added on " + f.since.Short()
	}
	return section("The service", "",
		data.Fact{Name: "Service", Value: or(f.service, "Not named yet. Settings has its name.")},
		data.Fact{Name: "Controller", Value: or(f.own.Controller, notWritten)},
		data.Fact{Name: "Who answers questions", Value: or(f.own.Contact, notWritten)},
		data.Fact{Name: "About", Value: since},
		data.Fact{Name: "Where it is", Value: "One file on this PC: " + f.path},
	)
}

// held says what is held and why.
func (f *facts) held() data.StatementSection {
	s := section("What is held and why", "What of this may say something of health, or of another special category (UK GDPR, Article 9), is marked with *.")
	for _, k := range kinds {
		n := 0
		for _, table := range k.tablesOf() {
			n += f.counts[table]
		}
		name := k.name
		if k.special {
			name += " *"
		}
		s.Facts = append(s.Facts, data.Fact{Name: name, Value: data.Plural(n, "row. ", "rows. ") + k.why})
	}
	s.Facts = append(s.Facts, data.Fact{Name: "Staff", Value: data.Plural(f.staff, "member of staff", "members of staff") + ", with their names and what they did: to say who did what."})
	return s
}

func (f *facts) basis() data.StatementSection {
	s := section("Lawful basis", or(f.own.Basis, notWritten))
	s.Notes = []string{"Waymark keeps consent to share, to evaluate and to tell a story apart from the lawful basis of the record itself. Each can be withdrawn on its own."}
	return s
}

// seen says who can see it.
func (f *facts) seen() data.StatementSection {
	s := section("Who can see it", "")
	if !f.signIn {
		s.Intro = "No one signs in to this database. Anyone who uses this PC can see all of it, and Waymark does not note who reads what."
		return s
	}
	s.Intro = "People sign in with a passphrase. What each role may do is enforced where records are read and written."
	for _, role := range access.Roles {
		n := f.byRole[role]
		if n == 0 {
			continue
		}
		var may []string
		for _, row := range access.Table {
			if e := row.For(role); e != access.No && row.Capability != access.OwnSeat {
				words := row.Words
				if e != access.Yes && e != access.All {
					words += " (" + strings.ToLower(e.Words()) + ")"
				}
				may = append(may, words)
			}
		}
		if role == access.Prescriber && f.ownOnly {
			may = append(may, "only of their own clients")
		}
		s.Facts = append(s.Facts, data.Fact{Name: data.Capital(string(role)) + ": " + data.Count(n), Value: strings.Join(may, "; ") + "."})
	}
	s.Notes = []string{"Roles bind this program. Whoever can open the file with other tools can read all of it."}
	return s
}

// goes says where it goes.
func (f *facts) goes() data.StatementSection {
	s := section("Where it goes", "Waymark needs no server. It sends records nowhere by itself, except as this list says.")
	add := func(name, value string) { s.Facts = append(s.Facts, data.Fact{Name: name, Value: value}) }
	if f.devices > 0 {
		add("Other PCs", fmt.Sprintf("%s of the service, through %s. What lies there is encrypted, and the store has no key.", data.Plural(f.devices, "PC", "PCs"), f.depot))
	} else {
		add("Other PCs", "None. This PC works alone.")
	}
	if f.signIn {
		add("Exports and prints", f.exportWords())
	} else {
		add("Exports and prints", "Not noted, as no one signs in.")
	}
	add("Reports handed over", fmt.Sprintf("%s to %s. Reports hold counts, not records.", data.Plural(f.handedOver, "report", "reports"), data.Plural(f.readers, "named reader", "named readers")))
	add("Letters in the last year", data.Plural(f.letters, "letter or text was handed over", "letters and texts were handed over"))
	if f.calendar {
		names := "with initials"
		if f.names {
			names = "with full names"
		}
		add("Calendar file", "A file for other calendar programs is kept up to date "+names+". It is not encrypted.")
	} else {
		add("Calendar file", "None is kept up to date.")
	}
	if len(f.feeds) > 0 {
		add("Read from the web", "Lists of services from "+strings.Join(f.feeds, ", ")+". Nothing about clients is sent.")
	}
	if f.releases != "" {
		add("New versions", "Waymark looks for new versions at "+f.releases+". Nothing about clients is sent.")
	}
	add("Known to the service only", or(f.own.Elsewhere, "Not written yet: where backups and exports go that someone copies elsewhere."))
	return s
}

// mostExports is how many kinds of export the page names.
const mostExports = 8

func (f *facts) exportWords() string {
	if len(f.exports) == 0 {
		return "None in the last year."
	}
	total := 0
	var parts []string
	for i, c := range f.exports {
		total += c.n
		if i < mostExports {
			parts = append(parts, fmt.Sprintf("%s %d", or(c.what, "other"), c.n))
		}
	}
	return fmt.Sprintf("%s in the last year: %s. The audit trail says who and when.", data.Plural(total, "export or print", "exports and prints"), strings.Join(parts, ", "))
}

// howLong says for how long it is kept.
func (f *facts) howLong() data.StatementSection {
	backups := "Without end"
	if f.days > 0 {
		backups = data.Plural(f.days, "day", "days") + ", then Waymark removes them when it next starts. The newest always stays."
	}
	return section("For how long", "Open cases are kept. Others are kept by these rules, and deleted once a manager decides so.",
		data.Fact{Name: data.RetainContact.Words(), Value: f.rules.Sentence(data.RetainContact)},
		data.Fact{Name: data.RetainCase.Words(), Value: f.rules.Sentence(data.RetainCase)},
		data.Fact{Name: "Backups", Value: backups},
		data.Fact{Name: "Now", Value: data.Plural(f.due, "record is due", "records are due") + " to be deleted, and " + data.Plural(f.kept, "is", "are") + " kept longer for a written reason."},
		data.Fact{Name: "Deleted in the last year", Value: data.Plural(f.erased, "record", "records") + ", with " + data.Plural(f.erasures, "certificate", "certificates") + "."},
		data.Fact{Name: "Audit trail", Value: "Kept with the database, without the names of those who were deleted."},
	)
}

// measures says which measures stand.
func (f *facts) measures() data.StatementSection {
	return section("Measures", "What protects the records now.",
		data.Fact{Name: "Encryption", Value: f.encryption()},
		data.Fact{Name: "Sign-in and lock", Value: f.signInWords()},
		data.Fact{Name: "Audit trail", Value: f.auditWords()},
		data.Fact{Name: "Backups", Value: f.backupWords()},
		data.Fact{Name: "Small numbers", Value: f.smallWords()},
		data.Fact{Name: "Damage", Value: "“waymark check” reads the whole file, follows the audit trail and compares what is worked out with the records."},
	)
}

func (f *facts) encryption() string {
	if !f.sealed {
		return "Off. This file is plain: anyone who has it can read it. It is as safe as the encryption of this PC’s disk, which Waymark cannot see."
	}
	words := "On: AES-256-GCM, page by page, also its log and backups. " + data.Plural(f.passphrases, "passphrase opens it", "passphrases open it")
	if f.recovery {
		return words + ", and the recovery words on paper."
	}
	return words + ". It has no recovery words."
}

func (f *facts) signInWords() string {
	if !f.signIn {
		return "Off."
	}
	lock := "The window does not lock by itself."
	if f.lockAfter > 0 {
		lock = "The window locks after " + data.Plural(f.lockAfter, "minute", "minutes") + " without use."
	}
	words := "On. " + lock
	if !f.sealed {
		words += " On a plain file this guards the window only."
	}
	return words
}

// auditWords says what the audit trail has, and where it goes.
func (f *facts) auditWords() string {
	switch {
	case f.auditPCs > 0:
		return fmt.Sprintf("%s The trails of %s are here as well.", f.ownAuditWords(), data.Plural(f.auditPCs, "other PC", "other PCs"))
	case f.devices > 1:
		return fmt.Sprintf("%s It goes to managers’ PCs too, which have the trails of all PCs.", f.ownAuditWords())
	}
	return f.ownAuditWords()
}

func (f *facts) ownAuditWords() string {
	words := data.Plural(f.audit, "row", "rows") + " since " + f.auditSince.Short() + ", each chained to the one before. It has who added, changed and deleted what"
	if f.signIn {
		return words + ", and who opened, exported and signed in."
	}
	return words + ". Reads are noted once people sign in."
}

func (f *facts) backupWords() string {
	if len(f.backups) == 0 {
		return "None yet. Waymark makes one each day at its first start."
	}
	newest := slices.MaxFunc(f.backups, func(a, b time.Time) int { return a.Compare(b) })
	oldest := slices.MinFunc(f.backups, func(a, b time.Time) int { return a.Compare(b) })
	words := fmt.Sprintf("%s in %s, the newest of %s and the oldest of %s.", data.Plural(len(f.backups), "backup", "backups"), f.folder,
		data.DateOf(newest.Local()).Short(), data.DateOf(oldest.Local()).Short())
	if f.plain > 0 && f.sealed {
		words += " " + data.Plural(f.plain, "of them is not encrypted.", "of them are not encrypted.")
	}
	return words
}

func (f *facts) smallWords() string {
	if f.minimum == 0 {
		return "Shown in reports. This is for use inside the service only."
	}
	return fmt.Sprintf("Counts of 1 to %d are hidden in reports that leave the service.", f.minimum-1)
}

// rights says what people asked for.
func (f *facts) rights() data.StatementSection {
	s := section("Rights of the people in it", "Staff can give a person a copy of all we hold, and put it right. They can restrict its use, note that a consent is withdrawn, and delete it.")
	year := "None in the last year."
	if len(f.requests) > 0 {
		var parts []string
		for _, c := range f.requests {
			parts = append(parts, fmt.Sprintf("%s %d", c.what, c.n))
		}
		year = "In the last year: " + strings.Join(parts, ", ") + "."
	}
	s.Facts = []data.Fact{{Name: "Requests", Value: year}, {Name: "Now", Value: data.Plural(f.open, "request is open", "requests are open") + ", and " +
		data.Plural(f.standing, "record is", "records are") + " restricted."}}
	return s
}
