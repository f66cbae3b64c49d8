package visit

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// planPage is the form in which a visit is planned, or its plan is changed.
type planPage struct {
	h      *host.Host
	client data.ID // empty until one is picked in the form
	record data.ID // empty for a new visit
	day    data.Date
	form   *form.Form
	who    *person.ClientPicker // nil if the route named the client
	visit  data.Visit
}

// NewPlan makes the form for a new visit, or for the one that the route names.
func NewPlan(h *host.Host, r host.Route) host.Page {
	p := &planPage{h: h, client: r.Client, record: r.Record, day: r.Filter.From}
	key := "visitplan:new:" + string(r.Client)
	if p.record != "" {
		key = "visitplan:" + string(p.record)
	}
	p.form = form.New(h, key)
	return p
}

// Content implements host.Page.
func (p *planPage) Content() fyne.CanvasObject { return p.form.Content }

// FirstFocus implements host.Focuser.
func (p *planPage) FirstFocus() fyne.Focusable { return p.form.First }

type planLoaded struct {
	lists  person.Lists
	visit  data.Visit
	client *data.Client
	last   []data.VisitRow // of this client
	draft  *form.Found
}

// Reload implements host.Page. A form that stands is left as it is.
func (p *planPage) Reload() { form.Open(p.form, "open the plan of a visit", p.load, p.build) }

func (p *planPage) load(ctx context.Context) (l planLoaded, err error) {
	if l.lists, err = person.ReadLists(ctx, p.h); err != nil {
		return l, err
	}
	if p.record != "" {
		r, err := p.h.Visits.Visit(ctx, p.record)
		if err != nil {
			return l, err
		}
		l.visit, p.client = r.Visit, r.ClientID
	}
	if p.client != "" {
		if l.client, err = p.h.Casework.Client(ctx, p.client); err != nil {
			return l, err
		}
		if l.last, err = p.h.Visits.List(ctx, data.VisitFilter{ClientID: p.client}); err != nil {
			return l, err
		}
	}
	l.draft, err = form.ReadDraft(ctx, p.h, p.form.Draft.Key)
	return l, err
}

func (p *planPage) build(l planLoaded) {
	p.form.Page = kit.NewFormPage()
	p.visit = l.visit
	if p.record == "" {
		p.visit = p.fresh(l)
	}
	p.form.In = p.inputs(l)
	if l.client == nil {
		p.who = person.NewClientPicker(p.h, func(id data.ID) { p.client = id; p.form.Changed() })
		p.form.In = append(form.Inputs{p.who.Input()}, p.form.In...)
		p.form.Page.Add("Which client?", "", p.form.In.Named("ClientID").Obj)
	}
	p.sections(l)
	p.form.In.Fill(planValues(&p.visit))
	p.form.Settle()
	title := "Plan a home visit"
	if l.client != nil {
		title = fmt.Sprintf("Plan a home visit to %s", l.client.Name())
	}
	p.form.Frame([]fyne.CanvasObject{kit.NewPageHeader(title, "You will see this plan before you leave.")}, nil, p.Save)
	p.form.Start(l.draft, p.begin, p.resume)
}

func (p *planPage) begin() {
	p.form.Show()
	p.form.In[0].Take()
	p.form.First = p.h.Window.Canvas().Focused()
}

func (p *planPage) resume() {
	if p.who != nil {
		p.client = data.ID(p.who.Picker.Selected())
	}
	p.begin()
}

// fresh is a visit with what the last one to this client said of the way in.
func (p *planPage) fresh(l planLoaded) data.Visit {
	v := data.Visit{ClientID: p.client, On: p.day, StaffID: p.h.Session.Person()}
	if v.On.IsZero() {
		v.On = p.h.Today()
	}
	if n := len(l.last); n > 0 {
		was := l.last[n-1]
		v.Address, v.Postcode, v.Access, v.People, v.Hazards = was.Address, was.Postcode, was.Access, was.People, was.Hazards
	}
	return v
}

func (p *planPage) inputs(l planLoaded) form.Inputs {
	text := func(name, label, hint string) *form.Input {
		f := kit.NewTextField(label)
		f.SetHint(hint)
		return form.Text(name, f, p.form.Changed)
	}
	at := text("At", "Time", "")
	return form.Inputs{
		form.Date("On", p.h.DateField("Day", data.DatePlanned), p.form.Changed), at,
		text("Minutes", "Minutes", ""),
		form.Choice("StaffID", "Who goes", "Not decided", person.StaffOptions(p.h.Role(), l.lists.Staff), p.form.Changed),
		text("Address", "Address, if not at home", ""), text("Postcode", "Postcode", ""),
		text("Access", "Access", "For example, side gate, ring twice, key safe by the door."),
		text("People", "Who will be there", "For example, her son, and a carer until 10."),
		text("Hazards", "Known hazards", "Separate with commas. For example, dog, steep stairs."),
	}
}

func (p *planPage) sections(l planLoaded) {
	in := p.form.In
	home := "The record has no home address yet."
	if l.client != nil {
		if where := (&data.VisitRecord{Client: *l.client}).Where(); where != "" {
			home = fmt.Sprintf("Home is %s.", where)
		}
	} else {
		home = "Leave the address blank if the visit is at the client’s home."
	}
	p.form.Page.Add("When", "", kit.Columns([]float32{2, 1, 1}, in.Objects("On", "At", "Minutes")...), in.Named("StaffID").Obj)
	p.form.Page.Add("Where", home, kit.Columns([]float32{3, 1}, in.Objects("Address", "Postcode")...), in.Named("Access").Obj)
	about := ""
	if l.client != nil && l.client.Alert != "" {
		about = fmt.Sprintf("On the record: %s", l.client.Alert)
	}
	p.form.Page.Add("What to know", about, in.Named("People").Obj, in.Named("Hazards").Obj)
}

func planValues(v *data.Visit) map[string]string {
	minutes := ""
	if v.Minutes > 0 {
		minutes = strconv.Itoa(v.Minutes)
	}
	return map[string]string{"On": host.Day(v.On).String(), "At": data.Hour(v.At), "Minutes": minutes, "StaffID": string(v.StaffID), "Address": v.Address,
		"Postcode": v.Postcode, "Access": v.Access, "People": v.People, "Hazards": v.Hazards}
}

// Save implements host.Saver: it stores the plan and goes to the day's visits.
func (p *planPage) Save() {
	if !p.form.Begun || p.form.Busy {
		return
	}
	v, errs := p.gather()
	if len(errs) > 0 {
		p.form.Refuse(errs, form.NeedLook(errs), func(rest string) { p.form.Say(kit.Red, rest, nil) })
		return
	}
	p.form.In.ShowErrors(nil)
	p.form.Write(func(ctx context.Context) func() {
		err := p.book(ctx, &v)
		if err == nil {
			err = p.h.Visits.Save(ctx, &v)
		}
		return func() {
			if err != nil {
				p.form.Say(kit.Red, p.h.Fail("save the plan of a visit", err), nil)
				return
			}
			p.form.Forget()
			p.form.Settle()
			p.h.Go(toDay(v.On, v.ID))
		}
	})
}

// book puts the visit into the diary, or moves its booking. A visit of a day that
// has passed is only recorded.
func (p *planPage) book(ctx context.Context, v *data.Visit) error {
	switch was := &p.visit; {
	case v.AppointmentID == "" && (v.ID != "" || v.On.Before(p.h.Today())):
		return nil
	case v.AppointmentID == "":
		a := data.Appointment{ClientID: v.ClientID, StaffID: v.StaffID, Kind: "home_visit", On: v.On, At: v.At, Minutes: v.Minutes}
		if err := p.h.Diary.Book(ctx, &a); err != nil {
			return err
		}
		v.AppointmentID = a.ID
		was.AppointmentID, was.On, was.At, was.Minutes, was.StaffID = a.ID, v.On, v.At, v.Minutes, v.StaffID // so that saving again does not book twice
		return nil
	case was.On == v.On && was.At == v.At && was.Minutes == v.Minutes && was.StaffID == v.StaffID:
		return nil
	}
	return p.h.Diary.Move(ctx, v.AppointmentID, data.FreeSlot{Day: v.On, At: v.At, Minutes: v.Minutes, StaffID: v.StaffID})
}

func (p *planPage) gather() (data.Visit, data.FieldErrors) {
	in, v := p.form.In, p.visit
	values := in.Values()
	errs := in.Unreadable()
	v.ClientID, v.On, v.StaffID = p.client, in.Date("On"), data.ID(values["StaffID"])
	if id, _, _ := strings.Cut(values["ClientID"], " "); p.who != nil && id != "" {
		v.ClientID = data.ID(id)
	}
	at, problem := person.ClockText(values["At"])
	if problem != "" {
		errs = append(errs, data.FieldError{Field: "At", Sentence: problem})
	}
	v.At, v.Minutes = at, 0
	if text := strings.TrimSpace(values["Minutes"]); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			errs = append(errs, data.FieldError{Field: "Minutes", Sentence: "Enter the minutes as a number, like 45"})
		}
		v.Minutes = n
	}
	v.Address, v.Postcode, v.Access, v.People, v.Hazards = values["Address"], values["Postcode"], values["Access"], values["People"], values["Hazards"]
	for _, e := range data.FieldErrorsOf(v.Validate()) {
		if errs.For(e.Field) == "" {
			errs = append(errs, e)
		}
	}
	return v, errs
}
