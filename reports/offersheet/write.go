package offersheet

import (
	"context"
	"io"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/reports"
)

// Write makes the sheet and puts it at path, whole or not at all. Large print
// is for people who see badly and takes as many pages as it needs. A sheet
// without items is a *data.Problem, and so is a path that cannot be written. A
// cancelled ctx gives its error and leaves no file.
func Write(ctx context.Context, path string, sheet *data.OfferSheet, o reports.Print) error {
	if sheet == nil || len(sheet.Items) == 0 {
		return data.NewProblem(data.CodeNotFound, "Nothing was chosen yet, so there is nothing to print. Offer services first.")
	}
	if err := reports.Printable(sheet.Person, sheet.Prescriber, sheet.ServiceName); err != nil {
		return err
	}
	looks := []look{roomy, normal, compact}
	if o.Large || o.Beside() {
		looks = []look{large} // beside each other, two pages are two thirds as large
	}
	d, err := compose(ctx, sheet, looks, o)
	if err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return d.PDF.Output(w) })
}

// compose sets the sheet in the first look that takes no more pages than any
// other: smaller letters have to save a page.
func compose(ctx context.Context, sheet *data.OfferSheet, looks []look, o reports.Print) (*document, error) {
	var best *document
	for _, l := range looks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d := newDocument(sheet, l, o)
		d.Each(o.Language, o.Both, func(in *clienttext.Language, first int) {
			d.set(in, first, in.English() || !o.Both) // one slip for each service
		})
		d.Close()
		if err := d.PDF.Error(); err != nil {
			return nil, err
		}
		if best == nil || d.PDF.PageCount() < best.PDF.PageCount() {
			best = d
		}
	}
	return best, nil
}
