package settings

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

func newSignIns(h *host.Host, p page) *frame.Part {
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

// personForm is the dialog in which a person is added or changed.
type personForm struct {
	s      *signIns
	person people.Person
	name   *kit.TextField
	role   *kit.ChoiceRow
	places *fyne.Container
	checks []*kit.Check
	// partner and all are what someone sees in a partnership; nil where there is none.
	partner *kit.Choice
	all     *kit.Check
	dialog  *kit.Dialog
	stored  bool
}

func (s *signIns) edit(p people.Person) {
	f := &personForm{s: s, person: p, name: kit.NewTextField("Name"), places: kit.VStack(4)}
	f.name.SetText(p.Name)
	labels := make([]string, len(access.Roles))
	for i, r := range access.Roles {
		labels[i] = s.h.AccessRole(r)
	}
	f.role = kit.NewChoiceRow("Role", labels, func(int) { f.lay() })
	f.name.SetRequired(true)
	f.role.SetRequired(true)
	f.role.SetSelected(slices.Index(access.Roles, p.Role))
	for _, v := range s.surgeries {
		if v.Retired && !slices.Contains(p.Surgeries, v.ID) {
			f.checks = append(f.checks, nil)
			continue
		}
		check := kit.NewCheck(v.Name, nil)
		check.Checked = slices.Contains(p.Surgeries, v.ID)
		f.checks = append(f.checks, check)
	}
	if f.partner = partnerChoice(s.partners, p.Partner); f.partner != nil {
		f.all = kit.NewCheck("Sees the clients of all partners", nil)
		f.all.Checked = p.AllPartners
	}
	f.lay()
	title, verb := "Add a person", "Add person"
	if p.ID != "" {
		title, verb = "Change a person", "Save"
	}
	f.dialog = kit.ShowForm(s.h.Window, title, kit.VStack(12, f.name, f.role, f.places, f.sees()), verb, f.save)
}

// sees are the fields of a partnership.
func (f *personForm) sees() fyne.CanvasObject {
	if f.partner == nil {
		return kit.VStack(0)
	}
	return kit.VStack(12, f.partner, f.all)
}

// lay shows the surgeries of a reception, and whether someone may see all partners.
func (f *personForm) lay() {
	f.places.Objects = nil
	if f.all != nil {
		if i := f.role.Selected(); i >= 0 && access.Roles[i].ByPartner() {
			f.all.Show()
		} else {
			f.all.Hide()
		}
	}
	if i := f.role.Selected(); i >= 0 && access.Roles[i] == access.Reception {
		f.places.Add(kit.NewText("Surgeries", kit.Label))
		for _, c := range f.checks {
			if c != nil {
				f.places.Add(c)
			}
		}
		if len(f.places.Objects) == 1 {
			f.places.Add(kit.NewParagraph("Add your surgeries in Settings first.", kit.Muted))
		}
	}
	f.places.Refresh()
	if f.dialog != nil {
		f.dialog.Refresh()
	}
}

func (f *personForm) save() bool {
	if f.stored {
		return true
	}
	p := f.person
	p.Name, p.Role, p.Surgeries = f.name.Text(), "", nil
	if i := f.role.Selected(); i >= 0 {
		p.Role = access.Roles[i]
	}
	for i, c := range f.checks {
		if c != nil && c.Checked {
			p.Surgeries = append(p.Surgeries, f.s.surgeries[i].ID)
		}
	}
	if f.partner != nil {
		p.Partner, p.AllPartners = data.ID(f.partner.Selected()), f.all.Checked
		f.partner.SetError("")
	}
	f.name.SetError("")
	f.role.SetError("")
	f.s.h.Background(func(ctx context.Context) func() {
		err := f.s.h.People.Save(ctx, &p)
		return func() {
			if err != nil {
				f.say(err)
				return
			}
			f.stored, f.s.at = true, p.ID
			f.dialog.Close()
			stored := fmt.Sprintf("Saved. %s is now %s.", p.Name, f.s.h.AccessRole(p.Role))
			if f.person.ID == "" || f.person.Role == "" {
				stored = fmt.Sprintf("Saved. Give %s a code for their first sign-in.", p.Name)
			}
			f.s.p.Say(kit.Green, stored)
			f.s.p.Reload()
		}
	})
	return f.stored
}

// say puts what is wrong beside its field.
func (f *personForm) say(err error) {
	sentence := f.s.h.Fail("save a person", err)
	if fields := data.FieldErrorsOf(err); len(fields) > 0 {
		sentence = fields[0].Sentence
		if fields[0].Field == "Name" {
			f.name.SetError(sentence)
			f.dialog.Refresh()
			return
		}
	}
	if len(data.FieldErrorsOf(err)) > 0 && f.partner != nil && data.FieldErrorsOf(err)[0].Field == "Partner" {
		f.partner.SetError(sentence)
	} else {
		f.role.SetError(sentence)
	}
	f.dialog.Refresh()
}
