package xlsx

import (
	"context"
	"io"
	"runtime"
	"time"

	"github.com/xuri/excelize/v2"

	"waymark/reports"
)

// Write makes the workbook and puts it at path, whole or not at all. progress,
// which may be nil, is told from 0 to 1 how far it is, on the caller's own
// goroutine. A cancelled ctx gives its error and leaves no file.
func Write(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	if progress == nil {
		progress = func(float64) {}
	}
	if err := reports.Replace(ctx, path, func(w io.Writer) error { return write(ctx, w, r, progress) }); err != nil {
		return err
	}
	progress(1)
	return nil
}

// write makes the workbook: all sheets as they are to be first, because what
// is frozen at the top of one has to be known before its first row is written.
func write(ctx context.Context, w io.Writer, r *reports.Report, progress func(float64)) (err error) {
	file := excelize.NewFile()
	defer func() {
		if closed := file.Close(); err == nil {
			err = closed
		}
	}()
	b, err := newBook(file, r)
	if err != nil {
		return err
	}
	b.chapters()
	more := &extras{archive: newArchive()}
	defer more.stop()
	for i, p := range b.pages {
		if err := b.name(i, p.name); err != nil {
			return err
		}
		if err := p.prepare(); err != nil {
			return err
		}
		more.sheet(i+1, p)
	}
	if err := b.fill(ctx, progress); err != nil {
		return err
	}
	if err := b.properties(); err != nil {
		return err
	}
	more.finish()
	file.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return more.to(w) })
	return file.Write(w)
}

// fill writes the rows of all sheets on all processors.
func (b *book) fill(ctx context.Context, progress func(float64)) error {
	work, done := make(chan *page, len(b.pages)), make(chan error)
	for _, p := range b.pages {
		work <- p
	}
	close(work)
	for range runtime.GOMAXPROCS(0) {
		go func() {
			for p := range work {
				done <- p.fill(ctx)
			}
		}()
	}
	var first error
	for i := range b.pages {
		progress(float64(i) / float64(len(b.pages)+1))
		if err := <-done; first == nil {
			first = err
		}
	}
	for _, p := range b.pages {
		if first == nil {
			first = p.out.Flush()
		}
	}
	return first
}

// name makes the sheet with this index, from 0. A new workbook has one.
func (b *book) name(index int, name string) error {
	if index == 0 {
		return b.file.SetSheetName(firstSheet, name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// properties says what the workbook is. It names no person.
func (b *book) properties() error {
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "Waymark"}); err != nil {
		return err
	}
	at := b.report.AsAt.UTC().Format(time.RFC3339)
	return b.file.SetDocProps(&excelize.DocProperties{
		Title: clean(b.report.Service + ": report for " + b.report.PeriodText()), Subject: clean(b.report.ScopeText()),
		Creator: "Waymark", LastModifiedBy: "Waymark", Language: "en-GB", Created: at, Modified: at,
	})
}
