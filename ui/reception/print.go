package reception

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

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
	large := kit.NewCheck("Large print", nil)
	words := kit.NewParagraph(fmt.Sprintf("%s The file opens ready to print. It stays in this folder until you delete it. Its name does not contain "+
		"their name.",
		p.about), kit.Body)
	d.h.MakeDocument(host.Document{Title: p.title, Choices: []fyne.CanvasObject{words, large}, What: "make a paper to print", Make: func() *host.File {
		big := large.Checked
		return &host.File{Name: p.name, Write: func(ctx context.Context, path string) error { return p.make(ctx, path, big) }}
	}})
}
