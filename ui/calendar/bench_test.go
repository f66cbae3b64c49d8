package calendar

import (
	"fmt"
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/ui/theme"
)

// monthOfEntries is a month with so many entries on its working days.
func monthOfEntries(n int) *agenda.Agenda {
	s := monthOf(data.MustDate("2026-06-10"))
	a := &agenda.Agenda{From: s.first, To: s.last(), Holidays: data.NewHolidays(nil)}
	kinds := []agenda.Kind{agenda.Clinic, agenda.Appointment, agenda.Visit, agenda.FollowUp}
	for i := range n {
		d := s.first.AddDays(7*(i/5%5) + i%5)
		e := agenda.Entry{Kind: kinds[i%len(kinds)], ID: data.ID(fmt.Sprint(i)), Day: d, Last: d, From: 540 + i%400, To: 570 + i%400,
			Client: fmt.Sprintf("Client Featherstonehaugh-%d", i), Surgery: "Birchington Medical Centre"}
		a.Entries = append(a.Entries, e)
	}
	agenda.Sort(a.Entries)
	return a
}

// BenchmarkMonth paints a month with 10 entries and one with 2,000, side by side,
// and reports how much longer the full one takes.
func BenchmarkMonth(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(theme.New(theme.Options{}))
	w := test.NewTempWindow(b, nil)
	g := newMonthGrid(func(data.Date) {}, func() {})
	s, today := monthOf(data.MustDate("2026-06-10")), data.MustDate("2026-06-10")
	few, many := monthOfEntries(10), monthOfEntries(2000)
	g.set(s, today, today, few)
	w.SetContent(g)
	w.Resize(fyne.NewSize(1100, 720))
	paint := func(a *agenda.Agenda) float64 {
		began := time.Now()
		g.set(s, today, today, a)
		w.Canvas().Capture()
		return float64(time.Since(began))
	}
	// The quickest of each: whatever else the PC does only ever adds to the time.
	ten, full := math.Inf(1), math.Inf(1)
	for b.Loop() {
		ten = min(ten, paint(few))
		full = min(full, paint(many))
	}
	b.ReportMetric(full/ten, "ratio")
}
