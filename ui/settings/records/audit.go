package records

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/store/people"
	"waymark/data/store/trail"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// audit is the part in which a manager reads who did what.
type audit struct {
	h       *host.Host
	p       page
	person  *kit.Choice
	client  *kit.TextField
	from    *kit.DateField
	to      *kit.DateField
	unusual *kit.FilterChip
	rows    *kit.Rows
	list    []trail.Row
	body    *fyne.Container
	card    *kit.Card
	more    *kit.Button
	asked   *kit.Text // what is looked for
	pcs     *trailPCs
	limit   int
	only    bool
}

// firstRows is how many rows are shown at first.
const firstRows = 100

// Audit is the part in which a manager reads who did what.
func Audit(h *host.Host, p page) *frame.Part {
	s := &audit{h: h, p: p, limit: firstRows}
	again := func() { s.limit = firstRows; p.Reload() }
	s.person = kit.NewChoice("Person", nil, nil).AllowNone("Everyone")
	s.client = kit.NewTextField("Client")
	s.client.SetPlaceHolder("Part of a name")
	s.from, s.to = h.DateField("From", data.DateHappened), h.DateField("To", data.DateHappened)
	s.pcs = newTrailPCs()
	s.unusual = kit.NewFilterChip("Only unusual", false, func(on bool) { s.only = on; again() })
	s.rows = kit.NewRows(func() int { return len(s.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, s.fill, kit.RowHeight())
	s.more = kit.Secondary("Show more", func() { s.limit += firstRows * 4; p.Reload() }).Compact()
	s.body = container.NewStack(s.rows)
	s.asked = kit.NewText("", kit.Muted)
	filters := kit.VStack(8, kit.Wrap(kit.Secondary("Filter…", func() {
		kit.ShowForm(h.Window, "Find in the audit trail", kit.VStack(12, s.person, s.client, s.pcs.choice, kit.FormGrid(s.from, s.to)), "Find", func() bool {
			again()
			return true
		})
	}).Compact(), s.unusual, s.more), s.asked, s.pcs.about, s.pcs.fault)
	about := kit.NewParagraph("Who opened, changed, printed or exported what, and who signed in. Reads are noted once people sign in. "+
		"Unusual: many records in an hour, a client of someone else, or outside 7:00 to 20:00 on weekdays.", kit.Muted)
	about.SetMaxLines(3)
	s.card = kit.NewCard("Audit", "", kit.Border(10, kit.PadXY(16, 0, kit.VStack(10, about, filters)), nil, nil, nil, s.body)).Flush()
	return &frame.Part{Title: "Audit", View: s.card, Load: s.load}
}

func (s *audit) load(ctx context.Context) (func(), error) {
	h := s.h
	all, err := h.People.List(ctx)
	if err != nil {
		return nil, err
	}
	pcs, err := h.Trail.PCs(ctx)
	if err != nil {
		return nil, err
	}
	f := trail.Filter{Person: data.ID(s.person.Selected()), Device: s.pcs.choice.Selected(), Unusual: s.only, Limit: s.limit}
	if day, err := s.from.Value(); err == nil {
		f.From = host.Date(day)
	}
	if day, err := s.to.Value(); err == nil {
		f.To = host.Date(day)
	}
	wrong := ""
	if words := s.client.Text(); words != "" {
		found, n, err := h.Casework.Clients(ctx, data.ClientFilter{Words: words, Limit: 2})
		if err != nil {
			return nil, err
		}
		if n != 1 {
			wrong = fmt.Sprintf("%s of that name. Enter more of it.", data.Plural(n, "client is", "clients are"))
		} else {
			f.Client = found[0].ID
		}
	}
	rows, total, err := h.Trail.Find(ctx, f)
	if err != nil {
		return nil, err
	}
	return func() {
		s.pcs.publish(pcs)
		s.publish(all, rows, total, wrong)
	}, nil
}

func (s *audit) publish(all []people.Person, rows []trail.Row, total int, wrong string) {
	options := make([]kit.Option, 0, len(all))
	for i := range all {
		options = append(options, kit.Option{ID: string(all[i].ID), Label: all[i].Name})
	}
	chosen := s.person.Selected()
	s.person.SetOptions(options)
	if slices.ContainsFunc(options, func(o kit.Option) bool { return o.ID == chosen }) {
		s.person.SetSelected(chosen)
	}
	if wrong != "" {
		s.p.Say(kit.Amber, wrong)
	}
	s.asked.SetText(s.filterWords(all))
	s.list = rows
	s.card.SetAside(data.Plural(total, "row", "rows"))
	s.more.Hidden = len(rows) >= total
	shown := fyne.CanvasObject(s.rows)
	if len(rows) == 0 {
		shown = kit.NewEmpty(nil, "Nothing found", "Choose other days, or everyone.", nil)
	}
	s.body.Objects = []fyne.CanvasObject{shown}
	s.body.Refresh()
	s.rows.Reload()
	s.card.Refresh()
}

// filterWords says what is looked for.
func (s *audit) filterWords(all []people.Person) string {
	words := []string{"Everyone"}
	for i := range all {
		if string(all[i].ID) == s.person.Selected() {
			words[0] = all[i].Name
		}
	}
	if client := s.client.Text(); client != "" {
		words = append(words, "client “"+client+"”")
	}
	if pc := s.pcs.chosen(); pc != "" {
		words = append(words, pc)
	}
	days := "all days"
	switch from, to := s.from.Text(), s.to.Text(); {
	case from != "" && to != "":
		days = from + " to " + to
	case from != "":
		days = "since " + from
	case to != "":
		days = "until " + to
	}
	return strings.Join(append(words, days), " · ")
}

func (s *audit) fill(i int, o fyne.CanvasObject) {
	r := &s.list[i]
	who := r.Person
	if who == "" {
		who = "Waymark"
	}
	what := actionWords(r.Action) + " · " + host.RecordName(r.Record)
	if r.Client != "" {
		what += " · " + r.Client
	}
	if r.PC != "" {
		what += " · on “" + r.PC + "”"
	}
	row := kit.RowData{Lead: r.At.Local().Format("2 Jan 2006") + "\n" + data.Hour(r.At.Local().Format("15:04:05")), Title: who, Secondary: what}
	for _, m := range r.Marks {
		row.Chips = append(row.Chips, kit.ChipData{Text: string(m), Tone: kit.Amber})
	}
	o.(*kit.RowText).Set(row)
}

// actionWords says what was done.
func actionWords(action string) string {
	if words, ok := map[string]string{
		"add": "Added", "change": "Changed", "open": "Opened", "look": "Looked at", "export": "Exported or printed", "command": "Command",
		"sign in": "Signed in", "wrong passphrase": "Wrong passphrase", "end access": "Ended access", "code": "Gave a code", "passphrase": "Changed passphrase",
		"erase": "Erased", "migrate": "Updated the database", "first link": "Began the chain", "load": "Loaded records", "import": "Imported", "restore": "Restored",
	}[action]; ok {
		return words
	}
	return action
}
