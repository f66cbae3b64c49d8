package data

import "fmt"

// Statement sets out a certificate, to show or to print. service is the service's
// name, which may be empty.
func (c *ErasureCertificate) Statement(service string) Statement {
	on := DateOf(c.CreatedAt.Local())
	s := Statement{
		Title: "Certificate of deletion", Made: on,
		Lead: fmt.Sprintf("%s deleted for good on %s. This certificate names no one who was deleted.", Plural(c.People, "client’s record was", "clients’ records were"), on.Short()),
		Foot: "Certificate " + c.Number(),
	}
	about := StatementSection{Heading: "What was deleted and why", Facts: []Fact{{"Certificate", c.Number()}, {"Deleted on", on.Short()}}}
	if service != "" {
		about.Facts = append(about.Facts, Fact{"Service", service})
	}
	if c.Occasion == ErasedOnRequest {
		about.Facts = append(about.Facts, Fact{"Why", "A request, or a decision about one record"})
	}
	for _, k := range c.Body.Kinds {
		about.Facts = append(about.Facts, Fact{k.Kind.Words(), fmt.Sprintf("%s, %s", Plural(k.People, "client", "clients"), k.Rule)})
	}
	if c.Body.Kept > 0 {
		about.Notes = append(about.Notes, Plural(c.Body.Kept, "other record was due and is kept. The reason is recorded.", "other records were due and are kept. The reasons are recorded."))
	}
	rows := StatementSection{Heading: "Records deleted"}
	for _, r := range c.Body.Rows {
		rows.Facts = append(rows.Facts, Fact{r.Sort, Count(r.N)})
	}
	how := StatementSection{Heading: "How", Notes: []string{
		"The records, their search index and their change log were deleted in one step, and overwritten in the database file and its log. " +
			"The audit trail says that someone was deleted, when and by whom. It no longer says who. " +
			"Reports that were saved before stay, as counts that name no one.",
		"Unused blocks of the disk may hold old contents until they are overwritten. Papers and files that were sent or exported before are not part of this.",
	}}
	s.Sections = []StatementSection{about, rows, c.backups(), how}
	return s
}

// backups says which backups still hold one of the people.
func (c *ErasureCertificate) backups() StatementSection {
	s := StatementSection{Heading: "Backups"}
	last, forever := c.Body.HeldUntil()
	switch {
	case len(c.Body.Backups) == 0:
		s.Intro = "No backup that Waymark knows of holds these records."
	case forever && last.IsZero():
		s.Intro = "These files may hold the records until someone deletes them."
	case forever:
		s.Intro = fmt.Sprintf("Backups that Waymark removes by itself hold the records until %s. Some files may hold them until someone deletes them.", last.Short())
	default:
		s.Intro = fmt.Sprintf("Backups hold the records until %s. Waymark removes each when it starts after its day.", last.Short())
	}
	for _, b := range c.Body.Backups {
		s.Facts = append(s.Facts, Fact{b.Name, b.ends()})
	}
	s.Notes = []string{"Copies of the database that were saved elsewhere, such as on a USB stick, are not known to Waymark. " +
		"If one is restored over this database, Waymark deletes these records again."}
	return s
}

func (b *ErasedBackup) ends() string {
	switch {
	case b.Until.IsZero() && b.Unread:
		return "May hold them until someone deletes it, as it cannot be read"
	case b.Until.IsZero():
		return "Until someone deletes it"
	case b.Unread:
		return fmt.Sprintf("May hold them until %s, as it cannot be read", b.Until.Short())
	}
	return "Until " + b.Until.Short()
}
