package questionnaires

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// between is the calm page between two questionnaires of a set. It shows
// nothing of the record.
type between struct {
	content fyne.CanvasObject
	goOn    *kit.Button
	trouble *kit.Banner
}

func newBetween(in *clienttext.Language, staff string, done, size, questions int, goOn, takeBack func()) *between {
	b := &between{goOn: kit.Primary(in.Say("pad.go_on"), goOn).Large(), trouble: kit.NewBanner(kit.Red, "", nil)}
	b.trouble.Hide()
	title := kit.NewText(in.Say("pad.thanks"), kit.Figure)
	title.SetColor(theme.ColorAccent)
	line := kit.NewText(in.Say("pad.part_done", done, size, questions), kit.Heading)
	rest := kit.NewText(in.Say("pad.rest"), kit.Muted)
	for _, t := range []*kit.Text{title, line, rest} {
		t.SetAlign(fyne.TextAlignCenter)
		t.SetMinWidth(560)
	}
	prescriber := kit.Secondary(staff, takeBack).Compact()
	b.content = kit.Fill(theme.ColorSurface, container.NewCenter(kit.VStack(theme.Gap, b.trouble, title, line, rest,
		kit.Pad(theme.Gap, container.NewCenter(b.goOn)), container.NewCenter(prescriber))))
	return b
}

// rest begins the next questionnaire of the set, and shows the calm page before
// it. It is begun at once, so that a set that is left here is found again.
func (s *sitting) rest() {
	done := s.keeper.response
	def := s.plan.next()
	s.keeper.response = data.Response{
		ClientID: done.ClientID, EpisodeID: done.EpisodeID, InstrumentID: def.ID, Version: def.Version,
		Stage: s.facts.stageOf(def, s.chosen, s.size), AnsweredOn: done.AnsweredOn, Mode: done.Mode, FilledBy: done.FilledBy,
		ContactID: done.ContactID,
		Answers:   map[int]int{},
	}
	s.modeOfNext()
	s.saysLanguage()
	b := newBetween(s.in, s.staffButton(), s.size-len(s.plan.left)-1, s.size, len(def.Items), nil, s.takeBack)
	// begun: the plan is only cut once the response that takes its place is stored.
	begun := func(then func()) func(bool) {
		return func(ok bool) {
			if !ok {
				b.trouble.Set(kit.Red, s.in.Say("pad.trouble"))
				b.trouble.Show()
				b.content.Refresh()
				return
			}
			s.note()
			s.plan.keep()
			then()
		}
	}
	b.goOn.OnTapped = func() { s.keeper.save(begun(s.goOn)) }
	s.show(b.content)
	s.host.Window.Canvas().Focus(b.goOn)
	s.keeper.save(begun(func() {}))
}

// goOn shows the next questionnaire.
func (s *sitting) goOn() {
	s.showSheet()
	s.sheet.focusFirst()
}
