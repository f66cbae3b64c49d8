package directory

import (
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/fold"
	"waymark/ui/kit"
)

func (p *listPage) fill(i int, o fyne.CanvasObject) {
	r := p.found[i]
	row := kit.RowData{Title: r.Name, Secondary: dotted(r.Organisation, r.Area, data.Tidy(r.Days), r.Cost), Muted: r.Status != data.ServiceActive}
	for _, m := range fold.Ranges(r.Name, p.query.Words) {
		row.Marks = append(row.Marks, kit.Range{From: m.Start, To: m.End})
	}
	if chip, ok := stateChip(r.Status, r.LastChecked, p.h.Today(), p.checkDays); ok {
		row.Chips = append(row.Chips, chip)
	}
	o.(*kit.RowText).Set(row)
}

// stateChip says what somebody should know before offering a service: that it
// is closed, or that nobody made sure of the entry lately.
func stateChip(status data.ServiceStatus, checked, today data.Date, days int) (kit.ChipData, bool) {
	switch {
	case status == data.ServiceDefunct:
		return kit.ChipData{Text: status.Label()}, true
	case status == data.ServicePaused:
		return kit.ChipData{Text: status.Label(), Tone: kit.Amber}, true
	case checked.IsZero():
		return kit.ChipData{Text: "Never checked", Tone: kit.Amber}, true
	case days > 0 && today.Sub(checked) > days:
		return kit.ChipData{Text: "Not checked since " + since(checked, today), Tone: kit.Amber}, true
	}
	return kit.ChipData{}, false
}

// since names the month, with its year when that is not plain.
func since(d, today data.Date) string {
	if today.Sub(d) < 330 {
		return d.Time().Format("Jan")
	}
	return d.Time().Format("Jan 2006")
}

// dotted joins what there is with a dot between.
func dotted(parts ...string) string {
	kept := parts[:0]
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " · ")
}
