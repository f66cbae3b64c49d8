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
	d := newDocument(r, pictures)
	chapters := r.Chapters()
	steps := []func(){d.cover, d.keyFigures}
	for i := range chapters {
		d.chapterSteps(&chapters[i], &steps)
	}
	steps = append(steps, d.fillContents)
	for i, step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		progress(float64(i) / float64(len(steps)+1))
		step()
		if err := d.PDF.Error(); err != nil {
			return err
		}
	}
	err := reports.Replace(ctx, path, func(w io.Writer) error { return d.PDF.Output(w) })
	if err != nil {
		return err
	}
	progress(1)
	return nil
}

// chapterSteps adds a chapter, one step for each of its parts.
func (d *document) chapterSteps(c *reports.Chapter, steps *[]func()) {
	*steps = append(*steps, func() { d.chapter(c) })
	for i := 0; i < len(c.Parts); {
		first, n := i, alike(c.Parts[i:])
		*steps = append(*steps, func() { d.parts(c.Parts[first : first+n]) })
		i += n
	}
}
