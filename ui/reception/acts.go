package reception

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// letterPause is waited before a letter acts: whoever types on means a name.
const letterPause = 300 * time.Millisecond

// typed takes a letter that was typed while the list has the keyboard. One alone
// acts on the selected row. Several in one go are a name, typed by someone who
// believes to be in the search: it opens with them, and no row is marked.
func (l *clinicList) typed(r rune) {
	if !l.letters.Pending() {
		l.word = ""
	}
	l.word += string(r)
	word := l.word
	load.Do(l.letters, func(context.Context) (string, error) { return word, nil }, func(word string, _ error) {
		if l.word = ""; len([]rune(word)) == 1 {
			l.letter([]rune(word)[0])
			return
		}
		l.booking.begin(toBook, nil)
		l.booking.search.entry.SetText(word)
		l.booking.search.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	})
}

// letter does what a letter stands for with the selected row.
func (l *clinicList) letter(r rune) {
	row := l.chosen()
	letter := unicode.ToLower(r)
	if row == nil || row.ClientID == "" {
		return
	}
	states := map[rune]data.AppointmentState{'a': data.AppointmentArrived, 'r': data.AppointmentInRoom, 's': data.AppointmentSeen,
		'n': data.AppointmentMissed, 'b': data.AppointmentBooked}
	switch state, ok := states[letter]; {
	case ok:
		l.mark(row.ID, state)
	case letter == 'm':
		l.booking.move(row)
	case letter == 'c':
		printCard(l.desk, row.ID)
	case letter == 'k' && row.Clash:
		l.keepBoth()
	}
}

func (l *clinicList) key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyDelete || e.Name == fyne.KeyBackspace {
		if row := l.chosen(); row != nil {
			l.cancel(row)
		}
		return true
	}
	return false
}

// next does with a row what comes next: who is booked arrives, who has arrived
// goes into the room, and who is there has been seen. A free slot is booked.
func (l *clinicList) next(i int) {
	it := &l.items[i]
	if it.row == nil {
		if it.free(l.h.Today(), l.now().Format("15:04")) {
			l.booking.into(freeSlot(it))
		}
		return
	}
	to := map[data.AppointmentState]data.AppointmentState{data.AppointmentBooked: data.AppointmentArrived,
		data.AppointmentArrived: data.AppointmentInRoom, data.AppointmentInRoom: data.AppointmentSeen}[it.row.State]
	if to != "" && it.row.On == l.h.Today() {
		l.mark(it.row.ID, to)
	}
}

func (l *clinicList) mark(id data.ID, state data.AppointmentState) {
	l.do("mark an appointment", func(ctx context.Context) error { return l.h.Desk.Mark(ctx, id, state) }, func() { l.say(kit.Neutral, "") })
}

// cancel asks why, and cancels.
func (l *clinicList) cancel(row *data.DeskRow) {
	if !row.State.Open() && row.State != data.AppointmentHeld {
		return
	}
	why := kit.NewTextField("Why are you cancelling it?")
	why.SetHint(fmt.Sprintf("For example, ill, or cannot come then. The %s can read this.", l.h.Role().One))
	about := kit.NewParagraph(nameOf(row)+", "+l.dayWords(row.On)+" "+data.Hour(row.At), kit.Bold)
	id := row.ID
	kit.ShowForm(l.h.Window, "Cancel appointment", kit.VStack(12, about, why), "Cancel appointment", func() bool {
		if strings.TrimSpace(why.Text()) == "" {
			why.SetError("Enter a reason, in a word or two")
			why.Focus()
			return false
		}
		text := why.Text()
		l.do("cancel an appointment", func(ctx context.Context) error { return l.h.Desk.Cancel(ctx, id, text) }, func() {
			l.say(kit.Green, "Cancelled. You can book this slot again.")
		})
		return true
	}).SetDanger()
}

// other is the appointment that a row collides with, nil if it is not in the list.
func (l *clinicList) other(row *data.DeskRow) *data.DeskRow {
	for i := range l.items {
		o := l.items[i].row
		if o != nil && o.ID != row.ID && o.Clash && o.On == row.On && collide(o, row) {
			return o
		}
	}
	return nil
}

func collide(a, b *data.DeskRow) bool {
	x := data.Appointment{ID: a.ID, ClientID: a.ClientID, ClinicID: a.ClinicID, StaffID: a.StaffID, On: a.On, At: a.At, Minutes: a.Minutes, State: a.State}
	y := data.Appointment{ID: b.ID, ClientID: b.ClientID, ClinicID: b.ClinicID, StaffID: b.StaffID, On: b.On, At: b.At, Minutes: b.Minutes, State: b.State}
	return x.Collides(&y)
}

// showClash says at the foot who is booked at the same time as the selected
// row, and how that is settled.
func (l *clinicList) showClash() {
	row := l.chosen()
	l.clash.Hide()
	if row != nil && row.Clash {
		sentence := fmt.Sprintf("%s has another appointment at this time, somewhere else. Press M to move this one, or Del to cancel it.", row.Client)
		l.keep.Hide()
		if o := l.other(row); o != nil {
			sentence = fmt.Sprintf("Double booked: %s and %s. Press M to move the one you chose, Del to cancel it, or K to keep both.", row.Client, o.Client)
			l.keep.Show()
		}
		l.clash.Set(kit.Amber, sentence)
		l.clash.Show()
	}
	l.card.Refresh()
}

func (l *clinicList) keepBoth() {
	row := l.chosen()
	if row == nil {
		return
	}
	o := l.other(row)
	if o == nil {
		return
	}
	a, b := row.ID, o.ID
	l.do("keep two appointments", func(ctx context.Context) error { return l.h.Desk.KeepClash(ctx, a, b) }, nil)
}
