package answersimport

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// leftFile is what a file with the rows that were not imported is called.
const leftFile = "Rows not imported.csv"

// saveLeft asks for a folder and writes the rows there that were not imported, each
// with why, so that they can be put right and imported again.
func (p *page) saveLeft(a *asked, left leftRows) {
	if kit.OverlayOpen(p.h.Window) {
		return
	}
	p.h.ChooseFile(host.FileAsk{Title: "Folder for the rows", Kind: "answers left", Folder: true}, func(folder string) { p.writeLeft(a, left, folder) })
}

func (p *page) writeLeft(a *asked, left leftRows, folder string) {
	path := host.FreePath(folder, leftFile)
	p.run("Saving", func(ctx context.Context, tell func(string)) error {
		list, err := a.list(ctx, p.h.Office, p.h.Today(), tell)
		if err != nil {
			return err
		}
		if err := p.h.NoteExport(ctx, "export", "rows of a list", ""); err != nil {
			return err
		}
		return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return list.WriteRows(ctx, w, left) })
	}, func(err error, stopped bool) {
		switch {
		case stopped:
			p.say(kit.Neutral, "Stopped. Nothing was saved.")
		case err != nil:
			p.say(kit.Red, p.h.Fail("save rows that were not imported", err))
		default:
			p.say(kit.Green, fmt.Sprintf("Saved “%s” in %s. Put the rows right and import that file.", filepath.Base(path), folder))
		}
	})
}
