package xlsx

import (
	"math"

	"github.com/xuri/excelize/v2"

	"waymark/reports"
)

// summary is the sheet that opens first.
const summary = "Summary"

// firstSheet is the one that excelize begins a workbook with.
const firstSheet = "Sheet1"

// Colours as RGB: the one accent of Waymark, a pale one beside it that
// differs from it in black and white, too, and those of text.
const (
	accent = "0B6B6B"
	pale   = "C9DEDE"
	ink    = "1B2A33"
	grey   = "566670"
)

// book is the workbook being made, with its cell styles.
type book struct {
	file   *excelize.File
	report *reports.Report
	pages  []*page
	names  map[string]bool // of sheets, in small letters
	style  styles
}

// styles are the numbers of cell styles.
type styles struct {
	warning, title, note, head, over, text, plain, aside, strong, hidden int
	index, count, percent, mean, change, exact, probability              int
}

func newBook(file *excelize.File, r *reports.Report) (*book, error) {
	b := &book{file: file, report: r, names: map[string]bool{}}
	font := func(size float64, bold bool, colour string) *excelize.Font {
		return &excelize.Font{Family: "Calibri", Size: size, Bold: bold, Color: colour}
	}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	right := &excelize.Alignment{Horizontal: "right", Vertical: "top"}
	over := &excelize.Alignment{Horizontal: "right", Vertical: "top", WrapText: true} // numbers
	format := func(code string) excelize.Style {
		return excelize.Style{CustomNumFmt: &code, Alignment: right}
	}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	const asText = 49
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&b.style.warning, excelize.Style{Font: font(11, true, "8A1C1C"), Fill: fill("FBEDEA"), Alignment: wrap, NumFmt: asText}},
		{&b.style.title, excelize.Style{Font: font(14, true, ink), Alignment: wrap, NumFmt: asText}},
		{&b.style.note, excelize.Style{Font: font(10, false, grey), Alignment: wrap, NumFmt: asText}},
		{&b.style.head, excelize.Style{Font: font(11, true, "FFFFFF"), Alignment: wrap, Fill: fill(accent), NumFmt: asText}},
		{&b.style.over, excelize.Style{Font: font(11, true, "FFFFFF"), Alignment: over, Fill: fill(accent), NumFmt: asText}},
		{&b.style.aside, excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left", WrapText: true, Vertical: "top", Indent: 1}, NumFmt: asText}},
		{&b.style.plain, excelize.Style{Font: font(9, false, grey), Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top", Indent: 1}, NumFmt: asText}},
		{&b.style.text, excelize.Style{Alignment: wrap, NumFmt: asText}},
		{&b.style.strong, excelize.Style{Alignment: wrap, Font: font(11, true, ink), NumFmt: asText}},
		{&b.style.hidden, excelize.Style{Alignment: right, Font: font(11, false, grey), NumFmt: asText}},
		{&b.style.index, excelize.Style{NumFmt: 1, Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top"}}},
		{&b.style.count, format("#,##0")},
		{&b.style.percent, format(`0.0%`)},
		{&b.style.mean, format("0.0")},
		{&b.style.change, format("+0.0;-0.0;0.0")},
		{&b.style.exact, format("0.00")},
		{&b.style.probability, format(`[<0.001]"< 0.001";0.000`)},
	} {
		id, err := file.NewStyle(&s.style)
		if err != nil {
			return nil, err
		}
		*s.id = id
	}
	return b, nil
}

// rounded is a measured number as the report's JSON has it, to 4 decimals.
func rounded(v float64) float64 {
	const scale = 10000
	return math.Round(v*scale) / scale
}

// begin starts a sheet with the lines that say what it is.
func (b *book) begin(name string, widths ...float64) *page {
	p := &page{book: b, name: b.sheetName(name), widths: widths}
	b.pages = append(b.pages, p)
	r := b.report
	if mark := r.Mark(); mark != "" {
		p.banner(mark, p.style.warning, 1)
	}
	if p.name == summary {
		p.banner(r.Service, p.style.title, 1.35)
	} else {
		p.note(name + " · " + r.Service + " · " + r.PeriodText() + " · " + r.ScopeText())
	}
	p.top = len(p.rows)
	return p
}

// chapters are the report's, each on a sheet of its own.
func (b *book) chapters() {
	b.summary()
	for _, c := range b.report.Chapters() {
		switch c.Key {
		case "compared": // stands on the summary
		case "changed":
			b.changed(&c)
		case "learnt", "stories", "definitions", "quality":
			b.words(&c)
		default:
			b.chapter(&c)
		}
	}
}

// chapter is a sheet of tables with their charts beside them.
func (b *book) chapter(c *reports.Chapter) {
	p := b.begin(c.Title, widthsFor(c.Parts)...)
	for i := range c.Parts {
		p.part(&c.Parts[i])
	}
}

// part writes one part of a chapter.
func (p *page) part(part *reports.Part) {
	switch {
	case part.Table != nil:
		p.breakdown(part.Table)
	case part.Wait != nil:
		p.wait(part.Wait)
	case part.Matrix != nil:
		p.matrix(part.Matrix)
	case part.Outcome != nil:
		p.outcome(part.Outcome)
	case part.Loneliness != nil:
		p.loneliness(part.Loneliness)
	case len(part.Sentences) > 0:
		for _, s := range part.Sentences {
			p.banner(s, p.style.text, 1)
		}
	}
}

// wait writes how long people waited: the table and the days.
func (p *page) wait(w *reports.Wait) {
	var days []any
	for _, l := range w.Days() {
		value := p.value(l.Days, p.style.count)
		if l.Days == nil {
			value = text(l.Text(), p.style.hidden)
		}
		days = append(days, text(l.Label, p.style.strong), value)
	}
	p.breakdown(&w.Table, days...)
}

func (p *page) loneliness(l *reports.Loneliness) {
	p.keep(7 * linePoints)
	p.heading(l.Finding, l.Note)
	p.open(l.Reason, "People")
	p.add(text("Main reason", p.style.text), p.count(l.Asked))
	p.add(text("Further reason or later need only", p.style.text), p.count(l.Found))
	p.shut()
	p.gap(2)
}
