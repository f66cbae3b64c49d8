package ui

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// alarmHidden is for how long someone may put an alarm aside on one PC.
const alarmHidden = 5 * time.Minute

// lookEvery is how often the clock is looked at while someone is out.
const lookEvery = 5 * time.Second

// alarm watches the cards of those who are out alone, and stands over whatever
// page is shown when one of them is not back.
type alarm struct {
	s      *Shell
	anyone atomic.Bool // someone is out; read by the ticker
	out    []data.LoneCard
	set    data.LoneSettings
	hidden map[data.ID]time.Time // until when, on this PC
	shown  *kit.Standing
	said   string // what is shown, to draw it anew only if it changes
	first  *kit.Button
	// padUntil is until when a client goes on undisturbed.
	padUntil time.Time
}

func newAlarm(s *Shell) *alarm { return &alarm{s: s, hidden: map[data.ID]time.Time{}} }

// look reads who is out.
func (a *alarm) look() {
	h := a.s.host
	h.Background(func(ctx context.Context) func() {
		out, err := h.OutAlone(ctx) // the alarm does not depend on who has signed in
		var set data.LoneSettings
		if err == nil && h.Session.Role() != access.Nobody {
			set, err = h.Lone.Settings(ctx)
		}
		return func() {
			if err != nil {
				h.Fail("read who is out alone", err)
				return
			}
			a.out, a.set = out, set
			a.anyone.Store(len(out) > 0)
			a.tick()
		}
	})
}

// changed reads again after a write that may have to do with it.
func (a *alarm) changed(c store.Change) {
	if c.Is(store.ChangedLone, store.ChangedSettings, store.ChangedClient) {
		a.look()
	}
}

// Tick looks at the clock: whoever should be back by now and is not raises the
// alarm. The program calls it every few seconds, and tests when they like.
func (s *Shell) Tick() { s.alarm.tick() }

func (a *alarm) tick() {
	now := a.s.host.Clock()
	var over []data.LoneCard
	for _, c := range a.out {
		if rule.Overdue(&c, now) && !now.Before(a.hidden[c.ID]) {
			over = append(over, c)
		}
	}
	if g := a.s.gate; g != nil {
		a.atGate(g, len(over))
		return
	}
	if a.s.fullWindow() {
		a.atPad(len(over), now)
		return
	}
	a.padUntil = time.Time{}
	if len(over) == 0 {
		a.close()
		return
	}
	c := &over[0]
	said := fmt.Sprint(c.ID, c.DueAt, c.Calls, len(over))
	if a.shown != nil && said == a.said {
		// Only the time has gone on: what has the focus stays.
		a.shown.SetHead(a.head(c, len(over)-1, now))
		a.shown.Ensure(a.first)
		return
	}
	a.said = said
	a.show(c, len(over)-1, now)
}

// atGate says on the card of the gate that someone is not back, and not who.
func (a *alarm) atGate(g *gate, over int) {
	a.close()
	if over == 0 {
		g.card.Alarm("")
		return
	}
	if g.card.Alarm("Someone is not back from a visit. Sign in to see who, and call them.") && a.s.chime != nil {
		a.s.chime()
	}
}

func (a *alarm) close() {
	if a.shown != nil {
		a.shown.Close()
	}
	a.shown, a.said = nil, ""
}

func (a *alarm) show(c *data.LoneCard, more int, now time.Time) {
	head, body, foot := a.head(c, more, now), a.body(c), a.foot(c)
	if a.shown == nil {
		kit.HideTips()
		if a.s.chime != nil {
			a.s.chime()
		}
		a.shown = kit.ShowStanding(a.s.host.Window, head, body, foot, a.first)
		return
	}
	a.shown.SetContent(head, body, foot)
	a.shown.Ensure(a.first)
	a.s.host.Window.Canvas().Focus(a.first) // what had it was drawn anew
}

// mine reports whether the card is of whoever uses this PC.
func (a *alarm) mine(c *data.LoneCard) bool {
	return c.StaffID != "" && c.StaffID == a.s.host.Session.Person()
}

func (a *alarm) head(c *data.LoneCard, more int, now time.Time) fyne.CanvasObject {
	title := "Someone is not back"
	switch {
	case a.mine(c):
		title = "You have not said that you are back"
	case c.Staff != "":
		title = fmt.Sprintf("%s is not back", c.Staff)
	}
	clock := func(t time.Time) string { return data.HourOf(t.In(now.Location())) }
	facts := fmt.Sprintf("Due back at %s. It is now %s. Out since %s.", clock(c.DueAt), clock(now), clock(c.OutAt))
	if more > 0 {
		facts += " " + data.Plural(more, "more person is not back.", "more people are not back.")
	}
	if m := a.s.host.Meets; m != nil {
		news := m.News()
		if unheard := news.Unheard(now); unheard != "" {
			facts += " " + unheard
		}
	}
	over := kit.NewChip(fmt.Sprintf("%d min overdue", rule.MinutesOverdue(c, now)), kit.Red)
	return kit.VStack(4, kit.Border(8, nil, nil, nil, kit.HStack(0, over), onRed("Lone-working alarm", kit.Bold)),
		onRed(title, kit.Title), onRed(facts, kit.Body))
}

func onRed(text string, style kit.Style) fyne.CanvasObject {
	t := kit.NewParagraph(text, style)
	t.SetColor(theme.ColorOnRed)
	return t
}

// body says where to look for them and whom to ring, without a client's name.
func (a *alarm) body(c *data.LoneCard) fyne.CanvasObject {
	list := kit.VStack(8, kit.NewParagraph(c.Place, kit.Bold))
	var about []string
	if c.Access != "" {
		about = append(about, data.Capital(c.Access))
	}
	if c.With != "" {
		about = append(about, fmt.Sprintf("with %s", c.With))
	}
	if len(about) > 0 {
		list.Add(kit.NewParagraph(strings.Join(about, " · "), kit.Muted))
	}
	if hazards := strings.Split(c.Hazards, ","); c.Hazards != "" {
		chips := kit.Wrap()
		for _, hazard := range hazards {
			chips.Add(kit.NewChip(data.Capital(data.Tidy(hazard)), kit.Amber))
		}
		list.Add(chips)
	}
	steps := rule.LoneSteps(c, &a.set)
	next := rule.NextStep(steps)
	a.first = nil
	for i, step := range steps {
		list.Add(kit.Separator())
		list.Add(a.step(c, i, step, next))
	}
	list.Add(kit.Separator())
	list.Add(numbered(len(steps)+1, "No answer from anyone: call 999", "Give the address and the hazards above.", nil))
	return list
}

func (a *alarm) step(c *data.LoneCard, i int, step rule.LoneStep, next int) fyne.CanvasObject {
	phone := step.Phone
	if phone == "" {
		phone = "No number is on the card."
	}
	var right fyne.CanvasObject
	switch {
	case step.Called != nil && step.Called.Result == data.CallSafe:
		right = kit.HStack(0, kit.NewChip(fmt.Sprintf("Reached %s", a.clock(step.Called.At)), kit.Green))
	case step.Called != nil:
		right = kit.HStack(0, kit.NewChip(fmt.Sprintf("No answer %s", a.clock(step.Called.At)), kit.Neutral))
	case i == next:
		none := kit.Secondary("No answer", func() { a.rung(c, step.Whom, data.CallNoAnswer) }).Compact()
		safe := kit.Primary("Reached, safe", func() { a.rung(c, step.Whom, data.CallSafe) }).Compact()
		if a.mine(c) { // who is back says so; that is the one filled button
			safe.SetKind(kit.KindSecondary)
		}
		a.first = none
		right = kit.HStack(8, none, safe)
	case i == next+1:
		right = kit.HStack(0, kit.NewChip("Next", kit.Neutral))
	}
	name := fmt.Sprintf("Call %s", step.Whom)
	if i == 0 && a.mine(c) {
		name = "Call you"
	}
	return numbered(i+1, name, phone, right)
}

func numbered(n int, title, about string, right fyne.CanvasObject) fyne.CanvasObject {
	words := kit.VStack(1, kit.NewParagraph(title, kit.Bold), kit.NewParagraph(about, kit.Muted))
	return kit.Border(10, nil, nil, kit.Fixed(22, 0, kit.NewText(strconv.Itoa(n), kit.Bold)), right, words)
}

func (a *alarm) clock(t time.Time) string {
	return data.HourOf(t.In(a.s.host.Clock().Location()))
}

func (a *alarm) foot(c *data.LoneCard) fyne.CanvasObject {
	words := fmt.Sprintf("The alarm stays until someone answers it. %s", data.NotEmergency)
	if c.Buddy != "" {
		words = fmt.Sprintf("The alarm stays until someone answers it. %s is the buddy. %s", c.Buddy, data.NotEmergency)
	}
	back := "They are back"
	if a.mine(c) {
		back = "I am back"
	}
	isBack := kit.Secondary(back, func() {
		a.write("say that someone is back", func(ctx context.Context) error { return a.s.host.Lone.Back(ctx, c.ID) })
	})
	if a.mine(c) {
		isBack.SetKind(kit.KindPrimary)
	}
	if a.first == nil || a.mine(c) {
		a.first = isBack
	}
	hide := kit.Secondary("Hide for 5 minutes", func() {
		a.hidden[c.ID] = a.s.host.Clock().Add(alarmHidden)
		a.tick()
	})
	return kit.VStack(10, kit.Separator(), kit.NewParagraph(words, kit.Muted), kit.HStack(8, kit.Spacer(), hide, isBack))
}

func (a *alarm) rung(c *data.LoneCard, whom string, result data.CallResult) {
	a.write("note a call", func(ctx context.Context) error { return a.s.host.Lone.Rung(ctx, c.ID, whom, result) })
}

func (a *alarm) write(what string, work func(ctx context.Context) error) {
	h := a.s.host
	h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			if err != nil {
				kit.Message(h.Window, "The answer was not saved", h.Fail(what, err))
				return
			}
			a.look()
		}
	})
}

// follow calls Tick every so often, as long as someone is out, until the window
// closes.
func (a *alarm) follow(every time.Duration) {
	go func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-a.s.ctx.Done():
				return
			case <-ticker.C:
				if a.anyone.Load() {
					fyne.Do(a.tick)
				}
			}
		}
	}()
}

// outOrBack is one key for both: whoever is out is back; whoever is not goes to
// the card of the next visit of today, where the same key says that they are out.
func (s *Shell) outOrBack() {
	if p, ok := s.page.(interface{ OutOrBack() }); ok {
		p.OutOrBack()
		return
	}
	h := s.host
	h.Background(func(ctx context.Context) func() {
		me := h.Session.Person()
		out, err := h.Lone.Out(ctx)
		if err != nil {
			return func() { kit.Message(h.Window, "Lone working", h.Fail("read who is out alone", err)) }
		}
		for _, c := range out {
			if c.StaffID == me {
				err = h.Lone.Back(ctx, c.ID)
				return func() {
					if err != nil {
						kit.Message(h.Window, "The answer was not saved", h.Fail("say that someone is back", err))
						return
					}
					kit.Message(h.Window, "You are back", fmt.Sprintf("Your lone-working card is closed at %s.", data.HourOf(h.Clock())))
				}
			}
		}
		next, err := s.nextVisit(ctx, me)
		return func() { s.toCard(next, err) }
	})
}

// nextVisit is the first visit of today that someone is not back from; nil if
// there is none.
func (s *Shell) nextVisit(ctx context.Context, me data.ID) (*data.VisitRow, error) {
	h := s.host
	visits, err := h.Visits.List(ctx, data.VisitFilter{From: h.Today(), To: h.Today(), StaffID: me})
	for i := range visits {
		v := &visits[i]
		if !v.FinishedAt.IsZero() || v.Back {
			continue
		}
		if v.ID == "" {
			v.ID, err = h.Visits.Adopt(ctx, v.AppointmentID)
		}
		return v, err
	}
	return nil, err
}

func (s *Shell) toCard(next *data.VisitRow, err error) {
	switch {
	case err != nil:
		kit.Message(s.host.Window, "Lone working", s.host.Fail("read the visits of today", err))
		return
	case next != nil:
		s.Go(host.Route{Area: host.Calendar, View: host.ViewLeaving, Record: next.ID, Client: next.ClientID})
		return
	}
	kit.Message(s.host.Window, "You have no home visits today", "Plan a home visit first. Its lone-working card shows where you are and when you are due back.")
}
