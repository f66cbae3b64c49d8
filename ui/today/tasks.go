package today

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// tasks is the card of what has to be done for clients by today, what has waited
// longest first.
type tasks struct {
	host  *host.Host
	card  *kit.Card
	rows  *kit.Rows
	list  []data.TaskRow
	today data.Date
}

func newTasks(h *host.Host) *tasks {
	k := &tasks{host: h}
	k.rows = kit.NewRows(func() int { return len(k.list) }, func() fyne.CanvasObject { return kit.NewRowText() },
		func(i int, o fyne.CanvasObject) { o.(*kit.RowText).Set(k.row(&k.list[i])) }, kit.RowHeight())
	k.rows.OnOpen = k.open
	k.card = kit.NewCard("To do", "", k.rows).Flush()
	k.card.Hide()
	return k
}

// row says what to do, about whom and, where it was put off or forgotten, for how
// long it has waited.
func (k *tasks) row(r *data.TaskRow) kit.RowData {
	row := kit.RowData{Title: r.Title, Secondary: r.Client}
	if r.ServicePhone != "" {
		row.Secondary = r.ServicePhone + " · " + r.Client
	}
	switch late := k.today.Sub(r.DueOn); {
	case late > 0:
		row.Chips = []kit.ChipData{{Text: fmt.Sprintf("%s overdue", data.Plural(late, "day", "days")), Tone: kit.Red}}
	case r.Kind == data.TaskReferral && !r.MayShare:
		row.Chips = []kit.ChipData{{Text: "ask first", Tone: kit.Amber}}
	}
	return row
}

func (k *tasks) set(list []data.TaskRow, today data.Date) {
	k.list, k.today = list, today
	k.card.Hidden = len(list) == 0
	k.card.SetAside(data.Plural(len(list), "task", "tasks"))
	k.rows.Reload()
	k.card.Refresh()
}

func (k *tasks) open(i int) {
	if i >= 0 && i < len(k.list) {
		k.host.ShowTask(k.list[i])
	}
}

// shared lays cards out one above the other. Those that are shown share the
// height by their weights; in a low window they are scrolled.
type shared struct{ weights []float32 }

// Layout implements fyne.Layout.
func (s *shared) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	heights, y := s.heights(objects, size.Height), float32(0)
	for i, o := range objects {
		if o.Visible() {
			o.Move(fyne.NewPos(0, y))
			o.Resize(fyne.NewSize(size.Width, heights[i]))
			y += heights[i] + theme.Gap
		}
	}
}

// heights shares a height by weight. A card that needs more than its share gets what
// it needs, so that its first row is whole, and the others share the rest.
func (s *shared) heights(objects []fyne.CanvasObject, height float32) []float32 {
	heights, open := make([]float32, len(objects)), []int{}
	room, total := height+theme.Gap, float32(0)
	for i, o := range objects {
		if o.Visible() {
			open, room, total = append(open, i), room-theme.Gap, total+s.weights[i]
		}
	}
	needs := func(i int) bool { return leastCard(objects[i]) > room*s.weights[i]/total }
	for at := slices.IndexFunc(open, needs); at >= 0; at = slices.IndexFunc(open, needs) {
		i := open[at]
		heights[i] = leastCard(objects[i])
		open, room, total = slices.Delete(open, at, at+1), room-heights[i], total-s.weights[i]
	}
	for _, i := range open {
		heights[i] = room * s.weights[i] / total
	}
	return heights
}

// leastCard is the height of a card with its heading and a row.
func leastCard(o fyne.CanvasObject) float32 { return max(o.MinSize().Height, 2*kit.RowHeight()) }

// MinSize implements fyne.Layout.
func (s *shared) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if least.Height > 0 {
			least.Height += theme.Gap
		}
		least = fyne.NewSize(max(least.Width, o.MinSize().Width), least.Height+leastCard(o))
	}
	return least
}
