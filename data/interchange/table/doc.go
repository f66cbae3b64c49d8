// Package table reads any list that someone may hand over as CSV, TSV or
// Excel workbook, whatever program wrote it: it finds out the encoding, line
// ends, delimiter and the line of the headings from the head of the file, says
// what it found (Dialect), lets each finding be overruled (Overrule) and then
// streams the rows with every cell in its place.
//
// Nothing is dropped or moved silently: a row that does not look like the
// others carries a Doubt, and headings that do not fit their rows become a
// question. Files are only ever read.
package table
