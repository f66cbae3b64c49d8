package data

import (
	"slices"
	"strings"
	"time"
)

// Reader is someone whom the service hands reports over to: a funder, a partner,
// its trustees.
type Reader struct {
	ID      ID     `json:"id"`
	Name    string `json:"name"`
	Retired bool   `json:"retired"`
	Stamp
}

// MaxReaderName is how long the name of a reader may be, in characters.
const MaxReaderName = 120

// Everyone is what the readers of a published report are called together. No
// reader may have this name.
const Everyone = "Everyone"

// Validate tidies the name and returns FieldErrors if it cannot be saved.
func (r *Reader) Validate() error {
	r.Name = Tidy(r.Name)
	var c check
	c.that(r.Name != "", "Name", "Enter who gets the report, for example “Trustees”.")
	c.that(!strings.EqualFold(r.Name, Everyone), "Name", "“Everyone” is already the name for a report that is published. Enter another name.")
	c.length("Name", "The name", r.Name, MaxReaderName)
	return c.err()
}

// ReportFormat is a kind of file that a report is handed over as.
type ReportFormat string

// The kinds of file of a report.
const (
	FormatPDF   ReportFormat = "pdf"
	FormatExcel ReportFormat = "xlsx"
	FormatWord  ReportFormat = "docx"
	FormatJSON  ReportFormat = "json"
)

// ReportFormats lists them in the order in which they are offered.
func ReportFormats() []ReportFormat {
	return []ReportFormat{FormatPDF, FormatExcel, FormatWord, FormatJSON}
}

// Label returns what people call it.
func (f ReportFormat) Label() string {
	switch f {
	case FormatPDF:
		return "PDF"
	case FormatExcel:
		return "Excel"
	case FormatWord:
		return "Word"
	default:
		return strings.ToUpper(string(f))
	}
}

// HandedOver is a report that a reader has. Its figures are those of the saved
// report. They stay known to the reader whatever is corrected or erased later.
type HandedOver struct {
	ID       ID `json:"id"`
	FrozenID ID `json:"frozen_id"`
	// ReaderID is "" for a report that everyone has: one that was published, or
	// one saved before Waymark recorded who got it.
	ReaderID ID     `json:"reader_id"`
	Reader   string `json:"reader"` // the reader's name when read, "" for everyone
	// Source names the organisation that handed it over, "" for this service.
	Source string `json:"source"`
	// Formats are the files that were written; none where it is not known.
	Formats []ReportFormat `json:"formats"`
	Scores  bool           `json:"scores"` // with the scores of single pairs
	// NotSentAt is when someone said that it was never sent, zero for one that
	// counts. NotSentWhy is the reason.
	NotSentAt  time.Time `json:"not_sent_at"`
	NotSentWhy string    `json:"not_sent_why"`
	Stamp
	// Report is the saved report; its Body only where that is asked for.
	Report Frozen `json:"report"`
	By     string `json:"by"` // who handed it over, when read
}

// Counts reports whether the reader counts as having it.
func (h *HandedOver) Counts() bool { return h.NotSentAt.IsZero() }

// Unrecorded reports whether it is one of those saved before Waymark recorded
// who got a report.
func (h *HandedOver) Unrecorded() bool { return h.ReaderID == "" && len(h.Formats) == 0 }

// ReaderText returns who has it, in words.
func (h *HandedOver) ReaderText() string {
	switch {
	case h.Unrecorded():
		return "Everyone (saved before this was recorded)"
	case h.ReaderID == "":
		return "Everyone (published)"
	default:
		return h.Reader
	}
}

// FormatsText returns the kinds of file, such as "PDF and Excel", or "" where
// they are not known.
func (h *HandedOver) FormatsText() string {
	var labels []string
	for _, f := range ReportFormats() {
		if slices.Contains(h.Formats, f) {
			labels = append(labels, f.Label())
		}
	}
	return JoinAnd(labels)
}
