package host

import (
	"context"
	"errors"
	"os"

	"waymark/data"
	"waymark/reports"
)

// ReportFile is a file that a report is written as.
type ReportFile struct {
	Format data.ReportFormat
	Path   string
}

// WriteReport writes a report as files, all or none: if one cannot be written,
// those before it are removed again. progress is told a part from 0 to 1.
func WriteReport(ctx context.Context, d Documents, r *reports.Report, files []ReportFile, progress func(float64)) error {
	for i, f := range files {
		part := func(done float64) { progress((float64(i) + done) / float64(len(files))) }
		if err := writeReportFile(ctx, d, r, f, part); err != nil {
			for _, written := range files[:i] {
				err = errors.Join(err, os.Remove(written.Path))
			}
			return err
		}
	}
	return nil
}

func writeReportFile(ctx context.Context, d Documents, r *reports.Report, f ReportFile, progress func(float64)) error {
	switch f.Format {
	case data.FormatExcel:
		return d.Excel(ctx, f.Path, r, progress)
	case data.FormatWord:
		return d.Word(ctx, f.Path, r, progress)
	case data.FormatPDF:
		return d.PDF(ctx, f.Path, r, progress)
	}
	return d.JSON(ctx, f.Path, r)
}
