package listimport

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/data/interchange"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// askList asks where the list of skipped and doubtful rows goes, and writes it.
func askList(p *page, source string) {
	if kit.OverlayOpen(p.h.Window) || p.job.Running() {
		return
	}
	path := kit.NewTextField("Save to")
	name := fmt.Sprintf("To check, %s, %s.csv", p.opened.feed.SourceName(), p.h.Today().String())
	path.SetText(filepath.Join(p.h.DocumentsDir, name))
	about := kit.NewParagraph("Lists rows that were skipped or need checking, with the reason. It opens in a spreadsheet.", kit.Body)
	folder := kit.Secondary("Choose a folder…", func() {
		pickFolder(p.h, func(chosen string) { path.SetText(filepath.Join(chosen, filepath.Base(path.Text()))) })
	}).Compact()
	chosen := ""
	form := kit.ShowForm(p.h.Window, "Save list", kit.Fixed(520, 0, kit.VStack(12, about, path, kit.HStack(0, folder, kit.Spacer()))), "Save", func() bool {
		good, problem := listPath(path.Text())
		path.SetError(problem)
		chosen = good
		return problem == ""
	})
	// Once it is gone: the page is shown again beneath it.
	form.OnClosed = func() {
		if chosen != "" {
			p.writeList(chosen, source)
		}
	}
	path.Focus()
}

// listPath is the path to write a list to, or what is wrong with it. No file is
// ever written over.
func listPath(text string) (path, problem string) {
	path = typedPath(text)
	switch {
	case path == "":
		return "", "Enter where to save the list"
	case !filepath.IsAbs(path):
		return "", "Enter the full path, starting with the drive or first folder"
	case !strings.EqualFold(filepath.Ext(path), ".csv"):
		path += ".csv"
	}
	if host.FileExists(path) {
		return "", "A file with this name already exists. Enter a different name"
	}
	return path, ""
}

// writeList goes through the file once more without writing to the directory:
// a list holds all rows, and no more than the first were kept in memory.
func (p *page) writeList(path, source string) {
	f, n := p.opened, 0
	p.run("Saving list", func(ctx context.Context, tell func(string)) error {
		return reports.Replace(ctx, path, func(w io.Writer) error {
			list := interchange.NewRowList(w)
			read := 0
			_, err := p.h.Sources.ImportServices(ctx, f.feed.Entries(ctx), f.options(source, true, false, func(row *data.ImportRow) {
				read++
				tell(fmt.Sprintf("%s read", services(read)))
				if row.Outcome == data.OutcomeSkipped || row.Outcome == data.OutcomeDoubtful {
					n++
				}
				list.Add(row)
			}))
			if err != nil {
				return err
			}
			return list.End()
		})
	}, func(err error, stopped bool) {
		switch {
		case stopped:
			p.say(kit.Neutral, "Stopped. No list was saved.")
		case err != nil:
			p.say(kit.Red, p.h.Fail("write the list of an import", err))
		default:
			p.say(kit.Green, fmt.Sprintf("%s saved to %s", data.Plural(n, "row", "rows"), path))
		}
	})
}
