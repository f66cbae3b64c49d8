package search

import (
	"fmt"
	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/fold"
	"waymark/ui/directory/service"
	"waymark/ui/kit"
)

// newRow makes an empty row with its star.
func newRow() fyne.CanvasObject {
	row := kit.NewRowText()
	row.SetStar(kit.NewStar(nil))
	return row
}

func (p *listPage) fill(i int, o fyne.CanvasObject) {
	r, row := &p.found[i], o.(*kit.RowText)
	line := service.Dotted(r.Organisation, data.MilesText(r.Miles), r.Area, data.Tidy(r.Days), r.Cost)
	d := kit.RowData{Title: r.Name, Secondary: line, Muted: r.Status != data.ServiceActive,
		Marks: marks(r.Name, p.shown), SecondaryMarks: marks(r.Organisation, p.shown)}
	if chip, ok := stateChip(r); ok {
		d.Chips = append(d.Chips, chip)
	}
	star := row.Star()
	star.SetOn(r.Favourite)
	star.OnChange = func(on bool) { p.favour(r.ID, on) }
	row.Set(d)
}

// marks are the parts of a text that the search looked for.
func marks(text, words string) []kit.Range {
	list := []kit.Range{}
	for _, m := range fold.Ranges(text, words) {
		list = append(list, kit.Range{From: m.Start, To: m.End})
	}
	return list
}

// stateChip says what someone should know before offering a service: that it
// is closed or full. Of entries that no one has checked lately one line above the
// list says how many there are: in a new list that is every row.
func stateChip(r *data.ServiceRow) (kit.ChipData, bool) {
	switch {
	case r.Status == data.ServiceDefunct:
		return kit.ChipData{Text: r.Status.Label()}, true
	case r.Status == data.ServicePaused && !r.ClosedUntil.IsZero():
		return kit.ChipData{Text: fmt.Sprintf("Closed until %s", r.ClosedUntil.Time().Format("2 Jan")), Tone: kit.Amber}, true
	case r.Status == data.ServicePaused:
		return kit.ChipData{Text: r.Status.Label(), Tone: kit.Amber}, true
	case r.Room == data.Full:
		return kit.ChipData{Text: "Full", Tone: kit.Amber}, true
	}
	return kit.ChipData{}, false
}
