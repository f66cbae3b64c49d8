package pdf

import (
	"context"
	"io"

	"waymark/reports"
)

// Write makes the document and puts it at path, whole or not at all. progress,
// which may be nil, is told from 0 to 1 how far it is, on the caller's own
// goroutine. A cancelled ctx gives its error and leaves no file.
func Write(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	if progress == nil {
		progress = func(float64) {}
	}
	d := newDocument(r)
	chapters := []func(){d.cover, d.keyFigures, d.reasons, d.reached, d.done, d.changed, d.definitions}
	for i, chapter := range chapters {
		if err := ctx.Err(); err != nil {
			return err
		}
		progress(float64(i) / float64(len(chapters)+1))
		chapter()
		if err := d.pdf.Error(); err != nil {
			return err
		}
	}
	err := reports.Replace(ctx, path, func(w io.Writer) error { return d.pdf.Output(w) })
	if err != nil {
		return err
	}
	progress(1)
	return nil
}
