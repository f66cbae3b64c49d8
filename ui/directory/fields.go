package directory

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// fields are the controls of the form, named as in data.Service.
type fields struct {
	h          *host.Host
	text       map[string]*kit.TextField
	status     *kit.Choice
	checked    *kit.DateField
	needs      []*mark
	categories []*mark
	suggest    *fyne.Container // organisations that begin like the one typed
	changed    func()
	layOut     func() // called when what stands in the form has another height
	asked      int
}

// mark is a chip that is on when the service has that need or category.
type mark struct {
	id   data.ID
	chip *kit.FilterChip
}

func newFields(h *host.Host, l loaded, changed func()) *fields {
	f := &fields{h: h, text: map[string]*kit.TextField{}, suggest: kit.Wrap(), changed: changed, layOut: func() {}}
	for _, t := range []struct{ name, label, hint string }{
		{"Name", "Name", ""}, {"Organisation", "Organisation", "Who runs it. One that is known already is suggested."},
		{"Cost", "Cost", "Such as “Free” or “£3 a session”."}, {"Waiting", "Waiting or room", "Such as “about 2 weeks” or “full until June”."},
		{"MinAge", "Youngest age", ""}, {"MaxAge", "Oldest age", ""}, {"ContactName", "Contact person", ""}, {"Phone", "Phone", ""},
		{"Email", "E-mail", ""}, {"Web", "Web", ""}, {"Address", "Address", ""}, {"Postcode", "Postcode", ""},
		{"Area", "Area", "The town or area it serves."}, {"CheckedHow", "Checked how", "Such as “by phone”."},
	} {
		field := kit.NewTextField(t.label)
		field.SetHint(t.hint)
		field.OnChanged = func(string) { changed() }
		f.text[t.name] = field
	}
	f.text["Name"].SetRequired(true)
	f.suggest.Hide()
	for _, t := range []struct {
		name, label string
		limit, rows int
	}{
		{"Description", "Description", data.MaxDescription, 4}, {"Referring", "How to refer", 0, 2},
		{"Eligibility", "Who it is for", 0, 2}, {"Days", "Days and times", 0, 2},
	} {
		area := kit.NewTextArea(t.label, t.limit)
		area.SetRows(t.rows)
		area.OnChanged = func(string) { changed() }
		f.text[t.name] = area
	}
	f.text["Organisation"].OnChanged = func(string) { f.suggestOrganisations(); changed() }
	statuses := make([]kit.Option, 0, 3)
	for _, o := range data.ServiceStatuses() {
		statuses = append(statuses, kit.Option{ID: string(o.Value), Label: o.Label})
	}
	f.status = kit.NewChoice("Is it open?", statuses, func(string) { changed() })
	f.checked = kit.NewDateField("Last checked", func() kit.Day { return host.Day(h.Today()) })
	f.checked.SetHint("The day somebody made sure that this is true.")
	f.checked.OnChanged = func(kit.Day, error) { changed() }
	for _, r := range l.reasons {
		f.needs = append(f.needs, newMark(r.ID, r.Name, changed))
	}
	for _, k := range l.categories {
		f.categories = append(f.categories, newMark(k.ID, k.Name, changed))
	}
	return f
}

func newMark(id data.ID, name string, changed func()) *mark {
	return &mark{id, kit.NewFilterChip(name, false, func(bool) { changed() })}
}

// suggestOrganisations offers the organisations that are known already, so
// that one does not end up under two spellings.
func (f *fields) suggestOrganisations() {
	typed := f.text["Organisation"].Text()
	f.asked++
	asked := f.asked
	if len([]rune(strings.TrimSpace(typed))) < 2 {
		f.offer(nil)
		return
	}
	f.h.Background(func(ctx context.Context) func() {
		list, err := f.h.Store.Organisations(ctx, typed)
		return func() {
			if asked == f.asked && err == nil {
				f.offer(list)
			}
		}
	})
}

func (f *fields) offer(list []data.Organisation) {
	objects := []fyne.CanvasObject{}
	for i, o := range list {
		if i == 4 || o.Name == f.text["Organisation"].Text() {
			break
		}
		objects = append(objects, kit.Secondary(o.Name, func() {
			f.text["Organisation"].SetText(o.Name)
			f.offer(nil)
			f.changed()
		}).Compact())
	}
	if len(objects) == 0 && len(f.suggest.Objects) == 0 {
		return
	}
	f.suggest.Objects = objects
	f.suggest.Hidden = len(objects) == 0
	f.suggest.Refresh()
	f.layOut()
}

// lay puts the fields into sections, in the order in which a phone call tells them.
func (f *fields) lay(page *kit.FormPage) {
	t := f.text
	page.Add("What it is", "", kit.FormGrid(t["Name"], t["Organisation"]), f.suggest, t["Description"])
	page.Add("What it helps with", "", chipsOf("Needs", f.needs), chipsOf("Categories", f.categories))
	page.Add("Getting there", "", kit.FormGrid(t["Referring"], t["Eligibility"], t["Days"], t["Cost"], t["MinAge"], t["MaxAge"], t["Waiting"], f.status))
	page.Add("Where and who", "", kit.FormGrid(t["ContactName"], t["Phone"], t["Email"], t["Web"], t["Address"], t["Postcode"], t["Area"]))
	page.Add("Is it true?", "", kit.FormGrid(f.checked, t["CheckedHow"]))
}

func chipsOf(label string, marks []*mark) fyne.CanvasObject {
	chips := make([]fyne.CanvasObject, 0, len(marks))
	for _, m := range marks {
		chips = append(chips, m.chip)
	}
	if len(chips) == 0 {
		return kit.NewField(label, kit.NewParagraph("None yet; they are listed in Settings.", kit.Muted))
	}
	return kit.NewField(label, kit.Wrap(chips...))
}

// values is what the form holds, as text by field.
func (f *fields) values() map[string]string {
	v := map[string]string{"Status": f.status.Selected(), "LastChecked": f.checked.Text(),
		"Needs": ids(f.needs), "Categories": ids(f.categories)}
	for name, field := range f.text {
		v[name] = field.Text()
	}
	return v
}

func ids(marks []*mark) string {
	var on []string
	for _, m := range marks {
		if m.chip.On() {
			on = append(on, string(m.id))
		}
	}
	return strings.Join(on, " ")
}

func (f *fields) fill(v map[string]string) {
	for name, field := range f.text {
		field.SetText(v[name])
	}
	f.status.SetSelected(v["Status"])
	f.checked.SetText(v["LastChecked"])
	turn(f.needs, v["Needs"])
	turn(f.categories, v["Categories"])
}

func turn(marks []*mark, on string) {
	for _, m := range marks {
		m.chip.SetOn(strings.Contains(" "+on+" ", " "+string(m.id)+" "))
	}
}

// valuesOf is a service as the form holds it.
func valuesOf(v *data.Service) map[string]string {
	age := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	join := func(list []data.ID) string {
		parts := make([]string, len(list))
		for i, id := range list {
			parts[i] = string(id)
		}
		return strings.Join(parts, " ")
	}
	return map[string]string{
		"Name": v.Name, "Organisation": v.Organisation, "Description": v.Description, "Referring": v.Referring,
		"Eligibility": v.Eligibility, "Cost": v.Cost, "Days": v.Days, "Waiting": v.Waiting,
		"MinAge": age(v.MinAge), "MaxAge": age(v.MaxAge), "ContactName": v.ContactName, "Phone": v.Phone, "Email": v.Email,
		"Web": v.Web, "Address": v.Address, "Postcode": v.Postcode, "Area": v.Area, "CheckedHow": v.CheckedHow,
		"Status": string(v.Status), "LastChecked": v.LastChecked.Numeric(), "Needs": join(v.Needs), "Categories": join(v.Categories),
	}
}

// service is base with what the form holds. Needs and categories that the form
// does not list, because they are retired, stay.
func (f *fields) service(base data.Service) *data.Service {
	v := base
	t := func(name string) string { return f.text[name].Text() }
	v.Name, v.Organisation, v.Description, v.Referring = t("Name"), t("Organisation"), t("Description"), t("Referring")
	v.Eligibility, v.Cost, v.Days, v.Waiting = t("Eligibility"), t("Cost"), t("Days"), t("Waiting")
	v.MinAge, v.MaxAge = number(t("MinAge")), number(t("MaxAge"))
	v.ContactName, v.Phone, v.Email, v.Web = t("ContactName"), t("Phone"), t("Email"), t("Web")
	v.Address, v.Postcode, v.Area, v.CheckedHow = t("Address"), strings.TrimSpace(t("Postcode")), t("Area"), t("CheckedHow")
	v.Status = data.ServiceStatus(f.status.Selected())
	day, _ := f.checked.Value()
	if checked := host.Date(day); checked != v.LastChecked {
		v.LastChecked, v.LastCheckedBy = checked, f.h.Store.Actor()
	}
	v.Needs, v.Categories = chosen(f.needs, base.Needs), chosen(f.categories, base.Categories)
	return &v
}

func chosen(marks []*mark, before []data.ID) []data.ID {
	var list []data.ID
	offered := map[data.ID]bool{}
	for _, m := range marks {
		offered[m.id] = true
		if m.chip.On() {
			list = append(list, m.id)
		}
	}
	for _, id := range before {
		if !offered[id] {
			list = append(list, id)
		}
	}
	return list
}

func (f *fields) clearErrors() {
	for _, field := range f.text {
		field.SetError("")
	}
	f.status.SetError("")
	f.checked.SetError("")
}

// readable reports whether everything typed can be read at all, and says beside
// the field what cannot.
func (f *fields) readable() bool {
	ok := true
	if _, err := f.checked.Value(); err != nil {
		f.checked.SetError(err.Error())
		ok = false
	}
	for _, field := range f.text {
		if problem := field.Problem(); problem != "" {
			field.SetError(problem)
			ok = false
		}
	}
	return ok
}

// showErrors puts each sentence beside its field; false when there is none.
func (f *fields) showErrors(errs data.FieldErrors) bool {
	for _, e := range errs {
		switch e.Field {
		case "Status":
			f.status.SetError(e.Sentence)
		case "LastChecked":
			f.checked.SetError(e.Sentence)
		default:
			if field, ok := f.text[e.Field]; ok {
				field.SetError(e.Sentence)
			}
		}
	}
	if len(errs) > 0 {
		if field, ok := f.text[errs[0].Field]; ok {
			field.Focus()
		}
	}
	return len(errs) > 0
}
