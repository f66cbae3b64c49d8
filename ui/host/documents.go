package host

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/data/instrument"
	"waymark/data/letter"
	"waymark/reports"
	"waymark/reports/ownscores"
)

// Documents writes reports and sheets as files. cmd/waymark gives the real one; a screen
// only says where.
type Documents interface {
	// Excel writes the workbook, and PDF the printed report, to path, replacing
	// what is there in one step. progress is told a part from 0 to 1 and may be
	// called from any goroutine. A cancelled ctx leaves no file behind.
	Excel(ctx context.Context, path string, r *reports.Report, progress func(float64)) error
	PDF(ctx context.Context, path string, r *reports.Report, progress func(float64)) error
	// Word writes the same text and figures as plain paragraphs, for pasting.
	Word(ctx context.Context, path string, r *reports.Report, progress func(float64)) error
	// JSON writes every figure, for programs.
	JSON(ctx context.Context, path string, r *reports.Report) error
	// Week writes the days of an agenda as a page to print, as a PDF.
	Week(ctx context.Context, path string, a *agenda.Agenda, o WeekSheet) error
	// PaperForm writes questionnaires to be filled in with a pen, as a PDF.
	PaperForm(ctx context.Context, path string, set []*instrument.Definition, o PaperForm) error
	// VisitList writes the list of a day's home visits, and LoneCard a
	// lone-working card, as a PDF.
	VisitList(ctx context.Context, path string, list *data.VisitList) error
	LoneCard(ctx context.Context, path string, sheet *data.LoneSheet) error
	// Statement writes a document of facts, such as a certificate of deletion.
	Statement(ctx context.Context, path string, s *data.Statement) error
	// OfferSheet writes what a person takes home, as a PDF.
	OfferSheet(ctx context.Context, path string, sheet *data.OfferSheet, o reports.Print) error
	// OwnScores writes a client's scores over time for them to take home, as a PDF.
	OwnScores(ctx context.Context, path string, sheet *ownscores.Sheet, o reports.Print) error
	// AppointmentCard and ClinicList write what a surgery prints of its clinics, as PDFs.
	AppointmentCard(ctx context.Context, path string, card *data.AppointmentCard, o reports.Print) error
	ClinicList(ctx context.Context, path string, clinic *data.DeskSession, largePrint bool) error
	// Letters writes letters as a PDF, each from a page of its own on. progress
	// may be nil.
	Letters(ctx context.Context, path string, letters []*letter.Letter, o reports.Print, progress func(float64)) error
	// SurgeryList writes what a practice enters into its own system, as CSV.
	SurgeryList(ctx context.Context, path string, rows []data.CodedRow) error
	// RightsCopy writes the copy of what is held about a person into a folder: a PDF
	// to read and a file for programs.
	RightsCopy(ctx context.Context, folder string, p *data.RightsPack) error
	// Unprintable returns the characters of a letter that the PDF’s font does not
	// have, "" if there are none.
	Unprintable(l *letter.Letter) string
}

// WeekSheet is how a week is printed: whose it is, and whether clients are given
// by name or by initials.
type WeekSheet struct {
	Title string
	Names bool
	Now   time.Time // when it is printed
}

// PaperForm is how a questionnaire is printed. Reference is a short code to
// key it in by, never a name.
type PaperForm struct {
	Reference string
	reports.Print
}

// FreePath is folder/name, or with a number before the ending when there is such
// a file already: nothing is ever overwritten.
func FreePath(folder, name string) string {
	ending := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ending)
	path := filepath.Join(folder, name)
	for n := 2; FileExists(path); n++ {
		path = filepath.Join(folder, fmt.Sprintf("%s (%d)%s", stem, n, ending))
	}
	return path
}

// FileExists errs on the side of there being a file: what cannot be looked at
// is not written over either.
func FileExists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
