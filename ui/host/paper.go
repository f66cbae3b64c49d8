package host

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

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
// and opens it to be printed. What was typed stays when it cannot be made.
func (h *Host) AskPaper(p Paper) {
	a := &paperDialog{h: h, paper: p, folder: kit.NewTextField("Folder"), large: kit.NewCheck("Large print", nil), failure: kit.NewBanner(kit.Red, "", nil)}
	a.folder.SetText(h.DocumentsDir)
	a.failure.Hide()
	a.in = h.AskReading(p.Client, func() {
		if a.dialog != nil {
			a.dialog.Refresh()
		}
	})
	content := kit.VStack(12, kit.NewParagraph(p.Note, kit.Body), a.failure, a.in.Object, a.large, a.folder)
	a.dialog = kit.ShowForm(h.Window, p.Title, content, "Make and open", a.make)
}

// paperDialog is the dialog of one paper.
type paperDialog struct {
	h       *Host
	paper   Paper
	in      *ReadingChoice
	folder  *kit.TextField
	large   *kit.Check
	failure *kit.Banner
	dialog  *kit.Dialog
	making  bool
}

// make begins to make the paper; the dialog closes once it is there.
func (a *paperDialog) make() bool {
	if a.making {
		return false
	}
	a.making = true
	folder, as := strings.TrimSpace(a.folder.Text()), a.in.Print(a.large.Checked)
	a.h.Background(func(ctx context.Context) func() {
		path, err := a.write(ctx, folder, as)
		return func() { a.made(path, err) }
	})
	return false
}

func (a *paperDialog) write(ctx context.Context, folder string, as reports.Print) (path string, err error) {
	if !filepath.IsAbs(folder) {
		return "", fs.ErrNotExist
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", err
	}
	path = FreePath(folder, a.paper.Stem+"-"+a.h.Today().String()+".pdf")
	return path, a.paper.Write(ctx, path, as)
}

func (a *paperDialog) made(path string, err error) {
	a.making = false
	a.folder.SetError("")
	a.failure.Hide()
	switch {
	case err == nil:
		a.dialog.Close()
		if err := a.h.OpenFile(path); err != nil {
			a.h.Log.Error("open a paper", "error", err)
			kit.Message(a.h.Window, "The sheet is ready", "No program opened it by itself. It is in "+path+".")
		}
	case noFolder(err):
		a.folder.SetError("The file could not be written there. Choose another folder, such as your Documents.")
	default:
		a.failure.Set(kit.Red, a.h.Fail("make a paper", err))
		a.failure.Show()
	}
	a.dialog.Refresh()
}

// noFolder is true for what a better folder would put right.
func noFolder(err error) bool {
	var at *fs.PathError
	return errors.Is(err, fs.ErrNotExist) || errors.As(err, &at)
}
