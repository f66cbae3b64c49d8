package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/instrument"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/data/wording"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/docx"
	"waymark/reports/offersheet"
	"waymark/reports/ownscores"
	"waymark/reports/paperform"
	"waymark/reports/pdf"
	"waymark/reports/visitsheet"
	"waymark/reports/xlsx"
	"waymark/ui/host"
)

// documents writes reports for the window.
type documents struct{ store *office.Office }

// Excel implements host.Documents.
func (documents) Excel(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return xlsx.Write(ctx, path, r, progress)
}

// PDF implements host.Documents.
func (d documents) PDF(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	pictures, err := picturesOf(ctx, d.store, r)
	if err != nil {
		return err
	}
	return pdf.Write(ctx, path, r, pictures, progress)
}

// Word implements host.Documents.
func (d documents) Word(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	pictures, err := picturesOf(ctx, d.store, r)
	if err != nil {
		return err
	}
	return docx.Write(ctx, path, r, pictures, progress)
}

// JSON implements host.Documents.
func (documents) JSON(ctx context.Context, path string, r *reports.Report) error {
	body, err := r.JSON()
	if err != nil {
		return err
	}
	return reports.Replace(ctx, path, func(w io.Writer) error {
		_, err := w.Write(body)
		return err
	})
}

// picturesOf reads the pictures that the words of a report show.
func picturesOf(ctx context.Context, s *office.Office, r *reports.Report) (map[string]data.Picture, error) {
	var ids []data.ID
	for _, b := range wording.Parse(r.Learnt) {
		if b.Kind == wording.Picture {
			ids = append(ids, data.ID(b.Picture))
		}
	}
	return s.Figures.Pictures(ctx, ids)
}

// PaperForm implements host.Documents.
func (d documents) PaperForm(ctx context.Context, path string, set []*instrument.Definition, o host.PaperForm) error {
	name, err := d.store.Lists.Setting(ctx, lists.SettingServiceName)
	if err != nil {
		return err
	}
	registration, err := d.store.Lists.Setting(ctx, lists.SettingRegistration)
	if err != nil {
		return err
	}
	return paperform.Write(ctx, path, set, paperform.Options{ServiceName: name, Registration: registration, Reference: o.Reference, Print: o.Print})
}

// VisitList implements host.Documents.
func (documents) VisitList(ctx context.Context, path string, list *data.VisitList) error {
	return visitsheet.WriteList(ctx, path, list)
}

// LoneCard implements host.Documents.
func (documents) LoneCard(ctx context.Context, path string, sheet *data.LoneSheet) error {
	return visitsheet.WriteCard(ctx, path, sheet)
}

// OfferSheet implements host.Documents.
func (documents) OfferSheet(ctx context.Context, path string, sheet *data.OfferSheet, p reports.Print) error {
	return offersheet.Write(ctx, path, sheet, p)
}

// OwnScores implements host.Documents.
func (documents) OwnScores(ctx context.Context, path string, sheet *ownscores.Sheet, p reports.Print) error {
	return ownscores.Write(ctx, path, sheet, p)
}

// reportFlags is what a report is asked for on the command line.
type reportFlags struct {
	db              *string
	from, to        dayFlag
	surgery, reason *string
	partner         *string
	minimum, round  *int
	compare, scores *bool
	out             *string
	asJSON          *bool
	unprotected     *bool
	reader          *string
	newReader       *bool
}

func (c *call) reportFlags() (*reportFlags, error) {
	f, db := c.flags()
	r := &reportFlags{db: db}
	f.Var(&r.from, "from", "first day")
	f.Var(&r.to, "to", "last day")
	r.partner = f.String("partner", "", "only the clients of this partner, in a partnership")
	r.surgery = f.String("surgery", "", "only this surgery")
	r.reason = f.String("reason", "", "only this main reason")
	r.minimum = f.Int("minimum", -1, "smallest count to show; 0 shows all, for internal use (default: your setting, or 5; 0 without --out)")
	r.round = f.Int("round", -1, "round the counts that are shown to multiples of this (default: the service’s setting, else not)")
	r.compare = f.Bool("compare", false, "compare with the previous period")
	r.scores = f.Bool("scores", false, "add a sheet of paired scores, if this does not reveal a hidden count")
	r.out = f.String("out", "", "folder for the files: with --reader report.xlsx, report.pdf and report.docx, without it drafts")
	r.reader = f.String("reader", "", "who gets the report: it is protected against all that they have; with --out it is recorded that they get it. “Everyone” is for a report that is published")
	r.newReader = f.Bool("new-reader", false, "add --reader to the readers")
	r.asJSON = f.Bool("json", false, "print every figure as one JSON object: with --out or --reader those of the files, without it the service’s own (see --unprotected)")
	r.unprotected = f.Bool("unprotected", false, "with --json: print the service’s own figures, with small numbers not hidden. They are not for handing over")
	if err := c.parseFlags(f); err != nil {
		return nil, err
	}
	if *r.minimum < -1 || *r.round < -1 {
		return nil, wrongUse{"A smallest count or a step to round to cannot be below 0. Enter 0 for none."}
	}
	if *r.out == "" && !*r.asJSON && *r.reader == "" {
		return nil, wrongUse{"Enter where the report goes with --out DIR, or ask for the figures with --json."}
	}
	if *r.newReader && *r.reader == "" {
		return nil, wrongUse{"Give the name of the new reader with --reader NAME."}
	}
	return r, nil
}

func runReport(ctx context.Context, c *call) error {
	f, err := c.reportFlags()
	if err != nil {
		return err
	}
	if *f.reader != "" {
		return runReportFor(ctx, c, f)
	}
	s, err := c.lookAt(ctx, *f.db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	r, err := buildReport(ctx, s, f)
	if err != nil {
		return err
	}
	if *f.out == "" && !r.Rule.On() {
		_, _ = fmt.Fprintln(c.errout, "These are the service’s own figures: small numbers are not hidden. They are not for handing over.")
	}
	if *f.out != "" {
		if err := c.warnOfNames(ctx, s, r); err != nil {
			return err
		}
		if err := writeDrafts(ctx, c, s, *f.out, r, !*f.asJSON); err != nil {
			return err
		}
	}
	if *f.asJSON {
		return printJSON(c, r)
	}
	return nil
}

// warnOfNames lists the names of clients in the texts that leave with a report on
// the error output, which is no log. It says how many there are; whoever called
// decides.
func (c *call) warnOfNames(ctx context.Context, s *office.Office, r *reports.Report) error {
	switch {
	case s.Holds() == store.HoldsFigures:
		c.askToRead(r, "This PC holds no names of clients, so the texts of this report were not searched for them.")
		return nil
	case !s.Session.SeesEveryone():
		c.askToRead(r, "You do not see the records of all clients, so the texts of this report were not searched for names of clients.")
		return nil
	}
	clients, err := s.Figures.ClientNames(ctx)
	if err != nil {
		return err
	}
	found := r.NamesIn(clients)
	if len(found) == 0 {
		return nil
	}
	_, _ = fmt.Fprintf(c.errout, "%s in the texts of this report. Read them before you share it:\n", data.Plural(len(found), "possible client name", "possible client names"))
	for _, f := range found {
		_, _ = fmt.Fprintf(c.errout, "  %s: %s (… %s …)\n", f.Place, f.Name, f.Near)
	}
	return nil
}

// askToRead says that no names were looked for, and what to look at instead.
func (c *call) askToRead(r *reports.Report, why string) {
	if !r.HasTexts() {
		return
	}
	_, _ = fmt.Fprintln(c.errout, why+" Read them before you share it.")
	if words := r.CapitalWords(); len(words) > 0 {
		_, _ = fmt.Fprintln(c.errout, "These words begin with a capital letter: "+strings.Join(words, ", "))
	}
}

func printJSON(c *call, r *reports.Report) error {
	body, err := r.JSON()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, string(body))
	return err
}

// buildReport counts and derives.
func buildReport(ctx context.Context, s *office.Office, f *reportFlags) (*reports.Report, error) {
	q, err := requestOf(ctx, s, f)
	if err != nil {
		return nil, err
	}
	if q.Rule, err = ruleAsked(ctx, s, f); err != nil {
		return nil, err
	}
	if *f.out == "" && q.Rule != nil && !q.Rule.On() && !*f.unprotected {
		return nil, wrongUse{"Without --out these are the service’s own figures, with small numbers not hidden. Add --unprotected to print them, or --minimum 5 to hide small numbers."}
	}
	return reports.Make(ctx, s.Figures, q)
}

// requestOf is what the report is on, without the rule for small numbers. Without
// a period it takes everything there is.
func requestOf(ctx context.Context, s *office.Office, f *reportFlags) (q reports.Request, err error) {
	clock := data.SystemClock()
	q = reports.Request{Filter: data.FigureFilter{From: f.from.Date, To: f.to.Date}, AsAt: clock.Now().Local(), Compare: *f.compare, Scores: *f.scores}
	if q.Filter.From.IsZero() {
		if q.Filter.From, err = s.Figures.FirstDate(ctx); err != nil {
			return q, err
		}
	}
	if q.Filter.To.IsZero() {
		q.Filter.To = clock.Today()
	}
	if q.Filter.From.IsZero() {
		q.Filter.From = q.Filter.To
	}
	if q.Filter.To.Before(q.Filter.From) {
		return q, wrongUse{"The report’s last day is before its first. Enter --from the earlier one."}
	}
	if err := partAsked(ctx, s, f, &q); err != nil {
		return q, err
	}
	if *f.reason != "" {
		found, err := reasonNamed(ctx, s, *f.reason)
		if err != nil {
			return q, err
		}
		q.Filter.ReasonID, q.Reason = found.ID, found.Name
	}
	return q, nil
}

// partAsked adds the partner or the surgery that a report is on. The clients of a
// surgery are all of one partner, so a surgery says the partner as well.
func partAsked(ctx context.Context, s *office.Office, f *reportFlags, q *reports.Request) error {
	if *f.partner != "" {
		found, err := partnerNamed(ctx, s, *f.partner)
		if err != nil {
			return err
		}
		q.Filter.PartnerID, q.Partner = found.ID, found.Name
	}
	if *f.surgery == "" {
		return nil
	}
	found, err := surgeryNamed(ctx, s, *f.surgery)
	if err != nil {
		return err
	}
	if q.Filter.PartnerID != "" && q.Filter.PartnerID != found.PartnerID {
		return wrongUse{fmt.Sprintf("%s is no surgery of %s. Leave out --surgery or --partner.", found.Name, q.Partner)}
	}
	q.Filter.PartnerID, q.Partner = "", ""
	q.Filter.SurgeryID, q.Surgery = found.ID, found.Name
	return nil
}

func partnerNamed(ctx context.Context, s *office.Office, name string) (data.Partner, error) {
	partners, err := s.Lists.Partners(ctx, true)
	if err != nil {
		return data.Partner{}, err
	}
	for _, v := range partners {
		if fold.Text(v.Name) == fold.Text(name) {
			return v, nil
		}
	}
	return data.Partner{}, wrongUse{fmt.Sprintf("There is no partner %q in this database. Write its name as it stands in Settings.", name)}
}

// ruleAsked is the rule for small numbers that was asked for; nil leaves it to
// the service. Figures that are only printed are for the service’s own eyes, so
// that nothing is hidden in them; those printed beside files are the files'.
func ruleAsked(ctx context.Context, s *office.Office, f *reportFlags) (*disclosure.Rule, error) {
	if *f.minimum < 0 && *f.round < 0 {
		if *f.out == "" && *f.reader == "" {
			return &disclosure.Rule{}, nil
		}
		return nil, nil //nolint:nilnil // no rule is what was asked for
	}
	own, err := s.Figures.ReportSettings(ctx)
	if err != nil {
		return nil, err
	}
	rule := disclosure.Rule{Minimum: own.MinimumCell, RoundTo: own.RoundTo}
	if *f.minimum >= 0 {
		rule.Minimum = *f.minimum
	}
	if *f.round >= 0 {
		rule.RoundTo = *f.round
	}
	return &rule, nil
}

func surgeryNamed(ctx context.Context, s *office.Office, name string) (data.Surgery, error) {
	surgeries, err := s.Lists.Surgeries(ctx, true)
	if err != nil {
		return data.Surgery{}, err
	}
	for _, v := range surgeries {
		if fold.Text(v.Name) == fold.Text(name) {
			return v, nil
		}
	}
	return data.Surgery{}, wrongUse{fmt.Sprintf("There is no surgery %q in this database. Write its name as it stands in Settings.", name)}
}
