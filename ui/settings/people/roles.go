package people

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// lockMinutes are after how many minutes without use the window may lock; 0: never.
var lockMinutes = []int{5, 10, 15, 30, 0}

// roles is the part that shows what each role may do, as the store enforces it.
type roles struct {
	h     *host.Host
	p     page
	table *fyne.Container // a column for each role, where there is room for it
	list  *fyne.Container // else what one role may do
	role  *kit.Choice     // which
	own   bool            // as show was told
	parts bool            // the service is a partnership
	note  *kit.Text       // what that means
	see   *kit.Segmented
	lock  *kit.Segmented
	view  fyne.CanvasObject
}

// Roles is the part that shows what each role may do.
func Roles(h *host.Host, p page) *frame.Part {
	s := &roles{h: h, p: p, table: kit.VStack(0), list: kit.VStack(0)}
	s.role = kit.NewChoice("Role", nil, func(string) { s.showRole() })
	s.see = kit.NewSegmented([]string{"All clients", "Only their own"}, 0, func(i int) {
		value, stored := "", "Saved. They see all clients from their next sign-in."
		if i == 1 {
			value, stored = lists.OwnClients, "Saved. They see only their own clients from their next sign-in."
		}
		s.set(lists.SettingPrescribersSee, value, stored)
	})
	labels := make([]string, len(lockMinutes))
	for i, n := range lockMinutes {
		labels[i] = strconv.Itoa(n) + " min"
		if n == 0 {
			labels[i] = "Never"
		}
	}
	s.lock = kit.NewSegmented(labels, 1, func(i int) {
		s.set(lists.SettingLockAfter, strconv.Itoa(lockMinutes[i]), "Saved. This applies from the next sign-in.")
	})
	// Columns that stand beneath each other need this much, in letters of the text.
	width := fyne.MeasureText(strings.Repeat("n", 84), fynetheme.TextSize(), fyne.TextStyle{}).Width
	s.note = kit.NewParagraph("", kit.Body)
	s.note.Hide()
	parts := []fyne.CanvasObject{s.note, kit.Fitting(kit.Fixed(width, 0, s.table), kit.VStack(12, s.role, s.list))}
	if h.Session.Can(access.RunService) {
		parts = append(parts, kit.Separator(), kit.VStack(12,
			kit.NewField(h.Role().CapitalMany()+" see", kit.HStack(0, s.see, kit.Spacer())),
			kit.NewField("Lock the window without use after", kit.HStack(0, s.lock, kit.Spacer()))))
	}
	parts = append(parts, kit.NewParagraph("Roles decide what this program shows and saves, in the window and in commands. "+
		"Anyone with the file and other tools can read all of it.", kit.Muted))
	s.view = kit.ScrollBeyond(kit.NewCard("Roles", "", kit.VStack(12, parts...)))
	return &frame.Part{Title: "Roles", View: s.view, Load: s.load}
}

func (s *roles) set(key, value, stored string) {
	s.p.Write("store who sees what", stored, func(ctx context.Context) error {
		return s.h.Lists.SetSetting(ctx, key, value)
	}, nil)
}

func (s *roles) load(ctx context.Context) (func(), error) {
	see, err := s.h.Lists.Setting(ctx, lists.SettingPrescribersSee)
	if err != nil {
		return nil, err
	}
	lock, err := s.h.Lists.Setting(ctx, lists.SettingLockAfter)
	if err != nil {
		return nil, err
	}
	partners, err := s.h.Lists.Partners(ctx, true)
	if err != nil {
		return nil, err
	}
	count := map[access.Role]int{}
	if s.h.Session.Can(access.RunService) {
		people, err := s.h.People.List(ctx)
		if err != nil {
			return nil, err
		}
		for i := range people {
			if people[i].Active() {
				count[people[i].Role]++
			}
		}
	}
	return func() {
		own := see == lists.OwnClients
		s.see.SetSelected(map[bool]int{true: 1}[own])
		s.lock.SetSelected(1)
		for i, n := range lockMinutes {
			if lock == strconv.Itoa(n) {
				s.lock.SetSelected(i)
			}
		}
		s.own, s.parts = own, len(partners) > 0
		s.tellOfPartners()
		s.show(count)
		s.offerRoles(count)
	}, nil
}

// tellOfPartners says what a partnership changes.
func (s *roles) tellOfPartners() {
	if !s.parts {
		s.note.Hide()
		return
	}
	who := s.h.Role().CapitalMany()
	sees, count := fmt.Sprintf("%s and managers see the clients of their own partner, and those that they look after themselves.", who), "Reports count everyone, without names."
	if s.own {
		sees = fmt.Sprintf("%s see only their own clients. Managers see the clients of their own partner, and those that they look after themselves.", who)
		count = fmt.Sprintf("%s count their own clients in reports. Others count everyone, without names.", who)
	}
	s.note.SetText(fmt.Sprintf("%s In “People”, a manager can let someone see the clients of all partners. "+
		"Staff, roles, devices, backups, export and the audit trail are about all partners, so they need a manager who does. %s", sees, count))
	s.note.Show()
}

// roleColumns are the widths of the table: what, and each role. oneRole are those of
// the list of one.
var (
	roleColumns = []float32{2, 1, 1, 1, 1.15, 0.8}
	oneRole     = []float32{3, 1}
)

// show draws the table.
func (s *roles) show(count map[access.Role]int) {
	head := []fyne.CanvasObject{kit.NewText("What a role may do", kit.Bold)}
	for _, r := range access.Roles {
		name := kit.VStack(0, kit.NewText(s.h.AccessRole(r), kit.Bold))
		if n := count[r]; n > 0 {
			name.Add(kit.NewText(data.Plural(n, "person", "people"), kit.Muted))
		}
		head = append(head, name)
	}
	s.table.Objects = []fyne.CanvasObject{kit.PadXY(0, 6, kit.Columns(roleColumns, head...))}
	s.draw(s.table, roleColumns, access.Roles)
}

// offerRoles fills the choice of the role whose list is shown.
func (s *roles) offerRoles(count map[access.Role]int) {
	options := make([]kit.Option, len(access.Roles))
	for i, r := range access.Roles {
		options[i] = kit.Option{ID: string(r), Label: s.h.AccessRole(r)}
		if n := count[r]; n > 0 {
			options[i].Note = data.Plural(n, "person", "people")
		}
	}
	chosen := s.role.Selected()
	if chosen == "" {
		chosen = string(access.Roles[0])
		if own := s.h.Session.Role(); slices.Contains(access.Roles, own) {
			chosen = string(own)
		}
	}
	s.role.SetOptions(options)
	s.role.SetSelected(chosen)
	s.showRole()
}

// showRole draws the list of the chosen role.
func (s *roles) showRole() {
	s.list.Objects = nil
	s.draw(s.list, oneRole, []access.Role{access.Role(s.role.Selected())})
}

// draw adds what may be done, by groups, with a column for each of the roles.
func (s *roles) draw(to *fyne.Container, columns []float32, of []access.Role) {
	group := ""
	for _, row := range access.Table {
		if row.Group != group {
			group = row.Group
			to.Add(kit.Separator())
			to.Add(kit.PadXY(0, 5, kit.NewText(group, kit.Label)))
		}
		cells := []fyne.CanvasObject{kit.NewParagraph(row.Words, kit.Body)}
		for _, r := range of {
			cells = append(cells, s.extent(row, r))
		}
		to.Add(kit.Separator())
		to.Add(kit.PadXY(0, 4, kit.Columns(columns, cells...)))
	}
	to.Refresh()
}

// extent is one cell of the table.
func (s *roles) extent(row access.Row, r access.Role) fyne.CanvasObject {
	e := row.For(r)
	if s.parts && e == access.All && (r == access.Prescriber || r == access.Manager) {
		e = access.OwnPartner
	}
	if s.parts && e == access.Yes && access.OfWhole(row.Capability) {
		return kit.HStack(0, kit.NewChip("All partners", kit.Neutral))
	}
	if s.own && r == access.Prescriber && (e == access.All || e == access.OwnPartner) && row.Group == "Clients" {
		e = access.Own
	}
	switch e {
	case access.No:
		return kit.NewText(e.Words(), kit.Muted)
	case access.Yes, access.All:
		return kit.HStack(0, kit.NewChip(e.Words(), kit.Green))
	}
	return kit.HStack(0, kit.NewChip(e.Words(), kit.Neutral))
}
