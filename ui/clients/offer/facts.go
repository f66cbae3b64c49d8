package offer

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// checkedText says when someone last made sure that the entry is true.
func (d *offerDetail) checkedText() string {
	v := d.service
	if v.LastChecked.IsZero() {
		return "never checked"
	}
	text := fmt.Sprintf("checked %s", person.DayText(v.LastChecked, d.page.h.Today()))
	if v.CheckedHow != "" {
		text += ", " + v.CheckedHow
	}
	return text
}

// How many lines of a text are shown, so that what the person says stays in
// view; the pointer shows the rest.
const (
	descriptionShown = 5
	factLinesShown   = 2
)

// factLines are what to tell the person, and what to know before offering it.
func (d *offerDetail) factLines() []fyne.CanvasObject {
	v := d.service
	var lines []fyne.CanvasObject
	line := func(text string, style kit.Style, most int) {
		if text == "" {
			return
		}
		part := kit.NewParagraph(text, style)
		part.SetMaxLines(most)
		lines = append(lines, kit.WithTip(part, func() string {
			if part.Truncated() {
				return text
			}
			return ""
		}))
	}
	if chips := d.chips(); len(chips) > 0 {
		lines = append(lines, kit.Wrap(chips...))
	}
	if v.Organisation != "" {
		line(person.Dotted(v.Organisation, v.Area), kit.Muted, factLinesShown)
	}
	line(v.Description, kit.Body, descriptionShown)
	line(person.Dotted(data.Tidy(v.Days), v.Cost, waysText(v.Delivery)), kit.Muted, factLinesShown)
	for _, f := range []struct{ label, text string }{
		{"How to refer", v.Referring},
		{"Waiting time", person.Dotted(v.Waiting, roomText(v.Room))},
		{"Access", person.Dotted(stepText(v.Wheelchair), v.Access)},
		{"Languages", strings.Join(v.Languages, ", ")},
		{"Who it is for", person.Dotted(data.AgeSpan(v.MinAge, v.MaxAge), v.Eligibility)},
		{"Contact", person.Dotted(v.ContactName, v.Phone, v.Email)},
		{"Where", person.Dotted(v.Address, v.Postcode)},
	} {
		if f.text != "" {
			line(f.label+": "+f.text, kit.Muted, factLinesShown)
		}
	}
	for _, text := range d.fitLines() {
		line(text, kit.Body, factLinesShown)
	}
	line(d.saidBefore(), kit.Muted, factLinesShown)
	return lines
}

// roomText is whether there is room, as far as anyone has asked.
func roomText(r data.Room) string {
	if r == "" {
		return ""
	}
	return strings.ToLower(r.Label())
}

func stepText(stepFree data.YesNo) string {
	return map[data.YesNo]string{data.Yes: "step-free", data.No: "not step-free"}[stepFree]
}

// waysText is how a service reaches people: "in person, by phone".
func waysText(ways []data.Delivery) string {
	words := make([]string, len(ways))
	for i, w := range ways {
		words[i] = strings.ToLower(w.Label())
	}
	return strings.Join(words, ", ")
}

// row is the service as a search for this person would give it.
func (d *offerDetail) row() *data.ServiceRow {
	v, today := d.service, d.page.h.Today()
	r := &data.ServiceRow{ID: v.ID, Days: v.Days, Status: v.Status, ClosedUntil: v.ClosedUntil, Room: v.Room, LastChecked: v.LastChecked,
		MinAge: v.MinAge, MaxAge: v.MaxAge, Wheelchair: v.Wheelchair}
	if v.Status == data.ServicePaused && !v.ClosedUntil.IsZero() && !v.ClosedUntil.After(today) {
		r.Status = data.ServiceActive // the closure is over
	}
	about := d.page.about
	about.judge(r)
	r.Meets = slices.ContainsFunc(v.Needs, func(need data.ID) bool { return slices.Contains(about.suiting.Needs, need) })
	r.Mentions = d.evidence() != nil
	return r
}

// evidence is where the entry has a word of a need of the client; nil if nowhere.
func (d *offerDetail) evidence() *data.NeedEvidence {
	words := d.page.about.suiting.Words
	if e := data.EvidenceIn(d.service.Name, words); e != nil {
		return e
	}
	return data.EvidenceIn(d.service.Description, words)
}

// fitLines say what is known of the service for this client, what is not, and what
// the description says of a need for which no one has marked it.
func (d *offerDetail) fitLines() []string {
	r := d.row()
	var lines []string
	if known := d.page.about.suiting.Known(r); len(known) > 0 {
		lines = append(lines, "For this client: "+strings.Join(known, "; "))
	}
	if e := d.evidence(); e != nil && !r.Meets {
		lines = append(lines, "Not marked for their need. It says: “"+e.Quote+"”")
	}
	if unknown := d.page.about.suiting.Unknown(r); len(unknown) > 0 {
		lines = append(lines, data.Capital(strings.Join(unknown, "; ")))
	}
	return lines
}

// chips are all that speaks against the service for this person, or that it
// suits, and what they said to it before.
func (d *offerDetail) chips() []fyne.CanvasObject {
	r, p := d.row(), d.page
	var chips []fyne.CanvasObject
	add := func(text string, tone kit.Tone) {
		if text != "" {
			chips = append(chips, kit.NewChip(text, tone))
		}
	}
	for _, reason := range r.Reasons {
		add(reason, reasonTone(reason))
	}
	if len(r.Reasons) == 0 && p.about.stale(r.LastChecked, p.h.Today()) == "" {
		state, _ := p.stateOf(r)
		add(state.Text, state.Tone)
	}
	add(beforeText(r.Before, r.BeforeOn, p.h.Today()), kit.Neutral)
	if !sharingAgreed(p.about.record.Consents) {
		add("No consent to share yet", kit.Amber)
	}
	return chips
}

// warnings stand right above what the person says: the service can be offered
// all the same, but not without having read them.
func (d *offerDetail) warnings() []fyne.CanvasObject {
	r, today := d.row(), d.page.h.Today()
	var banners []fyne.CanvasObject
	warn := func(text string) { banners = append(banners, kit.NewBanner(kit.Amber, text, nil)) }
	var passing []string
	for _, reason := range r.Reasons {
		if reasonTone(reason) == kit.Amber {
			passing = append(passing, reason)
		}
	}
	if len(passing) > 0 {
		warn(fmt.Sprintf("%s. You can still choose it for later.", person.Dotted(passing...)))
	}
	switch {
	case d.page.about.stale(r.LastChecked, today) == "":
	case r.LastChecked.IsZero():
		warn("These details have not been checked. Call before you refer.")
	default:
		warn(fmt.Sprintf("Not checked since %s. Call before you refer.", person.DayText(r.LastChecked, today)))
	}
	return banners
}

func sharingAgreed(consents []data.Consent) bool {
	for _, c := range consents { // the latest of each kind
		if c.Kind == data.ConsentOrganisation {
			return c.Given
		}
	}
	return false
}

// saidBefore is what the person said the last time, with their words.
func (d *offerDetail) saidBefore() string {
	for _, o := range d.page.about.offers { // newest first
		if o.ServiceID != d.shown {
			continue
		}
		text := fmt.Sprintf("%s on %s", o.Decision.Label(), o.OfferedOn.Short())
		if o.Words != "" {
			text += ": “" + o.Words + "”"
		}
		return text
	}
	return ""
}
