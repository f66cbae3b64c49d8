package docx

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/docx/internal/word"
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
	w := newWriter(r, pictures)
	chapters := r.Chapters()
	w.front(chapters)
	for i := range chapters {
		if err := ctx.Err(); err != nil {
			return err
		}
		progress(float64(i) / float64(len(chapters)+1))
		w.doc.Heading(1, chapters[i].Title)
		for j := range chapters[i].Parts {
			w.part(&chapters[i].Parts[j])
		}
	}
	if w.err != nil {
		return w.err
	}
	if err := reports.Replace(ctx, path, w.doc.Write); err != nil {
		return err
	}
	progress(1)
	return nil
}

// writer puts a report into a document.
type writer struct {
	doc      *word.Document
	r        *reports.Report
	pictures map[string]data.Picture
	err      error // of the first chart that could not be made
}

// newWriter begins a document that says what it is and names no one. A draft says
// so on each page.
func newWriter(r *reports.Report, pictures map[string]data.Picture) *writer {
	about := word.Properties{Title: r.Service + ": report for " + r.PeriodText(), Subject: r.ScopeText(), Created: r.AsAt, Header: r.Mark()}
	return &writer{doc: word.New(about), r: r, pictures: pictures}
}

// front is what the report is, what is in it, and its key figures.
func (w *writer) front(chapters []reports.Chapter) {
	r := w.r
	w.doc.Title(r.Service)
	w.doc.Subtitle("Social prescribing report, " + r.PeriodText())
	w.doc.Paragraph(word.Text(sentence("Period: " + r.DatesText() + ", both days included")))
	w.doc.Paragraph(word.Text(sentence(r.ScopeText())))
	w.doc.Paragraph(word.Text("Figures produced on " + r.AsAtText() + ". The figures contain no client names. The text and stories are written by the service."))
	w.doc.Paragraph(word.Text(r.Protection))
	titles := []string{"Key figures"}
	for i := range chapters {
		titles = append(titles, chapters[i].Title)
	}
	w.doc.Contents(titles)
	w.doc.Heading(1, "Key figures")
	rows := make([][]string, len(r.KeyFigures))
	for i, k := range r.KeyFigures {
		rows[i] = []string{k.Title(), k.Value, strings.TrimSuffix(k.Note, ".")}
	}
	w.doc.Table("Key figures", []string{"Figure", "Value", "Of whom"}, []bool{false, true, false}, rows, "")
}
