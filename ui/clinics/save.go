package clinics

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// Save implements host.Saver.
func (p *page) Save() { p.saveThen(p.h.Back) }

// saveThen stores the clinic and goes on with then. What cannot be stored stays in
// the fields, with a sentence beside it.
func (p *page) saveThen(then func()) {
	if !p.form.Begun || p.form.Busy {
		return
	}
	c := clinic(p.form.In, p.base)
	errs := p.form.In.Unreadable()
	for _, e := range data.FieldErrorsOf(c.Validate()) {
		if e.Field == "Rule" {
			e.Field, e.Sentence = p.ruleField()
		}
		if errs.For(e.Field) == "" {
			errs = append(errs, e)
		}
	}
	if len(errs) > 0 {
		p.form.Refuse(errs, form.NeedLook(errs), func(rest string) { p.form.Say(kit.Red, rest, nil) })
		return
	}
	p.form.In.ShowErrors(nil)
	p.form.Write(func(ctx context.Context) func() {
		told, err := p.h.Diary.SaveClinic(ctx, c)
		return func() { p.stored(told, err, then) }
	})
}

// ruleField says which field a rule misses something of.
func (p *page) ruleField() (field, sentence string) {
	if p.form.In.Named("Repeats").Get() == monthly && p.form.In.Named("Days").Get() != "" {
		return "Weeks", "Choose at least 1 week of the month"
	}
	return "Days", "Choose at least 1 day of the week"
}

func (p *page) stored(told []data.AppointmentRow, err error, then func()) {
	switch {
	case err == nil:
		p.form.Stored()
		then()
		tell(p.h.Window, told)
	case len(data.FieldErrorsOf(err)) > 0:
		errs := data.FieldErrorsOf(err)
		p.form.Refuse(errs, form.NeedLook(errs), func(rest string) { p.form.Say(kit.Red, rest, nil) })
	default:
		p.form.Say(kit.Red, p.h.Fail("save a clinic", err), nil)
	}
}

// end asks when the clinic ends, and ends it.
func (p *page) end() {
	day := p.h.DateField("First day without this clinic", data.DatePlanned)
	day.SetText(p.h.Today().Numeric())
	trouble := kit.NewParagraph("", kit.Muted)
	content := kit.VStack(12, kit.NewParagraph("Sessions before this day do not change. We list the people booked on this day or later, so you can tell them.", kit.Body),
		day, trouble)
	var dialog *kit.Dialog
	busy := false
	dialog = kit.ShowForm(p.h.Window, "End this clinic?", content, "End clinic", func() bool {
		on, err := day.Value()
		if err != nil || busy {
			if err != nil {
				day.SetError(err.Error())
			}
			return false
		}
		from := host.Date(on)
		if from.Before(p.h.Today()) {
			day.SetError("Date must be today or in the future")
			return false
		}
		busy = true
		p.h.Background(func(ctx context.Context) func() {
			told, err := p.h.Diary.RemoveClinic(ctx, p.id, from)
			return func() {
				busy = false
				if err != nil {
					trouble.SetText(p.h.Fail("end a clinic", err))
					dialog.Refresh()
					return
				}
				dialog.Close()
				p.form.Stored()
				p.h.Back()
				tell(p.h.Window, told)
			}
		})
		return false
	})
}

// tell lists the people whose appointments no longer fit. They wait under "To be
// told" on Today until someone has told them.
func tell(win fyne.Window, told []data.AppointmentRow) {
	if len(told) == 0 {
		return
	}
	parts := []fyne.CanvasObject{kit.NewParagraph("These appointments no longer fit. They stay booked until you move or cancel them. They stay on Today until "+
		"you have told the people.", kit.Body)}
	for i := range told {
		a := &told[i]
		line := a.Client
		if line == "" {
			line = "Held slot"
		}
		when := a.On.LongAt(a.At)
		if a.Phone != "" {
			when += " · " + a.Phone
		}
		parts = append(parts, kit.Separator(), kit.NewParagraph(line, kit.Bold), kit.NewParagraph(when, kit.Muted))
	}
	kit.ShowText(win, data.Plural(len(told), "person to tell", "people to tell"), kit.VStack(8, parts...))
}
