package table

import (
	"context"
	"fmt"
	"strings"

	"waymark/data"
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

// AskSheets asks about the sheets that are not read and have a list as well.
func (f *File) AskSheets() error {
	if len(f.Sheets) < 2 || f.Dialect.HeaderRow == 0 {
		return nil
	}
	book, err := openBook(f.Path, f.parts)
	if err != nil {
		return err
	}
	defer book.Close()
	siblings := siblingsOf(book, f.Dialect.Sheet, f.Header)
	if len(siblings) > 0 {
		ask := "Only the sheet “%s” is read, and %s has the same headings. Should it be imported as well, as a list of its own?"
		if len(siblings) > 1 {
			ask = "Only the sheet “%s” is read, and %s have the same headings. Should they be imported as well, each as a list of its own?"
		}
		f.Questions = append(f.Questions, fmt.Sprintf(ask, f.Dialect.Sheet, sheetNames(siblings)))
		return nil
	}
	if others := othersIn(book, f.Dialect.Sheet); len(others) > 0 {
		f.Questions = append(f.Questions, fmt.Sprintf("Only the sheet “%s” is read, and there are lists on %s too. Is it the right sheet?",
			f.Dialect.Sheet, sheetNames(others)))
	}
	return nil
}

// sheetNames names sheets as a sentence does: “B”, “C” and “D”.
func sheetNames(sheets []string) string {
	var names []string
	for _, s := range sheets {
		names = append(names, "“"+s+"”")
	}
	return data.JoinAnd(names)
}

// A sheet with so many rows of so many cells among its first is a list, and
// neither notes nor the choices of a menu.
const (
	listRows  = 4
	listCells = 3
	mostNamed = 5 // sheets that a question names
)

// othersIn are the visible sheets with a list, but the one that is read.
func othersIn(book *openedBook, chosen string) []string {
	var others []string
	for _, sheet := range book.sheets {
		if sheet.name == chosen || sheet.hidden || len(others) == mostNamed {
			continue
		}
		rows := 0
		for rec, err := range sheetRecords(context.Background(), book, sheet.name, nil) {
			if err != nil || rec.line > searched || rows == listRows {
				break
			}
			if filled(rec.cells) >= listCells {
				rows++
			}
		}
		if rows == listRows {
			others = append(others, sheet.name)
		}
	}
	return others
}
