package records

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/whole"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// newEverything is the card from which every record is taken elsewhere.
func newEverything(h *host.Host, p page) *kit.Card {
	card := kit.NewCard("Take your records elsewhere", "", kit.NewParagraph(
		"Export every record with its history, pictures and saved reports. Other programs can read it, and so can Waymark: "+
			"“waymark import all” makes a new database of it.", kit.Muted))
	card.SetAction(kit.Secondary("Export everything…", func() { askEverything(h, p) }).Compact())
	return card
}

// askEverything says what an export of everything is, and asks where it goes.
func askEverything(h *host.Host, p page) {
	if kit.OverlayOpen(h.Window) {
		return
	}
	warning := kit.NewBanner(kit.Amber, "The export is personal data: names, addresses, health and hardship of everyone in Waymark. "+
		"It is not encrypted. Save it where only people who may see every record can open it, and delete it when you no longer need it.", nil)
	about := kit.NewParagraph("You get one zip with the records as CSV for Excel and as JSON for programs, with pictures. "+
		"A README inside says what each file and column is. The export is noted in the audit trail.", kit.Body)
	path := kit.NewTextField("Save to")
	propose := func(folder string) {
		path.SetText(host.FreePath(folder, "waymark-everything-"+h.Today().String()+".zip"))
		path.SetError("")
	}
	propose(h.DocumentsDir)
	folder := kit.Secondary("Choose folder…", func() {
		h.ChooseFile(host.FileAsk{Title: "Folder for the export", Kind: "everything", Folder: true}, propose)
	}).Compact()
	out := ""
	form := kit.ShowForm(h.Window, "Export everything", kit.Fixed(560, 0, kit.VStack(10, warning, about, path, kit.HStack(0, folder, kit.Spacer()))), "Export", func() bool {
		target, problem := everythingPath(path.Text())
		path.SetError(problem)
		if problem == "" {
			out = target
		}
		return problem == ""
	})
	// Once it is gone: closing a dialog also closes what lies above it.
	form.OnClosed = func() {
		if out != "" {
			exportEverything(h, p, out)
		}
	}
	path.Focus()
}

// everythingPath is the zip that was asked for, or what is wrong with it.
func everythingPath(typed string) (path, problem string) {
	path = strings.Trim(strings.TrimSpace(typed), `"`)
	switch {
	case path == "":
		return "", "Enter a file name, like C:\\Exports\\everything.zip"
	case !filepath.IsAbs(path):
		return "", "Enter the whole path, with the folder"
	case !strings.EqualFold(filepath.Ext(path), ".zip"):
		path += ".zip"
	}
	if host.FileExists(path) {
		return "", "There is a file of that name already. Enter another name"
	}
	return path, ""
}

// exportEverything writes the zip off the UI goroutine, with a bar that can be stopped.
func exportEverything(h *host.Host, p page, out string) {
	ctx, cancel := context.WithCancel(context.Background())
	bar := kit.ShowProgress(h.Window, "Exporting everything", cancel)
	bar.SetText(filepath.Base(out))
	last := -1
	step := func(part float64) {
		if now := int(part * 100); now > last {
			last = now
			fyne.Do(func() { bar.SetValue(part) })
		}
	}
	h.Background(func(hostCtx context.Context) func() {
		stop := context.AfterFunc(hostCtx, cancel)
		done, err := h.Whole.Export(ctx, out, false, step)
		stop()
		return func() {
			cancel()
			bar.Close()
			p.Say(everythingSaid(h, out, done, err))
		}
	})
}

// everythingSaid is what came of an export.
func everythingSaid(h *host.Host, out string, done *whole.Exported, err error) (tone kit.Tone, sentence string) {
	switch {
	case errors.Is(err, context.Canceled):
		return kit.Neutral, "Stopped. No file was saved."
	case err != nil:
		return kit.Red, h.Fail("export everything", err)
	}
	return kit.Green, fmt.Sprintf("Every record was exported: %s in %s, as “%s” in %s.",
		data.Plural(done.Rows, "row", "rows"), data.Plural(done.Tables, "table", "tables"), filepath.Base(out), filepath.Dir(out))
}
