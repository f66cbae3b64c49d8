package enrol

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// nearShown is how many near matches the card shows.
const nearShown = 3

// nearCard asks whether the person is here already. It shows no more than name,
// date of birth, phone and why: others may be looking.
type nearCard struct {
	p       *shortPage
	card    *kit.Card
	body    *fyne.Container
	last    string // what was looked for last
	found   []data.NearMatch
	use     *data.NearMatch // the referral is about this client
	others  []data.ID       // said to be someone else
	reading *load.Latest
}

func newNearCard(p *shortPage) *nearCard {
	c := &nearCard{p: p, body: kit.VStack(10), reading: load.New(p.h)}
	c.card = kit.NewCard("Already a client?", "", c.body)
	c.draw()
	return c
}

// chosen is the client whom the referral is about, "" for a new one.
func (c *nearCard) chosen() data.ID {
	if c.use == nil {
		return ""
	}
	return c.use.ID
}

// forget begins anew, with no one found.
func (c *nearCard) forget() {
	c.reading.Forget()
	c.last, c.found, c.use, c.others = "", nil, nil, nil
	c.draw()
}

// look searches for who may be the same person; it does nothing while what they
// are told by is the same as last time.
func (c *nearCard) look() {
	r := c.p.referral()
	key := strings.Join([]string{r.GivenNames, r.FamilyName, r.BirthDate.String(), data.PhoneDigits(r.Phone)}, "\x00")
	if key == c.last {
		return
	}
	c.last = key
	r.ClientID = ""
	load.Do(c.reading, func(ctx context.Context) ([]data.NearMatch, error) { return c.p.door.NearMatches(ctx, r) },
		func(found []data.NearMatch, err error) {
			if err != nil {
				c.p.h.Fail("look for near matches", err)
				return
			}
			c.found = found
			c.draw()
		})
}

// open are the near matches of whom no one has said yet that they are others.
func (c *nearCard) open() []data.NearMatch {
	return slices.DeleteFunc(slices.Clone(c.found), func(n data.NearMatch) bool { return slices.Contains(c.others, n.ID) })
}

func (c *nearCard) draw() {
	c.body.Objects = nil
	open := c.open()
	c.card.SetAction(nil)
	switch {
	case c.use != nil:
		c.body.Add(c.person(*c.use, kit.NewChip("This client", kit.Green)))
		c.body.Add(kit.NewParagraph("We will add the referral to their record. Details already there will not change.", kit.Muted))
		c.body.Add(kit.HStack(8, kit.Secondary("Add as a new client instead", func() { c.answer(nil) }).Compact()))
	case len(open) == 0 && len(c.others) > 0:
		c.body.Add(kit.NewParagraph("You said this is someone else. We will add a new client.", kit.Muted))
	case strings.Trim(c.last, "\x00") == "":
		c.body.Add(kit.NewParagraph("We look for the name, date of birth and phone number as you type them.", kit.Muted))
	case len(open) == 0:
		c.body.Add(kit.NewParagraph(c.none(), kit.Muted))
	default:
		c.card.SetAction(kit.NewChip(data.Plural(len(open), "near match", "near matches"), kit.Amber))
		c.ask(open)
	}
	c.card.Refresh()
	if c.p.right != nil {
		c.p.relay()
	}
}

// none says that no one was found, and whose clients were searched: who sees some
// clients only must not take it that the person is new.
func (c *nearCard) none() string {
	if c.p.h.Session.SeesEveryone() {
		return "No client has this name, date of birth or phone number."
	}
	return "None of the clients you can see has this name, date of birth or phone number. A colleague may know them already."
}

// ask shows the near matches, each with a way to use that client.
func (c *nearCard) ask(open []data.NearMatch) {
	for i, n := range open[:min(len(open), nearShown)] {
		if i > 0 {
			c.body.Add(kit.Separator())
		}
		c.body.Add(c.person(n, kit.NewChip(data.Capital(strings.TrimPrefix(n.Why, "the ")), kit.Neutral)))
		use := kit.Secondary("Use this client", func() { c.answer(&n) }).Compact()
		if i == 0 {
			c.body.Add(kit.Wrap(kit.Secondary("Someone else", c.someoneElse).Compact(), use))
			continue
		}
		c.body.Add(kit.Wrap(use))
	}
	if more := len(open) - nearShown; more > 0 {
		c.body.Add(kit.NewParagraph(data.Plural(more, "more match", "more matches"), kit.Muted))
	}
}

func (c *nearCard) person(n data.NearMatch, chip fyne.CanvasObject) fyne.CanvasObject {
	name := kit.NewParagraph(n.Name, kit.Bold)
	name.SetMaxLines(2)
	return kit.VStack(4, name, kit.NewParagraph(bornAndPhone(n), kit.Muted), kit.Wrap(chip))
}

// answer says that the referral is about a client who is here, or takes that back.
func (c *nearCard) answer(n *data.NearMatch) {
	c.use = n
	c.draw()
	c.p.outlook()
	c.p.form.Button.SetText("Save referral")
	c.p.h.Window.Canvas().Focus(c.p.form.Button)
}

// someoneElse says that the person is none of those shown.
func (c *nearCard) someoneElse() {
	for _, n := range c.open() {
		c.others = append(c.others, n.ID)
	}
	c.draw()
	if agreed := c.p.form.In.Named("Agreed"); agreed.Get() == "" {
		agreed.Take()
	} else {
		c.p.h.Window.Canvas().Focus(c.p.form.Button)
	}
}
