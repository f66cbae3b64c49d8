package uitest

import (
	"context"
	"os"
	"path/filepath"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/letter"
	"waymark/reports"
	"waymark/reports/ownscores"
	"waymark/reports/rightscopy"
	"waymark/ui/host"
)

// Paper stands for the writers of reports: it writes the figures it was given
// as plain text, reports its progress and can be told to fail or be stopped.
type Paper struct {
	Fail   error
	During func(ctx context.Context)
}

func (p *Paper) write(ctx context.Context, path, kind string, r *reports.Report, progress func(float64)) error {
	for i := range 101 {
		progress(float64(i) / 100)
	}
	if p.During != nil {
		p.During(ctx)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if p.Fail != nil {
		return p.Fail
	}
	if r.Draft() {
		kind += " draft"
	}
	return os.WriteFile(path, []byte(kind+" "+r.Seen.Text()), 0o600)
}

// Excel implements host.Documents.
func (p *Paper) Excel(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return p.write(ctx, path, "excel", r, progress)
}

// JSON implements host.Documents.
func (p *Paper) JSON(ctx context.Context, path string, r *reports.Report) error {
	return p.write(ctx, path, "json", r, func(float64) {})
}

// Word implements host.Documents.
func (p *Paper) Word(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return p.write(ctx, path, "word", r, progress)
}

// PDF implements host.Documents.
func (p *Paper) PDF(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return p.write(ctx, path, "pdf", r, progress)
}

// PaperForm implements host.Documents; no report screen writes one.
func (p *Paper) PaperForm(context.Context, string, []*instrument.Definition, host.PaperForm) error {
	return context.Canceled
}

// OfferSheet implements host.Documents; no report screen writes one.
func (p *Paper) OfferSheet(context.Context, string, *data.OfferSheet, reports.Print) error {
	return context.Canceled
}

// OwnScores implements host.Documents; no report screen writes one.
func (p *Paper) OwnScores(context.Context, string, *ownscores.Sheet, reports.Print) error {
	return context.Canceled
}

// Letters implements host.Documents; no report screen writes one.
func (p *Paper) Letters(context.Context, string, []*letter.Letter, reports.Print, func(float64)) error {
	return context.Canceled
}

// SurgeryList implements host.Documents; no report screen writes one.
func (p *Paper) SurgeryList(context.Context, string, []data.CodedRow) error { return context.Canceled }

// RightsCopy implements host.Documents; it makes the folder only.
func (p *Paper) RightsCopy(_ context.Context, folder string, _ *data.RightsPack) error {
	return os.MkdirAll(folder, 0o700)
}

// Unprintable implements host.Documents.
func (p *Paper) Unprintable(*letter.Letter) string { return "" }

// Sheets keeps the sheets that were asked for, in place of writing PDFs.
type Sheets struct {
	host.Documents
	Path  string
	Sheet *data.OfferSheet
	Large bool
	Print reports.Print
	Err   error

	Scores *ownscores.Sheet

	List *data.VisitList
	Card *data.LoneSheet
	Said *data.Statement

	Written []*letter.Letter
	Rows    []data.CodedRow
}

// Letters implements host.Documents.
func (p *Sheets) Letters(_ context.Context, path string, list []*letter.Letter, o reports.Print, _ func(float64)) error {
	p.Path, p.Written, p.Large, p.Print = path, list, o.Large, o
	if p.Err != nil {
		return p.Err
	}
	return os.WriteFile(path, []byte("%PDF"), 0o600)
}

// SurgeryList implements host.Documents.
func (p *Sheets) SurgeryList(_ context.Context, path string, rows []data.CodedRow) error {
	p.Rows = rows
	if p.Err != nil {
		return p.Err
	}
	return os.WriteFile(path, []byte("NHS number"), 0o600)
}

// RightsCopy implements host.Documents: the real one.
func (p *Sheets) RightsCopy(ctx context.Context, folder string, pack *data.RightsPack) error {
	return rightscopy.Files(ctx, folder, pack)
}

// Unprintable implements host.Documents.
func (p *Sheets) Unprintable(*letter.Letter) string { return "" }

// OfferSheet implements host.Documents.
func (p *Sheets) OfferSheet(_ context.Context, path string, sheet *data.OfferSheet, o reports.Print) error {
	p.Path, p.Sheet, p.Large, p.Print = path, sheet, o.Large, o
	if p.Err != nil {
		return p.Err
	}
	return os.WriteFile(path, []byte("%PDF"), 0o600)
}

// OwnScores implements host.Documents.
func (p *Sheets) OwnScores(_ context.Context, path string, sheet *ownscores.Sheet, o reports.Print) error {
	p.Path, p.Scores, p.Large, p.Print = path, sheet, o.Large, o
	if p.Err != nil {
		return p.Err
	}
	return os.WriteFile(path, []byte("%PDF"), 0o600)
}

// Printer sets up the desk with a folder of its own and something that takes sheets.
func (d *Desk) Printer() *Sheets {
	p := &Sheets{}
	d.Host.Documents = p
	d.Host.DocumentsDir = filepath.Join(d.T.TempDir(), "papers")
	return p
}
