package report

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// mostNames is how many names are listed before a report leaves.
const mostNames = 12

// checkNames looks for names of clients in the texts of the report that is shown,
// and goes on where there are none. Else it shows them with where they are: the
// person changes the text, or says that it may leave.
func (p *page) checkNames(then func()) {
	report := p.report
	if report == nil || kit.OverlayOpen(p.host.Window) {
		return
	}
	db := p.host.Office
	switch {
	case db.Holds() == store.HoldsFigures:
		p.askToRead(report, "This PC holds no names of clients, so it cannot look for them in your texts.", then)
		return
	case !p.host.Session.SeesEveryone():
		// A look at the names would answer who is a client.
		p.askToRead(report, "You do not see the records of all clients, so Waymark does not say which words are names of clients.", then)
		return
	}
	p.host.Background(func(ctx context.Context) func() {
		clients, err := db.Figures.ClientNames(ctx)
		found := report.NamesIn(clients)
		return func() {
			switch {
			case err != nil:
				p.tell(kit.Red, p.host.Fail("look for names in a report", err), nil)
			case len(found) == 0:
				then()
			default:
				p.showNames(found, then)
			}
		}
	})
}

// askToRead has the person read the texts, where no names are looked for. It goes on
// where there are no texts.
func (p *page) askToRead(report *reports.Report, why string, then func()) {
	if !report.HasTexts() {
		then()
		return
	}
	lines := []fyne.CanvasObject{kit.NewParagraph(why+" Read the texts and stories, and check that no one can be recognised.", kit.Body)}
	if words := report.CapitalWords(); len(words) > 0 {
		lines = append(lines, kit.NewParagraph("These words begin with a capital letter. Is one of them a name?", kit.Body),
			kit.NewParagraph(strings.Join(words, ", "), kit.Muted))
	}
	share := false
	form := kit.ShowForm(p.host.Window, "Read your texts first", kit.VStack(8, lines...), "I have read them", func() bool {
		share = true
		return true
	})
	// Run after close: closing a dialog also closes anything above it.
	form.OnClosed = func() {
		if share {
			then()
		}
	}
}

func (p *page) showNames(found []reports.NameFound, then func()) {
	lines := []fyne.CanvasObject{kit.NewParagraph("These words in your texts are also names of clients. Check that no one can be recognised before you share the report.", kit.Body)}
	for i, f := range found {
		if i == mostNames {
			lines = append(lines, kit.NewParagraph(fmt.Sprintf("There are %d more.", len(found)-i), kit.Muted))
			break
		}
		lines = append(lines, kit.NewParagraph(fmt.Sprintf("%s: %s", f.Place, f.Name), kit.Bold), kit.NewParagraph(fmt.Sprintf("… %s …", f.Near), kit.Muted))
	}
	var form *kit.Dialog
	change := kit.Secondary("Change the text", func() {
		form.Close()
		p.host.Go(host.Route{Area: host.Reports, View: host.ViewLearnt})
	}).Compact()
	lines = append(lines, kit.HStack(0, change, kit.Spacer()))
	share := false
	form = kit.ShowForm(p.host.Window, data.Plural(len(found), "possible name in your texts", "possible names in your texts"), kit.VStack(6, lines...), "Use the text as it is", func() bool {
		share = true
		return true
	})
	// Run after close: closing a dialog also closes anything above it.
	form.OnClosed = func() {
		if share {
			then()
		}
	}
}
