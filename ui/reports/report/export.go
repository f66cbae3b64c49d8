package report

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"fyne.io/fyne/v2"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// draft asks where to save a draft of what is shown, and writes it.
func (p *page) draft() {
	if p.report == nil || kit.OverlayOpen(p.host.Window) {
		return
	}
	report, to := p.report, newTarget(p.host, proposedName(p.filter, true))
	about := kit.NewParagraph("A draft is for looking at. Every page says that it is not for handing over. To give a report to a funder or a partner, choose “Hand over…”.", kit.Body)
	var files []host.ReportFile
	good := false
	content := kit.Fixed(560, 0, kit.VStack(10, append([]fyne.CanvasObject{about}, to.parts...)...))
	form := kit.ShowForm(p.host.Window, "Save a draft", content, "Save draft", func() bool {
		files, good = to.files()
		return good
	})
	// Once it is gone: closing a dialog also closes what lies above it.
	form.OnClosed = func() {
		if good {
			p.write(files, func(ctx context.Context, step func(float64)) error {
				return host.WriteReport(ctx, p.host.Documents, report, files, step)
			}, func() { p.saved(kit.Green, fmt.Sprintf("Draft saved as %s.", named(files)), files) })
		}
	}
	to.path.Focus()
}

// write makes files off the UI goroutine, with a bar that can be stopped.
func (p *page) write(files []host.ReportFile, make func(ctx context.Context, step func(float64)) error, done func()) {
	ctx, cancel := context.WithCancel(context.Background())
	bar := kit.ShowProgress(p.host.Window, "Saving report", cancel)
	bar.SetText(filepath.Base(files[0].Path))
	step := stepper(func(part float64) { fyne.Do(func() { bar.SetValue(part) }) })
	p.host.Background(func(hostCtx context.Context) func() {
		stop := context.AfterFunc(hostCtx, cancel)
		err := prepareFolder(files[0].Path)
		if err == nil {
			err = make(ctx, step)
		}
		stop()
		return func() {
			cancel()
			bar.Close()
			switch {
			case errors.Is(err, context.Canceled):
				p.tell(kit.Neutral, "Stopped. No file was saved.", nil)
			case err != nil:
				p.tell(kit.Red, p.host.Fail("write a report", err), nil)
			default:
				done()
			}
		}
	})
}

// stepper passes progress on in steps of a hundredth, whichever goroutine it
// comes from, so that a writer may report as often as it likes.
func stepper(show func(float64)) func(float64) {
	var mu sync.Mutex
	last := -1
	return func(part float64) {
		mu.Lock()
		step := int(part * 100)
		news := step > last
		last = max(last, step)
		mu.Unlock()
		if news {
			show(part)
		}
	}
}

// named are the names of files in words, with their folder.
func named(files []host.ReportFile) string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = "“" + filepath.Base(f.Path) + "”"
	}
	return fmt.Sprintf("%s in %s", strings.Join(names, ", "), filepath.Dir(files[0].Path))
}

// saved says what was written, and offers to open it.
func (p *page) saved(tone kit.Tone, text string, files []host.ReportFile) {
	open := kit.Primary("Open report", func() { p.open(files[0].Path) }).Compact()
	folder := kit.Secondary("Open folder", func() { p.open(filepath.Dir(files[0].Path)) }).Compact()
	p.tell(tone, text, kit.HStack(8, open, folder))
}

func (p *page) open(path string) {
	if err := p.host.OpenFile(path); err != nil {
		p.host.Log.Error("open a document", "error", err)
		p.tell(kit.Amber, fmt.Sprintf("This PC has no program that can open it. You can find it at %s.", path), nil)
	}
}
