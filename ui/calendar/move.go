package calendar

import (
	"context"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// move asks for another day for a follow-up or an appointment.
func (p *page) move(e entry) {
	if e.done || e.followUp == nil && e.booked == nil {
		return
	}
	h := p.host
	field := h.DateField("New day", data.DatePlanned)
	field.SetRequired(true)
	field.SetValue(host.Day(e.day))
	why := kit.NewTextField("Why (kept in the record)")
	banner := kit.NewBanner(kit.Red, "", nil)
	banner.Hide()
	var dialog *kit.Dialog
	form := kit.VStack(12, kit.NewParagraph(e.client+", "+e.about+". Now on "+e.day.Long()+".", kit.Body), banner, field, why)
	dialog = kit.ShowForm(h.Window, "Move to another day", form, "Move", func() bool {
		day, err := field.Value()
		if err != nil {
			return false
		}
		to, note := host.Date(day), why.Text()
		h.Background(func(ctx context.Context) func() {
			err := p.moveTo(ctx, e, to, note)
			return func() {
				if err == nil {
					dialog.Close()
					return
				}
				if sentence := sentenceFor(err); sentence != "" {
					field.SetError(sentence)
					return
				}
				banner.Set(kit.Red, h.Fail("move", err))
				banner.Show()
			}
		})
		return false
	})
}

func sentenceFor(err error) string {
	errs := data.FieldErrorsOf(err)
	for _, f := range []string{"To", "On"} {
		if s := errs.For(f); s != "" {
			return s
		}
	}
	return ""
}

func (p *page) moveTo(ctx context.Context, e entry, to data.Date, why string) error {
	if e.followUp != nil {
		return p.host.Offering.MoveFollowUp(ctx, e.followUp.ID, to, why)
	}
	return p.host.Diary.Move(ctx, e.booked.ID, data.FreeSlot{Day: to, At: e.booked.At})
}
