package people

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/people"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

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
	if f.partner = frame.PartnerChoice(s.partners, p.Partner); f.partner != nil {
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
