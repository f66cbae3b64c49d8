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
	d.print(paper{"Print appointment card", "Shows when, where and who to call. Postcard size, or twice as big in large print. It is in both languages if the client reads another language that your service has loaded.",
		"appointment-" + d.h.Today().String() + ".pdf",
		func(ctx context.Context, path string, large bool) error {
			card, in, err := d.h.Desk.Card(ctx, id)
			if err != nil {
				return err
			}
			return d.h.Documents.AppointmentCard(ctx, path, card, reports.Print{Large: large, Language: in, Both: true})
		}})
}

// printList makes the list of a clinic and opens it to be printed.
func printList(d *desk, s *data.DeskSession) {
	session := *s
	d.print(paper{"Print clinic list", "Names, dates of birth and phone numbers in order of time, with a box to tick. Collect it from the printer " +
		"straight away.",
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
	words := kit.NewParagraph(fmt.Sprintf("%s The file opens ready to print. It stays in this folder until you delete it. Its name does not contain "+
		"their name.",
		p.about), kit.Body)
	making := false
	var dialog *kit.Dialog
	dialog = kit.ShowForm(d.h.Window, p.title, kit.VStack(12, words, large, folder), "Create and open", func() bool {
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
			kit.Message(d.h.Window, "Ready to print", fmt.Sprintf("It did not open automatically. You can find it in %s.", path))
		}
	case errors.Is(err, fs.ErrNotExist) || errors.As(err, &at):
		folder.SetError("We could not save the file there. Choose another folder, such as your Documents")
		dialog.Refresh()
	default:
		folder.SetError(d.h.Fail("make a paper to print", err))
		dialog.Refresh()
	}
}
