package saved

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// write makes the report again as a file in the folder of documents, under a
// name that holds the period only and replaces nothing.
func (p *page) write(c *comparison, ending string) {
	if kit.OverlayOpen(p.h.Window) {
		return
	}
	name := fmt.Sprintf("Report %s to %s", c.frozen.Filter.From, c.frozen.Filter.To)
	if c.then.Draft() {
		name += " draft"
	}
	name += ending
	path := host.FreePath(p.h.DocumentsDir, name)
	ctx, cancel := context.WithCancel(context.Background())
	bar := kit.ShowProgress(p.h.Window, "Saving report", cancel)
	bar.SetText(filepath.Base(path))
	p.h.Background(func(hostCtx context.Context) func() {
		stop := context.AfterFunc(hostCtx, cancel)
		err := os.MkdirAll(p.h.DocumentsDir, 0o750)
		if err == nil {
			err = p.document(ctx, c, path, ending)
		}
		stop()
		return func() {
			cancel()
			bar.Close()
			p.written(path, err)
		}
	})
}

func (p *page) document(ctx context.Context, c *comparison, path, ending string) error {
	quiet := func(float64) {}
	switch ending {
	case ".xlsx":
		return p.h.Documents.Excel(ctx, path, c.then, quiet)
	case ".docx":
		return p.h.Documents.Word(ctx, path, c.then, quiet)
	default:
		return p.h.Documents.PDF(ctx, path, c.then, quiet)
	}
}

func (p *page) written(path string, err error) {
	switch {
	case errors.Is(err, context.Canceled):
		p.tell(kit.Neutral, "Stopped. No file was saved.", nil)
	case err != nil:
		p.tell(kit.Red, p.h.Fail("write a kept report", err), nil)
	default:
		open := kit.Primary("Open report", func() {
			if err := p.h.OpenFile(path); err != nil {
				p.tell(kit.Amber, fmt.Sprintf("This PC has no program that can open it. You can find it at %s.", path), nil)
			}
		}).Compact()
		p.tell(kit.Green, fmt.Sprintf("Saved as “%s” in %s.", filepath.Base(path), filepath.Dir(path)), open)
	}
}

func (p *page) tell(tone kit.Tone, text string, action fyne.CanvasObject) {
	p.notice.Objects = []fyne.CanvasObject{kit.NewBanner(tone, text, action)}
	p.notice.Show()
	p.content.Refresh()
}
