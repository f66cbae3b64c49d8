package reception

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/rule"
	"waymark/ui/kit"
)

// queue is the card of who waits for the room.
type queue struct {
	*desk
	card  *kit.Card
	rows  *kit.Rows
	inner *fyne.Container
	list  []data.DeskRow
	in    map[data.ID]string // about when who is booked will be called
}

func newQueue(d *desk) *queue {
	q := &queue{desk: d}
	q.rows = kit.NewRows(func() int { return len(q.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, q.update, rowHeight)
	q.inner = container.NewStack(q.rows)
	q.card = kit.NewCard("Waiting", "next first", q.inner).Flush()
	return q
}

func (q *queue) set(day *data.DeskDay) {
	q.list, q.in = nil, map[data.ID]string{}
	title := "Waiting"
	for i := range day.Sessions {
		v := &day.Sessions[i]
		waiting := rule.Queue(v.Rows())
		if len(waiting) > 0 && v.State == data.SessionOn {
			if now := rule.PrescriberNow(v, saidBy(day, v.StaffID), q.now()); !waiting[0].WalkIn && now.State == data.PresenceWith {
				q.in[waiting[0].ID] = max(now.FreeAt, waiting[0].At)
			}
		}
		q.list = append(q.list, waiting...)
	}
	if len(day.Sessions) == 1 && day.Sessions[0].Room != "" {
		title = fmt.Sprintf("Waiting for %s", day.Sessions[0].Room)
	}
	q.card.SetTitle(title)
	q.inner.Objects = []fyne.CanvasObject{q.rows}
	if len(q.list) == 0 {
		q.inner.Objects = []fyne.CanvasObject{kit.Pad(12, kit.NewParagraph("No one is waiting. People appear here when they arrive.", kit.Muted))}
	}
	q.inner.Refresh()
	q.rows.Reload()
}

func (q *queue) update(i int, o fyne.CanvasObject) {
	r := &q.list[i]
	about := fmt.Sprintf("Booked for %s", data.Hour(r.At))
	switch in := q.in[r.ID]; {
	case r.WalkIn && r.SentBy != "":
		about = fmt.Sprintf("Sent through by %s at %s", r.SentBy, data.Hour(r.At))
	case r.WalkIn:
		about = fmt.Sprintf("Sent through at %s", data.Hour(r.At))
	case in != "":
		about += fmt.Sprintf(" · in at about %s", data.Hour(in))
	}
	minutes := int(q.now().Sub(r.StateAt).Minutes())
	o.(*kit.RowText).Set(kit.RowData{Title: strconv.Itoa(i+1) + "  " + nameOf(r), Secondary: about,
		Chips: []kit.ChipData{{Text: fmt.Sprintf("%d min", max(0, minutes)), Tone: kit.Amber}}})
}
