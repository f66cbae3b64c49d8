package host

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/reports"
	"waymark/ui/kit"
)

// Paper is something that a client takes home, about to be printed.
type Paper struct {
	Title string // of the dialog
	Note  string // what is printed, and what becomes of the file
	// Stem begins the file's name, before the day. It never holds a name: folders of
	// documents are often shared.
	Stem   string
	Client data.ID
	// Write makes the file, off the UI goroutine.
	Write func(ctx context.Context, path string, as reports.Print) error
}

// AskPaper asks in which language, how large and where a paper is made, makes it,
// and opens it to be printed.
func (h *Host) AskPaper(p Paper) {
	large := kit.NewCheck("Large print", nil)
	var dialog *kit.Dialog
	in := h.AskReading(p.Client, func() {
		if dialog != nil {
			dialog.Refresh()
		}
	})
	dialog = h.MakeDocument(Document{Title: p.Title, Choices: []fyne.CanvasObject{kit.NewParagraph(p.Note, kit.Body), in.Object, large},
		What: "make a paper", Make: func() *File {
			as := in.Print(large.Checked)
			return &File{p.Stem + "-" + h.Today().String() + ".pdf", func(ctx context.Context, path string) error { return p.Write(ctx, path, as) }}
		}})
}
