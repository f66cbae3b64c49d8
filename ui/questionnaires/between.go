package questionnaires

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
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

func newBetween(done, size, questions int, goOn, takeBack func()) *between {
	b := &between{goOn: kit.Primary("Go on", goOn).Large(), trouble: kit.NewBanner(kit.Red, "", nil)}
	b.trouble.Hide()
	title := kit.NewText("Thank you", kit.Figure)
	title.SetColor(theme.ColorAccent)
	line := kit.NewText(fmt.Sprintf("That was part %d of %d. The next has %s.", done, size, data.Plural(questions, "question", "questions")), kit.Heading)
	rest := kit.NewText("Take your time. You may stop here, too: your answers are stored.", kit.Muted)
	for _, t := range []*kit.Text{title, line, rest} {
		t.SetAlign(fyne.TextAlignCenter)
		t.SetMinWidth(560)
	}
	prescriber := kit.Secondary("Prescriber", takeBack).Compact()
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
	b := newBetween(s.size-len(s.plan.left)-1, s.size, len(def.Items), nil, s.takeBack)
	// begun: the plan is only cut once the response that takes its place is stored.
	begun := func(then func()) func(bool) {
		return func(ok bool) {
			if !ok {
				b.trouble.Set(kit.Red, troubleText)
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
