package host

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
)

// Document is a file that is about to be made and opened, to be read or printed.
type Document struct {
	Title string // of the dialog
	// Choices are what a person sees above the folder: what is made, and how.
	Choices []fyne.CanvasObject
	Button  string // "Create and open" if it is empty
	What    string // what is done, for the log: "make a paper form"
	// Make is called when the button is pressed. It returns nil if something is to be
	// put right first, and says so beside the field.
	Make func() *File
}

// File is what a document becomes.
type File struct {
	// Name never holds the name of a person: folders of documents are often shared.
	Name string
	// Write writes it to a path, off the UI goroutine.
	Write func(ctx context.Context, path string) error
}

// MakeDocument asks for the folder of a document, makes it there, and opens it. What
// was typed stays when it cannot be made.
func (h *Host) MakeDocument(d Document) *kit.Dialog {
	m := &documentDialog{h: h, document: d, folder: kit.NewTextField("Folder"), failure: kit.NewBanner(kit.Red, "", nil)}
	m.folder.SetText(h.DocumentsDir)
	m.failure.Hide()
	button := d.Button
	if button == "" {
		button = "Create and open"
	}
	m.dialog = kit.ShowForm(h.Window, d.Title, kit.VStack(12, append(append([]fyne.CanvasObject{m.failure}, d.Choices...), m.folder)...), button, m.make)
	return m.dialog
}

// documentDialog is the dialog of one document.
type documentDialog struct {
	h        *Host
	document Document
	folder   *kit.TextField
	failure  *kit.Banner
	dialog   *kit.Dialog
	making   bool
}

// make begins to make the document; the dialog closes once it is there.
func (m *documentDialog) make() bool {
	if m.making {
		return false
	}
	file := m.document.Make()
	if file == nil {
		return false
	}
	m.making = true
	folder := strings.TrimSpace(m.folder.Text())
	m.h.Background(func(ctx context.Context) func() {
		path, err := file.into(ctx, folder)
		return func() { m.made(path, err) }
	})
	return false
}

// into writes the file to a folder, beside what is there, and returns its path.
func (f *File) into(ctx context.Context, folder string) (path string, err error) {
	if !filepath.IsAbs(folder) {
		return "", fs.ErrNotExist
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", err
	}
	path = FreePath(folder, f.Name)
	return path, f.Write(ctx, path)
}

func (m *documentDialog) made(path string, err error) {
	m.making = false
	m.folder.SetError("")
	m.failure.Hide()
	switch {
	case err == nil:
		m.dialog.Close()
		if err := m.h.OpenFile(path); err != nil {
			m.h.Log.Error("open a document", "error", err)
			kit.Message(m.h.Window, "The document is ready", fmt.Sprintf("It did not open automatically. You can find it in %s.", path))
		}
	case noFolder(err):
		m.folder.SetError("We could not save the file there. Choose another folder, such as your Documents.")
	default:
		m.failure.Set(kit.Red, m.h.Fail(m.document.What, err))
		m.failure.Show()
	}
	m.dialog.Refresh()
}

// noFolder is true for what a better folder would put right.
func noFolder(err error) bool {
	var at *fs.PathError
	return errors.Is(err, fs.ErrNotExist) || errors.As(err, &at)
}
