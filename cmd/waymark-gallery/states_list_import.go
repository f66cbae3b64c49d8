package main

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// listImportScreens are those of the import of a list of services: how it is read, what
// its columns are, and what would change.
func listImportScreens() []screen {
	at := func(people) host.Route { return host.Route{Area: host.Directory, View: host.ViewImport} }
	return []screen{
		{"import-reading", at, openList, true},
		{"import-columns", at, then(openList, press("Yes, this is correct"), press("Next: columns")), true},
		{"import-changes", at, then(openList, press("Yes, this is correct"), press("Next: columns"), press("Next: changes")), true},
	}
}

// listed is a list that asks something on each step: a note above its headings, and days
// that may be read with the day or with the month first.
const listed = `Clubs in Thanet: please tell us of changes
Club,Run by,When,Where,Post code,Tel,Cost,Last checked
Harbour lunch club,Harbour Trust,Tue 12:00-14:00,Harbour Street,CT11 8LQ,01843 555021,£4,03/04/2026
Memory café,Harbour Trust,every other Thursday at 2pm,Queen Street,CT11 9EH,01843 555022,Free,05/04/2026
Walking football,Sports Forum,Sat 10-11,Tivoli Park,CT9 5TG,01843 555023,£2 or nothing,07/02/2026
Debt advice (CLOSED),Money Help,Mon and Wed mornings,High Street,CT9 1JS,01843 555024,,01/03/2026
Choir,,Fri 7.30pm,St Mary’s,CT10 2,not yet,£3,06/05/2026
`

// openList writes the list and opens it.
func openList(w fyne.Window) error {
	folder := filepath.Join(os.TempDir(), "waymark-gallery") // it is read again on the way
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	path := filepath.Join(folder, "Clubs in Thanet.csv")
	if err := os.WriteFile(path, []byte(listed), 0o600); err != nil {
		return err
	}
	for _, o := range test.LaidOutObjects(w.Content()) {
		if f, ok := o.(*kit.TextField); ok && f.Label() == "File or folder" {
			f.SetText(path)
		}
	}
	return press("Open")(w)
}
