package person

import (
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// ReachCard says how to reach a client: warnings, then the phone number, large enough to be
// read while dialling, and how they like to be reached.
func ReachCard(c *data.Client, warnings []kit.FlagData) *kit.Card {
	number := kit.NewText("No phone number", kit.Heading)
	if c.Phone != "" {
		number = kit.NewParagraph(c.Phone, kit.Figure)
	}
	flags := kit.NewFlags()
	flags.Set(warnings)
	objs := []fyne.CanvasObject{flags, number}
	line := func(text string) {
		if text != "" {
			objs = append(objs, kit.NewParagraph(text, kit.Muted))
		}
	}
	if c.ContactBy != "" {
		objs = append(objs, kit.NewParagraph(fmt.Sprintf("Contact preferences: %s", c.ContactBy), kit.Body))
	}
	line(PrefixIf("Or ", c.OtherPhone))
	line(c.Email)
	line(c.Other)
	if c.Interpreter == data.Yes {
		line(fmt.Sprintf("With an interpreter: %s", FirstOf(c.Language, "language not recorded")))
	} else if c.Language != "" {
		line(fmt.Sprintf("Speaks %s", c.Language))
	}
	return kit.NewCard(FirstOf(c.Called(), c.Name()), "", kit.VStack(6, objs...))
}

// AgreedCard says what a client said when they chose a service, and what has
// come of it.
func AgreedCard(rx *data.Prescription, o *data.Offer) *kit.Card {
	made := fmt.Sprintf("Signposted on %s", rx.MadeOn.Short())
	if rx.Kind == data.ReferralOn {
		made = fmt.Sprintf("Referred on %s", rx.MadeOn.Short())
	}
	objs := []fyne.CanvasObject{kit.NewParagraph(made, kit.Muted)}
	if o.Words != "" {
		objs = append(objs, kit.NewParagraph("“"+o.Words+"”", kit.Body))
	}
	var chips []fyne.CanvasObject
	if o.Confidence != nil {
		chips = append(chips, kit.NewChip(fmt.Sprintf("Confidence %d of 10", *o.Confidence), kit.Neutral))
	}
	status := rx.Status.Label()
	if rx.StatusOn.After(rx.MadeOn) {
		status = fmt.Sprintf("%s on %s", status, rx.StatusOn.Short())
	}
	chips = append(chips, kit.NewChip(status, StatusTone(rx.Status)))
	objs = append(objs, kit.Wrap(chips...))
	if rx.Note != "" {
		objs = append(objs, kit.NewParagraph(fmt.Sprintf("Last update: %s", rx.Note), kit.Muted))
	}
	return kit.NewCard(rx.Service, "", kit.VStack(6, objs...))
}

// AttemptsCard lists earlier attempts that reached no one, of which there is one
// at least.
func AttemptsCard(attempts []data.Attempt) *kit.Card {
	lines := make([]fyne.CanvasObject, len(attempts))
	for i := range attempts {
		lines[i] = kit.NewParagraph(AttemptLine(&attempts[i]), kit.Muted)
	}
	return kit.NewCard(data.Plural(len(lines), "earlier attempt", "earlier attempts"), "", kit.VStack(6, lines...))
}

// NoNews is the answer of someone who was reached and could not tell.
const NoNews data.PrescriptionStatus = "no news"

// Standings are where a service may stand, and that nothing new was heard.
func Standings() []data.Option[data.PrescriptionStatus] {
	return append(data.PrescriptionStatuses(), data.Option[data.PrescriptionStatus]{Value: NoNews, Label: "No news"})
}
