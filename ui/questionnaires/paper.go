package questionnaires

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// maxReference is the longest reference on a paper form, in letters.
const maxReference = 40

// askPaper makes questionnaires to be filled in with a pen, and opens them to
// be printed.
func askPaper(h *host.Host, s *shelf) {
	if s == nil {
		return // still being read
	}
	set := newSetPicker("Questionnaires, in the order you tick them", s.offered, nil)
	set.set(s.usual())
	large := kit.NewCheck("Large print", nil)
	reference := kit.NewTextField("Reference")
	reference.SetHint("A short code to match the form when it is returned. Do not use a name.")
	folder := kit.NewTextField("Folder")
	folder.SetText(h.DocumentsDir)
	failure := kit.NewBanner(kit.Red, "", nil)
	failure.Hide()
	making := false
	var dialog *kit.Dialog
	var in *host.ReadingChoice
	wording := kit.NewParagraph("", kit.Muted)
	set.changed(func() { wording.SetText(wordingNote(in.Language(), set.chosen)) })
	in = h.AskReading("", func() {
		if dialog != nil {
			wording.SetText(wordingNote(in.Language(), set.chosen))
			dialog.Refresh()
		}
	})
	dialog = kit.ShowForm(h.Window, "Print paper form", kit.VStack(12, failure, set, in.Object, wording, large, reference, folder), "Create and open", func() bool {
		job := paperJob{set: set.chosen, folder: strings.TrimSpace(folder.Text())}
		job.form = host.PaperForm{Reference: data.Tidy(reference.Text()), Print: in.Print(large.Checked)}
		set.SetError(either(len(job.set) == 0, "Tick at least one", ""))
		reference.SetError(either(len([]rune(job.form.Reference)) > maxReference, "Make this shorter", ""))
		if making || set.Error() != "" || reference.Error() != "" {
			return false
		}
		making = true
		h.Background(func(ctx context.Context) func() {
			path, err := job.make(ctx, h)
			return func() {
				making = false
				folder.SetError("")
				failure.Hide()
				switch {
				case err == nil:
					dialog.Close()
					openPaper(h, path)
				case noFolder(err):
					folder.SetError("We could not save the file there. Choose another folder, such as your Documents")
				default:
					failure.Set(kit.Red, h.Fail("make a paper form", err))
					failure.Show()
				}
				dialog.Refresh()
			}
		})
		return false
	})
}

// paperJob is one file to be made.
type paperJob struct {
	set    []*instrument.Definition
	folder string
	form   host.PaperForm
}

func (j paperJob) make(ctx context.Context, h *host.Host) (path string, err error) {
	if !filepath.IsAbs(j.folder) {
		return "", fs.ErrNotExist
	}
	if err := os.MkdirAll(j.folder, 0o750); err != nil {
		return "", err
	}
	name := "questionnaires.pdf"
	if len(j.set) == 1 {
		name = "questionnaire-" + j.set[0].ID + ".pdf"
	}
	path = host.FreePath(j.folder, name)
	return path, h.Documents.PaperForm(ctx, path, j.set, j.form)
}

// noFolder is true for what a better folder would put right.
func noFolder(err error) bool {
	var at *fs.PathError
	return errors.Is(err, fs.ErrNotExist) || errors.As(err, &at)
}

func openPaper(h *host.Host, path string) {
	if err := h.OpenFile(path); err != nil {
		h.Log.Error("open a paper form", "error", err)
		kit.Message(h.Window, "The form is ready", fmt.Sprintf("It did not open automatically. You can find it in %s.", path))
	}
}
