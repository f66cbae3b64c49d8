package visit

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// printed asks where to write a document, writes it and opens it. name never
// holds a person's name: folders of documents are often shared.
func printed(h *host.Host, title, name string, write func(ctx context.Context, path string) error) {
	if kit.OverlayOpen(h.Window) {
		return
	}
	note := kit.NewParagraph("The file opens ready to print. It contains names and addresses and stays in this folder until you delete it.", kit.Body)
	h.MakeDocument(host.Document{Title: title, Choices: []fyne.CanvasObject{note}, What: "print about home visits",
		Make: func() *host.File { return &host.File{Name: name, Write: write} }})
}
