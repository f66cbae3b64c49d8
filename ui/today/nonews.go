package today

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// noNewsShown is how many rows stand on Today, so that it stays calm; the rest
// is one press away.
const noNewsShown = 5

// noNews is the card of prescriptions of which no one has heard for a while,
// the longest silence first.
type noNews struct {
	host  *host.Host
	card  *kit.Card
	rows  *kit.Rows
	every *kit.Rows // all of them, in a dialog
	all   *kit.Dialog
	more  *kit.Button
	list  []data.NoNewsRow
	flags host.PersonFlags
	today data.Date
}

func newNoNews(h *host.Host) *noNews {
	n := &noNews{host: h}
	n.rows = n.newRows(func() int { return min(noNewsShown, len(n.list)) }, false)
	n.every = n.newRows(func() int { return len(n.list) }, true)
	n.more = kit.Quiet("", n.showAll).Compact()
	n.card = kit.NewCard("Waiting to hear", "days since last update", kit.Border(0, nil, kit.PadXY(theme.CardPadding, 4, kit.HStack(0, n.more)), nil, nil, n.rows)).Flush()
	n.card.Hide()
	return n
}

func (n *noNews) newRows(count func() int, wide bool) *kit.Rows {
	rows := kit.NewRows(count, func() fyne.CanvasObject { return kit.NewRowText() },
		func(i int, o fyne.CanvasObject) { o.(*kit.RowText).Set(n.row(&n.list[i], wide)) }, kit.RowHeight())
	rows.OnOpen = n.open
	return rows
}

// row says who to call, and how long ago the last update was. Where it is wide
// the chip says the whole.
func (n *noNews) row(r *data.NoNewsRow, wide bool) kit.RowData {
	made := fmt.Sprintf("referred %s", strings.TrimSuffix(r.MadeOn.Short(), fmt.Sprintf(" %d", n.today.Year)))
	silence := data.Plural(n.today.Sub(r.LastWord), "day", "days")
	if wide {
		silence = data.Plural(n.today.Sub(r.LastWord), "day since last update", "days since last update")
	}
	parts := []string{r.Service, made}
	if r.ServicePhone != "" { // first, because it must not be cut off
		parts = append([]string{r.ServicePhone}, parts...)
	}
	return kit.RowData{Title: r.Client, Secondary: strings.Join(parts, " · "),
		Chips: append(n.flags.Chips(r.ClientID, n.today), kit.ChipData{Text: silence, Tone: kit.Amber})}
}

func (n *noNews) set(list []data.NoNewsRow, today data.Date) {
	n.list, n.today = list, today
	n.card.Hidden = len(list) == 0
	rest := len(list) - noNewsShown
	n.more.Hidden = rest <= 0
	n.more.SetText(fmt.Sprintf("and %d more", rest))
	n.rows.Reload()
	n.every.Reload()
	if n.all != nil && len(list) == 0 {
		n.all.Close()
	}
	n.card.Refresh()
}

// showAll lists every one in a dialog that stays while one after the other is
// rung.
func (n *noNews) showAll() {
	n.every.Unselect()
	list := kit.Fixed(0, kit.RowHeight()*7, n.every)
	n.all = kit.ShowForm(n.host.Window, "No update yet, longest first", list, "Log a call", func() bool {
		n.open(max(0, n.every.Selected()))
		return false
	})
	n.all.OnClosed = func() { n.all = nil }
}

// open asks what they said when they were rung.
func (n *noNews) open(i int) {
	if i < 0 || i >= len(n.list) {
		return
	}
	r := n.list[i]
	o := newOutcome(n.host, prescribed{id: r.PrescriptionID, client: r.ClientID, status: r.Status, madeOn: r.MadeOn}, true)
	said := fmt.Sprintf("%s on %s", r.Status.Label(), r.LastWord.Short())
	if r.LastWord == r.MadeOn {
		said = fmt.Sprintf("Referred on %s", r.MadeOn.Short())
	}
	if !r.FollowUpDue.IsZero() {
		said = fmt.Sprintf("%s, follow-up due %s", said, r.FollowUpDue.Short())
	}
	lines := kit.VStack(2, kit.NewParagraph(r.Client, kit.Bold), kit.NewParagraph(r.Service, kit.Body))
	if r.ServicePhone != "" {
		lines.Add(kit.NewCopyLine(r.ServicePhone, kit.Body))
	}
	lines.Add(kit.NewParagraph(said, kit.Muted))
	askOutcome(o, "What was said?", []fyne.CanvasObject{lines}, func(data.PrescriptionStatus) {})
}
