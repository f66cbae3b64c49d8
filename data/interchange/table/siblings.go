package table

import (
	"context"
	"fmt"
	"strings"
)

// siblingsOf are the visible sheets that have the headings of the one which is
// read: the list goes on there, as in workbooks with a sheet for each town.
func siblingsOf(book *openedBook, chosen string, header []string) []string {
	known := map[string]bool{}
	for _, h := range header {
		known[strings.ToLower(heading(h))] = true
	}
	var siblings []string
	for _, sheet := range book.sheets {
		if sheet.name != chosen && !sheet.hidden && hasList(book, sheet.name, known) {
			siblings = append(siblings, sheet.name)
		}
	}
	return siblings
}

// hasList is true when one of the first rows of a sheet has at least two of the
// headings, and most of them, and something stands beneath.
func hasList(book *openedBook, sheet string, known map[string]bool) bool {
	found := false
	for rec, err := range sheetRecords(context.Background(), book, sheet, nil) {
		switch {
		case err != nil || !found && rec.line > searched:
			return false
		case found && !isBlank(rec.cells):
			return true
		}
		same := 0
		for _, c := range rec.cells {
			if known[strings.ToLower(heading(c))] {
				same++
			}
		}
		found = found || same >= 2 && same*2 > len(known)
	}
	return false
}

// askSiblings asks about the sheets that are not read and look like the one that is.
func (f *File) askSiblings() error {
	if len(f.Sheets) < 2 || f.Dialect.HeaderRow == 0 {
		return nil
	}
	book, err := openBook(f.Path)
	if err != nil {
		return err
	}
	defer book.Close()
	siblings := siblingsOf(book, f.Dialect.Sheet, f.Header)
	if len(siblings) > 0 {
		f.Questions = append(f.Questions, fmt.Sprintf("Only the sheet “%s” is read, and “%s” has the same headings. Should it be imported as well, as a list of its own?",
			f.Dialect.Sheet, strings.Join(siblings, "”, “")))
	}
	return nil
}
