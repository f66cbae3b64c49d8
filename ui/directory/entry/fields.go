package entry

import (
	"context"
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
	until      *kit.DateField // closed for now until; seen only then
	room       *kit.Choice
	wheelchair *kit.Choice
	delivery   []*way
	checked    *kit.DateField
	needs      []*mark
	categories []*mark
	suggest    *fyne.Container // organisations that begin like the one typed
	known      []string        // their names, of which the keys have taken the one at knownAt
	knownAt    int             // -1: none yet
	changed    func()
	layOut     func() // called when what stands in the form has another height
	asked      int
}

// mark is a chip that is on when the service has that need or category.
type mark struct {
	id   data.ID
	chip *kit.FilterChip
}

// way is a check box for one way in which a service reaches people.
type way struct {
	delivery data.Delivery
	box      *kit.Check
}

func newFields(h *host.Host, l loaded, changed func()) *fields {
	f := &fields{h: h, text: map[string]*kit.TextField{}, suggest: kit.Wrap(), changed: changed, layOut: func() {}}
	f.makeTexts()
	f.makeChoices()
	for _, r := range l.reasons {
		f.needs = append(f.needs, newMark(r.ID, r.Name, changed))
	}
	for _, k := range l.categories {
		f.categories = append(f.categories, newMark(k.ID, k.Name, changed))
	}
	return f
}

func (f *fields) makeTexts() {
	for _, t := range []struct{ name, label, hint string }{
		{"Name", "Name", ""}, {"OtherNames", "Other names", "Other names people use. Searches find these too."},
		{"Organisation", "Organisation", "Who runs the service. Press Down to choose a suggestion."},
		{"Cost", "Cost", "For example, Free, or £3 a session."}, {"Waiting", "Waiting time", "For example, about 2 weeks."},
		{"MinAge", "Youngest age", ""}, {"MaxAge", "Oldest age", ""}, {"ContactName", "Contact person", ""}, {"Phone", "Phone", ""},
		{"Email", "Email address", ""}, {"Web", "Web", ""}, {"Address", "Address", ""}, {"Postcode", "Postcode", ""},
		{"Area", "Area", "The town or area it covers."}, {"Languages", "Languages other than English", "Separate with commas. For example, Welsh, Polish."},
		{"CheckedHow", "How it was checked", "For example, by phone."},
	} {
		field := kit.NewTextField(t.label)
		field.SetHint(t.hint)
		field.OnChanged = func(string) { f.changed() }
		f.text[t.name] = field
	}
	f.text["Name"].SetRequired(true)
	f.suggest.Hide()
	for _, t := range []struct {
		name, label string
		limit, rows int
	}{
		{"Description", "Description", data.MaxDescription, 4}, {"Referring", "How to refer", 0, 2},
		{"Eligibility", "Who it is for", 0, 2}, {"Days", "Days and times", 0, 2}, {"Access", "Access details", 0, 2},
	} {
		area := kit.NewTextArea(t.label, t.limit)
		area.SetRows(t.rows)
		area.OnChanged = func(string) { f.changed() }
		f.text[t.name] = area
	}
	f.text["Days"].SetHint("For example, Tue, Thu 10 to 1. Searches by day use this.")
	f.text["Organisation"].OnChanged = func(string) { f.suggestOrganisations(); f.changed() }
	own := f.text["Organisation"].Entry.OnKey
	f.text["Organisation"].Entry.OnKey = func(e *fyne.KeyEvent) bool { return f.takeKnown(e) || own(e) }
}

func (f *fields) makeChoices() {
	turned := func(string) { f.changed() }
	f.status = kit.NewChoice("Open or closed", optionsOf(data.ServiceStatuses()), func(string) { f.showUntil(); f.changed() })
	f.room = kit.NewChoice("Places", optionsOf(data.Rooms()), turned).AllowNone("Not recorded")
	f.wheelchair = kit.NewChoice("Step-free access", []kit.Option{{ID: string(data.Yes), Label: "Yes"}, {ID: string(data.No), Label: "No"}}, turned).
		AllowNone("Not recorded")
	for _, o := range data.DeliveryWays() {
		f.delivery = append(f.delivery, &way{o.Value, kit.NewCheck(o.Label, func(bool) { f.changed() })})
	}
	f.until = f.h.DateField("Closed until", data.DatePlanned)
	f.until.SetHint("The date it reopens, if you know it.")
	f.until.OnChanged = func(kit.Day, error) { f.changed() }
	f.checked = f.h.DateField("Last checked", data.DateHappened)
	f.checked.SetHint("The date someone last confirmed the details.")
	f.checked.OnChanged = func(kit.Day, error) { f.changed() }
}

func optionsOf[T ~string](list []data.Option[T]) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, o := range list {
		options[i] = kit.Option{ID: string(o.Value), Label: o.Label}
	}
	return options
}

// showUntil shows the day of opening again while a service is closed for now.
func (f *fields) showUntil() {
	hidden := f.status.Selected() != string(data.ServicePaused)
	if f.until.Hidden != hidden {
		f.until.Hidden = hidden
		f.layOut()
	}
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
		list, err := f.h.Directory.Organisations(ctx, typed)
		return func() {
			if asked == f.asked && err == nil {
				f.offer(list)
			}
		}
	})
}

func (f *fields) offer(list []data.Organisation) {
	objects := []fyne.CanvasObject{}
	f.known, f.knownAt = nil, -1
	for i, o := range list {
		if i == 4 || o.Name == f.text["Organisation"].Text() {
			break
		}
		f.known = append(f.known, o.Name)
		objects = append(objects, kit.NewAside(o.Name, func() {
			f.text["Organisation"].SetText(o.Name)
			f.offer(nil)
			f.changed()
		}).Outlined())
	}
	if len(objects) == 0 && len(f.suggest.Objects) == 0 {
		return
	}
	f.suggest.Objects = objects
	f.suggest.Hidden = len(objects) == 0
	f.suggest.Refresh()
	f.layOut()
}

// takeKnown writes the next or the one before of the organisations that are
// offered, and reports whether the key was one of its own.
func (f *fields) takeKnown(e *fyne.KeyEvent) bool {
	step := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1}[e.Name]
	if step == 0 || len(f.known) == 0 {
		return false
	}
	f.knownAt = max(0, min(f.knownAt+step, len(f.known)-1))
	f.text["Organisation"].SetText(f.known[f.knownAt])
	f.text["Organisation"].Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	f.changed()
	return true
}

// lay puts the fields into sections, in the order in which a phone call tells them.
func (f *fields) lay(page *kit.FormPage) {
	t := f.text
	boxes := make([]fyne.CanvasObject, len(f.delivery))
	for i, w := range f.delivery {
		boxes[i] = w.box
	}
	page.Add("Service", "", kit.FormGrid(t["Name"], t["Organisation"]), f.suggest, kit.FormGrid(kit.Wide(t["OtherNames"])), t["Description"])
	page.Add("What it helps with", "", chipsOf("Needs", f.needs), chipsOf("Categories", f.categories))
	page.Add("Who it is for", "", kit.FormGrid(t["Referring"], t["Eligibility"], t["MinAge"], t["MaxAge"], t["Cost"], t["Languages"]))
	page.Add("Times and delivery", "", kit.NewField("How it is delivered", kit.Wrap(boxes...)), t["Days"])
	page.Add("Places", "", kit.FormGrid(f.status, f.until, f.room, t["Waiting"]))
	page.Add("Location and contact", "", kit.FormGrid(t["ContactName"], t["Phone"], t["Email"], t["Web"], t["Address"], t["Postcode"], t["Area"], f.wheelchair), t["Access"])
	page.Add("Last checked", "", kit.FormGrid(f.checked, t["CheckedHow"]))
}

func chipsOf(label string, marks []*mark) fyne.CanvasObject {
	chips := make([]fyne.CanvasObject, 0, len(marks))
	for _, m := range marks {
		chips = append(chips, m.chip)
	}
	if len(chips) == 0 {
		return kit.NewField(label, kit.NewParagraph("None yet. Add them in Settings.", kit.Muted))
	}
	return kit.NewField(label, kit.Wrap(chips...))
}
