package upkeep

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/kit"
)

// call is what the telephone call to one service needs: the number, large, and
// what the directory says, to be read out.
type call struct {
	card  *kit.Card
	body  *fyne.Container
	sides fyne.CanvasObject
	same  *kit.Button
}

func newCall(tick, edit, gone func()) *call {
	c := &call{body: kit.VStack(8)}
	c.same = kit.Primary("Checked, nothing changed", tick)
	buttons := kit.Wrap(c.same, kit.Secondary("Edit", edit), kit.Secondary("Closed for good …", gone))
	c.card = kit.NewCard("", "", kit.Border(12, nil, buttons, nil, nil, kit.Scroll(service.Inset(c.body))))
	return c
}

func (c *call) show(r *data.RingRow, today data.Date) {
	c.card.SetTitle(r.Name)
	objects := []fyne.CanvasObject{kit.NewParagraph(r.Phone, kit.Figure)}
	if r.Phone == "" {
		objects[0] = kit.NewParagraph("No phone number is known", kit.Muted)
	}
	add := func(text string, style kit.Style) {
		if text != "" {
			objects = append(objects, kit.NewParagraph(text, style))
		}
	}
	add(r.ContactName, kit.Bold)
	add(service.Dotted(r.Organisation, r.Area), kit.Muted)
	if !r.GoneFrom.IsZero() {
		objects = append(objects, kit.NewBanner(kit.Amber, fmt.Sprintf("Its source has not had it since %s. Ask whether it still runs.", r.GoneFrom.Short()), nil))
	}
	if r.Status == data.ServicePaused {
		objects = append(objects, kit.NewBanner(kit.Amber, pausedText(r.ClosedUntil, today), nil))
	}
	objects = append(objects, kit.Separator())
	if r.Used > 0 {
		add(fmt.Sprintf("%s in the last twelve months", data.Capital(offered(r.Used))), kit.Body)
	} else {
		add("Not offered in the last twelve months", kit.Body)
	}
	add(lastCheckedLong(r), kit.Body)
	for _, f := range []service.Fact{
		{Label: "Days", Text: r.Days}, {Label: "Cost", Text: r.Cost}, {Label: "Waiting", Text: r.Waiting}, {Label: "Room", Text: roomText(r.Room)},
		{Label: "Ages", Text: data.Capital(data.AgeSpan(r.MinAge, r.MaxAge))}, {Label: "Helps with", Text: r.Needs},
	} {
		if f.Text != "" {
			objects = append(objects, f.Object())
		}
	}
	c.body.Objects = objects
	c.body.Refresh()
	c.card.Refresh()
}

func roomText(r data.Room) string {
	if r == "" {
		return ""
	}
	return r.Label()
}

// pausedText is what to ask about a service that is closed for now.
func pausedText(until, today data.Date) string {
	switch {
	case until.IsZero():
		return "Closed for now. Has it opened again?"
	case until.After(today):
		return fmt.Sprintf("Closed until %s. Is that still so?", until.Short())
	}
	return fmt.Sprintf("It was to open again on %s. Has it?", until.Short())
}

// offered is how often a service was offered, such as "offered 12 times".
func offered(n int) string { return fmt.Sprintf("offered %s", data.Plural(n, "time", "times")) }

func lastChecked(r *data.RingRow) string {
	if r.LastChecked.IsZero() {
		return "never checked"
	}
	return fmt.Sprintf("checked %s", r.LastChecked.Short())
}

func lastCheckedLong(r *data.RingRow) string {
	if r.LastChecked.IsZero() {
		return "Never checked"
	}
	text := fmt.Sprintf("Last checked %s", r.LastChecked.Short())
	if r.LastCheckedBy != "" {
		text += fmt.Sprintf(" by %s", r.LastCheckedBy)
	}
	if r.CheckedHow != "" {
		text += ", " + r.CheckedHow
	}
	return text
}

// askClose asks what was said before a service is closed for good.
func (p *ringPage) askClose() {
	r := p.current()
	if r == nil || p.saving {
		return
	}
	id := r.ID
	note := kit.NewTextField("What did they say?")
	note.SetHint("Such as “the number is gone” or “ended in March”.")
	sentence := fmt.Sprintf("%s stays in the records of the people it was offered to and is not offered any more.", r.Name)
	kit.ShowForm(p.h.Window, "Closed for good", kit.VStack(12, kit.NewParagraph(sentence, kit.Body), note), "Close it", func() bool {
		if problem := note.Problem(); problem != "" {
			note.SetError(problem)
			return false
		}
		p.store(id, "close a service", func(ctx context.Context) error { return p.closeService(ctx, id, note.Text()) })
		return true
	})
	note.Focus()
}

func (p *ringPage) closeService(ctx context.Context, id data.ID, note string) error {
	v, err := p.h.Directory.Service(ctx, id)
	if err != nil {
		return err
	}
	v.Status, v.LastChecked, v.LastCheckedBy, v.CheckedHow = data.ServiceDefunct, p.h.Today(), p.h.Session.Person(), service.ByPhone
	if note = data.Tidy(note); note != "" {
		v.CheckedHow += ": " + note
	}
	return p.h.Directory.SaveService(ctx, v)
}
