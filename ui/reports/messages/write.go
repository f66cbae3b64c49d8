package messages

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/data/store/letters"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// askWrite asks where the files go and how they are handed over.
func (p *page) askWrite() {
	if p.batch == nil || len(p.batch.Messages) == 0 || kit.OverlayOpen(p.h.Window) {
		return
	}
	b := p.batch
	folder := kit.NewTextField("Folder")
	folder.SetText(p.h.DocumentsDir)
	folder.SetHint("The files stay in this folder until you delete them. Their names do not contain client names.")
	ways := make([]kit.Option, 0, len(data.HandedHows()))
	for _, way := range data.HandedHows() {
		ways = append(ways, kit.Option{ID: way, Label: way})
	}
	how := kit.NewChoice("How will you send them?", ways, nil).AllowNone("Not sent yet")
	fail := kit.NewBanner(kit.Red, "", nil)
	fail.Hide()
	note := kit.NewParagraph(fmt.Sprintf("%s for %s in one PDF, and a list as a CSV file. We add each letter to the client’s record.",
		data.Plural(len(b.Messages), "letter", "letters"), b.Surgery), kit.Body)
	making := false
	var dialog *kit.Dialog
	dialog = kit.ShowForm(p.h.Window, "Create letters and list", kit.VStack(12, note, fail, how, folder), "Create and record", func() bool {
		if making {
			return false
		}
		making = true
		job := batchJob{batch: b, folder: strings.TrimSpace(folder.Text()), how: how.Selected()}
		p.h.Background(func(ctx context.Context) func() {
			files, err := job.write(ctx, p.h)
			return func() {
				making = false
				if err != nil {
					fail.Set(kit.Red, p.h.Fail("write messages to a surgery", err))
					fail.Show()
					dialog.Refresh()
					return
				}
				dialog.Close()
				p.written(files)
			}
		})
		return false
	})
}

func (p *page) written(files []string) {
	p.look()
	if err := p.h.OpenFile(files[0]); err != nil {
		p.h.Log.Error("open letters", "error", err)
	}
	kit.Message(p.h.Window, "The letters are ready", fmt.Sprintf("You can find them in %s.", data.JoinAnd(files)))
}

// batchJob is a batch to be written.
type batchJob struct {
	batch       *letters.Batch
	folder, how string
}

// write writes the files and records the messages; nothing leaves unrecorded.
func (j batchJob) write(ctx context.Context, h *host.Host) (files []string, err error) {
	if !filepath.IsAbs(j.folder) {
		return nil, data.NewProblem(data.CodeInvalid, "Choose a folder, such as your Documents.")
	}
	if err := os.MkdirAll(j.folder, 0o750); err != nil {
		return nil, data.NewProblem(data.CodeInvalid, "We could not save the files there. Choose another folder, such as your Documents.")
	}
	defer func() {
		if err != nil {
			for _, f := range files {
				_ = os.Remove(f)
			}
		}
	}()
	stem := "surgery-" + j.batch.From.String() + "-" + j.batch.To.String()
	path := host.FreePath(j.folder, stem+".pdf")
	if err := h.Documents.Letters(ctx, path, j.batch.Letters(), reports.Print{}, nil); err != nil {
		return files, err
	}
	files = append(files, path)
	if rows := j.batch.Rows(); len(rows) > 0 {
		path = host.FreePath(j.folder, stem+".csv")
		if err := h.Documents.SurgeryList(ctx, path, rows); err != nil {
			return files, err
		}
		files = append(files, path)
	}
	on := data.Date{}
	if j.how != "" {
		on = h.Today()
	}
	return files, h.Letters.RecordMessages(ctx, j.batch.Messages, on, j.how)
}
