package service

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// holidays is the part of the days on which no one works: the bank holidays
// of the service’s nation, and the service's own.
type holidays struct {
	h    *host.Host
	p    page
	days []data.Holiday
	at   data.Date // the day that is selected

	nation *nationChoice
	card   *kit.Card
	about  *kit.Text
	news   *kit.Banner // what the holidays changed and no one has seen yet
	rows   *kit.Rows
	rename *kit.Button
	remove *kit.Button
}

// Holidays is the part of the days on which no one works.
func Holidays(h *host.Host, p page) *frame.Part {
	s := &holidays{h: h, p: p, about: kit.NewParagraph("", kit.Muted), nation: newNationChoice(h, p)}
	s.rows = kit.NewRows(func() int { return len(s.days) }, func() fyne.CanvasObject { return kit.NewRowText() }, s.fill, kit.RowHeight())
	s.rows.OnSelect = func(i int) { s.at = s.days[i].On }
	s.rows.OnOpen = func(i int) { s.ask("Rename holiday", "Save", s.days[i]) }
	s.rename = kit.Secondary("Rename…", func() { s.with(func(h data.Holiday) { s.ask("Rename holiday", "Save", h) }) }).Compact()
	s.remove = kit.Secondary("Remove", func() { s.with(s.drop) }).Compact()
	actions := kit.Wrap(s.rename, s.remove)
	s.news = kit.NewBanner(kit.Amber, "", kit.Secondary("Show list", func() { h.ShowHolidayChanges() }).Compact())
	s.news.Hide()
	head := kit.PadXY(16, 0, kit.VStack(10, s.nation.object(), s.about, s.news))
	s.card = kit.NewCard("Holidays", "", kit.Border(10, head, kit.PadXY(16, 4, actions), nil, nil, s.rows)).Flush()
	s.card.SetAction(kit.HStack(8, s.nation.load, kit.Primary("Add day…", func() { s.ask("Add day", "Add day", data.Holiday{}) }).Compact()))
	return &frame.Part{Title: "Holidays", View: s.card, Load: s.load, Laid: s.scroll}
}

func (s *holidays) load(ctx context.Context) (func(), error) {
	days, err := s.h.Lists.HolidayList(ctx)
	if err != nil {
		return nil, err
	}
	changes, err := s.h.HolidayChanges(ctx)
	if err != nil {
		return nil, err
	}
	nation, err := s.h.Lists.Nation(ctx)
	if err != nil {
		return nil, err
	}
	reaches, err := s.h.Lists.HolidayReaches(ctx)
	if err != nil {
		return nil, err
	}
	return func() { s.nation.show(nation, reaches); s.tell(changes); s.publish(days) }, nil
}

// tell says what the holidays changed, and hides where there is nothing to say.
func (s *holidays) tell(changes host.HolidayChanges) {
	sentence := changes.Sentence()
	s.news.Set(kit.Amber, sentence)
	s.news.Hidden = sentence == ""
	s.news.Refresh()
}

func (s *holidays) publish(days []data.Holiday) {
	s.days = days
	s.card.SetAside(data.Plural(len(days), "day", "days"))
	s.about.SetText(endText(data.NewHolidays(days).LastDay(), s.h.Today()))
	if s.at.IsZero() {
		s.at = s.h.Today() // begin with the next one to come
	}
	s.rows.Reload()
	// The day itself, or after a removal the one that follows it.
	at := slices.IndexFunc(days, func(h data.Holiday) bool { return !h.On.Before(s.at) })
	if at < 0 {
		at = len(days) - 1
	}
	s.rows.Select(at)
	s.rename.SetEnabled(at >= 0)
	s.remove.SetEnabled(at >= 0)
	s.card.Refresh()
}

// scroll shows the selected day with some of those that follow it.
func (s *holidays) scroll() {
	const following = 5
	if at := s.rows.Selected(); at >= 0 {
		s.rows.ScrollTo(min(at+following, len(s.days)-1))
		s.rows.ScrollTo(at)
	}
}

// endText says what the list does and where it ends.
func endText(last, today data.Date) string {
	switch {
	case last.IsZero():
		return "No follow-ups are due on these days or at weekends. No bank holidays are listed yet. Add them so follow-ups avoid those days."
	case last.Before(today):
		return fmt.Sprintf("No follow-ups are due on these days or at weekends. The list ended on %s. Add the bank holidays for %d.", last.Long(), today.Year)
	default:
		return fmt.Sprintf("No follow-ups are due on these days or at weekends. Listed up to %s.", last.Long())
	}
}

func (s *holidays) fill(i int, o fyne.CanvasObject) {
	d := s.days[i]
	row := kit.RowData{Title: d.Title, Secondary: d.On.Long(), Muted: d.On.Before(s.h.Today())}
	if d.Source == ownSource {
		row.Chips = []kit.ChipData{{Text: "Added by the service"}}
	}
	o.(*kit.RowText).Set(row)
}

// ownSource is what the store names as the source of a service's own days.
const ownSource = "added by the service"

func (s *holidays) with(do func(data.Holiday)) {
	if i := s.rows.Selected(); i >= 0 && i < len(s.days) {
		do(s.days[i])
	}
}

// ask adds a day, or gives one that is listed another name.
func (s *holidays) ask(title, verb string, d data.Holiday) {
	known := !d.On.IsZero()
	day := s.h.DateField("Day", data.DatePlanned)
	day.SetRequired(true)
	name := kit.NewTextField("Name")
	name.SetPlaceHolder("For example, Office closed")
	name.SetRequired(true)
	name.SetText(d.Title)
	day.SetValue(host.Day(d.On))
	fields := []fyne.CanvasObject{day, name}
	if known {
		fields = []fyne.CanvasObject{kit.NewText(d.On.Long(), kit.Bold), name}
	}
	fail := func(errs data.FieldErrors) {
		day.SetError(errs.For("On"))
		name.SetError(errs.For("Title"))
	}
	s.p.Form(title, verb, fields, fail, func() (string, func(context.Context) error, error) {
		on, err := day.Value()
		if err != nil {
			return "", nil, data.FieldErrors{{Field: "On", Sentence: err.Error()}}
		}
		if data.Tidy(name.Text()) != "" && len([]rune(name.Text())) > data.MaxName {
			return "", nil, data.FieldErrors{{Field: "Title", Sentence: fmt.Sprintf("Must be %d characters or fewer", data.MaxName)}}
		}
		h := data.Holiday{On: host.Date(on), Title: name.Text()}
		if !known {
			if at := slices.IndexFunc(s.days, func(d data.Holiday) bool { return d.On == h.On }); at >= 0 {
				return "", nil, data.FieldErrors{{Field: "On", Sentence: fmt.Sprintf("This day is already listed as “%s”. Rename that one", s.days[at].Title)}}
			}
		}
		s.at = h.On
		return fmt.Sprintf("Saved: %s.", h.On.Long()), func(ctx context.Context) error { return s.h.Offering.AddHoliday(ctx, h) }, nil
	})
}

// drop takes a day out, once that is confirmed: it changes when people are
// called.
func (s *holidays) drop(d data.Holiday) {
	kit.Confirm(s.h.Window, "Remove this day?",
		fmt.Sprintf("%s, %s, will count as a working day. Follow-ups that moved because of it move back. You can add it again.", d.On.Long(), d.Title),
		"Remove", false, func() {
			s.p.Write("remove a holiday", fmt.Sprintf("Saved. %s counts as a working day.", d.On.Long()),
				func(ctx context.Context) error { return s.h.Offering.RemoveHoliday(ctx, d.On) }, nil)
		})
}
