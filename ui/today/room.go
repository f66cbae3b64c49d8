package today

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/rule"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// waitingShown is how many people who wait stand on Today; the clinic's own
// screen has them all.
const waitingShown = 3

// room is the card of the prescriber's clinic: whether they are free, who is in
// the room and who waits. It is there on a day with a clinic, and whenever
// someone waits.
type room struct {
	host   *host.Host
	card   *kit.Card
	lines  *fyne.Container
	scroll fyne.CanvasObject
}

func newRoom(h *host.Host) *room {
	r := &room{host: h, lines: kit.VStack(8)}
	r.scroll = kit.Scroll(r.lines)
	r.card = kit.NewCard("", "", r.scroll)
	r.card.Hide()
	return r
}

// readRoom reads the clinic of whoever uses this PC, nil where there is none.
func readRoom(ctx context.Context, h *host.Host, today data.Date) (*data.DeskDay, error) {
	if h.Session.Person() == "" || h.Session.May(access.Desk, access.Read) != nil {
		return nil, nil
	}
	return h.Desk.Room(ctx, h.Session.Person(), today)
}

func (r *room) set(d *data.DeskDay) {
	var s *data.DeskSession
	if d != nil {
		s = r.session(d)
	}
	r.card.Hidden = s == nil
	if s == nil {
		return
	}
	var rows []data.DeskRow
	for i := range d.Sessions {
		rows = append(rows, d.Sessions[i].Rows()...)
	}
	waiting := rule.Queue(rows)
	title := "Clinic"
	if s.Room != "" {
		title = s.Room
	}
	if s.Surgery != "" {
		title += ", " + s.Surgery
	}
	r.card.SetTitle(title)
	r.card.SetAside(fmt.Sprintf("%d waiting", len(waiting)))
	surgery := s.SurgeryID
	r.card.SetAction(kit.Secondary("Clinic today", func() { r.host.Go(host.Route{Area: host.Reception, Record: surgery}) }).Compact())
	lines := []fyne.CanvasObject{r.state(s, d)}
	for i := range rows {
		if rows[i].State == data.AppointmentInRoom {
			lines = append(lines, r.line(&rows[i], fmt.Sprintf("in the room since %s", r.hourOf(&rows[i])), kit.NewChip("In the room", kit.Accent),
				kit.Primary("Seen", func() { r.seen(rows[i].ID) })))
		}
	}
	for i := range waiting[:min(waitingShown, len(waiting))] {
		lines = append(lines, r.waiting(&waiting[i]))
	}
	r.lines.Objects = lines
	r.lines.Refresh()
	r.card.Refresh()
}

// above sets the room above the rest of Today, as high as it needs to be and at
// most so much of the whole; what does not fit scrolls. room is the first object.
type above struct{ room *room }

const mostOfToday float32 = 0.4

// Layout implements fyne.Layout.
func (a above) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top := float32(0)
	if objects[0].Visible() {
		frame := objects[0].MinSize().Height - a.room.scroll.MinSize().Height
		top = min(frame+a.room.lines.MinSize().Height+4, size.Height*mostOfToday)
		objects[0].Move(fyne.NewPos(0, 0))
		objects[0].Resize(fyne.NewSize(size.Width, top))
		top += theme.Gap
	}
	objects[1].Move(fyne.NewPos(0, top))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-top))
}

// MinSize implements fyne.Layout.
func (a above) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[1].MinSize()
	if objects[0].Visible() {
		least.Height += objects[0].MinSize().Height + theme.Gap
	}
	return least
}

// session is the clinic to show: the one that is on now, else the next today.
func (r *room) session(d *data.DeskDay) *data.DeskSession {
	clock := r.host.Clock().Format("15:04")
	for i := range d.Sessions {
		s := &d.Sessions[i]
		if s.State == data.SessionOn && (s.Ends == "" || s.Ends > clock || len(rule.Queue(s.Rows())) > 0) {
			return s
		}
	}
	return nil
}

// state is the row in which the prescriber says how they are.
func (r *room) state(s *data.DeskSession, d *data.DeskDay) fyne.CanvasObject {
	var said *data.Presence
	for i := range d.Presence {
		if d.Presence[i].StaffID == s.StaffID {
			said = &d.Presence[i]
		}
	}
	now := rule.PrescriberNow(s, said, r.host.Clock())
	states := data.PresenceStates()
	labels, at := make([]string, len(states)), -1
	for i, v := range states {
		labels[i] = v.Label
		if v.Value == now.State {
			at = i
		}
	}
	if now.BackAt != "" {
		labels[2] = fmt.Sprintf("Away until %s", now.BackAt)
	}
	var row *kit.Segmented
	row = kit.NewSegmented(labels, at, func(i int) {
		if states[i].Value == data.PresenceAway {
			row.SetSelected(at) // until it is confirmed
			r.host.AskAway(nil)
			return
		}
		r.host.SetPresence(states[i].Value, "", nil)
	})
	return kit.HStack(10, kit.NewText("Reception sees:", kit.Muted), row, kit.Spacer())
}

func (r *room) hourOf(row *data.DeskRow) string {
	return data.HourOf(row.StateAt.In(r.host.Clock().Location()))
}

func (r *room) waiting(row *data.DeskRow) fyne.CanvasObject {
	minutes := max(0, int(r.host.Clock().Sub(row.StateAt).Minutes()))
	about := fmt.Sprintf("booked for %s", data.Hour(row.At))
	chip := kit.NewChip(fmt.Sprintf("Waiting %d min", minutes), kit.Amber)
	if row.WalkIn {
		about = "walk-in"
		if row.SentBy != "" {
			about = fmt.Sprintf("walk-in, sent by %s", row.SentBy)
		}
	}
	id := row.ID
	return r.line(row, about, chip, kit.Secondary("Call in", func() { r.mark(id, data.AppointmentInRoom, nil) }))
}

func (r *room) line(row *data.DeskRow, about string, chip *kit.Chip, act *kit.Button) fyne.CanvasObject {
	client := row.ClientID
	open := kit.Quiet(row.Client, func() { r.host.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: client}) }).Compact()
	var mark fyne.CanvasObject = kit.HStack(8, chip, act.Compact())
	if row.WalkIn {
		mark = kit.HStack(8, kit.NewChip("Walk-in", kit.Accent), chip, act.Compact())
	}
	return kit.Border(8, nil, nil, nil, mark, kit.HStack(6, open, kit.NewText(about, kit.Muted)))
}

func (r *room) mark(id data.ID, state data.AppointmentState, then func()) {
	r.host.Background(func(ctx context.Context) func() {
		err := r.host.Desk.Mark(ctx, id, state)
		return func() {
			if err != nil {
				kit.Message(r.host.Window, "Clinic", r.host.Fail("mark an appointment", err))
				return
			}
			if then != nil {
				then()
			}
		}
	})
}

// seen marks someone as seen, and leads to the contact that came of it.
func (r *room) seen(id data.ID) {
	r.mark(id, data.AppointmentSeen, func() {
		r.host.Background(func(ctx context.Context) func() {
			a, err := r.host.Diary.Appointment(ctx, id)
			return func() {
				if err != nil {
					r.host.Fail("read an appointment", err)
					return
				}
				r.host.Go(host.Route{Area: host.Clients, View: host.ViewNewContact, Client: a.ClientID, Record: a.ContactID})
			}
		})
	})
}
