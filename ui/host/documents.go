package host

import (
	"context"

	"waymark/data"
	"waymark/reports"
)

// Documents writes reports and sheets as files. cmd/waymark gives the real one; a screen
// only says where.
type Documents interface {
	// Excel writes the workbook, and PDF the printed report, to path, replacing
	// what is there in one step. progress is told a part from 0 to 1 and may be
	// called from any goroutine. A cancelled ctx leaves no file behind.
	Excel(ctx context.Context, path string, r *reports.Report, progress func(float64)) error
	PDF(ctx context.Context, path string, r *reports.Report, progress func(float64)) error
	// OfferSheet writes what a person takes home, as a PDF.
	OfferSheet(ctx context.Context, path string, sheet *data.OfferSheet, largePrint bool) error
}
