package answersimport

import (
	"fyne.io/fyne/v2"

	"waymark/data/interchange/answers"
	"waymark/ui/kit"
)

// showDecisions shows how the list was read: in short, what has to be answered, what
// can be changed, and the columns.
func (c *check) showDecisions() {
	parts := []fyne.CanvasObject{kit.NewParagraph(c.trial.list.InShort(), kit.Body)}
	shown := map[string]bool{}
	c.fields = map[string]*kit.Choice{}
	var columns []fyne.CanvasObject
	for _, d := range c.trial.decisions {
		shown[d.Key] = true
		switch {
		case d.Required && len(d.Choices) == 0: // it is answered elsewhere
			parts = append(parts, kit.NewBanner(kit.Amber, d.Sentence, nil))
		case d.Required || len(d.Choices) > 0 && d.Choices[0].Answer == "":
			parts = append(parts, c.question(d))
		default:
			columns = append(columns, c.column(d))
		}
	}
	for _, key := range c.asked.order { // what was answered before can be changed again
		if !shown[key] {
			if q := c.answered(key); q != nil {
				parts = append(parts, q)
			}
		}
	}
	for _, remark := range c.trial.list.Remarks() {
		parts = append(parts, kit.NewBanner(kit.Neutral, remark, nil))
	}
	if !c.trial.list.Dated {
		use := kit.Secondary("Use this date", c.decideDay)
		c.day.SetHint("No column has a date. Without this one, new answers count as given today.")
		parts = append(parts, c.day, kit.Wrap(use))
	}
	parts = append(parts, kit.NewText("Columns", kit.Heading))
	c.decisions.Objects = append(parts, columns...)
	c.decisions.Refresh()
}

// question is a decision with few answers.
func (c *check) question(d answers.Decision) fyne.CanvasObject {
	tone := kit.Neutral
	if d.Required {
		tone = kit.Amber
	}
	c.remember(d)
	return kit.VStack(6, kit.NewBanner(tone, d.Sentence, nil), c.choice("Answer", d))
}

// column is the column of something, which a person may change.
func (c *check) column(d answers.Decision) fyne.CanvasObject { return c.choice(d.Sentence, d) }

func (c *check) choice(label string, d answers.Decision) *kit.Choice {
	options := make([]kit.Option, 0, len(d.Choices))
	for _, choice := range d.Choices {
		if choice.Answer != "" {
			options = append(options, kit.Option{ID: choice.Answer, Label: choice.Words})
		}
	}
	field := kit.NewChoice(label, options, func(id string) { c.decide(d.Key, id) })
	if len(d.Choices) > 0 && d.Choices[0].Answer == "" {
		field = field.AllowNone(d.Choices[0].Words)
	}
	field.SetSelected(d.Taken)
	c.fields[d.Key] = field
	return field
}

// remember keeps a question, so that its answer can be changed when the list no
// longer asks it.
func (c *check) remember(d answers.Decision) {
	if c.asked.questions == nil {
		c.asked.questions = map[string]answers.Decision{}
	}
	c.asked.questions[d.Key] = d
}

// answered is a question that was answered, nil for what was none.
func (c *check) answered(key string) fyne.CanvasObject {
	d, ok := c.asked.questions[key]
	if !ok {
		return nil
	}
	d.Taken = c.asked.chosen[key]
	return kit.VStack(6, kit.NewBanner(kit.Neutral, d.Sentence, nil), c.choice("Your answer", d))
}
