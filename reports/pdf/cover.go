package pdf

import "waymark/reports/internal/style"

func (d *document) cover() {
	d.Next()
	d.Fill(style.Accent)
	d.PDF.Rect(0, 0, 7, pageHeight, "F")
	d.PDF.Rect(left+3, 78, 24, 1.2, "F")
	d.Set(title)
	d.PDF.Bookmark("Cover", 0, 0)
	d.Y = 86
	for _, l := range d.atMost(d.r.Service, width-10, 5) {
		d.At(left+3, d.Y+title.Baseline(), l)
		d.Y += title.Lead
	}
	d.Y += 4
	d.coverLine("Social prescribing report", style.Plain(15, 8, style.Muted))
	d.coverLine(d.r.PeriodText(), style.Bold(15, 8, style.Accent))
	d.Y = max(d.Y+20, 226)
	foot := style.Plain(10, 5.6, style.Muted)
	if mark := d.r.Mark(); mark != "" {
		d.coverLine(mark, style.Bold(10, 5.6, style.Ink))
		d.Y += 2
	}
	d.coverLine("Period: "+d.r.DatesText()+", both days included", foot)
	d.coverLine(d.r.ScopeText(), foot)
	d.coverLine("Figures as at "+d.r.AsAtText(), foot)
	d.coverLine("Every part was checked against its whole. This report holds no names of clients.", foot)
	d.Next() // of the contents, which are filled in when the pages are known
}

func (d *document) coverLine(text string, s style.Text) {
	d.Set(s)
	for _, l := range d.atMost(text, width-10, 3) {
		d.At(left+3, d.Y+s.Baseline(), l)
		d.Y += s.Lead
	}
}
