package main

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/ui/clients/moving"
	"waymark/ui/host"
)

// movingList is a list of people as a service keeps it, with what such lists leave
// open: two orders of days, ages for birth dates, spellings, and people twice.
const movingList = `Ref,1. NHS no.,Client's name,DOB / age,Ref date,Tel,GP,Why referred,Referrer,WEMWBS 1,WEMWBS 2,Consent Y/N,Contact date,Contact type,Contact notes,Column P
1,943 476 5919,Mrs Adaeze Obi,14/02/1958,04/03/2024,1843496001,Birchington Medical Centre,Bereavement,Nurse Cole,34,45,Y,02/04/2024,Phone,"Rang, will try the choir",
2,,"MENSAH, Kwabena (Mr)",72,28/03/2024,07700 900123,Birchington,Housing,Dr Shah,40,,N,,,,
3,401 023 2137,Li Wei Chen,03/05/1949,03/28/2024,,Westgate Surgery,Money,,,,,,,,
4,,Li Chen,03/05/1949,09/04/2024,,Westgate Surgery,Housing,,,,,,,,
5,,Ángeles Fernández-Llewellyn of the Old Schoolhouse,19/06/1948,21/04/2024,01632 960771,The Elms,Lonely,Reception,38,44,Y,21/05/2024,Home visit,Asked about the lunch club,
6,,,,,,,,,,,,,,,
`

// clearList leaves no question open, and two cells that cannot be read.
const clearList = `Ref,Name,DOB,NHS number,Referral date,Why referred
71,Adaeze Obi,spring 1958,943 476 5919,28/03/2024,Bereavement
72,Ángeles Fernández-Llewellyn of the Old Schoolhouse,19/06/1948,12345,21/04/2024,Housing
`

// movingScreens are the states of the import of people.
func movingScreens() []screen {
	at := func(people) host.Route { return host.Route{Area: host.Clients, View: host.ViewImportClients} }
	opened := then(openMoving(movingList), press("Open list"))
	return []screen{
		{"moving", at, nil, false},
		{"moving-wrong", at, then(typed("/nowhere/list.xlsx"), press("Open list")), false},
		{"moving-question", at, opened, false},
		{"moving-table", at, then(opened, press("Answer later"), press("Answer later")), false},
		{"moving-done", at, then(openMoving(clearList), press("Open list"), press("Import clients")), false},
		{"moving-left", func(people) host.Route {
			return host.Route{Area: host.Clients, View: host.ViewImportClients, Record: moving.LeftView}
		}, nil, false},
		{"moving-earlier", at, nil, false},
	}
}

// openMoving types the path of a list into the field for it.
func openMoving(list string) func(fyne.Window) error {
	return func(w fyne.Window) error {
		folder, err := os.MkdirTemp("", "waymark-gallery")
		if err != nil {
			return err
		}
		path := filepath.Join(folder, "caseload.csv")
		if err := os.WriteFile(path, []byte(strings.TrimSpace(list)+"\n"), 0o600); err != nil {
			return err
		}
		return typed(path)(w)
	}
}
