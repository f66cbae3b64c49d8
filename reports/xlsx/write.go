package xlsx

import (
	"context"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"waymark/reports"
)

// Write makes the workbook and puts it at path, whole or not at all. progress,
// which may be nil, is told from 0 to 1 how far it is, on the caller's own
// goroutine. A cancelled ctx gives its error and leaves no file.
func Write(ctx context.Context, path string, r *reports.Report, progress func(float64)) (err error) {
	if progress == nil {
		progress = func(float64) {}
	}
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
	sheets := b.sheets()
	for i, s := range sheets {
		if err := ctx.Err(); err != nil {
			return err
		}
		progress(float64(i) / float64(len(sheets)+1))
		if err := b.add(s); err != nil {
			return err
		}
	}
	if err := b.finish(); err != nil {
		return err
	}
	if err := reports.Replace(ctx, path, func(w io.Writer) error { return file.Write(w) }); err != nil {
		return err
	}
	progress(1)
	return nil
}

// finish drops the sheet that a new workbook begins with and says what the
// workbook is. It names no person.
func (b *book) finish() error {
	if err := b.file.DeleteSheet(firstSheet); err != nil {
		return err
	}
	b.file.SetActiveSheet(0)
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "Waymark"}); err != nil {
		return err
	}
	at := b.report.AsAt.UTC().Format(time.RFC3339)
	return b.file.SetDocProps(&excelize.DocProperties{
		Title: clean(b.report.Service + ": report for " + b.report.PeriodText()), Subject: clean(b.report.ScopeText()),
		Creator: "Waymark", LastModifiedBy: "Waymark", Language: "en-GB", Created: at, Modified: at,
	})
}
