package report

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// choices is what the report is about: period, partner, surgery and reason.
type choices struct {
	content  *fyne.Container
	period   *kit.Choice
	partner  *kit.Choice // in no service of one organisation
	surgery  *kit.Choice
	reason   *kit.Choice
	small    *kit.Choice // how small numbers are treated
	compare  *kit.Check
	from, to *kit.DateField
	days     fyne.CanvasObject
	row      *fyne.Container
	today    func() data.Date
	first    data.Date
	names    map[string]string // of partners, surgeries and reasons, by ID
	lists    toChoose
	changed  func()
}

func newChoices(today func() data.Date, changed func()) *choices {
	c := &choices{today: today, changed: changed}
	var presets []kit.Option
	for _, p := range periods() {
		presets = append(presets, kit.Option{ID: p.id, Label: p.label})
	}
	presets = append(presets, kit.Option{ID: periodCustom, Label: "Choose dates"})
	c.period = kit.NewChoice("Period", presets, c.periodChosen)
	c.period.SetSelected(periodDefault)
	c.partner = kit.NewChoice("Partner", nil, func(string) {
		c.offerSurgeries()
		changed()
	}).AllowNone("All partners")
	c.surgery = kit.NewChoice("Surgery", nil, func(string) { changed() }).AllowNone("All surgeries")
	c.reason = kit.NewChoice("Reason", nil, func(string) { changed() }).AllowNone("All reasons")
	c.from, c.to = c.day("From"), c.day("To")
	c.days = kit.FormGrid(c.from, c.to)
	c.days.Hide()
	c.small = kit.NewChoice("Small numbers", smallNumbers(), func(string) { changed() })
	c.small.SetSelected(ruleOwn)
	c.compare = kit.NewCheck("Compare with previous period", func(bool) { changed() })
	c.row = kit.VStack(0)
	c.content = kit.VStack(8, c.row, c.days)
	c.lay()
	return c
}

// The ways to treat small numbers, beside the service's own rule.
const (
	ruleOwn    = "own"
	ruleStrict = "strict"
	ruleOff    = "off"
)

func smallNumbers() []kit.Option {
	return []kit.Option{
		{ID: ruleOwn, Label: "Hidden (recommended)", Note: "see Settings"},
		{ID: ruleStrict, Label: "Hide 1 to 7 and round the rest"},
		{ID: ruleOff, Label: "Shown (internal use only)", Note: "do not share"},
	}
}

// request is what was chosen, as package reports wants it.
func (c *choices) request(filter data.FigureFilter, now time.Time) reports.Request {
	q := reports.Request{Filter: filter, AsAt: now, Partner: c.names[string(filter.PartnerID)], Surgery: c.surgeryName(), Reason: c.reasonName(), Compare: c.compare.Checked}
	switch c.small.Selected() {
	case ruleStrict:
		q.Rule = &disclosure.Strict
	case ruleOff:
		q.Rule = &disclosure.Rule{}
	}
	return q
}

func (c *choices) day(label string) *kit.DateField {
	f := host.NewDateField(label, c.today, func() data.DatePurpose { return data.DateHappened })
	f.SetRequired(true)
	f.OnChanged = func(kit.Day, error) { c.changed() }
	return f
}

// periodChosen shows the two days only when they are to be given, and begins
// them with the days of the period shown before.
func (c *choices) periodChosen(id string) {
	if id != periodCustom {
		c.days.Hide()
	} else {
		if day, err := c.from.Value(); err != nil || day.IsZero() {
			from, to, _ := periodSpan(periodDefault, c.today(), c.first)
			c.from.SetValue(host.Day(from))
			c.to.SetValue(host.Day(to))
		}
		c.days.Show()
	}
	c.content.Refresh()
	c.changed()
}

// lay lays the choices out. A partnership has one more. In a small window or with large
// text one row is too narrow for them.
func (c *choices) lay() {
	row := container.New(&choiceRows{}, c.period, c.surgery, c.reason, c.small)
	if len(c.lists.partners) > 0 {
		row = container.New(&choiceRows{}, c.period, c.partner, c.surgery, c.reason, c.small)
	}
	c.row.Objects = []fyne.CanvasObject{row}
	c.row.Refresh()
}

// fill takes the lists to choose from, retired entries among them: they have a past
// to report on. What was chosen stays chosen.
func (c *choices) fill(l toChoose) {
	partnership := len(c.lists.partners) > 0
	c.lists, c.first = l, l.first
	c.names = map[string]string{}
	options := make([]kit.Option, len(l.partners))
	for i, v := range l.partners {
		options[i] = kit.Option{ID: string(v.ID), Label: v.Name}
		c.names[string(v.ID)] = v.Name
	}
	refill(c.partner, options)
	for _, s := range l.surgeries {
		c.names[string(s.ID)] = s.Name
	}
	c.offerSurgeries()
	options = make([]kit.Option, len(l.reasons))
	for i, r := range l.reasons {
		options[i] = kit.Option{ID: string(r.ID), Label: r.Name}
		c.names[string(r.ID)] = r.Name
	}
	refill(c.reason, options)
	if partnership != (len(l.partners) > 0) {
		c.lay()
	}
}

// offerSurgeries fills the choice of a surgery with those of the chosen partner. One
// of another partner is no longer chosen.
func (c *choices) offerSurgeries() {
	partner, chosen := data.ID(c.partner.Selected()), c.surgery.Selected()
	var options []kit.Option
	there := false
	for _, s := range c.lists.surgeries {
		if partner == "" || s.PartnerID == partner {
			options = append(options, kit.Option{ID: string(s.ID), Label: s.Name, Note: s.Town})
			there = there || string(s.ID) == chosen
		}
	}
	c.surgery.SetOptions(options)
	if partner != "" && !there {
		chosen = ""
	}
	c.surgery.SetSelected(chosen)
}

func refill(choice *kit.Choice, options []kit.Option) {
	selected := choice.Selected()
	choice.SetOptions(options)
	choice.SetSelected(selected)
}

// filter is what was chosen; ok is false when the days make no period, which
// is then said beside them.
func (c *choices) filter() (f data.FigureFilter, ok bool) {
	f.PartnerID, f.SurgeryID, f.ReasonID = data.ID(c.partner.Selected()), data.ID(c.surgery.Selected()), data.ID(c.reason.Selected())
	if f.SurgeryID != "" {
		f.PartnerID = "" // a surgery is of one partner
	}
	if from, to, preset := periodSpan(c.period.Selected(), c.today(), c.first); preset {
		f.From, f.To = from, to
		return f, true
	}
	from, fromErr := c.from.Value()
	to, toErr := c.to.Value()
	c.from.SetError(sentence(fromErr))
	c.to.SetError(sentence(toErr))
	if fromErr != nil || toErr != nil {
		return f, false
	}
	if to.Before(from) {
		c.to.SetError("End date must be after the start date")
		return f, false
	}
	f.From, f.To = host.Date(from), host.Date(to)
	return f, true
}

// surgeryName is the name of the surgery chosen, "" for all.
func (c *choices) surgeryName() string { return c.names[c.surgery.Selected()] }

// reasonName is the name of the reason chosen, "" for all.
func (c *choices) reasonName() string { return c.names[c.reason.Selected()] }

func sentence(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// margins lays a page out: head and choices on top, the body over the rest.
// The body reaches a little into the margins at the sides, so that the edges
// of its cards are not cut off while they are scrolled.
type margins struct{}

const bleed = 10

func (margins) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	const m = theme.PageMargin
	width, y := size.Width-2*m, float32(m)
	for i, o := range objs {
		o.Move(fyne.NewPos(m, y))
		if i == len(objs)-1 {
			o.Move(fyne.NewPos(m-bleed, y))
			o.Resize(fyne.NewSize(width+2*bleed, max(0, size.Height-y)))
			return
		}
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		height := o.MinSize().Height // wrapped text knows it once it has a width
		o.Resize(fyne.NewSize(width, height))
		if o.Visible() {
			y += height + 12
		}
	}
}

func (margins) MinSize(objs []fyne.CanvasObject) fyne.Size {
	const m = theme.PageMargin
	size := fyne.NewSize(0, m)
	for _, o := range objs {
		if o.Visible() {
			size.Width = max(size.Width, o.MinSize().Width)
			size.Height += o.MinSize().Height + 12
		}
	}
	return fyne.NewSize(size.Width+2*m, size.Height)
}
