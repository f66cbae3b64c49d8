package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data/release"
	"waymark/ui/kit"
	"waymark/ui/settings"
)

// newVersionsRoute is where the settings tell of new versions.
var newVersionsRoute = settings.NewVersionsRoute

// about says which program this is and whose work is in it.
func (s *Shell) about() {
	program := s.host.Program
	rows := []fyne.CanvasObject{
		kit.NewText("Waymark "+program.Edition, kit.Bold),
		kit.NewParagraph("Records and reports for social prescribing. Waymark is free software under the MIT licence.", kit.Body),
	}
	if program.Licences != "" {
		rows = append(rows, kit.Separator(), kit.NewText("Licences of what it contains", kit.Label),
			kit.Fixed(560, 300, licenceList(program.Licences)))
	}
	kit.ShowText(s.host.Window, "About Waymark", kit.Fixed(580, 0, kit.VStack(8, rows...)))
}

// licenceList shows a long text line by line: only the lines in sight are drawn.
func licenceList(text string) fyne.CanvasObject {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return kit.NewRows(func() int { return len(lines) }, func() fyne.CanvasObject { return kit.NewText("", kit.Small) },
		func(i int, o fyne.CanvasObject) { o.(*kit.Text).SetText(lines[i]) }, kit.NewText("x", kit.Small).MinSize().Height)
}

// TellNewVersion shows a quiet line in the rail while a place that the service set
// tells of a newer version. Nothing is installed. It is called on the UI goroutine.
func (s *Shell) TellNewVersion(r release.Release) {
	if !r.NewerThan(s.host.Program.Version) {
		s.rail.news.Hide()
		s.rail.foot.Refresh()
		return
	}
	s.rail.news.SetText(fmt.Sprintf("New version %s", r.Version))
	s.rail.news.Show()
	s.rail.foot.Refresh()
}
