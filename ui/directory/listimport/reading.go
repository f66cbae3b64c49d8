package listimport

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data/interchange/table"
	"waymark/ui/kit"
)

const (
	shownRows    = 12 // of the sample
	shownColumns = 40
)

// reading is the step that shows how a list was read, and lets it be overruled.
type reading struct {
	p         *page
	content   *fyne.Container
	encoding  *kit.Choice
	delimiter *kit.Choice
	lineEnd   *kit.Choice
	sheet     *kit.Choice
	header    *kit.TextField
	detected  *kit.Button
	questions *fyne.Container
	note      *kit.Text
	grid      *kit.Sheet
	next      *kit.Button
	asked     int
	again     *rereading
}

func newReading(p *page) *reading {
	r := &reading{p: p, grid: kit.NewSheet(), note: kit.NewParagraph("", kit.Muted), questions: kit.VStack(8)}
	change := func(set func(o *table.Overrule, id string)) func(string) {
		return func(id string) { r.overrule(func(o *table.Overrule) { set(o, id) }) }
	}
	r.encoding = kit.NewChoice("Characters", options(table.Encodings()), change(func(o *table.Overrule, id string) { o.Encoding = table.Encoding(id) }))
	r.delimiter = kit.NewChoice("Separator", nil, change(func(o *table.Overrule, id string) { o.Delimiter = []rune(id)[0] }))
	r.lineEnd = kit.NewChoice("Line ends", options(table.LineEnds()), change(func(o *table.Overrule, id string) { o.LineEnd = table.LineEnd(id) }))
	r.sheet = kit.NewChoice("Sheet", nil, change(func(o *table.Overrule, id string) { o.Sheet, o.HeaderRow = id, nil }))
	r.header = kit.NewTextField("Heading row")
	r.header.SetHint("Enter 0 if there are no headings.")
	r.header.OnChanged = r.headerTyped
	r.detected = kit.Quiet("Detected automatically", func() { r.overrule(func(o *table.Overrule) { *o = table.Overrule{} }) }).Compact()
	r.next = kit.Primary("", p.next)
	fields := kit.VStack(12, r.sheet, r.encoding, r.delimiter, r.lineEnd, r.header, kit.HStack(0, r.detected, kit.Spacer()))
	left := kit.NewCard("File settings", "", kit.ScrollBeyond(fields))
	r.again = newRereading(p)
	right := kit.NewCard("First rows", "", kit.Border(10, kit.VStack(8, r.questions, r.note, r.again.content), nil, nil, nil, r.grid))
	r.content = kit.Columns([]float32{30, 70}, left, right)
	return r
}

func options[T ~string](values []T) []kit.Option {
	list := make([]kit.Option, len(values))
	for i, v := range values {
		list[i] = kit.Option{ID: string(v), Label: string(v)}
	}
	return list
}

func (r *reading) name() string { return "File settings" }

func (r *reading) view() fyne.CanvasObject { return r.content }

func (r *reading) first() fyne.Focusable { return r.next }

func (r *reading) enter() {
	r.asked++ // what is still on its way belongs to an earlier visit
	r.again.stop()
	r.next.SetEnabled(true)
	r.show()
	r.p.buttons(nil, r.p.backButton(), r.next)
}

// show shows how the opened list was read.
func (r *reading) show() {
	f := r.p.opened.feed.Table
	text := f.Dialect.Encoding != ""
	for _, o := range []fyne.CanvasObject{r.encoding, r.delimiter, r.lineEnd} {
		kit.SetVisible(o, text)
	}
	kit.SetVisible(r.sheet, len(f.Sheets) > 1)
	kit.SetVisible(r.detected, r.p.opened.overrule != table.Overrule{})
	r.encoding.SetSelected(string(f.Dialect.Encoding))
	r.lineEnd.SetSelected(string(f.Dialect.LineEnd))
	r.sheet.SetOptions(options(f.Sheets))
	r.sheet.SetSelected(f.Dialect.Sheet)
	r.delimiter.SetOptions(delimiters(f.Dialect.Delimiter))
	r.delimiter.SetSelected(delimiterID(f.Dialect.Delimiter))
	if n := strconv.Itoa(f.Dialect.HeaderRow); typedLine(r.header.Text()) != f.Dialect.HeaderRow || r.header.Text() == "" {
		r.header.SetText(n)
	}
	r.showRows(f)
	r.content.Refresh()
}

func (r *reading) showRows(f *table.File) {
	r.questions.Objects = nil
	for _, q := range f.Questions {
		r.questions.Add(kit.NewBanner(kit.Amber, q, nil))
	}
	r.next.SetText("Next: columns")
	if len(f.Questions) > 0 {
		r.next.SetText("Yes, this is correct")
	}
	columns := min(len(f.Header), shownColumns)
	rows := make([][]string, 0, shownRows)
	for _, row := range f.Sample[:min(len(f.Sample), shownRows)] {
		cells := []string{strconv.Itoa(row.Line)}
		for _, cell := range row.Cells[:min(len(row.Cells), columns)] {
			cells = append(cells, oneLine(cell))
		}
		rows = append(rows, cells)
	}
	r.grid.Set(append([]string{"Line"}, f.Header[:columns]...), rows)
	r.note.SetText(sampleNote(f, columns))
}

func sampleNote(f *table.File, columns int) string {
	text := fmt.Sprintf("%d columns", len(f.Header))
	switch {
	case len(f.Header) == 1:
		text = "Only 1 column found. If there should be more, choose a different separator."
	case columns < len(f.Header):
		text = fmt.Sprintf("%d columns, showing the first %d", len(f.Header), columns)
	}
	for _, row := range f.Sample {
		if row.Doubt != "" {
			return fmt.Sprintf("%s · line %d: %s", text, row.Line, row.Doubt)
		}
	}
	return text
}

// oneLine makes a cell of several lines one that fits a row.
func oneLine(cell string) string { return strings.Join(strings.Fields(cell), " ") }

// headerTyped reads again once a number was typed; what is not one yet waits.
func (r *reading) headerTyped(text string) {
	line := typedLine(text)
	if line < 0 {
		if strings.TrimSpace(text) != "" {
			r.header.SetError("Enter the row as a number")
		}
		return
	}
	if line != r.p.opened.feed.Table.Dialect.HeaderRow {
		r.readAgain(func(o *table.Overrule) { o.HeaderRow = &line }, r.header.SetError)
	}
}

// typedLine is a line number as typed, less than 0 when it is none.
func typedLine(text string) int {
	line, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return -1
	}
	return line
}

// overrule reads the list again with something overruled. What cannot be read
// that way is said, and the list stays as it was read before.
func (r *reading) overrule(set func(*table.Overrule)) {
	r.readAgain(set, func(sentence string) {
		r.p.say(kit.Red, sentence)
		r.show()
	})
}

func (r *reading) readAgain(set func(*table.Overrule), fail func(sentence string)) {
	o := r.p.opened.overrule
	set(&o)
	path := r.p.opened.path
	r.asked++
	asked := r.asked
	r.next.SetEnabled(false) // until it is known what to go on with
	var f *opened
	r.again.run(func(ctx context.Context, tell func(string)) error {
		var err error
		f, err = open(ctx, r.p.h.Office, path, o, r.p.today(), tell)
		return err
	}, func(err error, stopped bool) {
		if asked != r.asked || r.p.path[r.p.at] != step(r) {
			return
		}
		r.next.SetEnabled(true)
		switch {
		case stopped:
			r.show()
		case err != nil:
			fail(r.p.h.Fail("read a list again", err))
		default:
			r.p.hush()
			r.header.SetError("")
			r.p.opened = f
			r.p.changes.forget()
			r.show()
		}
	})
}
