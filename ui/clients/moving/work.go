package moving

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/interchange/people"
	"waymark/ui/kit"
)

// work is an open list: what its columns become, the question that is asked, people
// who may be known, and the first records.
type work struct {
	p       *page
	asks    []people.Ask
	asked   int // the question that is shown
	twins   []data.Twin
	twin    int // the pair that is shown
	record  int // the record that is shown
	columns *kit.Rows
	content fyne.CanvasObject

	question *fyne.Container
	pair     *fyne.Container
	preview  *fyne.Container
	scroll   *kit.FollowScroll // of the three
	firstOf  fyne.Focusable
	same     *kit.Button
}

func newWork(p *page, at int) *work {
	w := &work{p: p, asks: p.opened.list.Asks(), question: container.NewStack(), pair: container.NewStack(), preview: container.NewStack()}
	w.asked = max(0, min(at, len(w.asks)-1))
	w.twins = p.opened.plan.Twins
	w.columns = kit.NewRows(func() int { return len(p.opened.list.Columns()) }, func() fyne.CanvasObject { return kit.NewRowText() }, w.fillColumn, kit.RowHeight())
	w.columns.OnSelect = w.chooseColumn
	w.columns.OnOpen = w.changeColumn
	w.head()
	w.showQuestion()
	w.showTwin()
	w.showRecord()
	right := kit.VStack(16, w.question, container.New(&pairs{share: 0.58}, w.pair, w.preview))
	w.scroll = kit.ScrollBeyond(right)
	w.content = container.New(&beside{}, w.columnsCard(), w.scroll)
	return w
}

// fit makes room for a card that is higher or lower than the one before it.
func (w *work) fit(place *fyne.Container, card *kit.Card) {
	place.Objects = []fyne.CanvasObject{card}
	place.Refresh()
	if w.scroll != nil {
		w.scroll.Refresh()
	}
}

func (w *work) object() fyne.CanvasObject { return w.content }

func (w *work) first() fyne.Focusable { return w.firstOf }

// open counts what is still to be decided.
func (w *work) open() int { return len(w.asks) + w.p.opened.plan.Undecided }

func (w *work) head() {
	p, f := w.p, w.p.opened
	p.header.SetAside(f.list.Name)
	p.header.SetSubtitle(summary(f))
	do := kit.Primary("Import clients", p.importNow)
	if n := w.open(); n > 0 {
		do.SetText(fmt.Sprintf("Import clients: %s left", data.Plural(n, "question", "questions")))
		do.Disable()
	}
	p.offer(kit.Secondary("Cancel import", p.begin), do)
	if w.open() == 0 {
		w.firstOf = nil // nothing passes by pressing Enter throughout
	}
}

// summary is a list in one line.
func summary(f *opened) string {
	r := f.result
	parts := []string{newClients(r.New)}
	add := func(n int, format string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf(format, data.Count(n)))
		}
	}
	add(f.plan.Known, "%s known")
	add(f.plan.Undecided, "%s may be known")
	add(repeated(f.read.People), "%s rows that may be about them too")
	add(r.Rows[data.ListNothing], "%s empty")
	add(r.Left, "%s to work through")
	text := fmt.Sprintf("%s: %s", data.Plural(r.Read, "row", "rows"), strings.Join(parts, ", "))
	if f.known {
		return fmt.Sprintf("%s. It updates “%s”. Nothing is saved until you import.", text, f.source)
	}
	return fmt.Sprintf("%s. Nothing is saved until you import, and one undo takes it all back.", text)
}

// repeated counts the rows of which no one has said whether they are about someone above.
func repeated(all []*data.ListPerson) int {
	n := 0
	for _, p := range all {
		if p.SameAs != nil {
			n++
		}
	}
	return n
}

func newClients(n int) string { return data.Plural(n, "new client", "new clients") }

func (w *work) columnsCard() fyne.CanvasObject {
	all, clear := w.p.opened.list.Columns(), 0
	for _, c := range all {
		if c.State() != people.Question {
			clear++
		}
	}
	change := kit.Secondary("Change column…", func() { w.changeColumn(w.columns.Selected()) }).Compact()
	var foot fyne.CanvasObject
	doubts := kit.VStack(6)
	for _, d := range w.p.opened.list.Doubts {
		doubts.Add(kit.NewParagraph(d, kit.Muted))
	}
	if len(doubts.Objects) > 0 {
		foot = kit.PadXY(16, 8, doubts)
	}
	card := kit.NewCard(fmt.Sprintf("%d of %s are clear", clear, data.Plural(len(all), "column", "columns")), "", kit.Border(0, nil, foot, nil, nil, w.columns)).Flush()
	card.SetAction(change)
	return card
}

func (w *work) fillColumn(i int, o fyne.CanvasObject) {
	c := w.p.opened.list.Columns()[i]
	heading := c.Heading
	if c.Sheet != "" && len(w.p.opened.list.Sheets()) > 1 {
		heading = fmt.Sprintf("%s, %s", c.Sheet, c.Heading)
	}
	o.(*kit.RowText).Set(kit.RowData{Title: fmt.Sprintf("%s → %s", heading, c.Field.Label()), Secondary: c.Sign, Chips: []kit.ChipData{w.stateChip(c)},
		Muted: c.State() == people.IsLeftOut})
}

func (w *work) stateChip(c *people.Column) kit.ChipData {
	switch c.State() {
	case people.Question:
		for n, a := range w.asks {
			if a.Column == c.Heading {
				return kit.ChipData{Text: fmt.Sprintf("Question %d", n+1), Tone: kit.Amber}
			}
		}
		return kit.ChipData{Text: "Question", Tone: kit.Amber}
	case people.ByRule:
		return kit.ChipData{Text: "By rule", Tone: kit.Neutral}
	case people.AsNote:
		return kit.ChipData{Text: "Note", Tone: kit.Neutral}
	case people.IsLeftOut:
		return kit.ChipData{Text: "Left out", Tone: kit.Neutral}
	}
	return kit.ChipData{Text: "Clear", Tone: kit.Green}
}

// chooseColumn goes to the question about a column.
func (w *work) chooseColumn(i int) {
	c := w.p.opened.list.Columns()[i]
	for n, a := range w.asks {
		if a.Column == c.Heading && c.State() == people.Question {
			w.asked = n
			w.showQuestion()
			return
		}
	}
}

// changeColumn asks what a column is to become.
func (w *work) changeColumn(i int) {
	all := w.p.opened.list.Columns()
	if i < 0 || i >= len(all) {
		w.p.say(kit.Neutral, "Choose a column first.")
		return
	}
	if kit.OverlayOpen(w.p.h.Window) {
		return
	}
	w.p.hush()
	w.askColumn(all[i])
}

// askColumn asks what a column is to become, and which way round its dates are where
// that makes a difference.
func (w *work) askColumn(c *people.Column) {
	var options []kit.Option
	for _, f := range people.Fields() {
		options = append(options, kit.Option{ID: string(f), Label: f.Label()})
	}
	becomes := kit.NewPicker("Becomes", options, nil)
	becomes.SetSelected(string(c.Field))
	order := kit.NewChoice("Dates in numbers", []kit.Option{
		{ID: "day_first", Label: "The day is first, like 07/04/2026 for 7 April"},
		{ID: "month_first", Label: "The month is first, like 04/07/2026 for 7 April"},
	}, nil)
	order.SetSelected(c.DayOrder())
	if c.DayOrder() == "" {
		order.Hide()
	}
	field, turn := "", ""
	body := kit.VStack(12, kit.NewParagraph("A note stands in the note on the referral.", kit.Muted), becomes, order)
	form := kit.ShowForm(w.p.h.Window, fmt.Sprintf("Column “%s”", c.Heading), kit.Fixed(420, 0, body), "Change", func() bool {
		if becomes.Selected() == "" {
			becomes.SetError("Choose what the column becomes.")
			return false
		}
		if becomes.Selected() != string(c.Field) {
			field = becomes.Selected()
		}
		if order.Selected() != c.DayOrder() {
			turn = order.Selected()
		}
		return true
	})
	form.OnClosed = func() {
		if field+turn != "" {
			w.p.answer(columnFragment(c.Key(), field, turn), w.asked)
		}
	}
}
