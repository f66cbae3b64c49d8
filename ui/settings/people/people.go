package people

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/people"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

const aboutPeople = "Who signs in, and what they may see and do. “Roles” shows that role by role."

// peopleTitle is the title of the part about who signs in.
const peopleTitle = "People"

// signIns is the part about who signs in and with what role.
type signIns struct {
	h         *host.Host
	p         page
	list      []people.Person
	surgeries []data.Surgery
	partners  []data.Partner
	at        data.ID
	set       bool // people sign in

	card    *kit.Card
	about   *kit.Text
	body    *fyne.Container
	rows    *kit.Rows
	actions *fyne.Container
	code    *kit.Button
	end     *kit.Button
}

// People is the part about who signs in and with what role.
func People(h *host.Host, p page) *frame.Part {
	s := &signIns{h: h, p: p}
	s.rows = kit.NewRows(func() int { return len(s.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, s.fill, kit.RowHeight())
	s.rows.OnSelect = func(i int) { s.at = s.list[i].ID; s.offer() }
	s.rows.OnOpen = func(i int) { s.edit(s.list[i]) }
	s.code = kit.Secondary("Give a code", func() { s.with(s.give) }).Compact()
	s.end = kit.Secondary("End access…", func() { s.with(s.askEnd) }).Compact()
	s.actions = kit.Wrap(kit.Secondary("Change…", func() { s.with(s.edit) }).Compact(), s.code, s.end)
	s.body = container.NewStack(s.rows)
	s.about = kit.NewParagraph(aboutPeople, kit.Muted)
	about := kit.PadXY(16, 0, s.about)
	s.card = kit.NewCard(peopleTitle, "", kit.Border(10, about, kit.PadXY(16, 4, s.actions), nil, nil, s.body)).Flush()
	return &frame.Part{Title: peopleTitle, View: s.card, Load: s.load}
}

func (s *signIns) load(ctx context.Context) (func(), error) {
	set, err := s.h.MustSignIn(ctx)
	if err != nil {
		return nil, err
	}
	list, err := s.h.People.List(ctx)
	if err != nil {
		return nil, err
	}
	surgeries, err := s.h.Lists.Surgeries(ctx, true)
	if err != nil {
		return nil, err
	}
	partners, err := s.h.Lists.Partners(ctx, true)
	if err != nil {
		return nil, err
	}
	// Those who sign in stand first.
	slices.SortStableFunc(list, func(a, b people.Person) int { return rank(&a) - rank(&b) })
	return func() {
		s.partners = partners
		s.publish(set, list, surgeries)
	}, nil
}

func rank(p *people.Person) int {
	switch {
	case p.Active():
		return 0
	case p.Role == "":
		return 1
	}
	return 2
}

func (s *signIns) publish(set bool, list []people.Person, surgeries []data.Surgery) {
	s.set, s.list, s.surgeries = set, list, surgeries
	if !set {
		s.card.SetAside("")
		s.card.SetAction(nil)
		s.actions.Hide()
		s.body.Objects = []fyne.CanvasObject{kit.NewEmpty(nil, "No one signs in yet",
			"Anyone at this PC can see everything. Once you set up sign-in, each person has a passphrase and a role.",
			kit.Primary("Set up sign-in", func() {
				if s.h.SetUpPeople != nil {
					s.h.SetUpPeople()
				}
			}))}
		s.body.Refresh()
		return
	}
	signing, managers := 0, 0
	for i := range list {
		if list[i].Active() {
			signing++
			if list[i].Role == access.Manager {
				managers++
			}
		}
	}
	if s.about.SetText(aboutPeople); managers == 1 {
		s.about.SetText(aboutPeople + " Make a second person a manager: only a manager can give a new code to someone who has forgotten their passphrase.")
	}
	s.card.SetAside(data.Plural(signing, "person signs in", "people sign in"))
	s.card.SetAction(kit.Primary("Add a person…", func() { s.edit(people.Person{}) }).Compact())
	s.body.Objects = []fyne.CanvasObject{s.rows}
	s.body.Refresh()
	s.rows.Reload()
	s.rows.Select(max(slices.IndexFunc(list, func(p people.Person) bool { return p.ID == s.at }), 0))
	s.offer()
}

func (s *signIns) fill(i int, o fyne.CanvasObject) {
	p := &s.list[i]
	row := kit.RowData{Title: p.Name, Secondary: s.h.AccessRole(p.Role), Muted: !p.Active()}
	for _, id := range p.Surgeries {
		for _, v := range s.surgeries {
			if v.ID == id {
				row.Secondary += " · " + v.Name
			}
		}
	}
	row.Secondary += s.partnerWords(p)
	if p.ID == s.h.Session.Person() {
		row.Secondary += " · you"
	}
	switch {
	case p.Role == "":
	case !p.Ended.IsZero():
		row.Chips = []kit.ChipData{{Text: "Access ended"}}
	case p.Secret == people.NoSecret:
		row.Chips = []kit.ChipData{{Text: "Needs a code", Tone: kit.Amber}}
	case p.Secret == people.Code && s.h.Clock().After(p.CodeUntil):
		row.Chips = []kit.ChipData{{Text: "Code too old", Tone: kit.Amber}}
	case p.Secret == people.Code:
		row.Chips = []kit.ChipData{{Text: "Code until " + p.CodeUntil.Local().Format("2 Jan"), Tone: kit.Amber}}
	default:
		row.Chips = []kit.ChipData{{Text: "Signs in", Tone: kit.Green}}
	}
	o.(*kit.RowText).Set(row)
}

func (s *signIns) offer() {
	i := s.rows.Selected()
	if i < 0 || i >= len(s.list) {
		s.actions.Hide()
		return
	}
	s.actions.Show()
	p := &s.list[i]
	s.code.SetEnabled(p.Active() && p.ID != s.h.Session.Person())
	s.end.SetEnabled(p.Active())
}

func (s *signIns) with(do func(people.Person)) {
	if i := s.rows.Selected(); i >= 0 && i < len(s.list) {
		do(s.list[i])
	}
}

// give makes a code and shows it once.
func (s *signIns) give(p people.Person) {
	s.h.Background(func(ctx context.Context) func() {
		code, err := s.h.People.NewCode(ctx, p.ID)
		return func() {
			if err != nil {
				s.p.Say(kit.Red, s.h.Fail("make a code", err))
				return
			}
			s.p.Reload()
			kit.ShowText(s.h.Window, fmt.Sprintf("Code for %s", p.Name), kit.VStack(12,
				kit.NewCopyLine(code, kit.Title),
				kit.NewParagraph("It works once, for 7 days. They enter it in place of a passphrase, and then choose their own. Any earlier passphrase or code of theirs no longer works.", kit.Body),
				kit.NewParagraph("Tell them in person or by phone. The code is shown only now.", kit.Muted)))
		}
	})
}

func (s *signIns) askEnd(p people.Person) {
	kit.Confirm(s.h.Window, "End access?", fmt.Sprintf("%s can no longer sign in, from now on. What they recorded keeps their name.", p.Name), "End access", true, func() {
		s.p.Write("end someone’s access", fmt.Sprintf("Saved. %s can no longer sign in.", p.Name), func(ctx context.Context) error {
			return s.h.People.End(ctx, p.ID)
		}, nil)
	})
}

// partnerWords says in a row whose clients someone sees in a partnership, "" in a
// service of one organisation.
func (s *signIns) partnerWords(p *people.Person) (text string) {
	if len(s.partners) == 0 {
		return ""
	}
	for _, v := range s.partners {
		if v.ID == p.Partner {
			text = " · " + v.Name
		}
	}
	if text == "" && p.Active() && p.Role.ByPartner() && !p.AllPartners {
		return " · no partner"
	}
	if p.AllPartners {
		text += " · sees all partners"
	}
	return text
}
