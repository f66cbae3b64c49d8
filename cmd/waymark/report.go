package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/reports"
	"waymark/reports/offersheet"
	"waymark/reports/pdf"
	"waymark/reports/xlsx"
)

// documents writes reports for the window.
type documents struct{}

// Excel implements host.Documents.
func (documents) Excel(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return xlsx.Write(ctx, path, r, progress)
}

// PDF implements host.Documents.
func (documents) PDF(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return pdf.Write(ctx, path, r, progress)
}

// OfferSheet implements host.Documents.
func (documents) OfferSheet(ctx context.Context, path string, sheet *data.OfferSheet, largePrint bool) error {
	return offersheet.Write(ctx, path, sheet, largePrint)
}

func runReport(ctx context.Context, c *call) error {
	f, db := c.flags()
	var from, to dayFlag
	f.Var(&from, "from", "first day")
	f.Var(&to, "to", "last day")
	surgery := f.String("surgery", "", "only this surgery")
	reason := f.String("reason", "", "only this primary reason")
	out := f.String("out", "", "folder for report.xlsx and report.pdf")
	asJSON := f.Bool("json", false, "print every figure as one JSON object")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if err := noWords(words); err != nil {
		return err
	}
	if *out == "" && !*asJSON {
		return wrongUse{"Please say where the report goes with --out DIR, or ask for the figures with --json."}
	}
	s, err := lookAt(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	r, err := buildReport(ctx, s, from.Date, to.Date, *surgery, *reason)
	if err != nil {
		return err
	}
	if *out != "" {
		if err := writeReport(ctx, c, *out, r, !*asJSON); err != nil {
			return err
		}
	}
	if *asJSON {
		body, err := r.JSON()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(c.out, string(body))
		return err
	}
	return nil
}

// buildReport counts and derives. Without a period it takes everything there is.
func buildReport(ctx context.Context, s *store.Store, from, to data.Date, surgery, reason string) (*reports.Report, error) {
	clock := data.SystemClock()
	filter := data.FigureFilter{From: from, To: to}
	var err error
	if filter.From.IsZero() {
		if filter.From, err = s.FirstDate(ctx); err != nil {
			return nil, err
		}
	}
	if filter.To.IsZero() {
		filter.To = clock.Today()
	}
	if filter.From.IsZero() {
		filter.From = filter.To
	}
	if filter.To.Before(filter.From) {
		return nil, wrongUse{"The report's last day is before its first. Please give --from the earlier one."}
	}
	options := reports.Options{AsAt: clock.Now().Local()}
	if surgery != "" {
		found, err := surgeryNamed(ctx, s, surgery)
		if err != nil {
			return nil, err
		}
		filter.SurgeryID, options.Surgery = found.ID, found.Name
	}
	if reason != "" {
		found, err := reasonNamed(ctx, s, reason)
		if err != nil {
			return nil, err
		}
		filter.ReasonID, options.Reason = found.ID, found.Name
	}
	if options.ServiceName, err = s.Setting(ctx, store.SettingServiceName); err != nil {
		return nil, err
	}
	if options.Comparators, err = s.Comparators(ctx); err != nil {
		return nil, err
	}
	figures, err := s.Figures(ctx, filter)
	if err != nil {
		return nil, err
	}
	return reports.Build(figures, options)
}

func surgeryNamed(ctx context.Context, s *store.Store, name string) (data.Surgery, error) {
	surgeries, err := s.Surgeries(ctx, true)
	if err != nil {
		return data.Surgery{}, err
	}
	for _, v := range surgeries {
		if fold.Text(v.Name) == fold.Text(name) {
			return v, nil
		}
	}
	return data.Surgery{}, wrongUse{fmt.Sprintf("There is no surgery %q in this database. Please write its name as it stands in Settings.", name)}
}

func writeReport(ctx context.Context, c *call, folder string, r *reports.Report, say bool) error {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: "The folder for the report cannot be made. Please give one that you may write to."}
	}
	quiet := func(float64) {}
	workbook, printed := filepath.Join(folder, "report.xlsx"), filepath.Join(folder, "report.pdf")
	if err := xlsx.Write(ctx, workbook, r, quiet); err != nil {
		return err
	}
	if err := pdf.Write(ctx, printed, r, quiet); err != nil {
		return err
	}
	if say {
		_, err := fmt.Fprintf(c.out, "The report was written to %s and %s.\n", workbook, printed)
		return err
	}
	return nil
}
