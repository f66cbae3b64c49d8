package reception

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// paper is something to be printed: where the file goes, and how it is made.
type paper struct {
	title, about string
	name         string // of the file: without anyone's name, since folders are often shared
	make         func(ctx context.Context, path string, large bool) error
}

// printCard makes the appointment card of one appointment and opens it to be
// printed.
func printCard(d *desk, id data.ID) {
	d.print(paper{"Print the appointment card", "When and where, and whom to ring. It is as large as a postcard, or twice as large in large print.",
		"appointment-" + d.h.Today().String() + ".pdf",
		func(ctx context.Context, path string, large bool) error {
			card, err := d.h.Desk.Card(ctx, id)
			if err != nil {
				return err
			}
			return d.h.Documents.AppointmentCard(ctx, path, card, reports.Print{Large: large})
		}})
}

// printList makes the list of a clinic and opens it to be printed.
func printList(d *desk, s *data.DeskSession) {
	session := *s
	d.print(paper{"Print the clinic’s list", "Names, dates of birth and phone numbers by time, with a box to tick. Take it from the printer at once.",
		"clinic-" + s.Day.String() + ".pdf",
		func(ctx context.Context, path string, large bool) error {
			return d.h.Documents.ClinicList(ctx, path, &session, large)
		}})
}

// print asks for the size of the letters, makes the file and opens it.
func (d *desk) print(p paper) {
	folder := kit.NewTextField("Folder")
	folder.SetText(d.h.DocumentsDir)
	large := kit.NewCheck("Large print", nil)
	words := kit.NewParagraph(fmt.Sprintf("%s It opens to be printed, and stays in this folder, under a name without theirs, until you delete it.",
		p.about), kit.Body)
	making := false
	var dialog *kit.Dialog
	dialog = kit.ShowForm(d.h.Window, p.title, kit.VStack(12, words, large, folder), "Make and open", func() bool {
		if making {
			return false
		}
		making = true
		in, big := strings.TrimSpace(folder.Text()), large.Checked
		d.h.Background(func(ctx context.Context) func() {
			path, err := p.write(ctx, in, big)
			return func() {
				making = false
				d.printed(dialog, folder, path, err)
			}
		})
		return false
	})
}

func (p *paper) write(ctx context.Context, folder string, large bool) (string, error) {
	if !filepath.IsAbs(folder) {
		return "", fs.ErrNotExist
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", err
	}
	path := host.FreePath(folder, p.name)
	return path, p.make(ctx, path, large)
}

func (d *desk) printed(dialog *kit.Dialog, folder interface{ SetError(string) }, path string, err error) {
	var at *fs.PathError
	switch {
	case err == nil:
		dialog.Close()
		if err := d.h.OpenFile(path); err != nil {
			d.h.Log.Error("open a paper to print", "error", err)
			kit.Message(d.h.Window, "It is ready", fmt.Sprintf("No program opened it by itself. It is in %s.", path))
		}
	case errors.Is(err, fs.ErrNotExist) || errors.As(err, &at):
		folder.SetError("The file could not be written there. Choose another folder, such as your Documents.")
		dialog.Refresh()
	default:
		folder.SetError(d.h.Fail("make a paper to print", err))
		dialog.Refresh()
	}
}
