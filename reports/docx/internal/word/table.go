package word

import (
	"strings"
	"unicode/utf8"
)

// measure is the width of the text on a page, in twentieths of a point.
const measure = 11906 - 2*margin

// Table adds a table whose header row is repeated on each page. Columns whose
// place in numeric is true are set to the right, which is where numbers are
// compared; a row that is too short is filled up. alt says in words what is in
// it, and note how to read it: small print that stays with the table, "" for none.
// Without a column nothing is added.
func (d *Document) Table(alt string, header []string, numeric []bool, rows [][]string, note string) {
	if len(header) == 0 {
		return
	}
	d.last = 0
	widths := widthsOf(header, rows)
	look := element("w:tblStyle", "", "w:val", "TableGrid") +
		element("w:tblW", "", "w:w", "5000", "w:type", "pct") +
		element("w:tblLook", "", "w:val", "0420", "w:firstRow", "1", "w:lastRow", "0", "w:firstColumn", "0", "w:lastColumn", "0", "w:noHBand", "0", "w:noVBand", "1")
	if alt != "" {
		look += element("w:tblDescription", "", "w:val", alt)
	}
	var s strings.Builder
	s.WriteString(element("w:tblPr", look))
	grid := ""
	for _, w := range widths {
		grid += element("w:gridCol", "", "w:w", decimal(w))
	}
	s.WriteString(element("w:tblGrid", grid))
	const short = 18 // rows that stay on one page
	s.WriteString(tableRow(header, widths, numeric, true, true))
	for i, row := range rows {
		last := i == len(rows)-1
		s.WriteString(tableRow(row, widths, numeric, false, len(rows) <= short && !last || last && note != ""))
	}
	d.body.WriteString(element("w:tbl", s.String()))
	if note != "" {
		d.Note(note)
		return
	}
	// Two tables in a row would grow together without something between.
	d.body.WriteString(paragraph(layout{spacing: spaced(0, 0)}, nil))
}

// widthsOf returns the widths of columns: as much of the page as its longest text asks for,
// within reason, and at least what its longest word needs.
func widthsOf(header []string, rows [][]string) []int {
	const least, most = 7, 42 // letters
	asks, all := make([]int, len(header)), 0
	for i, name := range header {
		for _, word := range strings.Fields(name) {
			asks[i] = max(asks[i], utf8.RuneCountInString(word)+3)
		}
		for _, row := range rows {
			if i < len(row) {
				asks[i] = max(asks[i], utf8.RuneCountInString(row[i])+2)
			}
		}
		asks[i] = min(max(asks[i], least), most)
		all += asks[i]
	}
	widths, left := make([]int, len(header)), measure
	for i := range widths {
		widths[i] = measure * asks[i] / all
		left -= widths[i]
	}
	widths[0] += left
	return widths
}

func tableRow(cells []string, widths []int, numeric []bool, header, keep bool) string {
	row := "<w:cantSplit/>"
	if header {
		row += "<w:tblHeader/>"
	}
	row = element("w:trPr", row)
	for i, w := range widths {
		text, look := "", layout{spacing: spaced(20, 20)}
		if i < len(cells) {
			text = cells[i]
		}
		if i < len(numeric) && numeric[i] {
			look.alignment = aligned("right")
		}
		if keep {
			look.keep = "<w:keepNext/>"
		}
		row += element("w:tc", element("w:tcPr", element("w:tcW", "", "w:w", decimal(w), "w:type", "dxa"))+
			paragraph(look, []Run{{Text: text, Bold: header}}))
	}
	return element("w:tr", row)
}
