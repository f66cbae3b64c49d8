package answersimport

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/interchange/answers"
	"waymark/data/store/measure"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// check is the step that shows how the list was read and what would be written,
// and lets each decision be changed.
type check struct {
	p         *page
	content   fyne.CanvasObject
	asked     *asked
	trial     *trial
	decisions *fyne.Container
	day       *kit.DateField
	chips     *fyne.Container
	filters   []*kit.FilterChip
	note      *kit.Text
	rows      *kit.Rows
	body      *fyne.Container // the rows, or a state in their place
	detail    *kit.Text
	chosen    int                    // the filter whose rows are shown
	fields    map[string]*kit.Choice // of the decisions, by key
	changed   string                 // the key of the decision that was changed last
	doImport  *kit.Button            // nil while a question waits
}

func newCheck(p *page) *check {
	c := &check{p: p, decisions: kit.VStack(14), chips: kit.Wrap(), note: kit.NewParagraph("", kit.Body), detail: kit.NewParagraph("", kit.Muted)}
	c.day = p.h.DateField("Date of answers without one", data.DateHappened)
	c.rows = kit.NewRows(func() int { return len(c.shown()) }, func() fyne.CanvasObject { return kit.NewRowText() }, c.fill, kit.RowHeight())
	c.rows.OnSelect = c.pick
	c.body = container.NewStack(c.rows)
	left := kit.NewCard("How it was read", "", kit.ScrollBeyond(c.decisions))
	right := kit.NewCard("What will be written", "", kit.Border(8, kit.PadXY(theme.CardPadding, 0, kit.VStack(8, c.note, c.chips)),
		kit.PadXY(theme.CardPadding, 4, c.detail), nil, nil, c.body)).Flush()
	c.content = kit.Columns([]float32{42, 58}, left, right)
	return c
}

// begin reads a file anew.
func (c *check) begin(instrument, path string) {
	c.changed = ""
	c.asked, c.trial = &asked{instrument: instrument, path: path, chosen: map[string]string{}}, nil
	c.day.SetValue(kit.Day{})
	c.try(func() {})
}

// try reads the list as it was chosen. If that cannot be, undo takes the choice
// back, and the list stays as it was read before.
func (c *check) try(undo func()) {
	var t *trial
	c.p.run("Reading the list", func(ctx context.Context, tell func(string)) error {
		var err error
		t, err = c.asked.try(ctx, c.p.h.Office, c.p.h.Today(), tell)
		return err
	}, func(err error, stopped bool) {
		switch {
		case errors.Is(err, measure.ErrReplaces) && !c.asked.replace:
			undo()
			c.askReplace(err)
		case err != nil:
			undo()
			c.fail(err, stopped)
		default:
			c.publish(t)
		}
	})
}

func (c *check) fail(err error, stopped bool) {
	switch {
	case stopped:
		c.p.say(kit.Neutral, "Stopped. Nothing was imported.")
	case c.trial == nil:
		c.p.choosing.path.SetError(answers.Plain(c.p.h.Fail("read a list of answers", err)))
		c.p.content.Refresh()
	default:
		c.p.say(kit.Red, answers.Plain(c.p.h.Fail("read a list of answers", err)))
	}
}

// askReplace asks whether a list may change most of what is there of it.
func (c *check) askReplace(err error) {
	kit.Confirm(c.p.h.Window, "Replace answers that are here?", answers.Plain(data.Sentence(err)), "Replace them", true, func() {
		c.asked.replace = true
		c.try(func() { c.asked.replace = false })
	})
}

func (c *check) publish(t *trial) {
	c.trial = t
	c.showDecisions()
	c.showCounts()
	c.choose(0)
	c.p.show(atCheck)
	c.focus()
}

// focus goes to the first question that waits; where none does, to what was changed
// last, or to the button that imports.
func (c *check) focus() {
	for _, d := range c.trial.decisions {
		if field := c.fields[d.Key]; d.Required && field != nil {
			field.Focus()
			return
		}
	}
	if field := c.fields[c.changed]; field != nil {
		field.Focus()
		return
	}
	if c.doImport != nil {
		kit.FocusOn(c.doImport)
	}
}

// decide is called when someone chose another answer to a decision.
func (c *check) decide(key, answer string) {
	before, had := c.asked.chosen[key]
	if before == answer {
		return
	}
	c.changed = key
	c.asked.choose(key, answer)
	c.try(func() {
		if !had {
			before = ""
		}
		c.asked.choose(key, before)
		c.showDecisions()
	})
}

// decideDay takes the day of answers without one, once it is one.
func (c *check) decideDay() {
	day, err := c.day.Value()
	if err != nil {
		c.day.SetError(data.Sentence(err))
		return
	}
	before := c.asked.day
	if c.asked.day = host.Date(day); c.asked.day != before {
		c.try(func() { c.asked.day = before })
	}
}

// showCounts says in one line what would be written, with a filter for each kind.
func (c *check) showCounts() {
	r := c.trial.result
	c.note.SetText(fmt.Sprintf("%s of %s. New clients: %d.", data.Plural(r.Read-r.Skipped-r.DoubtfulNotTaken, "questionnaire", "questionnaires"),
		data.Plural(r.People, "person", "people"), r.PeopleNew))
	c.filters, c.chips.Objects = nil, nil
	for i, f := range []struct {
		words string
		n     int
	}{{"All", r.Read}, {"To check", r.Doubtful}, {"Not imported", r.Skipped + r.DoubtfulNotTaken}} {
		chip := kit.NewFilterChip(fmt.Sprintf("%s %s", f.words, data.Count(f.n)), false, func(bool) { c.choose(i) })
		c.filters = append(c.filters, chip)
		c.chips.Objects = append(c.chips.Objects, chip)
	}
	c.chips.Refresh()
}

func (c *check) shown() []trialRow {
	if c.trial == nil {
		return nil
	}
	return [][]trialRow{c.trial.all, c.trial.check, c.trial.skipped}[c.chosen]
}

// choose shows the rows of a filter.
func (c *check) choose(i int) {
	c.chosen = i
	for n, chip := range c.filters {
		chip.SetOn(n == i)
	}
	c.detail.SetText("")
	c.rows.Unselect()
	c.rows.ScrollToTop()
	c.rows.Reload()
	shown := fyne.CanvasObject(c.rows)
	if len(c.shown()) == 0 {
		shown = kit.NewEmpty(nil, "None", "The file has no rows like this.", nil)
	}
	c.body.Objects = []fyne.CanvasObject{shown}
	c.body.Refresh()
	if len(c.shown()) > 0 {
		c.rows.Select(0)
		c.pick(0)
	}
}

func (c *check) pick(i int) {
	c.detail.SetText(why(c.shown()[i].row))
	c.p.content.Refresh()
}

func (c *check) fill(i int, o fyne.CanvasObject) {
	o.(*kit.RowText).Set(rowData(c.shown()[i]))
}

// offer shows the buttons for what can be done now.
func (c *check) offer() {
	c.doImport = nil
	back := kit.Secondary("Back", func() { c.p.show(atFile) })
	if c.trial == nil {
		c.p.buttons(back)
		return
	}
	if n := c.trial.required; n > 0 {
		wait := kit.Primary(data.Plural(n, "question to answer first", "questions to answer first"), nil)
		wait.Disable()
		c.p.buttons(back, wait)
		return
	}
	c.doImport = kit.Primary("Import", c.confirm)
	c.p.buttons(back, c.doImport)
}

// confirm asks whether people may become clients, if there are any.
func (c *check) confirm() {
	r := c.trial.result
	if r.PeopleNew == 0 {
		c.importAll(false)
		return
	}
	about := kit.NewParagraph(fmt.Sprintf("%d of %s are not clients here yet. If you add them, each becomes a client with an open episode from the day of their first answers.",
		r.PeopleNew, data.Plural(r.People, "person in the list", "people in the list")), kit.Body)
	kit.AskWhich(c.p.h.Window, fmt.Sprintf("Add %s?", data.Plural(r.PeopleNew, "new client", "new clients")), about,
		kit.Way{Verb: "Only those we know", Do: func() { c.importAll(true) }},
		kit.Way{Verb: "Add and import", Do: func() { c.importAll(false) }})
}

// importAll takes the answers in, all or none.
func (c *check) importAll(knownOnly bool) {
	a := *c.asked
	a.knownOnly = knownOnly
	var result *data.ResponseResult
	left := leftRows{}
	c.p.run("Importing", func(ctx context.Context, tell func(string)) error {
		list, err := a.list(ctx, c.p.h.Office, c.p.h.Today(), tell)
		if err != nil {
			return err
		}
		o := a.options(false, left.note)
		o.Told = func(done, of int) {
			tell(fmt.Sprintf("Answers of %s of %s imported", data.Count(done), data.Plural(of, "person", "people")))
		}
		read := 0
		result, err = c.p.h.Measure.ImportResponses(ctx, watched(list.Sets(ctx), func(*data.AnswerSet) {
			read++
			tell(data.Plural(read, "questionnaire read", "questionnaires read"))
		}), o)
		return err
	}, func(err error, stopped bool) {
		switch {
		case stopped:
			c.p.say(kit.Neutral, "Stopped. Nothing was imported.")
		case err != nil:
			c.p.say(kit.Red, answers.Plain(c.p.h.Fail("import answers", err))+" Nothing was imported.")
		default:
			c.p.done.result, c.p.done.left, c.p.done.asked = result, left, &a
			c.p.show(atDone)
		}
	})
}
