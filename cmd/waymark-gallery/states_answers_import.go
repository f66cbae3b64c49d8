package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// answersImportScreens are those of the import of answers: the choice of a file, a
// list that asks something, and what is said before people are added.
func answersImportScreens() []screen {
	at := func(people) host.Route {
		return host.Route{Area: host.Questionnaires, View: host.ViewImportAnswers}
	}
	return []screen{
		{"answers-file", at, nil, false},
		{"answers-check", at, openAnswers("Respondent ID,Collector ID,End Date,Client ref", "%d,9,0%d/04/2026 10:00 AM,TH-%03d"), true},
		{"answers-confirm", at, then(openAnswers("Row,Completed on,Client ref", "%d,2026-03-0%d,TH-%03d"), press("Import")), true},
	}
}

// openAnswers writes a list with a few people and opens it.
func openAnswers(heading, row string) func(fyne.Window) error {
	return func(w fyne.Window) error {
		var b strings.Builder
		b.WriteString(heading)
		for n := range 14 {
			fmt.Fprintf(&b, ",WEMWBS%d", n+1)
		}
		for n := range 4 {
			fmt.Fprintf(&b, "\n"+row+strings.Repeat(fmt.Sprintf(",%d", 1+n), 14), n+1, n+1, n+1)
		}
		folder, err := os.MkdirTemp("", "waymark-gallery")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(folder) }()
		path := filepath.Join(folder, "answers.csv")
		if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
			return err
		}
		for _, o := range test.LaidOutObjects(w.Content()) {
			switch f := o.(type) {
			case *kit.Choice:
				f.SetSelected("wemwbs")
			case *kit.TextField:
				f.SetText(path)
			}
		}
		return press("Open")(w)
	}
}
