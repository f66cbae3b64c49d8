package reception

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// slots are the next free ones, of which one is chosen.
type slots struct {
	*desk
	head    fyne.CanvasObject
	rows    *kit.KeyRows
	shown   *kit.Rows // the same, only to be seen
	any     *kit.Segmented
	list    []data.FreeSlot
	first   *data.FreeSlot // the one that was asked for
	reading *load.Latest
	told    func()
	came    func() // the answer did
	read    bool
}

// slotHeight is the height of a slot, and slotsAhead how many are offered.
const (
	slotHeight float32 = 46
	slotsAhead int     = 8
)

func newSlots(d *desk, told, escape func()) *slots {
	s := &slots{desk: d, told: told, came: func() {}, reading: load.New(d.h)}
	update := func(i int, o fyne.CanvasObject) { o.(*kit.RowText).Set(s.row(i)) }
	create := func() fyne.CanvasObject { return kit.NewRowText() }
	count := func() int { return len(s.list) }
	s.rows = kit.NewKeyRows(count, create, update, slotHeight)
	s.shown = kit.NewRows(count, create, update, slotHeight)
	s.rows.OnSelect = func(int) { told() }
	s.rows.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			escape()
			return true
		}
		return false
	}
	s.any = kit.NewSegmented([]string{"This surgery", "Any surgery"}, 0, func(int) { s.reload() })
	s.head = kit.HStack(0, s.any, kit.Spacer())
	if s.h.Holds() == store.HoldsClinics {
		s.head.Hide() // elsewhere is not on this PC
	}
	return s
}

// want has a slot offered first; nil offers the next free one.
func (s *slots) want(first *data.FreeSlot) {
	s.first = first
	s.arrange()
}

// chosen is the slot that would be booked, nil if there is none.
func (s *slots) chosen() *data.FreeSlot {
	if i := max(0, s.rows.Selected()); i < len(s.list) {
		return &s.list[i]
	}
	return nil
}

func (s *slots) reload() {
	f := data.FreeFilter{From: s.h.Today(), Now: s.now().Format("15:04"), SurgeryID: s.surgery, Limit: slotsAhead}
	if s.any.Selected() == 1 {
		f.SurgeryID = ""
	}
	load.Do(s.reading, func(ctx context.Context) ([]data.FreeSlot, error) { return s.h.Desk.NextFree(ctx, f) },
		func(list []data.FreeSlot, err error) {
			if err != nil {
				s.say(kit.Red, s.h.Fail("read the free slots", err))
				return
			}
			s.list, s.read = list, true
			s.arrange()
			s.came()
		})
}

// arrange puts the slot that was asked for first.
func (s *slots) arrange() {
	if s.first != nil {
		rest := []data.FreeSlot{*s.first}
		for _, v := range s.list {
			if v != *s.first {
				rest = append(rest, v)
			}
		}
		s.list = rest
	}
	s.rows.Reload()
	s.shown.Reload()
	s.rows.Select(0)
	s.told()
}

func (s *slots) none() string {
	if !s.read {
		return "Loading…"
	}
	if s.h.Holds() == store.HoldsClinics {
		return "No free slots here in the next year. Ask the service for one elsewhere: this PC holds this surgery’s clinics only."
	}
	if s.any.Selected() == 0 {
		return "No free slots here in the next year. Choose “Any surgery” to look elsewhere."
	}
	return "No free slots in the next year."
}

// view is the list to choose from, or why it is empty.
func (s *slots) view() fyne.CanvasObject {
	if len(s.list) == 0 {
		return kit.NewParagraph(s.none(), kit.Muted)
	}
	return kit.ToSides(s.rows)
}

// asked reports whether there is more than one slot to choose from.
func (s *slots) asked() bool { return len(s.list) > 1 }

// preview shows the slots while no one is being booked.
func (s *slots) preview() fyne.CanvasObject {
	if len(s.list) == 0 {
		return kit.NewParagraph(s.none(), kit.Muted)
	}
	return kit.ToSides(s.shown)
}

func (s *slots) row(i int) kit.RowData {
	v := &s.list[i]
	var about []string
	for _, part := range []string{v.Staff, v.Room} {
		if part != "" {
			about = append(about, part)
		}
	}
	if v.SurgeryID != s.surgery && v.Surgery != "" {
		about = append([]string{v.Surgery}, about...)
	}
	return kit.RowData{Title: upper(s.dayWords(v.Day)) + " " + data.Hour(v.At), Secondary: strings.Join(about, " · ")}
}
