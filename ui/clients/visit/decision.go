package visit

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// decisionCard asks for one decision. It is the only raised thing on the page.
type decisionCard struct {
	p        *page
	decision data.VisitDecision
	card     *kit.Card
	because  *kit.Text
	way      *kit.Targets
	told     *kit.TextField
	on       *kit.DateField
	at       *kit.TextField
	why      *kit.TextField
	acted    *fyne.Container
	failure  *kit.Banner
}

// decisionCards are the cards of what is open and not put aside, and a line for
// what is.
func (p *page) decisionCards() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	waiting := 0
	for _, d := range p.record.Open() {
		if p.later[d.ID] {
			waiting++
			continue
		}
		if p.asked[d.ID] == nil {
			p.asked[d.ID] = newDecisionCard(p)
		}
		p.asked[d.ID].show(d)
		list = append(list, p.asked[d.ID].card)
	}
	if waiting > 0 {
		answer := kit.Secondary("Answer", func() { p.later = map[data.ID]bool{}; p.show() }).Compact()
		list = append(list, kit.NewBanner(kit.Neutral, data.Plural(waiting, "open decision stays on Today until you answer it.", "open decisions stay on Today until you answer them."), answer))
	}
	return list
}

func newDecisionCard(p *page) *decisionCard {
	c := &decisionCard{p: p, because: kit.NewParagraph("", kit.Body), failure: kit.NewBanner(kit.Red, "", nil)}
	c.failure.Hide()
	c.way = kit.NewTargets([]string{"Acted on", "Not needed"}, func(int) { c.showWay() })
	c.told = kit.NewTextField("Who was told")
	c.told.SetPlaceHolder("For example, the council’s safeguarding team")
	c.on = p.h.DateField("When", data.DateHappened)
	c.on.SetValue(host.Day(p.h.Today()))
	c.at = kit.NewTextField("Time")
	c.at.SetText(data.HourOf(p.h.Clock()))
	c.why = kit.NewTextArea("Why it is not needed", data.MaxNote)
	c.why.SetRows(3)
	c.acted = kit.VStack(10, c.told, kit.Columns([]float32{3, 2}, c.on, c.at))
	foot := kit.Columns([]float32{1, 1},
		kit.Secondary("Answer later", func() { p.later[c.decision.ID] = true; p.show() }).Large(),
		kit.Primary("Save decision", c.save).Large())
	c.card = kit.NewCard("", "", kit.VStack(12, c.because, c.failure, c.way, c.acted, c.why,
		kit.NewParagraph("It stays on Today until you answer.", kit.Muted), foot))
	c.card.SetAction(kit.NewChip("Open", kit.Red))
	c.card.SetEdge(kit.Red)
	c.showWay()
	return c
}

func (c *decisionCard) show(d data.VisitDecision) {
	c.decision = d
	c.card.SetTitle(fmt.Sprintf("A %s decision is needed", decisionName(d.Kind)))
	c.because.SetText(c.reason(d))
}

func decisionName(k data.DecisionKind) string {
	if k == data.DecisionFire {
		return "fire-safety"
	}
	return strings.ToLower(k.Label())
}

// reason says why it is asked, and how that was on the visit before.
func (c *decisionCard) reason(d data.VisitDecision) string {
	r := c.p.record
	var said []string
	rated := false
	for _, b := range d.Because {
		f := b.Finding()
		if f.Aspect != data.AspectRoom {
			said = append(said, f.Text()+".")
			continue
		}
		rated = true
		said = append(said, fmt.Sprintf("%s is %s.", f.Room, f.Value))
		if was := r.Last.Value(data.AspectRoom, f.Room); was != "" && was != data.RoomAbsent {
			said = append(said, fmt.Sprintf("It was %s on %s.", was, r.Last.On.Time().Format("2 January")))
		}
	}
	if rated && d.Kind == data.DecisionSafeguarding {
		said = append(said, fmt.Sprintf("Your service needs a decision at %s or above.", ratings[max(1, r.Settings.Threshold)-1]))
	}
	return strings.Join(said, " ")
}

func (c *decisionCard) showWay() {
	c.acted.Hidden = c.way.Selected() != 0
	c.why.Hidden = c.way.Selected() != 1
	c.card.Refresh()
	if c.p.aside != nil {
		c.p.aside.Refresh()
	}
}

func (c *decisionCard) save() {
	d := c.decision
	d.Why = c.why.Text()
	switch c.way.Selected() {
	case 0:
		d.State, d.Told, d.ToldAt, d.Why = data.DecisionActed, c.told.Text(), strings.TrimSpace(c.at.Text()), ""
		if day, err := c.on.Value(); err == nil {
			d.ToldOn = host.Date(day)
		}
	case 1:
		d.State = data.DecisionNotNeeded
	default:
		d.State = ""
	}
	if errs := data.FieldErrorsOf(d.Validate(c.p.h.Today())); errs != nil {
		c.refuse(errs)
		return
	}
	c.p.write("save a decision", func(ctx context.Context) (func(), error) {
		err := c.p.h.Visits.Decide(ctx, &d)
		return func() {
			for i := range c.p.record.Decisions {
				if c.p.record.Decisions[i].ID == d.ID {
					c.p.record.Decisions[i] = d
				}
			}
			delete(c.p.asked, d.ID)
		}, err
	})
}

func (c *decisionCard) refuse(errs data.FieldErrors) {
	c.told.SetError(errs.For("Told"))
	c.on.SetError(errs.For("ToldOn"))
	c.at.SetError(errs.For("ToldAt"))
	c.why.SetError(errs.For("Why"))
	c.failure.Hidden = errs.For("State") == ""
	c.failure.Set(kit.Red, errs.For("State"))
	c.showWay()
}
