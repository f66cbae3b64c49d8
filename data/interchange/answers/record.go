package answers

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/table"
)

// REDCap has several rows for each record: events, and instruments that repeat. What is
// asked once, such as the client's reference, stands on one of them, and the number of
// the record, which is always the first column, on all.

// eventHeadings are those by which such an export is known.
var eventHeadings = setOf("redcap event name", "redcap repeat instrument", "repeat instrument", "redcap repeat instance")

// record finds the number of the record, where another column says who the person is.
func (w *whose) record() {
	export := slices.ContainsFunc(w.file.Header, func(h string) bool { return eventHeadings[headingKey(h)] })
	if export && w.c.roles.of(rolePerson) > 0 && !w.taken(0) {
		w.c.record = 0
	}
}

// record is what the rows of a record say of whose it is.
type record struct {
	reference string
	several   bool // references
	described bool // by an NHS number or a name
}

// readRecords gathers what the rows of each record say, since any of them may have the
// reference: that of the first may have been asked later. A list has mostRows at most.
func (l *List) readRecords(ctx context.Context) error {
	if l.columns.record < 0 {
		return nil
	}
	l.records = map[string]record{}
	for row, err := range l.file.Rows(ctx) {
		if err != nil {
			return err
		}
		number := data.Tidy(cellAt(row, l.columns.record))
		if number == "" || l.isHeading(row.Cells) || l.isSummary(row) {
			continue
		}
		r, reference := l.records[number], l.ownReference(row)
		r.described = r.described || l.says(row, roleNHS) != "" || l.says(row, roleName) != "" || l.says(row, roleGiven) != "" || l.says(row, roleFamily) != ""
		switch {
		case r.reference == "":
			r.reference = reference
		case reference != "":
			r.several = r.several || fold.Code(reference) != fold.Code(r.reference)
		}
		l.records[number] = r
	}
	return nil
}

// ofRecord is the reference of a row without one: the one that its record has on another
// row, else a name for the record. doubt is a sentence where no one knows whose it is.
func (l *List) ofRecord(row table.Row) (reference, doubt string) {
	number := data.Tidy(cellAt(row, l.columns.record))
	if number == "" {
		return "", ""
	}
	switch r := l.records[number]; {
	case r.several:
		doubt = "Its record has several references, and this row has none, so it stands for a person of its own."
	case r.reference != "":
		return r.reference, ""
	case !r.described:
		doubt = "It does not say whose answers these are, so those of its record stand for a person of their own."
	}
	return fmt.Sprintf("Record %s %s", codeOf(exportDay.ReplaceAllString(l.name, "")), number), doubt
}

// exportDay is what REDCap adds to the name of a project for that of an export. Records
// of another project have the same numbers; those of a later export are the same people.
var exportDay = regexp.MustCompile(`(?i)_DATA(_LABELS)?_\d{4}-\d{2}-\d{2}_\d{4}.*$`)
