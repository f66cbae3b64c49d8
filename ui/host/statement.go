package host

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

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
	folder := kit.NewTextField("Folder")
	folder.SetText(h.DocumentsDir)
	failure := kit.NewBanner(kit.Red, "", nil)
	failure.Hide()
	making := false
	var dialog *kit.Dialog
	dialog = kit.ShowForm(h.Window, "Save as PDF", kit.VStack(12, kit.NewParagraph(s.Title+": it has no client’s name.", kit.Body), failure, folder), "Save and open", func() bool {
		if making {
			return false
		}
		making = true
		into := strings.TrimSpace(folder.Text())
		h.Background(func(ctx context.Context) func() {
			path, err := h.writeStatement(ctx, into, name, &s)
			return func() {
				making = false
				folder.SetError("")
				failure.Hide()
				var at *fs.PathError
				switch {
				case err == nil:
					dialog.Close()
					if err := h.OpenFile(path); err != nil {
						h.Log.Error("open a document", "error", err)
						kit.Message(h.Window, "Saved", "The file is saved at "+path+". Open it from there.")
					}
				case errors.Is(err, fs.ErrNotExist) || errors.As(err, &at):
					folder.SetError("We could not save the file there. Choose another folder, such as your Documents.")
				default:
					failure.Set(kit.Red, h.Fail("save a statement", err))
					failure.Show()
				}
				dialog.Refresh()
			}
		})
		return false
	})
}

func (h *Host) writeStatement(ctx context.Context, folder, name string, s *data.Statement) (string, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	path := FreePath(folder, name)
	return path, h.Documents.Statement(ctx, path, s)
}
