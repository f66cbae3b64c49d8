package xlsx

import (
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"waymark/reports"
)

// summary is the sheet that opens first.
const summary = "Summary"

// firstSheet is the one that excelize begins a workbook with.
const firstSheet = "Sheet1"

// Colours as RGB: the one accent of the house, and that of text.
const (
	accent = "0B6B6B"
	ink    = "1B2A33"
)

// book is the workbook being made, with its cell styles.
type book struct {
	file   *excelize.File
	report *reports.Report
	tables int // names of tables are unique in a workbook
	style  struct{ title, note, head, text, count, percent, score, exact, strong int }
}

func newBook(file *excelize.File, r *reports.Report) (*book, error) {
	b := &book{file: file, report: r}
	font := func(size float64, bold bool, colour string) *excelize.Font {
		return &excelize.Font{Family: "Calibri", Size: size, Bold: bold, Color: colour}
	}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	count, percent, score, exact := "#,##0", `0.0\ %`, "0.0", "0.0000"
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&b.style.title, excelize.Style{Font: font(14, true, ink), Alignment: wrap}},
		{&b.style.note, excelize.Style{Font: font(10, false, "566670"), Alignment: wrap}},
		{&b.style.head, excelize.Style{
			Font: font(11, true, "FFFFFF"), Alignment: wrap,
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}},
		}},
		{&b.style.text, excelize.Style{Alignment: wrap, NumFmt: 49}}, // 49 is text
		{&b.style.strong, excelize.Style{Alignment: wrap, Font: font(11, true, ink)}},
		{&b.style.count, excelize.Style{CustomNumFmt: &count, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top"}}},
		{&b.style.percent, excelize.Style{CustomNumFmt: &percent, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&b.style.score, excelize.Style{CustomNumFmt: &score, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&b.style.exact, excelize.Style{CustomNumFmt: &exact, Alignment: &excelize.Alignment{Vertical: "top"}}},
	} {
		id, err := file.NewStyle(&s.style)
		if err != nil {
			return nil, err
		}
		*s.id = id
	}
	return b, nil
}

// sheet is one subject and what fills it.
type sheet struct {
	name   string
	widths []float64 // of the columns from A, in characters
	charts bool      // to the right of the columns
	fill   func(*writer)
}

// sheets lists the workbook's sheets in order.
func (b *book) sheets() []sheet {
	r := b.report
	subject := func(name string, tables ...*reports.Table) sheet {
		return sheet{name, []float64{labelWidth(tables), 12, 12, 12}, true, func(w *writer) {
			for _, t := range tables {
				w.table(t)
			}
		}}
	}
	return []sheet{
		{summary, []float64{44, 22, 80}, false, b.summary},
		subject("Reasons", &r.Reasons, &r.FurtherReasons, &r.NeedsFound),
		subject("Sex", &r.Sex),
		subject("Age", &r.AgeBands),
		subject("Surgeries", &r.Surgeries),
		subject("Sources", &r.Sources),
		subject("Contacts", &r.ContactsByKind, &r.ContactsByOutcome),
		subject("Offers and services", &r.Offers.People, &r.Offers.ByDecision, &r.Offers.Prescriptions),
		subject("Gaps", &r.Gaps),
		subject("Follow-ups", &r.FollowUps),
		{"Wellbeing", []float64{44, 12, 12, 12}, true, b.wellbeing},
		{"Definitions", []float64{30, 110}, false, b.definitions},
		{"Data quality", []float64{8, 130}, false, b.quality},
	}
}

// labelWidth is wide enough for most labels; longer ones wrap.
func labelWidth(tables []*reports.Table) float64 {
	w := 24
	for _, t := range tables {
		w = max(w, utf8.RuneCountInString(t.Heading)+4)
		for _, r := range t.Rows {
			w = max(w, utf8.RuneCountInString(r.Label)+3)
		}
	}
	return float64(min(w, 60))
}

// add makes one sheet, fills it and sets it up for reading and printing.
func (b *book) add(s sheet) error {
	if _, err := b.file.NewSheet(s.name); err != nil {
		return err
	}
	w := &writer{book: b, sheet: s.name, row: 1, lastColumn: len(s.widths)}
	for _, width := range s.widths {
		w.width += width
	}
	if s.charts {
		w.lastColumn = lastOfChart
		w.width += usualWidth * float64(lastOfChart-len(s.widths))
	}
	for i, width := range s.widths {
		column, _ := excelize.ColumnNumberToName(i + 1)
		w.do(func() error { return b.file.SetColWidth(s.name, column, column, width) })
	}
	w.widths, w.tablesHere = s.widths, 0
	if s.name != summary {
		w.note(s.name + " · " + b.report.Service + " · " + b.report.PeriodText())
	}
	s.fill(w)
	w.finish()
	return w.err
}
