package host

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// StatementView shows a statement on a page.
func StatementView(s *data.Statement) fyne.CanvasObject {
	parts := []fyne.CanvasObject{kit.NewParagraph(s.Lead, kit.Body)}
	for i := range s.Sections {
		parts = append(parts, SectionView(&s.Sections[i]))
	}
	return kit.VStack(16, parts...)
}

// SectionView shows one section of a statement.
func SectionView(s *data.StatementSection) fyne.CanvasObject {
	parts := []fyne.CanvasObject{kit.NewParagraph(s.Heading, kit.Heading)}
	if s.Intro != "" {
		parts = append(parts, kit.NewParagraph(s.Intro, kit.Body))
	}
	for _, f := range s.Facts {
		parts = append(parts, kit.Separator(), kit.Columns([]float32{34, 66}, kit.NewParagraph(f.Name, kit.Muted), kit.NewParagraph(f.Value, kit.Body)))
	}
	for _, note := range s.Notes {
		parts = append(parts, kit.NewParagraph(note, kit.Muted))
	}
	return kit.VStack(6, parts...)
}

// SaveStatement asks for a folder and writes a statement there as a PDF, which it
// opens. name is the file's.
func (h *Host) SaveStatement(name string, s data.Statement) {
	h.MakeDocument(Document{Title: "Save as PDF", Choices: []fyne.CanvasObject{kit.NewParagraph(s.Title+": it has no client’s name.", kit.Body)},
		Button: "Save and open", What: "save a statement", Make: func() *File {
			return &File{name, func(ctx context.Context, path string) error { return h.Documents.Statement(ctx, path, &s) }}
		}})
}
