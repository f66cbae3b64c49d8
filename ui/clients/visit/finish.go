package visit

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/rule"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// showChanges puts what changed since the visit before into its card, and
// reports whether there is anything to show.
func (p *page) showChanges() bool {
	r := p.record
	if r.Last == nil {
		return false
	}
	list := kit.VStack(8)
	same := 0
	for _, c := range rule.Changes(r) {
		if c.Before == "" || c.Now == "" {
			continue
		}
		if c.Before == c.Now {
			same++
			continue
		}
		list.Add(changeRow(c))
	}
	if len(list.Objects) == 0 {
		list.Add(kit.NewParagraph("No answers have changed so far.", kit.Muted))
	} else if same > 0 {
		list.Add(kit.NewParagraph(data.Plural(same, "answer is the same.", "answers are the same."), kit.Muted))
	}
	p.changes.SetTitle(fmt.Sprintf("Since %s", r.Last.On.Time().Format("2 January")))
	p.changes.SetAction(kit.Quiet("Compare visits", p.compare).Compact())
	p.changes.SetContent(list)
	return true
}

// changeRow is one thing on two visits. Its chip is grey: the client may look on.
func changeRow(c rule.VisitChange) fyne.CanvasObject {
	word := "Same"
	switch {
	case c.Before == "" || c.Now == "":
		word = ""
	case c.Worse > 0:
		word = "Worse"
	case c.Worse < 0:
		word = "Better"
	}
	values := kit.NewText(orDash(c.Before)+" → "+orDash(c.Now), kit.Body)
	right := kit.HStack(10, values)
	if word != "" {
		right.Add(kit.NewChip(word, kit.Neutral))
	}
	return kit.Border(8, nil, nil, nil, right, kit.NewParagraph(c.Label, kit.Body))
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// compare shows both visits side by side.
func (p *page) compare() {
	r := p.record
	rows := kit.VStack(6, kit.Columns([]float32{4, 2, 2, 2}, kit.NewText("", kit.Label), kit.NewText(r.Last.On.Short(), kit.Label),
		kit.NewText(r.On.Short(), kit.Label), kit.NewText("", kit.Label)), kit.Separator())
	for _, c := range rule.Changes(r) {
		word := ""
		switch {
		case c.Before == "" || c.Now == "":
		case c.Worse > 0:
			word = "Worse"
		case c.Worse < 0:
			word = "Better"
		}
		rows.Add(kit.Columns([]float32{4, 2, 2, 2}, kit.NewParagraph(c.Label, kit.Body), kit.NewParagraph(orDash(c.Before), kit.Body),
			kit.NewParagraph(orDash(c.Now), kit.Bold), kit.NewText(word, kit.Muted)))
	}
	if r.Last.Words != "" || r.Words != "" {
		rows.Add(kit.Separator())
		rows.Add(kit.Columns([]float32{1, 1}, wordsOf(r.Last), wordsOf(r)))
	}
	kit.ShowLarge(p.h.Window, "Compare visits", rows)
}

func wordsOf(r *data.VisitRecord) fyne.CanvasObject {
	words := "Nothing recorded."
	if r.Words != "" {
		words = "“" + r.Words + "”"
	}
	return kit.VStack(4, kit.NewText(fmt.Sprintf("In their words, %s", r.On.Short()), kit.Label), kit.NewParagraph(words, kit.Body))
}

// showFinish is the way out: the button, or what came of the visit.
func (p *page) showFinish() {
	r := p.record
	open := ""
	if n := len(r.Open()); n > 0 {
		open = data.Plural(n, "open decision", "open decisions")
	}
	p.finish.SetAside(open)
	if r.FinishedAt.IsZero() {
		p.finish.SetTitle("")
		p.finish.SetContent(kit.Secondary("Finish visit…", p.askFinish).Large())
		return
	}
	p.finish.SetTitle("This visit is finished")
	var needs []string
	names := person.ReasonNames(p.reasons)
	for _, n := range p.needs {
		needs = append(needs, names[n.ReasonID])
	}
	said := "We recorded a contact. You can still correct what you found."
	if len(needs) > 0 {
		said = fmt.Sprintf("We recorded a contact and new needs: %s. You can still correct what you found.",
			strings.Join(needs, ", "))
	}
	p.finish.SetContent(kit.VStack(12, kit.NewParagraph(said, kit.Body),
		kit.Columns([]float32{1, 1}, kit.Secondary("Open record", func() { p.h.Go(person.ToRecord(r.ClientID)) }),
			kit.Secondary("All visits", func() { p.h.Go(toDay(r.On, r.ID)) }))))
}

// askFinish asks for the length, a note and which needs came to light. What is
// left unanswered is listed by name.
func (p *page) askFinish() {
	if kit.OverlayOpen(p.h.Window) {
		return
	}
	p.words.commit(func() { p.openFinish() })
}

// proposedNeed is a need that someone may confirm.
type proposedNeed struct {
	rule.NeedProposal
	tick  *kit.Check
	which *kit.Choice
}

func (p *page) openFinish() {
	r := p.record
	minutes := kit.NewTextField("Minutes")
	minutes.SetText(strconv.Itoa(p.minutesSoFar()))
	note := kit.NewTextArea("Note", data.MaxNote)
	note.SetRows(3)
	note.SetHint("Summarise what was said and agreed.")
	content := kit.VStack(14)
	if left := rule.Unanswered(r); len(left) > 0 {
		content.Add(kit.NewBanner(kit.Neutral, fmt.Sprintf("Not answered: %s.", strings.Join(left, ", ")), nil))
	}
	if open := r.Open(); len(open) > 0 {
		content.Add(kit.NewBanner(kit.Amber, data.Plural(len(open), "open decision stays on Today until you answer it.", "open decisions stay on Today until you answer them."), nil))
	}
	proposed := p.proposals()
	if len(proposed) > 0 {
		content.Add(kit.NewParagraph("New needs", kit.Heading))
		content.Add(kit.NewParagraph("Tick what you and the client see as a need. We will add it to the record.", kit.Muted))
	}
	for _, n := range proposed {
		content.Add(kit.Columns([]float32{3, 2}, kit.VStack(0, n.tick, kit.NewParagraph(n.Note, kit.Small)), n.which))
	}
	content.Add(kit.Columns([]float32{1, 3}, minutes, note))
	var form *kit.Dialog
	form = kit.ShowForm(p.h.Window, "Finish visit", content, "Finish visit", func() bool {
		f, wrong := finishOf(minutes, note, proposed)
		if !wrong {
			p.end(f, note, func() { form.Close() })
		}
		return false // closed once it is stored
	})
}

func (p *page) minutesSoFar() int {
	if p.record.ArrivedAt.IsZero() {
		return 0
	}
	n := int(p.h.Clock().Sub(p.record.ArrivedAt).Minutes())
	if n < 0 || n > 12*60 {
		return 0
	}
	return n
}

func (p *page) proposals() []proposedNeed {
	var list []proposedNeed
	for _, n := range rule.ProposeNeeds(p.record, p.reasons, p.needs) {
		which := kit.NewChoice("Need", person.ReasonOptions(p.reasons), nil)
		which.SetSelected(string(n.ReasonID))
		list = append(list, proposedNeed{n, kit.NewCheck(n.Label, nil), which})
	}
	return list
}

// finishOf is what the dialog says; wrong if something has to be put right
// first, which the fields then say.
func finishOf(minutes, note *kit.TextField, proposed []proposedNeed) (f data.Finish, wrong bool) {
	minutes.SetError("")
	n, err := strconv.Atoi(strings.TrimSpace(minutes.Text()))
	if text := strings.TrimSpace(minutes.Text()); text != "" && (err != nil || n < 0 || n > 24*60) {
		minutes.SetError("Enter the minutes as a number, like 45")
		wrong = true
	}
	f.Minutes, f.Note = n, note.Text()
	for _, p := range proposed {
		if !p.tick.Checked {
			continue
		}
		p.which.SetError("")
		if p.which.Selected() == "" {
			p.which.SetError("Choose which need this is")
			wrong = true
		}
		f.Needs = append(f.Needs, data.Need{ReasonID: data.ID(p.which.Selected()), Note: p.Note})
	}
	return f, wrong
}

func (p *page) end(f data.Finish, note *kit.TextField, done func()) {
	p.h.Background(func(ctx context.Context) func() {
		_, err := p.h.Visits.Finish(ctx, p.visit, f)
		return func() {
			if err != nil {
				note.SetError(p.h.Fail("finish a visit", err))
				return
			}
			done()
			p.Reload()
		}
	})
}
