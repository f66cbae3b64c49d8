package record

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/clients/sheet"
	"waymark/ui/kit"
)

// servicesCard is what was prescribed and what came of it.
func (p *recordPage) servicesCard() fyne.CanvasObject {
	if len(p.rec.Prescriptions) == 0 {
		return kit.NewCard("Services", "", kit.NewParagraph(fmt.Sprintf("No services yet. What %s chooses appears here.", p.rec.Client.Called()), kit.Muted))
	}
	list := kit.VStack(10)
	for i := range p.rec.Prescriptions {
		if i > 0 {
			list.Add(kit.Separator())
		}
		list.Add(p.serviceLine(&p.rec.Prescriptions[i]))
	}
	card := kit.NewCard("Services", "", list)
	if unfinished(p.rec.Prescriptions) && !p.rec.Died {
		card.SetAction(p.offered(kit.Secondary("Print summary…", p.askSheet).Compact()))
	}
	return card
}

func (p *recordPage) askSheet() { sheet.Ask(p.h, p.client, nil) }

// unfinished is true while anything that was chosen goes on, so that a sheet can
// be printed about it.
func unfinished(list []data.Prescription) bool {
	return slices.ContainsFunc(list, func(rx data.Prescription) bool {
		return slices.Contains([]data.PrescriptionStatus{data.StatusMade, data.StatusContacted, data.StatusStarted, data.StatusAttending}, rx.Status)
	})
}

func (p *recordPage) serviceLine(rx *data.Prescription) fyne.CanvasObject {
	today := p.h.Today()
	made := fmt.Sprintf("Signposted %s", person.DayText(rx.MadeOn, today))
	if rx.Kind == data.ReferralOn {
		made = fmt.Sprintf("Referred %s", person.DayText(rx.MadeOn, today))
	}
	since := ""
	if !rx.StatusOn.IsZero() && rx.StatusOn != rx.MadeOn {
		since = rx.Status.Label() + " " + person.DayText(rx.StatusOn, today)
	}
	change := p.offered(kit.Secondary("Change", func() { p.askStatus(rx) }).Compact())
	lines := kit.VStack(4,
		kit.NewParagraph(person.FirstOf(rx.Service, "A service"), kit.Bold),
		kit.NewParagraph(person.Dotted(made, since), kit.Muted))
	if rx.Note != "" {
		lines.Add(kit.NewParagraph(rx.Note, kit.Muted))
	}
	lines.Add(kit.Wrap(kit.NewChip(rx.Status.Label(), person.StatusTone(rx.Status)), change))
	if rx.Kind == data.ReferralOn && !p.onlyKept() && !p.rec.Died {
		id := rx.ID
		lines.Add(kit.HStack(0, kit.Quiet("Letter…", func() { p.h.WriteToService(id, nil) }).Compact()))
	}
	return lines
}

// whoCard is where they live and how to reach them.
func whoCard(rec *data.ClientRecord) *kit.Card {
	c := &rec.Client
	alone := map[data.YesNo]string{data.Yes: "lives alone", data.No: "does not live alone"}[c.LivesAlone]
	born := ""
	if !c.BirthDate.IsZero() {
		born = fmt.Sprintf("Born %s", c.BirthDate.Short())
	}
	sex := ""
	if c.Sex != "" {
		sex = c.Sex.Label()
	}
	lines := []string{
		person.Dotted(c.Address, c.Town, c.Postcode, alone),
		person.Dotted(c.Phone, c.OtherPhone, c.ContactBy),
		c.Email,
		c.Other,
		person.Dotted(born, sex),
		person.Dotted(rec.Surgery, person.PrefixIf("with ", rec.Prescriber)),
	}
	stack := kit.VStack(4)
	for _, l := range lines {
		if l != "" {
			stack.Add(kit.NewParagraph(l, kit.Muted))
		}
	}
	if rec.Episodes > 1 {
		stack.Add(kit.NewParagraph(fmt.Sprintf("%s time in the service", ordinal(rec.Episodes)), kit.Muted))
	}
	if len(stack.Objects) == 0 {
		stack.Add(kit.NewParagraph("Only a name has been recorded.", kit.Muted))
	}
	if missing := missingLine(rec); missing != "" {
		stack.Add(kit.NewParagraph(missing, kit.Body))
	}
	return kit.NewCard(fmt.Sprintf("About %s", c.Called()), "", stack)
}

// ordinal is "2nd", "3rd", "11th".
func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
