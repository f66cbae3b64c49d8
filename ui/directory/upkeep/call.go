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
	c.same = kit.Primary("Mark as checked", tick)
	buttons := kit.Wrap(c.same, kit.Secondary("Edit", edit), kit.Secondary("Close for good…", gone))
	c.card = kit.NewCard("", "", kit.Border(12, nil, buttons, nil, nil, kit.ScrollBeyond(c.body)))
	return c
}

func (c *call) show(r *data.RingRow, today data.Date) {
	c.card.SetTitle(r.Name)
	objects := []fyne.CanvasObject{kit.NewParagraph(r.Phone, kit.Figure)}
	if r.Phone == "" {
		objects[0] = kit.NewParagraph("No phone number", kit.Muted)
	}
	add := func(text string, style kit.Style) {
		if text != "" {
			objects = append(objects, kit.NewParagraph(text, style))
		}
	}
	add(r.ContactName, kit.Bold)
	add(service.Dotted(r.Organisation, r.Area), kit.Muted)
	if !r.GoneFrom.IsZero() {
		objects = append(objects, kit.NewBanner(kit.Amber, fmt.Sprintf("Its source has not listed it since %s. Ask whether it is still running.", r.GoneFrom.Short()), nil))
	}
	if r.Status == data.ServicePaused {
		objects = append(objects, kit.NewBanner(kit.Amber, pausedText(r.ClosedUntil, today), nil))
	}
	objects = append(objects, kit.Separator())
	if r.Used > 0 {
		add(fmt.Sprintf("Offered %s in the last 12 months", data.Plural(r.Used, "time", "times")), kit.Body)
	} else {
		add("Not offered in the last 12 months", kit.Body)
	}
	add(lastCheckedLong(r), kit.Body)
	for _, f := range []service.Fact{
		{Label: "Days", Text: r.Days}, {Label: "Cost", Text: r.Cost}, {Label: "Waiting time", Text: r.Waiting}, {Label: "Places", Text: roomText(r.Room)},
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
		return "Closed for now. Ask whether it has reopened."
	case until.After(today):
		return fmt.Sprintf("Closed until %s. Ask whether that is still right.", until.Short())
	}
	return fmt.Sprintf("Due to reopen on %s. Ask whether it has.", until.Short())
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
	return service.LastChecked(r.LastChecked, r.LastCheckedBy, r.CheckedHow)
}

// askClose asks what was said before a service is closed for good.
func (p *ringPage) askClose() {
	r := p.current()
	if r == nil || p.saving {
		return
	}
	id := r.ID
	note := kit.NewTextField("What did they say?")
	note.SetHint("For example, number not in use, or ended in March.")
	sentence := fmt.Sprintf("%s stays in existing client records but you can no longer offer it.", r.Name)
	kit.ShowForm(p.h.Window, "Close this service for good?", kit.VStack(12, kit.NewParagraph(sentence, kit.Body), note), "Close service", func() bool {
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
