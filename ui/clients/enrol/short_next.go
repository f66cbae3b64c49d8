package enrol

import (
	"context"
	"fmt"
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// outlook says what the fields are understood to mean, and what comes of them.
func (p *shortPage) outlook() {
	r := p.referral()
	p.name.SetHint(nameHint(p.form.In.Named("Name").Get()))
	young := ""
	if note := data.UnderAgeNote(r.BirthDate, p.h.Today(), p.choices.MinimumAge); note != "" {
		young = fmt.Sprintf("%s You can still save.", note)
	}
	p.young.Set(kit.Amber, young)
	p.young.Hidden = young == ""
	p.agreed.SetText(map[data.Agreement]string{
		"":            "We only call people who agreed.",
		data.Agreed:   "We only call people who agreed.",
		data.Disagree: "We save the referral, and no one calls.",
		data.NotAsked: "Someone asks before anyone calls.",
	}[r.Agreed])
	p.next.Objects = nil
	for i, step := range p.steps(r) {
		if i > 0 {
			p.next.Add(kit.Separator())
		}
		lines := kit.VStack(2, kit.NewParagraph(step[0], kit.Body))
		if step[1] != "" {
			lines.Add(kit.NewParagraph(step[1], kit.Muted))
		}
		p.next.Add(kit.Border(10, nil, nil, kit.VStack(0, kit.NewChip(strconv.Itoa(i+1), kit.Accent)), nil, lines))
	}
	p.relay()
}

// longestHint is how much of a name its hint repeats.
const longestHint = 40

// nameHint says how a name is read, so that nothing is guessed in silence.
func nameHint(typed string) string {
	given, family := data.SplitName(typed)
	switch {
	case family == "":
		return ""
	case given == "":
		return fmt.Sprintf("Last name “%s”, first name not given", family)
	case utf8.RuneCountInString(given+family) > longestHint:
		return fmt.Sprintf("Last name “%s”", string([]rune(family)[:min(longestHint, utf8.RuneCountInString(family))]))
	}
	return fmt.Sprintf("First name “%s”, last name “%s”", given, family)
}

// steps are what happens with the referral once it is saved.
func (p *shortPage) steps(r *data.ShortReferral) [][2]string {
	dated := fmt.Sprintf("Dated %s", r.ReceivedOn.Long())
	if r.Referrer != "" {
		dated = fmt.Sprintf("Dated %s, from %s", r.ReceivedOn.Long(), data.Tidy(r.Referrer))
	}
	sees, later := "The referral appears on Today.", "You can add the address, NHS number and other consents to the record later."
	if !p.staff() { // who neither have Today nor see the record
		sees = fmt.Sprintf("%s see the referral on Today.", p.h.Role().CapitalMany())
		later = fmt.Sprintf("%s add the address, NHS number and other consents later.", p.h.Role().CapitalMany())
	}
	if p.choices.PrescriberName != "" {
		sees = fmt.Sprintf("%s will see the referral on Today.", p.choices.PrescriberName)
	}
	call := [2]string{"First call within 5 working days", fmt.Sprintf("By %s", p.choices.Holidays.FirstCallBy(r.ReceivedOn).Long())}
	switch phone, err := data.NormalisePhone(r.Phone); {
	case data.Tidy(r.Phone) == "":
		call[1] += ". There is no phone number yet."
	case err != nil:
		call[1] += ". The phone number needs checking."
	default:
		call[0] = fmt.Sprintf("Call %s within 5 working days", phone)
	}
	switch r.Agreed {
	case data.Disagree:
		call = [2]string{"No one calls", "They did not agree to be contacted."}
	case data.NotAsked:
		call[0] = "Before the first call, ask whether they agree"
	}
	return [][2]string{{sees, dated}, call, {later, ""}}
}

// referredCard lists who was referred today.
type referredCard struct {
	p       *shortPage
	card    *kit.Card
	list    *fyne.Container
	reading *load.Latest
}

// referredShown is how many names stand there; the card counts the others.
const referredShown = 5

func newReferredCard(p *shortPage) *referredCard {
	c := &referredCard{p: p, list: kit.VStack(8), reading: load.New(p.h)}
	c.card = kit.NewCard("Referred today", "", c.list)
	c.card.Hide()
	return c
}

func (c *referredCard) look() {
	type found struct {
		rows  []data.ReferredRow
		total int
	}
	surgery := c.p.choices.Here
	load.Do(c.reading, func(ctx context.Context) (f found, err error) {
		f.rows, f.total, err = c.p.door.ReferredOn(ctx, c.p.h.Today(), surgery)
		return f, err
	}, func(f found, err error) {
		if err != nil {
			c.p.h.Fail("list who was referred today", err)
			return
		}
		c.list.Objects = nil
		for i, r := range f.rows[:min(len(f.rows), referredShown)] {
			if i > 0 {
				c.list.Add(kit.Separator())
			}
			chip := kit.NewChip("Waiting", kit.Amber)
			if r.Seen {
				chip = kit.NewChip("Seen", kit.Green)
			}
			c.list.Add(kit.HStack(10, kit.NewText(r.Name, kit.Bold), kit.Spacer(), kit.NewText(data.Hour(r.At), kit.Muted), chip))
		}
		if more := f.total - referredShown; more > 0 {
			c.list.Add(kit.NewParagraph(fmt.Sprintf("and %s more", data.Count(more)), kit.Muted))
		}
		c.card.SetAside(data.Count(f.total))
		c.card.Hidden = f.total == 0
		c.p.relay()
	})
}

// bornAndPhone is what a near match may show beside the name.
func bornAndPhone(n data.NearMatch) string {
	born := "date of birth not recorded"
	if !n.BirthDate.IsZero() {
		born = n.BirthDate.Short()
	}
	return person.Dotted(born, n.Phone)
}
