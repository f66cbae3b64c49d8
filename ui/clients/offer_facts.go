package clients

import (
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// checkedText says when somebody last made sure that the entry is true.
func (d *offerDetail) checkedText() string {
	v := d.service
	if v.LastChecked.IsZero() {
		return "never checked"
	}
	text := "checked " + dayText(v.LastChecked, d.page.h.Today())
	if v.CheckedHow != "" {
		text += " " + v.CheckedHow
	}
	return text
}

// factLines are what to tell the person, and what to know before offering it.
func (d *offerDetail) factLines() []fyne.CanvasObject {
	v := d.service
	var lines []fyne.CanvasObject
	if chips := d.warnings(); len(chips) > 0 {
		lines = append(lines, kit.Wrap(chips...))
	}
	if v.Organisation != "" {
		lines = append(lines, kit.NewParagraph(dotted(v.Organisation, v.Area), kit.Muted))
	}
	if v.Description != "" {
		description := kit.NewParagraph(v.Description, kit.Body)
		description.SetMaxLines(8)
		lines = append(lines, description)
	}
	if facts := dotted(data.Tidy(v.Days), v.Cost, prefixIf("waiting ", v.Waiting)); facts != "" {
		lines = append(lines, kit.NewParagraph(facts, kit.Muted))
	}
	for _, f := range []struct{ label, text string }{
		{"How to refer", v.Referring},
		{"Who for", dotted(agesText(v.MinAge, v.MaxAge), v.Eligibility)},
		{"Contact", dotted(v.ContactName, v.Phone, v.Email)},
		{"Where", dotted(v.Address, v.Postcode)},
	} {
		if f.text != "" {
			lines = append(lines, kit.NewParagraph(f.label+": "+f.text, kit.Muted))
		}
	}
	if said := d.saidBefore(); said != "" {
		lines = append(lines, kit.NewParagraph(said, kit.Muted))
	}
	return lines
}

// warnings are the chips above the description.
func (d *offerDetail) warnings() []fyne.CanvasObject {
	v, p := d.service, d.page
	var chips []fyne.CanvasObject
	row := data.ServiceRow{ID: v.ID, Status: v.Status, LastChecked: v.LastChecked, MinAge: v.MinAge, MaxAge: v.MaxAge}
	if state, _ := p.stateOf(&row); state.Text != "" {
		chips = append(chips, kit.NewChip(state.Text, state.Tone))
	}
	if before := p.before(v.ID); before != "" {
		chips = append(chips, kit.NewChip(before, kit.Neutral))
	}
	if !sharingAgreed(p.about.record.Consents) {
		chips = append(chips, kit.NewChip("No consent to share yet", kit.Amber))
	}
	return chips
}

func sharingAgreed(consents []data.Consent) bool {
	for _, c := range consents { // the latest of each kind
		if c.Kind == data.ConsentOrganisation {
			return c.Given
		}
	}
	return false
}

func agesText(least, most int) string {
	switch {
	case least > 0 && most > 0:
		return fmt.Sprintf("ages %d to %d", least, most)
	case least > 0:
		return fmt.Sprintf("from age %d", least)
	case most > 0:
		return fmt.Sprintf("up to age %d", most)
	}
	return ""
}

// saidBefore is what the person said the last time, with their words.
func (d *offerDetail) saidBefore() string {
	for _, o := range d.page.about.offers { // newest first
		if o.ServiceID != d.shown {
			continue
		}
		text := o.Decision.Label() + " on " + o.OfferedOn.Short()
		if o.Words != "" {
			text += ": “" + o.Words + "”"
		}
		return text
	}
	return ""
}
