package today

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// followUps is the card of what is owed: overdue first, then today, then the
// rest of the week.
type followUps struct {
	card  *kit.Card
	rows  *kit.Rows
	list  []data.FollowUpRow
	today data.Date
	flags host.PersonFlags
	host  *host.Host
	inner *fyne.Container
	kept  kept
	foot  *fyne.Container // what is said beneath the rows
}

func newFollowUps(h *host.Host, whose *kit.Segmented) *followUps {
	f := &followUps{host: h}
	f.rows = kit.NewRows(func() int { return len(f.list) }, f.create, f.update, kit.RowHeight())
	f.rows.OnOpen = f.open
	f.rows.OnSelect = func(int) { f.rows.Reload() }
	f.inner = container.NewStack(f.rows)
	f.card = kit.NewCard("Follow-ups", "", f.footed(f.inner, func(o fyne.CanvasObject) fyne.CanvasObject { return kit.PadXY(16, 8, o) })).Flush()
	f.card.SetAction(whose)
	return f
}

func (f *followUps) create() fyne.CanvasObject { return kit.NewRowText() }

func (f *followUps) update(i int, o fyne.CanvasObject) {
	row := o.(*kit.RowText)
	r := f.list[i]
	text, tone := dueChip(r.DueOn, f.today)
	row.Set(kit.RowData{Title: r.Client, Secondary: secondary(r), Aside: aside(r), Chips: append(f.flags.Chips(r.ClientID, f.today), kit.ChipData{Text: text, Tone: tone})})
	if i == f.rows.Selected() {
		row.SetAction(kit.Primary("Follow up", func() { f.open(i) }).Compact())
	} else {
		row.SetAction(nil)
	}
}

func (f *followUps) open(i int) {
	if i < 0 || i >= len(f.list) {
		return
	}
	r := f.list[i]
	f.host.Go(host.Route{Area: host.Clients, View: host.ViewFollowUp, Client: r.ClientID, Record: r.ID})
}

func (f *followUps) set(list []data.FollowUpRow, today data.Date) {
	f.list, f.today = list, today
	overdue, due := 0, 0
	for _, r := range list {
		switch {
		case r.DueOn.Before(today):
			overdue++
		case r.DueOn == today:
			due++
		}
	}
	f.card.SetAside(fmt.Sprintf("%d overdue · %d today · %d in next 7 days", overdue, due, len(list)-overdue-due))
	if len(list) == 0 {
		f.inner.Objects = []fyne.CanvasObject{kit.NewEmpty(nil, "No follow-ups are due in the next 7 days",
			"Follow-ups are due 3 weeks after a client chooses a service, and 3 weeks after that.", nil)}
	} else {
		f.inner.Objects = []fyne.CanvasObject{f.rows}
	}
	f.inner.Refresh()
	f.rows.Reload()
}

// secondary says which follow-up it is, about what, and which questionnaires
// are due with it.
func secondary(r data.FollowUpRow) string {
	text := data.FollowUpOrdinal(r.Number)
	if due := data.DueWords(r.Asks); due != "" {
		text += " · " + due // before the service, whose name may be cut off
	}
	text += " · " + r.Service
	return text
}

// aside is what to know before ringing: how the last attempts went, how they like
// to be reached, else how sure they were.
func aside(r data.FollowUpRow) string {
	switch {
	case r.Attempts > 0:
		text := fmt.Sprintf("%s, %s", data.Plural(r.Attempts, "attempt", "attempts"), strings.ToLower(r.LastAttempt))
		if r.DuePart != "" {
			return fmt.Sprintf("%s, best %s", text, r.DuePart.In())
		}
		return text
	case r.ContactBy != "":
		return "“" + r.ContactBy + "”"
	case r.Confidence != nil:
		return fmt.Sprintf("Confidence %d of 10 when chosen", *r.Confidence)
	}
	return ""
}

// dueChip says how a due day stands to today.
func dueChip(due, today data.Date) (string, kit.Tone) {
	days := today.Sub(due)
	switch {
	case days > 0:
		return fmt.Sprintf("%s overdue", data.Plural(days, "day", "days")), kit.Red
	case days == 0:
		return "Today", kit.Amber
	case days == -1:
		return "Tomorrow", kit.Neutral
	default:
		return due.Time().Format("Mon 2 Jan"), kit.Neutral
	}
}
