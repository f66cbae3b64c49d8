package answers

import (
	"slices"

	"waymark/data"
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

// ofRecord is the reference of a row: its own, else that of an earlier row of its record,
// else the record's.
func (l *List) ofRecord(row table.Row, reference string) string {
	record := data.Tidy(cellAt(row, l.columns.record))
	switch {
	case record == "":
		return reference
	case reference != "":
		l.records[record] = reference
		return reference
	case l.records[record] != "":
		return l.records[record]
	}
	return "Record " + record
}
