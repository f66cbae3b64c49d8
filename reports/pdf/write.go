package pdf

import (
	"context"
	"io"

	"waymark/data"
	"waymark/reports"
)

// Write makes the document and puts it at path, whole or not at all. pictures
// are those that r.Learnt names, by ID; one that is missing or broken is left
// out and its caption says so. progress, which may be nil, is told from 0 to 1
// how far it is, on the caller's own goroutine. A cancelled ctx gives its
// error and leaves no file.
func Write(ctx context.Context, path string, r *reports.Report, pictures map[string]data.Picture, progress func(float64)) error {
	if progress == nil {
		progress = func(float64) {}
	}
	d, err := compose(ctx, r, pictures, progress)
	if err != nil {
		return err
	}
	err = reports.Replace(ctx, path, func(w io.Writer) error { return d.PDF.Output(w) })
	if err != nil {
		return err
	}
	progress(1)
	return nil
}

// compose sets the report. Where little of it would stand on a last page of its
// own, the back is set smaller if that saves the page.
func compose(ctx context.Context, r *reports.Report, pictures map[string]data.Picture, progress func(float64)) (*document, error) {
	const little = 0.5
	usual, err := composeAt(ctx, r, pictures, 0, progress)
	if err != nil || usual.Y > top+little*(pageHeight-top-bottom) {
		return usual, err
	}
	for _, tight := range []float64{0.03, 0.06, 0.09} {
		d, err := composeAt(ctx, r, pictures, tight, func(float64) {})
		if err != nil || d.PDF.PageCount() < usual.PDF.PageCount() {
			return d, err
		}
	}
	return usual, nil
}

func composeAt(ctx context.Context, r *reports.Report, pictures map[string]data.Picture, tight float64, progress func(float64)) (*document, error) {
	d := newDocument(r, pictures)
	d.tight = tight
	steps := []step{(*document).cover, (*document).keyFigures}
	chapters := r.Chapters()
	for i := range chapters {
		steps = append(steps, func(d *document) { d.chapter(&chapters[i]) })
		steps = append(steps, d.steps(&chapters[i])...)
	}
	for i, set := range steps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		progress(float64(i) / float64(len(steps)+1))
		set(d)
		if err := d.PDF.Error(); err != nil {
			return nil, err
		}
	}
	d.fillContents()
	return d, d.PDF.Error()
}
