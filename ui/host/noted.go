package host

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/data/instrument"
	"waymark/data/letter"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/reports/ownscores"
)

// noted writes each document into the audit trail before the first byte of it, and
// writes none that cannot be noted.
type noted struct {
	of Documents
	db *office.Office
}

// Noted has what documents writes noted in the audit trail of a database.
func Noted(documents Documents, db *office.Office) Documents {
	if documents == nil {
		return nil
	}
	return noted{documents, db}
}

func (n noted) first(ctx context.Context, what string, write func() error) error {
	if err := n.db.NoteExport(ctx, "export", what, ""); err != nil {
		return err
	}
	return write()
}

// Excel implements Documents.
func (n noted) Excel(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return n.first(ctx, "report, Excel", func() error { return n.of.Excel(ctx, path, r, progress) })
}

// PDF implements Documents.
func (n noted) PDF(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return n.first(ctx, "report, PDF", func() error { return n.of.PDF(ctx, path, r, progress) })
}

// Word implements Documents.
func (n noted) Word(ctx context.Context, path string, r *reports.Report, progress func(float64)) error {
	return n.first(ctx, "report, Word", func() error { return n.of.Word(ctx, path, r, progress) })
}

// JSON implements Documents.
func (n noted) JSON(ctx context.Context, path string, r *reports.Report) error {
	return n.first(ctx, "report, JSON", func() error { return n.of.JSON(ctx, path, r) })
}

// Week implements Documents.
func (n noted) Week(ctx context.Context, path string, a *agenda.Agenda, o WeekSheet) error {
	return n.first(ctx, "calendar", func() error { return n.of.Week(ctx, path, a, o) })
}

// PaperForm implements Documents.
func (n noted) PaperForm(ctx context.Context, path string, set []*instrument.Definition, o PaperForm) error {
	return n.first(ctx, "questionnaire to fill in", func() error { return n.of.PaperForm(ctx, path, set, o) })
}

// VisitList implements Documents.
func (n noted) VisitList(ctx context.Context, path string, list *data.VisitList) error {
	return n.first(ctx, "list of home visits", func() error { return n.of.VisitList(ctx, path, list) })
}

// LoneCard implements Documents.
func (n noted) LoneCard(ctx context.Context, path string, sheet *data.LoneSheet) error {
	return n.first(ctx, "lone-working card", func() error { return n.of.LoneCard(ctx, path, sheet) })
}

// Statement implements Documents.
func (n noted) Statement(ctx context.Context, path string, s *data.Statement) error {
	what := "statement"
	if s != nil {
		what = strings.ToLower(s.Title)
	}
	return n.first(ctx, what, func() error { return n.of.Statement(ctx, path, s) })
}

// OfferSheet implements Documents.
func (n noted) OfferSheet(ctx context.Context, path string, sheet *data.OfferSheet, o reports.Print) error {
	return n.first(ctx, "summary for a client", func() error { return n.of.OfferSheet(ctx, path, sheet, o) })
}

// OwnScores implements Documents.
func (n noted) OwnScores(ctx context.Context, path string, sheet *ownscores.Sheet, o reports.Print) error {
	return n.first(ctx, "scores for a client", func() error { return n.of.OwnScores(ctx, path, sheet, o) })
}

// AppointmentCard implements Documents.
func (n noted) AppointmentCard(ctx context.Context, path string, card *data.AppointmentCard, o reports.Print) error {
	return n.first(ctx, "appointment card", func() error { return n.of.AppointmentCard(ctx, path, card, o) })
}

// ClinicList implements Documents.
func (n noted) ClinicList(ctx context.Context, path string, clinic *data.DeskSession, largePrint bool) error {
	return n.first(ctx, "list of a clinic", func() error { return n.of.ClinicList(ctx, path, clinic, largePrint) })
}

// Letters implements Documents.
func (n noted) Letters(ctx context.Context, path string, letters []*letter.Letter, o reports.Print, progress func(float64)) error {
	return n.first(ctx, "letters", func() error { return n.of.Letters(ctx, path, letters, o, progress) })
}

// SurgeryList implements Documents.
func (n noted) SurgeryList(ctx context.Context, path string, rows []data.CodedRow) error {
	return n.first(ctx, "list for a surgery", func() error { return n.of.SurgeryList(ctx, path, rows) })
}

// RightsCopy implements Documents. Rights.Deliver notes whose it is as well.
func (n noted) RightsCopy(ctx context.Context, folder string, p *data.RightsPack) error {
	return n.first(ctx, "copy of what is held", func() error { return n.of.RightsCopy(ctx, folder, p) })
}

// Unprintable implements Documents. It writes nothing.
func (n noted) Unprintable(l *letter.Letter) string { return n.of.Unprintable(l) }
