package table

import (
	"context"
	"fmt"
	"regexp"
	"strings"
)

// The limits of a list that stands on its side: it was made by hand.
const (
	turnedRows  = 200
	turnedCells = 100_000
)

// turned is the list with rows and columns exchanged if its headings stand in
// the first column, and each entry in a column of its own; else it is f. A turned
// list says so, and the line of a row is the column of the file.
func (f *File) turned(first []record) (*File, error) {
	if len(first) > turnedRows || !standsOnItsSide(first) {
		return f, nil
	}
	if other, err := f.Turned(); other != nil || err != nil {
		return other, err
	}
	return f, nil
}

// Turned is a small list with rows and columns exchanged, with its first column
// as headings, and a question about that; nil for a large one.
func (f *File) Turned() (*File, error) {
	rows, err := f.fewRows()
	if err != nil || rows == nil {
		return nil, err
	}
	width, header := 0, make([]string, len(rows))
	for i, r := range rows {
		width, header[i] = max(width, trimmed(r)), r[0]
	}
	other := *f
	other.Header, other.made = columnNames(header, len(header)), []Row{}
	for column := 1; column < width; column++ {
		if row := asideRow(rows, column); !isBlank(row.Cells) {
			other.made = append(other.made, row)
		}
	}
	other.Questions = []string{fmt.Sprintf("The headings of this list stand in its first column (%s), so each further column was read as a row. Is that right?",
		strings.Join(other.Header[:min(3, len(other.Header))], ", "))}
	other.Sample = other.made[:min(len(other.made), sampleRows)]
	return &other, nil
}

// fewRows are all rows of a small list without its title; nil for a large one.
func (f *File) fewRows() (rows [][]string, err error) {
	cells := 0
	for rec, err := range f.read(context.Background()) {
		if err != nil {
			return nil, err
		}
		if isBlank(rec.cells) || filled(rec.cells) == 1 && len(rows) == 0 { // a title
			continue
		}
		rows = append(rows, rec.cells)
		if cells += len(rec.cells); cells > turnedCells || len(rows) > turnedRows {
			return nil, nil
		}
	}
	return rows, nil
}

// asideRow is a column of the file as a row.
func asideRow(rows [][]string, column int) Row {
	row := Row{Line: column + 1, Cells: make([]string, len(rows))}
	for i, r := range rows {
		if column < len(r) {
			row.Cells[i] = r[column]
		}
	}
	return row
}

// humps are the seams of words that programs write together, as in “PostCode”.
var humps = regexp.MustCompile(`([a-z])([A-Z])`)

// standsOnItsSide is true if the first column has words of headings, all
// different, and the first row has not: it is the name of each entry, after the
// heading of the names.
func standsOnItsSide(first []record) bool {
	var column []string
	var width int
	for _, rec := range first {
		if filled(rec.cells) == 1 && len(column) == 0 { // a title
			continue
		}
		if len(rec.cells) == 0 || isBlankCell(rec.cells[0]) {
			return false
		}
		column = append(column, rec.cells[0])
		width = max(width, trimmed(rec.cells))
	}
	if len(column) < 3 || width < 2 || distinct(column) < len(column) || headerlike(column) < 0.9 || knownShare(column) < 0.6 {
		return false
	}
	if likeEachOther(column[1:]) {
		return false
	}
	var values []string
	for _, v := range first[len(first)-len(column)].cells[1:] {
		values = append(values, humps.ReplaceAllString(v, "$1 $2"))
	}
	return knownShare(values) <= 0.4 || distinct(values) < filled(values) // headings are not there twice
}

// likeEachOther is true for names of one kind, such as “Park Surgery” and “Hill
// Surgery”: all begin or all end with the same word.
func likeEachOther(texts []string) bool {
	words := func(text string) []string { return append(strings.Fields(strings.ToLower(text)), "") }
	begin, end := 0, 0
	for _, t := range texts {
		w, first := words(t), words(texts[0])
		if len(w) > 2 && w[0] == first[0] {
			begin++
		}
		if len(w) > 2 && len(first) > 2 && w[len(w)-2] == first[len(first)-2] {
			end++
		}
	}
	return len(texts) > 1 && max(begin, end) == len(texts)
}
