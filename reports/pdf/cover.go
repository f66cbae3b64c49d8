package pdf

func (d *document) cover() {
	d.newPage()
	d.fill(accent)
	d.pdf.Rect(0, 0, 7, pageHeight, "F")
	d.pdf.Rect(left+3, 78, 24, 1.2, "F")
	d.set(title)
	d.pdf.Bookmark("Cover", 0, 0)
	d.y = 86
	for _, l := range d.atMost(d.r.Service, width-10, 5) {
		d.at(left+3, d.y+baseline(title), l)
		d.y += title.lead
	}
	d.y += 4
	d.coverLine("Social prescribing report", style{false, 15, 8, muted})
	d.coverLine(d.r.PeriodText(), style{true, 15, 8, accent})
	d.y = max(d.y+20, 226)
	foot := style{false, 10, 5.6, muted}
	if !d.r.Rule.On() {
		d.coverLine(ownEyes, style{true, 10, 5.6, ink})
		d.y += 2
	}
	d.coverLine("Period: "+d.r.DatesText()+", both days included", foot)
	d.coverLine(d.r.ScopeText(), foot)
	d.coverLine("Figures as at "+d.r.AsAtText(), foot)
	d.coverLine("Every part was checked against its whole. This report holds no names of clients.", foot)
	d.newPage() // of the contents, which are filled in when the pages are known
}

func (d *document) coverLine(text string, s style) {
	d.set(s)
	for _, l := range d.atMost(text, width-10, 3) {
		d.at(left+3, d.y+baseline(s), l)
		d.y += s.lead
	}
}
