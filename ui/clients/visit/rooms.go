package visit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/rule"
	"waymark/ui/kit"
)

// roomsCard asks about the rooms and then the rest, in one column that scrolls.
type roomsCard struct {
	p       *page
	card    *kit.Card
	scroll  *kit.FollowScroll
	grid    *fyne.Container // the rooms
	names   []string        // of the rooms in the grid
	rows    map[string]*kit.Targets
	marks   map[string]*fyne.Container // beside a room: whether it asks for a decision
	answers map[data.VisitAspect]*kit.Targets
	fields  map[data.VisitAspect]fyne.CanvasObject
	count   *kit.Text
	left    *kit.Text
	next    *kit.Button
	placed  bool
}

func newRoomsCard(p *page) *roomsCard {
	c := &roomsCard{p: p, rows: map[string]*kit.Targets{}, marks: map[string]*fyne.Container{},
		answers: map[data.VisitAspect]*kit.Targets{}, fields: map[data.VisitAspect]fyne.CanvasObject{}}
	c.grid = kit.VStack(6)
	var rest []fyne.CanvasObject
	for _, a := range data.VisitAspects() {
		rest = append(rest, c.aspect(a))
	}
	c.count, c.left = kit.NewText("", kit.Bold), kit.NewParagraph("", kit.Muted)
	c.left.SetMaxLines(2)
	c.next = kit.Secondary("Next question", c.goToNext).Large()
	foot := kit.VStack(10, kit.Separator(), kit.Border(12, nil, nil, nil,
		kit.HStack(8, kit.Secondary("Rooms…", c.askRooms).Large(), c.next), kit.VStack(2, c.count, c.left)))
	c.scroll = kit.ScrollBeyond(kit.VStack(14, c.grid, kit.Separator(), pairs(rest...)))
	c.card = kit.NewCard("How cluttered is each room?", "1 is clear, 9 is full", kit.Border(10, nil, foot, nil, nil, c.scroll))
	return c
}

// aspect is a question with its answers, and what was found last time.
func (c *roomsCard) aspect(a data.VisitAspect) fyne.CanvasObject {
	answers := a.Answers()
	labels := make([]string, len(answers))
	for i, o := range answers {
		labels[i] = o.Label
	}
	row := kit.NewTargets(labels, func(i int) {
		value := ""
		if i >= 0 {
			value = answers[i].Value
		}
		c.p.tapped(a, "", value)
	})
	c.answers[a] = row
	head := kit.NewText(a.Label(), kit.Label)
	before := kit.NewText("", kit.Small)
	if last := c.p.record.Last; last != nil {
		if v := last.Value(a, ""); v != "" {
			before.SetText(shortDay(last.On, c.p.record.On) + ": " + data.LowerFirst(a.AnswerLabel(v)))
		}
	}
	c.fields[a] = kit.VStack(5, kit.HStack(8, head, before), row)
	return c.fields[a]
}

func (c *roomsCard) first() fyne.Focusable {
	if len(c.names) == 0 {
		return nil
	}
	return c.rows[c.names[0]].Focusable()
}

// show brings the targets in line with the record.
func (c *roomsCard) show() {
	r := c.p.record
	if names := rule.Rooms(r); !slices.Equal(names, c.names) {
		c.names = names
		c.layRooms()
	}
	asking := map[string]bool{}
	for _, d := range r.Open() {
		for _, b := range d.Because {
			asking[b.Room] = b.Aspect == data.AspectRoom
		}
	}
	for _, room := range c.names {
		at := -1
		if f := r.Finding(data.AspectRoom, room); f != nil {
			at = f.Rating() - 1
		}
		if c.rows[room].Selected() != at {
			c.rows[room].SetSelected(at)
		}
		c.marks[room].Hidden = !asking[room]
		c.marks[room].Refresh()
	}
	for a, row := range c.answers {
		at := slices.IndexFunc(a.Answers(), func(o data.Option[string]) bool { return o.Value == r.Value(a, "") })
		if row.Selected() != at {
			row.SetSelected(at)
		}
	}
	left := rule.Unanswered(r)
	c.count.SetText(fmt.Sprintf("%s not answered", data.Count(len(left))))
	c.left.SetText(strings.Join(left, ", "))
	if len(left) == 0 {
		c.count.SetText("All questions answered")
	}
	c.next.Hidden = len(left) == 0
	c.card.Refresh()
}

func (c *roomsCard) layRooms() {
	r := c.p.record
	c.grid.Objects = nil
	if r.Last != nil {
		c.grid.Add(beside(kit.HStack(0, kit.Spacer(), kit.NewText(shortDay(r.Last.On, r.On), kit.Small)), container.NewStack(kit.NewText("Today", kit.Small))))
	}
	for _, room := range c.names {
		if c.rows[room] == nil {
			c.rows[room] = c.roomTargets(room)
			c.marks[room] = kit.HStack(0, kit.NewChip("Decision needed", kit.Red))
		}
		label := fyne.CanvasObject(kit.VStack(2, kit.NewParagraph(room, kit.Bold), c.marks[room]))
		if r.Last != nil {
			label = kit.Border(8, nil, nil, nil, kit.NewText(lastRating(r.Last, room), kit.Muted), label)
		}
		c.grid.Add(beside(label, c.rows[room]))
	}
	c.grid.Refresh()
}

func lastRating(last *data.VisitRecord, room string) string {
	if f := last.Finding(data.AspectRoom, room); f != nil && f.Rating() > 0 {
		return f.Value
	}
	return "not seen"
}

var ratings = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}

func (c *roomsCard) roomTargets(room string) *kit.Targets {
	return kit.NewTargets(ratings, func(i int) {
		value := ""
		if i >= 0 {
			value = strconv.Itoa(i + 1)
		}
		c.p.tapped(data.AspectRoom, room, value)
	})
}

// goToNext shows the first question that is not answered.
func (c *roomsCard) goToNext() {
	r := c.p.record
	for _, room := range c.names {
		if r.Value(data.AspectRoom, room) == "" {
			c.scroll.ScrollTo(c.rows[room])
			c.rows[room].Focus()
			return
		}
	}
	for _, a := range data.VisitAspects() {
		if r.Value(a, "") == "" {
			c.scroll.ScrollTo(c.fields[a])
			c.answers[a].Focus()
			return
		}
	}
}

// askRooms adds a room, or takes away one that this home does not have.
func (c *roomsCard) askRooms() {
	if kit.OverlayOpen(c.p.h.Window) {
		return
	}
	name := kit.NewTextField("Add a room")
	name.SetHint("For example, Spare room, Shed, Caravan.")
	here := map[string]*kit.Check{}
	list := kit.VStack(4)
	for _, room := range c.names {
		here[room] = kit.NewCheck(room, nil)
		here[room].Checked = true
		list.Add(here[room])
	}
	content := kit.VStack(12, name, kit.NewParagraph("Rooms in this home", kit.Label), list,
		kit.NewParagraph("Untick rooms that this home does not have. Leave rooms that you could not see ticked, without a rating.", kit.Muted))
	kit.ShowForm(c.p.h.Window, "Rooms", content, "Done", func() bool {
		room := data.Tidy(name.Text())
		added := data.VisitFinding{Aspect: data.AspectRoom, Room: room}
		if err := data.FieldErrorsOf(added.Validate()); room != "" && err != nil {
			name.SetError(err.Error())
			return false
		}
		for _, was := range c.names {
			if !here[was].Checked {
				c.p.tapped(data.AspectRoom, was, data.RoomAbsent)
			}
		}
		if room != "" && !slices.ContainsFunc(c.names, func(n string) bool { return strings.EqualFold(n, room) }) {
			c.p.tapped(data.AspectRoom, room, "")
		}
		return true
	})
	name.Focus()
}
