package visit

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// printed asks where to write a document, writes it and opens it. name never
// holds a person's name: folders of documents are often shared.
func printed(h *host.Host, title, name string, write func(ctx context.Context, path string) error) {
	if kit.OverlayOpen(h.Window) {
		return
	}
	folder := kit.NewTextField("Folder")
	folder.SetText(h.DocumentsDir)
	failure := kit.NewBanner(kit.Red, "", nil)
	failure.Hide()
	note := kit.NewParagraph("The file opens ready to print. It contains names and addresses and stays in this folder until you delete it.", kit.Body)
	making := false
	var dialog *kit.Dialog
	dialog = kit.ShowForm(h.Window, title, kit.VStack(12, note, failure, folder), "Create and open", func() bool {
		if making {
			return false
		}
		making = true
		into := strings.TrimSpace(folder.Text())
		h.Background(func(ctx context.Context) func() {
			path, err := writeTo(ctx, into, name, write)
			return func() {
				making = false
				folder.SetError("")
				failure.Hide()
				var at *fs.PathError
				switch {
				case err == nil:
					dialog.Close()
					show(h, path)
				case errors.Is(err, fs.ErrNotExist) || errors.As(err, &at):
					folder.SetError("We could not save the file there. Choose another folder, such as your Documents.")
				default:
					failure.Set(kit.Red, h.Fail("print about home visits", err))
					failure.Show()
				}
				dialog.Refresh()
			}
		})
		return false
	})
}

func writeTo(ctx context.Context, folder, name string, write func(ctx context.Context, path string) error) (string, error) {
	if !filepath.IsAbs(folder) {
		return "", fs.ErrNotExist
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", err
	}
	path := host.FreePath(folder, name)
	return path, write(ctx, path)
}

func show(h *host.Host, path string) {
	if err := h.OpenFile(path); err != nil {
		h.Log.Error("open a document", "error", err)
		kit.Message(h.Window, "The document is ready", fmt.Sprintf("It did not open automatically. You can find it in %s.", path))
	}
}
