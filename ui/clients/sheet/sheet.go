// Package sheet asks where to write the sheet that a client takes home, and opens
// it.
package sheet

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// Ask makes the sheet that a person takes home about some of their
// prescriptions, or without any about all that are not finished, and opens it
// to be printed.
func Ask(h *host.Host, client data.ID, prescriptions []data.ID) {
	folder := kit.NewTextField("Folder")
	folder.SetText(h.DocumentsDir)
	large := kit.NewCheck("Large print", nil)
	failure := kit.NewBanner(kit.Red, "", nil)
	failure.Hide()
	note := kit.NewParagraph("What was chosen, what happens next, who to ring, and a reply slip for each service. "+
		"It opens to be printed: use one side of the paper, because the service gets the slips. The file stays in this folder, under a name without theirs, until you delete it.", kit.Body)
	making := false
	var dialog *kit.Dialog
	in := h.AskReading(client, func() {
		if dialog != nil {
			dialog.Refresh()
		}
	})
	dialog = kit.ShowForm(h.Window, "Print the choices", kit.VStack(12, note, failure, in.Object, large, folder), "Make and open", func() bool {
		if making {
			return false
		}
		making = true
		job := sheetJob{client: client, prescriptions: prescriptions, folder: strings.TrimSpace(folder.Text()), as: in.Print(large.Checked)}
		h.Background(func(ctx context.Context) func() {
			path, err := job.make(ctx, h)
			return func() {
				making = false
				folder.SetError("")
				failure.Hide()
				switch {
				case err == nil:
					dialog.Close()
					openSheet(h, path)
				case noFolder(err):
					folder.SetError("The file could not be written there. Choose another folder, such as your Documents.")
				default:
					failure.Set(kit.Red, h.Fail("make an offer sheet", err))
					failure.Show()
				}
				dialog.Refresh()
			}
		})
		return false
	})
}

// sheetJob is one sheet to be made.
type sheetJob struct {
	client        data.ID
	prescriptions []data.ID
	folder        string
	as            reports.Print
}

func (j sheetJob) make(ctx context.Context, h *host.Host) (path string, err error) {
	if !filepath.IsAbs(j.folder) {
		return "", fs.ErrNotExist
	}
	if err := os.MkdirAll(j.folder, 0o750); err != nil {
		return "", err
	}
	sheet, err := h.Offering.OfferSheet(ctx, j.client, j.prescriptions)
	if err != nil {
		return "", err
	}
	// No person's name: folders of documents are often shared.
	path = host.FreePath(j.folder, "choices-"+h.Today().String()+".pdf")
	return path, h.Documents.OfferSheet(ctx, path, sheet, j.as)
}

// noFolder is true for what a better folder would put right.
func noFolder(err error) bool {
	var at *fs.PathError
	return errors.Is(err, fs.ErrNotExist) || errors.As(err, &at)
}

func openSheet(h *host.Host, path string) {
	if err := h.OpenFile(path); err != nil {
		h.Log.Error("open an offer sheet", "error", err)
		kit.Message(h.Window, "The sheet is ready", "No program opened it by itself. It is in "+path+".")
	}
}
