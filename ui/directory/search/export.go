package search

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/data/interchange/openreferral"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// exportFormat is one of the two kinds of Open Referral UK file.
type exportFormat struct {
	name, ext, about string
	write            func(io.Writer, iter.Seq2[*data.SourceEntry, error]) error
}

var exportFormats = []exportFormat{
	{"JSON", ".json", "One file that other directories can use.", openreferral.WriteJSON},
	{"CSV package", ".zip", "Tables in a zip file. They open in a spreadsheet.", openreferral.WritePackage},
}

// exporter asks where the directory goes, and writes it.
type exporter struct {
	h      *host.Host
	format int
	path   *kit.TextField
	about  *kit.Text
}

// askExport proposes a file in the documents of whoever uses the program.
func askExport(h *host.Host) {
	if kit.OverlayOpen(h.Window) {
		return
	}
	e := &exporter{h: h, path: kit.NewTextField("Save to"), about: kit.NewParagraph("", kit.Muted)}
	which := kit.NewSegmented([]string{exportFormats[0].name, exportFormats[1].name}, 0, e.choose)
	e.choose(0)
	intro := kit.NewParagraph("Exports all services in Open Referral UK format. It contains no client information.", kit.Body)
	chosen := ""
	content := kit.Fixed(520, 0, kit.VStack(12, intro, kit.NewField("Format", kit.HStack(0, which, kit.Spacer())), e.about, e.path))
	form := kit.ShowForm(h.Window, "Export directory", content, "Export", func() bool {
		path, problem := e.checked()
		e.path.SetError(problem)
		chosen = path
		return problem == ""
	})
	form.OnClosed = func() {
		if chosen != "" {
			e.write(chosen)
		}
	}
	e.path.Focus()
}

// choose takes a format, and gives the path its ending.
func (e *exporter) choose(i int) {
	e.format = i
	f := exportFormats[i]
	e.about.SetText(f.about)
	path := e.path.Text()
	if path == "" {
		path = filepath.Join(e.h.DocumentsDir, fmt.Sprintf("Directory %s", e.h.Today().String()))
	}
	for _, other := range exportFormats {
		path = strings.TrimSuffix(path, other.ext)
	}
	e.path.SetText(path + f.ext)
	e.path.SetError("")
}

// checked is the path to write to, or what is wrong with it. No file is ever
// written over.
func (e *exporter) checked() (path, problem string) {
	path = strings.Trim(strings.TrimSpace(e.path.Text()), `"`)
	switch ext := exportFormats[e.format].ext; {
	case path == "":
		return "", "Enter where to save the file"
	case !filepath.IsAbs(path):
		return "", "Enter the full path, starting with the drive or first folder"
	case !strings.EqualFold(filepath.Ext(path), ext):
		path += ext
	}
	if host.FileExists(path) {
		return "", "A file with this name already exists. Enter a different name"
	}
	return path, ""
}

// write makes the file off the UI goroutine; it can be stopped, and is then not
// there at all.
func (e *exporter) write(path string) {
	format := exportFormats[e.format]
	ctx, cancel := context.WithCancel(context.Background())
	bar := kit.ShowProgress(e.h.Window, "Saving directory", cancel)
	bar.SetText(filepath.Base(path))
	bar.SetValue(-1)
	e.h.Background(func(hostCtx context.Context) func() {
		defer context.AfterFunc(hostCtx, cancel)()
		n := 0
		err := e.h.NoteExport(ctx, "export", "directory", "")
		if err == nil {
			err = reports.Replace(ctx, path, func(w io.Writer) error {
				return format.write(w, tallied(e.h.Sources.ExportEntries(ctx), &n))
			})
		}
		return func() {
			cancel()
			bar.Close()
			e.written(path, n, err)
		}
	})
}

// tallied passes entries on and counts them.
func tallied(entries iter.Seq2[*data.SourceEntry, error], n *int) iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		for entry, err := range entries {
			if err == nil {
				*n++
			}
			if !yield(entry, err) {
				return
			}
		}
	}
}

func (e *exporter) written(path string, n int, err error) {
	switch {
	case errors.Is(err, context.Canceled):
		kit.Message(e.h.Window, "Stopped", "No file was saved.")
	case data.CodeOf(err) == data.CodeRefused:
		e.h.Log.Error("write the directory", "error", errors.Unwrap(err))
		kit.Message(e.h.Window, "The directory was not exported", "We could not save the file there. Choose another folder, such as your Documents.")
	case err != nil:
		kit.Message(e.h.Window, "The directory was not exported", e.h.Fail("write the directory", err))
	default:
		kit.Message(e.h.Window, "Exported", fmt.Sprintf("%s saved to %s", data.Plural(n, "service", "services"), path))
	}
}
