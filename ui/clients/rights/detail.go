package rights

import (
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// card shows one request: what was asked and when, what is due, and what can be
// done about it.
func (p *page) card(r *data.RightsRow) fyne.CanvasObject {
	list := []fyne.CanvasObject{kit.NewParagraph(fmt.Sprintf("Asked %s, %s.", r.AskedOn.Long(), data.LowerFirst(r.AskedHow.Label())), kit.Body)}
	say := func(style kit.Style, texts ...string) {
		for _, text := range texts {
			if text != "" {
				list = append(list, kit.NewParagraph(text, style))
			}
		}
	}
	if r.State == data.RightsOpen {
		say(kit.Bold, r.Due.Sentence(p.h.Today()))
		say(kit.Muted, r.Due.Moved())
	}
	say(kit.Muted, clockText(&r.RightsRequest)...)
	say(kit.Body, quoted("", r.Asked), quoted("Was: ", r.Was), quoted("Now: ", r.Now), quoted("Told: ", r.Told))
	say(kit.Muted, about(r.Kind))
	if r.Stands() {
		list = append(list, kit.Wrap(kit.NewChip("Use is restricted", kit.Amber)))
	} else if !r.LiftedOn.IsZero() {
		say(kit.Muted, fmt.Sprintf("The restriction ended on %s: %s", r.LiftedOn.Short(), r.LiftedWhy))
	}
	if r.State != data.RightsOpen {
		say(kit.Bold, fmt.Sprintf("%s on %s", r.State.Label(), r.ClosedOn.Short()))
		say(kit.Body, r.HandedHow.Label(), r.Outcome)
	}
	if r.Kind == data.RightsAccess && r.State == data.RightsOpen {
		say(kit.Body, fmt.Sprintf("%s of %s read.", data.Count(r.Texts-r.Unread), data.Plural(r.Texts, "text", "texts")))
	}
	list = append(list, kit.Wrap(p.actions(r)...))
	title := r.Kind.Label()
	if p.client == "" {
		title = r.Client
	}
	card := kit.NewCard(title, "", kit.ScrollBeyond(kit.VStack(10, list...)))
	if p.client == "" {
		card.SetAction(kit.Secondary("Open record", func() { p.h.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: r.ClientID}) }).Compact())
	}
	return card
}

func quoted(before, text string) string {
	if text == "" {
		return ""
	}
	return before + "“" + text + "”"
}

// clockText says what stopped or extended the time for an answer.
func clockText(r *data.RightsRequest) []string {
	var list []string
	pair := func(what string, asked, known data.Date) {
		switch {
		case asked.IsZero():
		case known.IsZero():
			list = append(list, fmt.Sprintf("%s: asked %s, no answer yet.", what, asked.Short()))
		default:
			list = append(list, fmt.Sprintf("%s: asked %s, known %s.", what, asked.Short(), known.Short()))
		}
	}
	pair("Who they are", r.IdentityAskedOn, r.IdentityOn)
	pair("What they mean", r.ClarifyOn, r.ClarifiedOn)
	if !r.ExtendedOn.IsZero() {
		list = append(list, fmt.Sprintf("Two months longer, told %s: %s", r.ExtendedOn.Short(), r.ExtendedWhy))
	}
	return list
}

// about says in a sentence what has to be done for each right.
func about(k data.RightsKind) string {
	switch k {
	case data.RightsAccess:
		return "Read each text for what it says of other people, make the copy, hand it over and record how."
	case data.RightsCorrection:
		return "Correct the record, tell those it was shared with, and record both."
	case data.RightsObjection:
		return "Stop using the record while you decide. Carry on only for reasons that outweigh theirs."
	case data.RightsRestriction:
		return "Keep the record and use it for nothing else until this is lifted. Tell them before you lift it."
	case data.RightsErasure:
		return "Decide whether the law lets you keep it. To delete it, use “Delete this person’s record” under More on the record."
	}
	return ""
}

// actions are what can be done about a request now.
func (p *page) actions(r *data.RightsRow) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	add := func(b *kit.Button) { list = append(list, b.Compact()) }
	request := r.RightsRequest
	if r.State == data.RightsOpen {
		if r.Kind == data.RightsAccess {
			add(kit.Primary("Read the texts", func() {
				p.h.Go(host.Route{Area: host.Clients, View: host.ViewRightsReview, Client: r.ClientID, Record: r.ID})
			}))
			if r.Unread == 0 {
				add(kit.Primary("Make the copy…", func() { p.askCopy(r) }))
			}
			add(kit.Secondary("Record the handover…", func() { p.askEnd(request, data.RightsDone) }))
		} else {
			add(kit.Primary("Done…", func() { p.askEnd(request, data.RightsDone) }))
		}
		add(kit.Secondary("Refuse…", func() { p.askEnd(request, data.RightsRefused) }))
		add(kit.Secondary("No longer asked…", func() { p.askEnd(request, data.RightsDropped) }))
		add(kit.Secondary("Stop the clock…", func() { p.askClock(request) }))
		add(kit.Secondary("Extend the due date…", func() { p.askExtend(request) }))
	}
	if r.Stands() {
		add(kit.Secondary("Lift the restriction…", func() { p.askLift(request) }))
	}
	return list
}
