package listimport

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/interchange/mapping"
	"waymark/ui/kit"
)

// shownSamples is how many values of a column are shown beside it.
const shownSamples = 2

// matching is the step that says which column holds what.
type matching struct {
	p       *page
	content fyne.CanvasObject
	from    *kit.Text
	wrong   *kit.Banner
	days    *dayOrder
	list    *fyne.Container
	scroll  *kit.FollowScroll
	choices []*kit.Choice
	preview *preview
	next    *kit.Button
	shown   *opened
}

func newMatching(p *page) *matching {
	m := &matching{p: p, from: kit.NewParagraph("", kit.Muted), wrong: kit.NewBanner(kit.Amber, "", nil), list: kit.VStack(10), preview: newPreview()}
	m.next = kit.Primary("Next: changes", m.goOn)
	m.wrong.Hide()
	m.days = newDayOrder(m.chooseDays)
	m.scroll = kit.Scroll(kit.PadXY(8, 3, m.list))
	left := kit.NewCard("Match columns", "", kit.Border(10, kit.VStack(8, m.from, m.wrong, m.days.content), nil, nil, nil, m.scroll))
	m.content = kit.Columns([]float32{56, 44}, left, m.preview.card)
	return m
}

func (m *matching) name() string { return "Columns" }

func (m *matching) view() fyne.CanvasObject { return m.content }

func (m *matching) first() fyne.Focusable { return m.next }

func (m *matching) enter() {
	if m.shown != m.p.opened {
		m.shown = m.p.opened
		m.build()
	}
	m.check()
	m.p.buttons(nil, m.p.backButton(), m.next)
}

// build makes one line for each column of the list.
func (m *matching) build() {
	f := m.shown.feed.Table
	if m.shown.feed.Remembered {
		m.from.SetText("Columns are matched as they were last time.")
	} else {
		m.from.SetText("We have guessed what each column is. Check it. We will remember your choice for similar lists.")
	}
	m.choices = make([]*kit.Choice, len(f.Header))
	m.list.Objects = nil
	fields := fieldOptions()
	for i, heading := range f.Header {
		c := kit.NewChoice("", fields, func(id string) { m.choose(i, mapping.Field(id)) }).AllowNone("Not imported")
		c.SetSelected(string(fieldAt(m.shown.feed.Mapping, heading)))
		m.choices[i] = c
		sample := kit.NewText(samplesOf(m.shown, i), kit.Muted)
		m.list.Add(kit.Columns([]float32{54, 46}, kit.VStack(1, kit.NewText(heading, kit.Bold), sample), c))
	}
	m.showRead()
	m.scroll.ScrollToTop()
	m.list.Refresh()
}

// fieldOptions is what a column can be.
func fieldOptions() []kit.Option {
	fields := mapping.Fields()
	list := make([]kit.Option, len(fields))
	for i, f := range fields {
		list[i] = kit.Option{ID: string(f.Field), Label: f.Label, Note: f.Help}
	}
	return list
}

// samplesOf is the first few different values of a column.
func samplesOf(f *opened, column int) string {
	var values []string
	for _, row := range f.feed.Table.Sample {
		if column >= len(row.Cells) {
			continue
		}
		if v := oneLine(row.Cells[column]); v != "" && (len(values) == 0 || v != values[0]) {
			values = append(values, v)
		}
		if len(values) == shownSamples {
			break
		}
	}
	if len(values) == 0 {
		return "blank in the first rows"
	}
	return strings.Join(values, " · ")
}

// choose says what a column is.
func (m *matching) choose(column int, field mapping.Field) {
	setField(m.shown.feed.Mapping, m.shown.feed.Table.Header[column], field)
	m.p.changes.forget()
	m.check()
	if mapping.HoldsDay(field) {
		m.lookAtDays()
		return
	}
	m.showRead()
}

// lookAtDays goes through the list for the order of its days, if no one did so yet.
func (m *matching) lookAtDays() {
	f := m.shown
	m.p.run("Looking at the dates", func(ctx context.Context, tell func(string)) error {
		return f.feed.LookAtDays(ctx, rowsRead(tell))
	}, func(err error, stopped bool) {
		switch {
		case stopped:
			m.p.say(kit.Amber, "The dates were not looked at. They will be when you go on.")
		case err != nil:
			m.p.say(kit.Red, m.p.h.Fail("look at the days of a list", err))
		}
		m.check()
		m.showRead()
	})
}

// showRead shows how the list is read with the columns as they are matched now.
func (m *matching) showRead() {
	m.days.show(m.shown.feed.DayOrder())
	m.preview.show(m.shown)
	m.p.content.Refresh()
}

// chooseDays says whether the day or the month is first in the dates of the list; ""
// leaves it to the list.
func (m *matching) chooseDays(order string) {
	m.shown.feed.Mapping.Days = order
	m.p.changes.forget()
	m.showRead()
}

// check says what the columns lack, and gives whether they lack nothing.
func (m *matching) check() bool {
	err := m.shown.feed.Mapping.Validate(m.shown.feed.Table.Header)
	if err != nil {
		m.wrong.Set(kit.Amber, data.Sentence(err))
	}
	kit.SetVisible(m.wrong, err != nil)
	m.next.SetEnabled(err == nil)
	m.p.content.Refresh()
	return err == nil
}

func (m *matching) goOn() {
	if m.check() {
		m.p.next()
	}
}

// preview shows the first records as they will look in the directory.
type preview struct {
	card    *kit.Card
	text    *fyne.Container
	reader  *kit.Reader
	place   *kit.Text
	back    *kit.Button
	forward *kit.Button
	entries []*data.SourceEntry
	at      int
}

func newPreview() *preview {
	v := &preview{text: kit.VStack(8), place: kit.NewText("", kit.Muted)}
	v.back = kit.Secondary("Previous", func() { v.turn(-1) }).Compact()
	v.forward = kit.Secondary("Next record", func() { v.turn(1) }).Compact()
	v.reader = kit.NewReader(v.text)
	v.card = kit.NewCard("Preview", "", kit.Border(10, nil, kit.VStack(6, v.place, kit.HStack(8, v.back, v.forward)), nil, nil, v.reader))
	return v
}

// show makes the records of the first rows; the one in view stays in view.
func (v *preview) show(f *opened) {
	v.entries = f.feed.Sample()
	v.turn(0)
}

func (v *preview) turn(by int) {
	v.at = max(0, min(v.at+by, len(v.entries)-1))
	v.back.SetEnabled(v.at > 0)
	v.forward.SetEnabled(v.at < len(v.entries)-1)
	if len(v.entries) == 0 {
		v.place.SetText("")
		v.text.Objects = []fyne.CanvasObject{kit.NewParagraph("There are no rows below the headings.", kit.Muted)}
	} else {
		e := v.entries[v.at]
		v.place.SetText(fmt.Sprintf("%d of the first %d · line %d", v.at+1, len(v.entries), e.At.Row))
		v.text.Objects = entryObjects(e)
	}
	v.text.Refresh()
	v.reader.ScrollToTop()
	v.reader.Refresh()
}
