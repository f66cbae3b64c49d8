package host

import (
	"context"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/ui/kit"
)

// TellErased says what was deleted for good and what still holds it, and offers the
// certificate and the cleaning of backups.
func (h *Host) TellErased(e *store.Erasure) {
	h.Background(func(ctx context.Context) func() {
		c, err := h.Retention.Certificate(ctx, e.Certificate)
		if err != nil {
			return func() { kit.Message(h.Window, "Deleted", h.Fail("read a certificate", err)) }
		}
		service, err := h.Lists.Setting(ctx, lists.SettingServiceName)
		if err != nil {
			h.Log.Error("read the name of the service", "error", err)
		}
		return func() { h.showErased(e, c, service) }
	})
}

func (h *Host) showErased(e *store.Erasure, c *data.ErasureCertificate, service string) {
	parts := []fyne.CanvasObject{kit.NewParagraph(data.Plural(c.People, "record is deleted for good.", "records are deleted for good."), kit.Body)}
	if e.Unfinished {
		parts = append(parts, kit.NewParagraph(fmt.Sprintf("Another program is still reading the database. Traces remain in "+
			"%s-wal. Waymark removes them when that program has finished, or when Waymark next starts.", filepath.Base(h.Path())), kit.Body))
	}
	if len(e.Copies) > 0 {
		parts = append(parts, kit.NewParagraph(backupsHold(c), kit.Body))
		for _, f := range e.Copies {
			parts = append(parts, kit.NewParagraph(f.Path, kit.Muted))
		}
	}
	var dialog *kit.Dialog
	then := func(do func()) func() {
		return func() {
			dialog.OnClosed = do // closing a dialog also closes anything above it
			dialog.Close()
		}
	}
	buttons := []fyne.CanvasObject{kit.Secondary("Save certificate…", then(func() {
		h.SaveStatement("certificate-of-deletion-"+c.Number()+".pdf", c.Statement(service))
	})).Compact()}
	if len(e.Copies) > 0 {
		buttons = append(buttons, kit.Secondary("Remove from backups", then(h.CleanBackups)).Compact())
	}
	parts = append(parts, kit.Wrap(buttons...))
	dialog = kit.ShowText(h.Window, "Deleted", kit.VStack(10, parts...))
}

// backupsHold says until when which backups hold what was deleted.
func backupsHold(c *data.ErasureCertificate) string {
	last, forever := c.Body.HeldUntil()
	files := data.Plural(len(c.Body.Backups), "earlier file may still contain deleted records", "earlier files may still contain deleted records")
	switch {
	case last.IsZero():
		return files + " until someone deletes them."
	case forever:
		return files + ": some until someone deletes them, the others until " + last.Short() + "."
	}
	return files + " until " + last.Short() + " at the latest."
}

// CleanBackups writes the backups anew that still hold someone who was deleted.
func (h *Host) CleanBackups() {
	ctx, cancel := context.WithCancel(context.Background())
	bar := kit.ShowProgress(h.Window, "Cleaning backups", cancel)
	bar.SetText("Each backup that still holds a deleted record is written again without it.")
	h.Background(func(hostCtx context.Context) func() {
		stop := context.AfterFunc(hostCtx, cancel)
		cleaned, left, err := h.Retention.CleanBackups(ctx)
		stop()
		stopped := ctx.Err() != nil
		return func() {
			cancel()
			bar.Close()
			switch {
			case stopped:
				kit.Message(h.Window, "Stopped", data.Plural(cleaned, "backup was cleaned.", "backups were cleaned."))
			case err != nil:
				kit.Message(h.Window, "Clean backups", h.Fail("clean backups", err))
			default:
				h.tellCleaned(cleaned, left)
			}
		}
	})
}

func (h *Host) tellCleaned(cleaned int, left []store.HeldCopy) {
	parts := []fyne.CanvasObject{kit.NewParagraph(data.Plural(cleaned, "backup was written again without deleted records.", "backups were written again without deleted records."), kit.Body)}
	if len(left) > 0 {
		parts = append(parts, kit.NewParagraph("These files cannot be read, so they may still contain deleted records. If you no longer need them, delete them.", kit.Body))
		for _, f := range left {
			parts = append(parts, kit.NewParagraph(f.Path, kit.Muted))
		}
	}
	kit.ShowText(h.Window, "Backups", kit.VStack(10, parts...))
}
