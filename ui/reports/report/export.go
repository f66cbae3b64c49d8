package report

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// exporter asks where a report goes, writes it and offers to open it.
type exporter struct {
	host   *host.Host
	report *reports.Report
	filter data.FigureFilter
	kind   format
	path   *kit.TextField
	tell   func(tone kit.Tone, text string, action fyne.CanvasObject)
}

// ask shows the proposed place, which can be typed over.
func (e *exporter) ask() {
	if kit.OverlayOpen(e.host.Window) {
		return
	}
	e.path = kit.NewTextField("Save to")
	e.path.SetText(host.FreePath(e.host.DocumentsDir, proposedName(e.filter, e.kind)))
	e.path.SetHint("The file name includes only the dates, not anyone’s details.")
	folder := kit.Secondary("Choose folder…", e.chooseFolder).Compact()
	content := kit.Fixed(560, 0, kit.VStack(10, e.path, kit.HStack(0, folder, kit.Spacer())))
	good := ""
	form := kit.ShowForm(e.host.Window, fmt.Sprintf("Save report as %s", e.kind.name), content, "Save", func() bool {
		path, problem := checkPath(e.path.Text(), e.kind)
		e.path.SetError(problem)
		good = path
		return problem == ""
	})
	// Once it is gone: closing a dialog also closes what lies above it.
	form.OnClosed = func() {
		if good != "" {
			e.write(good)
		}
	}
	e.path.Focus()
}

// chooseFolder is the second way: a folder, in which the proposed name is free.
func (e *exporter) chooseFolder() {
	e.host.ChooseFile(host.FileAsk{Title: "Folder for the report", Kind: "report", Folder: true}, func(folder string) {
		e.path.SetText(host.FreePath(folder, filepath.Base(e.path.Text())))
		e.path.SetError("")
	})
}

// write makes the file off the UI goroutine, with a bar that can be stopped.
func (e *exporter) write(path string) {
	ctx, cancel := context.WithCancel(context.Background())
	bar := kit.ShowProgress(e.host.Window, "Saving report", cancel)
	bar.SetText(filepath.Base(path))
	step := stepper(func(part float64) { fyne.Do(func() { bar.SetValue(part) }) })
	e.host.Background(func(hostCtx context.Context) func() {
		stop := context.AfterFunc(hostCtx, cancel)
		err := prepareFolder(path)
		if err == nil {
			err = e.document(ctx, path, step)
		}
		stop()
		return func() {
			cancel()
			bar.Close()
			e.written(path, err)
		}
	})
}

func (e *exporter) document(ctx context.Context, path string, progress func(float64)) error {
	switch e.kind {
	case formatExcel:
		return e.host.Documents.Excel(ctx, path, e.report, progress)
	case formatWord:
		return e.host.Documents.Word(ctx, path, e.report, progress)
	default:
		return e.host.Documents.PDF(ctx, path, e.report, progress)
	}
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

func (e *exporter) written(path string, err error) {
	switch {
	case errors.Is(err, context.Canceled):
		e.tell(kit.Neutral, "Stopped. No file was saved.", nil)
	case err != nil:
		e.tell(kit.Red, e.host.Fail("write a report", err), nil)
	default:
		open := kit.Primary("Open report", func() { e.open(path) }).Compact()
		folder := kit.Secondary("Open folder", func() { e.open(filepath.Dir(path)) }).Compact()
		e.tell(kit.Green, fmt.Sprintf("Saved as “%s” in %s.", filepath.Base(path), filepath.Dir(path)), kit.HStack(8, open, folder))
	}
}

func (e *exporter) open(path string) {
	if err := e.host.OpenFile(path); err != nil {
		e.host.Log.Error("open a document", "error", err)
		e.tell(kit.Amber, fmt.Sprintf("This PC has no program that can open it. You can find it at %s.", path), nil)
	}
}
