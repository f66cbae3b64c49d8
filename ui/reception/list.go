package reception

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// item is a line of a clinic: a session's head, someone booked, or a free slot.
type item struct {
	session *data.DeskSession
	slot    *data.DeskSlot // nil for whoever stands in no slot
	row     *data.DeskRow  // nil for a free slot and for a head
	head    bool
}

// free reports whether the item is a slot that can still be booked.
func (i *item) free(today data.Date, clock string) bool {
	return i.slot != nil && i.row == nil && i.slot.Free && (i.session.Day.After(today) || i.session.Day == today && i.slot.At >= clock)
}

// rowHeight is the height of a line, a little less than elsewhere: a morning is
// to be seen whole.
const rowHeight float32 = 52

// clinicList is the clinics of a day, by time, with letters that act on a row
// while the list has the keyboard.
type clinicList struct {
	*desk
	card    *kit.Card
	rows    *kit.KeyRows
	items   []item
	inner   *fyne.Container
	clash   *kit.Banner
	tell    *kit.Banner
	hint    *kit.Text
	menu    *kit.Button
	empty   func() fyne.CanvasObject
	toTell  []data.DeskTell
	keep    *kit.Button
	letters *load.Latest // waits for whether a letter is alone
	word    string
	booking *booking // where free slots are booked and appointments moved
}

func newClinicList(d *desk, title string, empty func() fyne.CanvasObject) *clinicList {
	l := &clinicList{desk: d, empty: empty, letters: load.New(d.h)}
	l.letters.Pause = letterPause
	l.rows = kit.NewKeyRows(func() int { return len(l.items) }, func() fyne.CanvasObject { return kit.NewRowText() }, l.update, rowHeight)
	l.rows.OnOpen, l.rows.OnRune, l.rows.OnKey = l.next, l.typed, l.key
	l.rows.OnSelect = func(int) { l.showClash() }
	l.keep = kit.Secondary("Keep both", l.keepBoth).Compact()
	l.clash = kit.NewBanner(kit.Amber, "", l.keep)
	l.clash.Hide()
	l.tell = kit.NewBanner(kit.Amber, "", kit.Secondary("Show", func() { l.showToTell() }).Compact())
	l.tell.Hide()
	l.hint = kit.NewParagraph("↑ ↓ choose a row · A arrived · R in the room · S seen · N did not attend · M move · C card · Del "+
		"cancel · B book again", kit.Small)
	l.hint.SetMaxLines(2)
	l.menu = kit.MenuButton("Clinic", l.menuItems).Compact()
	l.inner = container.NewStack(l.rows)
	foot := kit.PadXY(theme.CardPadding, 4, kit.VStack(6, l.clash, l.hint))
	l.card = kit.NewCard(title, "", kit.Border(6, kit.PadXY(theme.CardPadding, 0, l.tell), foot, nil, nil, l.inner)).Flush()
	l.card.SetAction(l.menu)
	return l
}

func (l *clinicList) set(sessions []data.DeskSession, toTell []data.DeskTell) {
	was, at := l.chosenID(), l.rows.Selected()
	l.items = itemsOf(sessions, l.h.Today(), l.now().Format("15:04"))
	l.toTell = toTell
	l.tell.Hidden = len(toTell) == 0
	l.tell.Set(kit.Amber, fmt.Sprintf("%s must be told that their appointment has changed.", data.Plural(len(toTell), "person", "people")))
	l.card.SetAside(booked(sessions))
	l.menu.Hidden = len(l.sessions()) == 0
	l.hint.Hidden = len(l.items) == 0
	l.inner.Objects = []fyne.CanvasObject{l.rows}
	if len(l.items) == 0 {
		l.inner.Objects = []fyne.CanvasObject{l.empty()}
	}
	l.rows.Reload()
	for i := range l.items {
		if was != "" && l.items[i].row != nil && l.items[i].row.ID == was {
			at = i
		}
	}
	if at < 0 || at >= len(l.items) {
		at = l.firstOpen()
	}
	l.rows.Select(at)
	l.showClash()
	l.card.Refresh()
}

// firstOpen is the first line at which there is something left to do.
func (l *clinicList) firstOpen() int {
	for i := range l.items {
		if r := l.items[i].row; r != nil && r.State.Open() {
			return i
		}
	}
	return 0
}

// chosen is the row that is selected, nil if it is no one's.
func (l *clinicList) chosen() *data.DeskRow {
	if i := l.rows.Selected(); i >= 0 && i < len(l.items) {
		return l.items[i].row
	}
	return nil
}

func (l *clinicList) chosenID() data.ID {
	if r := l.chosen(); r != nil {
		return r.ID
	}
	return ""
}

// sessions are the clinics in the list, without what stands outside of any.
func (l *clinicList) sessions() []*data.DeskSession {
	var list []*data.DeskSession
	for i := range l.items {
		if s := l.items[i].session; s.ClinicID != "" && (len(list) == 0 || list[len(list)-1] != s) {
			list = append(list, s)
		}
	}
	return list
}

// itemsOf lists sessions as they are seen: a head where there is more than one
// or it does not take place, then everyone by time.
func itemsOf(sessions []data.DeskSession, today data.Date, clock string) []item {
	var items []item
	for i := range sessions {
		s := &sessions[i]
		if len(sessions) > 1 || s.State != data.SessionOn {
			items = append(items, item{session: s, head: true})
		}
		items = append(items, byTime(s, today, clock)...)
	}
	return items
}

// byTime has everyone of a session by time, walk-ins between those booked.
func byTime(s *data.DeskSession, today data.Date, clock string) []item {
	var items []item
	other := 0
	before := func(at string) {
		for other < len(s.Others) && (at == "" || s.Others[other].At < at) {
			items = append(items, item{session: s, row: &s.Others[other]})
			other++
		}
	}
	for i := range s.Slots {
		slot := &s.Slots[i]
		before(slot.At)
		for r := range slot.Rows {
			items = append(items, item{session: s, slot: slot, row: &slot.Rows[r]})
		}
		if len(slot.Rows) == 0 || slot.Free && allGone(slot.Rows) && (s.Day.After(today) || s.Day == today && slot.At >= clock) {
			items = append(items, item{session: s, slot: slot})
		}
	}
	before("")
	return items
}

// allGone reports whether no one comes to a slot any more.
func allGone(rows []data.DeskRow) bool {
	for _, r := range rows {
		if r.State.Occupies() {
			return false
		}
	}
	return true
}

// booked says how full the clinics are.
func booked(sessions []data.DeskSession) string {
	slots, taken, walkIns := 0, 0, 0
	for i := range sessions {
		slots += len(sessions[i].Slots)
		for _, slot := range sessions[i].Slots {
			if !slot.Free || !allGone(slot.Rows) {
				taken++
			}
		}
		for _, r := range sessions[i].Others {
			if r.WalkIn {
				walkIns++
			}
		}
	}
	var parts []string
	if slots > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d booked", taken, slots))
	}
	if walkIns > 0 {
		parts = append(parts, data.Plural(walkIns, "walk-in", "walk-ins"))
	}
	return strings.Join(parts, " · ")
}

func (l *clinicList) update(i int, o fyne.CanvasObject) {
	text, it := o.(*kit.RowText), &l.items[i]
	switch {
	case it.head:
		text.SetAction(nil)
		text.Set(headData(it.session))
	case it.row == nil:
		l.updateFree(text, it)
	default:
		l.updateRow(text, it.row)
	}
}

func headData(s *data.DeskSession) kit.RowData {
	if s.ClinicID == "" {
		return kit.RowData{Title: "Outside a clinic", Muted: true}
	}
	title := fmt.Sprintf("%s to %s", data.Hour(s.Starts), data.Hour(s.Ends))
	if s.Room != "" {
		title += ", " + s.Room
	}
	d := kit.RowData{Title: title, Secondary: s.Staff}
	switch {
	case s.State == data.SessionCancelled:
		d.Chips = []kit.ChipData{{Text: "Cancelled", Tone: kit.Red}}
	case s.State != data.SessionOn:
		d.Chips = []kit.ChipData{{Text: "Cancelled", Tone: kit.Red}}
		if s.Why != "" {
			d.Secondary += " · " + s.Why
		}
	}
	return d
}

func (l *clinicList) updateFree(text *kit.RowText, it *item) {
	d := kit.RowData{Lead: data.Hour(it.slot.At), Title: data.Plural(it.slot.Minutes, "minute", "minutes"), Muted: true}
	if !it.free(l.h.Today(), l.now().Format("15:04")) {
		d.Chips = []kit.ChipData{{Text: "Not booked", Tone: kit.Neutral}}
		if !it.slot.Free {
			d.Chips[0].Text = "Taken elsewhere"
		}
		text.SetAction(nil)
		text.Set(d)
		return
	}
	d.Chips = []kit.ChipData{{Text: "Free", Tone: kit.Neutral}}
	slot := freeSlot(it)
	text.SetAction(kit.Secondary("Book", func() { l.booking.into(slot) }).Compact())
	text.Set(d)
}

// freeSlot is the slot of an item as it is booked.
func freeSlot(it *item) data.FreeSlot {
	s := it.session
	return data.FreeSlot{ClinicID: s.ClinicID, Day: s.Day, At: it.slot.At, Minutes: it.slot.Minutes, SurgeryID: s.SurgeryID, Surgery: s.Surgery,
		StaffID: s.StaffID, Staff: s.Staff, Room: s.Room}
}

func (l *clinicList) updateRow(text *kit.RowText, r *data.DeskRow) {
	d := kit.RowData{Lead: data.Hour(r.At), Title: nameOf(r), Secondary: personWords(r.BirthDate, r.Phone, r.Note), Chips: l.chips(r),
		Muted: r.State == data.AppointmentMissed}
	if r.WalkIn && r.SentBy != "" {
		d.Secondary = personWords(r.BirthDate, r.Phone, fmt.Sprintf("sent through by %s", r.SentBy), r.Note)
	}
	text.SetAction(nil)
	if r.State == data.AppointmentBooked && r.On == l.h.Today() {
		id := r.ID
		text.SetAction(kit.Secondary("Arrived", func() { l.mark(id, data.AppointmentArrived) }).Compact())
	}
	text.Set(d)
}

// nameOf is a row's person.
func nameOf(r *data.DeskRow) string {
	switch {
	case r.ClientID == "":
		return "Held"
	case r.WalkIn:
		return fmt.Sprintf("Walk-in: %s", r.Client)
	}
	return r.Client
}

func (l *clinicList) chips(r *data.DeskRow) []kit.ChipData {
	text, tone := l.stateChip(r)
	chips := []kit.ChipData{{Text: text, Tone: tone}}
	if r.Clash {
		chips = append([]kit.ChipData{{Text: "Double booked", Tone: kit.Red}}, chips...)
	}
	return chips
}

func (d *desk) stateChip(r *data.DeskRow) (string, kit.Tone) {
	switch r.State {
	case data.AppointmentArrived:
		return fmt.Sprintf("Arrived %s", d.hourOf(r.StateAt)), kit.Amber
	case data.AppointmentInRoom:
		return fmt.Sprintf("In the room %s", d.hourOf(r.StateAt)), kit.Accent
	case data.AppointmentSeen:
		return fmt.Sprintf("Seen %s", d.hourOf(r.StateAt)), kit.Green
	default:
		return r.State.Label(), kit.Neutral
	}
}
