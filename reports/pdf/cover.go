package pdf

import "waymark/reports/internal/style"

const coverFoot = 252.0 // where what the report is of begins

// cover is the title, and what the report is of. What is in it is filled in
// between them when the pages are known.
func (d *document) cover() {
	d.Next()
	d.Fill(style.Accent)
	d.PDF.Rect(0, 0, 7, pageHeight, "F")
	d.PDF.Rect(left+3, 32, 24, 1.2, "F")
	d.Set(title)
	d.PDF.Bookmark("Cover", 0, 0)
	d.Y = 39
	for _, l := range d.AtMost(d.r.Service, title, width-10, 4) {
		d.At(left+3, d.Y+title.Baseline(), l)
		d.Y += title.Lead
	}
	d.Y += 3
	d.coverLine("Social prescribing report", style.Plain(15, 8, style.Muted))
	d.coverLine(d.r.PeriodText(), style.Bold(15, 8, style.Accent))
	d.contentsTop = d.Y + 12
	d.Y = coverFoot
	foot := style.Plain(9.5, 5.2, style.Muted)
	if mark := d.r.Mark(); mark != "" {
		d.coverLine(mark, style.Bold(9.5, 5.2, style.Ink))
	}
	d.coverLine("Period: "+d.r.DatesText()+", both days included", foot)
	d.coverLine(d.r.ScopeText(), foot)
	d.coverLine("Figures produced on "+d.r.AsAtText(), foot)
	d.coverLine("Totals were checked against their parts. The figures contain no client names.", foot)
}

func (d *document) coverLine(text string, s style.Text) {
	for _, l := range d.AtMost(text, s, width-10, 2) {
		d.At(left+3, d.Y+s.Baseline(), l)
		d.Y += s.Lead
	}
}
