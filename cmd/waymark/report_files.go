package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/ui/host"
)

// reportFormats are the files that the command writes.
var reportFormats = []data.ReportFormat{data.FormatExcel, data.FormatPDF, data.FormatWord}

// writeFiles writes a report into a folder, as name with each ending.
func writeFiles(ctx context.Context, s *office.Office, folder, name string, r *reports.Report) (paths []any, err error) {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return nil, &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: "The folder for the report cannot be made. Choose one that you may write to."}
	}
	var files []host.ReportFile
	for _, f := range reportFormats {
		path := filepath.Join(folder, name+"."+string(f))
		files, paths = append(files, host.ReportFile{Format: f, Path: path}), append(paths, path)
	}
	return paths, host.WriteReport(ctx, documents{s}, r, files, func(float64) {})
}

// writeDrafts writes a report that no one gets.
func writeDrafts(ctx context.Context, c *call, s *office.Office, folder string, r *reports.Report, say bool) error {
	paths, err := writeFiles(ctx, s, folder, "report-draft", r)
	if err != nil || !say {
		return err
	}
	_, err = fmt.Fprintf(c.out, "Drafts were written to %s, %s and %s.\n", paths...)
	if err == nil {
		_, err = fmt.Fprintf(c.out, "They are not for handing over. To hand the report over, say who gets it: --reader NAME.\n%s\n", r.Protection)
	}
	if err == nil && r.Unmet.Sentence != "" {
		_, err = fmt.Fprintln(c.out, r.Unmet.Sentence)
		if err == nil && !r.Seen.Some() {
			_, err = fmt.Fprintln(c.out, "To add a contact, open the client’s record and choose “Record a contact”.")
		}
	}
	return err
}

// runReportFor makes a report for a reader, protected against what they have.
// With --out it hands it over; without, it says what it would show.
func runReportFor(ctx context.Context, c *call, f *reportFlags) error {
	open := c.lookAt
	if *f.out != "" {
		open = c.openToWrite
	}
	s, err := open(ctx, *f.db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	reader, err := readerNamed(ctx, s, f)
	if err != nil {
		return err
	}
	r, q, to, err := makeFor(ctx, s, f, reader)
	if err != nil {
		return err
	}
	if *f.out == "" {
		return look(ctx, c, s, f, r, q, to)
	}
	if reader.ID == "" && reader.Name != "" {
		if err := s.Handed.SaveReader(ctx, reader); err != nil {
			return err
		}
	}
	return handOver(ctx, c, s, f, r, q, reader)
}

// look says what a report would show a reader, and which other choices would show
// more, and records nothing.
func look(ctx context.Context, c *call, s *office.Office, f *reportFlags, r *reports.Report, q reports.Request, to reports.Recipient) error {
	if *f.asJSON {
		return printJSON(c, r)
	}
	lines := []string{seriesText(r)}
	if told := r.Handing.ToldText(); told != "" {
		lines = append(lines, told)
	}
	if r.Handing.HidesTooMuch() {
		choices, err := reports.Choices(ctx, s.Figures, q, to, r)
		if err != nil {
			return err
		}
		if len(choices) > 0 {
			lines = append(lines, "Other choices, the best first:")
		}
		for _, choice := range choices {
			lines = append(lines, fmt.Sprintf("- %s. It shows %s.", choice.Text, choice.ShownText()))
		}
	}
	_, err := fmt.Fprintln(c.out, strings.Join(append(lines, "Nothing was written or recorded. To hand it over, add --out DIR."), "\n"))
	return err
}

func makeFor(ctx context.Context, s *office.Office, f *reportFlags, reader *data.Reader) (r *reports.Report, q reports.Request, to reports.Recipient, err error) {
	if q, err = requestOf(ctx, s, f); err != nil {
		return nil, q, to, err
	}
	if q.Rule, err = ruleAsked(ctx, s, f); err != nil {
		return nil, q, to, err
	}
	held, err := s.Handed.Held(ctx, reader.ID)
	if err != nil {
		return nil, q, to, err
	}
	if reader.ID == "" && reader.Name != "" { // a new one has what everyone has
		held = slices.DeleteFunc(held, func(h data.HandedOver) bool { return h.ReaderID != "" })
	}
	to = reports.Recipient{Name: reader.Name, Held: held}
	r, err = reports.MakeFor(ctx, s.Figures, q, to)
	return r, q, to, err
}

func handOver(ctx context.Context, c *call, s *office.Office, f *reportFlags, r *reports.Report, q reports.Request, reader *data.Reader) error {
	var paths []any
	var final *reports.Report
	d := reports.Delivery{Filter: q.Filter, Reader: reader.ID, Formats: reportFormats, Scores: q.Scores}
	if *f.asJSON {
		d.Formats = append(d.Formats[:len(d.Formats):len(d.Formats)], data.FormatJSON)
	}
	if err := c.warnOfNames(ctx, s, r); err != nil {
		return err
	}
	_, err := reports.HandOver(ctx, s.Handed, r, d, func(r *reports.Report) (err error) {
		final = r
		paths, err = writeFiles(ctx, s, *f.out, "report", r)
		return err
	})
	switch {
	case err != nil:
		return err
	case *f.asJSON:
		return printJSON(c, final)
	}
	_, err = fmt.Fprintf(c.out, "The report was written to %s, %s and %s.\n", paths...)
	if err == nil {
		_, err = fmt.Fprintf(c.out, "It is recorded that %s got it on %s. If it is not sent after all, mark it so under Reports, Handed over.\n%s\n%s\n",
			final.Handing.ReaderText(), s.Session.Today().Short(), seriesText(final), final.Protection)
	}
	return err
}

// readerNamed finds who gets the report. One without an ID and with a name is
// still to be added; one with neither stands for everyone.
func readerNamed(ctx context.Context, s *office.Office, f *reportFlags) (*data.Reader, error) {
	asked := fold.Text(*f.reader)
	if asked == fold.Text(data.Everyone) {
		return &data.Reader{}, nil
	}
	readers, err := s.Handed.Readers(ctx, true)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, r := range readers {
		switch {
		case fold.Text(r.Name) != asked:
		case *f.newReader:
			return nil, wrongUse{fmt.Sprintf("There is a reader %q already. Leave --new-reader out.", r.Name)}
		case r.Retired:
			return nil, wrongUse{fmt.Sprintf("The reader %q is retired. Bring them back in Settings, under Readers of reports.", r.Name)}
		default:
			return &r, nil
		}
		if !r.Retired {
			names = append(names, fmt.Sprintf("%q", r.Name))
		}
	}
	if *f.newReader {
		r := &data.Reader{Name: *f.reader}
		return r, r.Validate()
	}
	known := "There are no readers yet."
	if len(names) > 0 {
		known = "The readers are " + data.JoinAnd(names) + "."
	}
	return nil, wrongUse{fmt.Sprintf("There is no reader %q in this database. %s To add one, say --new-reader beside --reader.", *f.reader, known)}
}

// seriesText says what the reader has already and what the report shows.
func seriesText(r *reports.Report) string {
	h := r.Handing
	has := "They have no report yet that bears on it."
	if len(h.Held) > 0 {
		has = "They already have: " + h.HeldText() + "."
	}
	return has + " " + r.ShownText()
}
