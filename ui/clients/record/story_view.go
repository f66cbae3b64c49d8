package record

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

const (
	// storyPage is how many entries are drawn at first, and more at each press:
	// people look at the last weeks, and wrapped text costs time to lay out.
	storyPage = 30
	// longNote is the length in characters from which a note is shown in part.
	longNote = 420
	// noteLines is how much of a long note is shown.
	noteLines = 5
)

// story is the card with the next step on top and everything that happened
// beneath it, newest first.
type story struct {
	h      *host.Host
	card   *kit.Card
	filter *kit.Segmented
	next   *fyne.Container
	list   *fyne.Container
	scroll *kit.FollowScroll

	rec    *data.ClientRecord
	page   *recordPage
	shown  int
	step   *kit.Button      // of the next step; nil when there is nothing to press
	more   *kit.Button      // draws earlier entries; nil when all are drawn
	opened map[data.ID]bool // long notes that were opened
}

func newStory(h *host.Host, page *recordPage) *story {
	s := &story{h: h, page: page, shown: storyPage, opened: map[data.ID]bool{}}
	s.filter = kit.NewSegmented(storyFilterNames, 0, func(int) {
		s.shown = storyPage
		s.drawEntries()
		s.scroll.ScrollToTop()
	})
	s.next = container.NewStack()
	s.list = kit.VStack(0)
	s.scroll = kit.Scroll(kit.PadXY(theme.CardPadding, 0, s.list))
	s.card = kit.NewCard("Story", "", kit.Border(0, s.next, nil, nil, nil, s.scroll)).Flush()
	s.card.SetAction(s.filter)
	return s
}

// show draws a record that was read again; filter, opened notes and place stay.
func (s *story) show(rec *data.ClientRecord) {
	s.rec = rec
	step := s.page.permittedStep(nextStep(rec, s.h.Today()))
	if s.page.onlyKept() {
		step = s.page.keptStep()
	}
	s.next.Objects = []fyne.CanvasObject{s.stepPane(step)}
	s.next.Refresh()
	s.drawEntries()
}

func (s *story) stepPane(n person.Step) fyne.CanvasObject {
	lead := kit.VStack(1, kit.NewText(person.FirstOf(n.Lead, "Next"), kit.Label))
	if n.When != "" {
		when := kit.NewParagraph(n.When, kit.Label)
		if n.Late {
			when.SetColor(theme.ColorRed)
		}
		lead.Add(when)
	}
	words := kit.VStack(2, kit.NewParagraph(n.Title, kit.Bold), kit.NewParagraph(n.Detail, kit.Muted))
	if n.Then != "" {
		words.Add(kit.NewParagraph(n.Then, kit.Muted))
	}
	s.step = nil
	if n.Verb != "" {
		s.step = kit.Primary(n.Verb, func() {
			if n.Does == person.StepGo {
				s.h.Go(n.To)
				return
			}
			s.page.act(n.Does)
		})
	}
	var trail fyne.CanvasObject
	if s.step != nil {
		trail = s.step
	}
	return kit.Fill(theme.ColorAccentSoft, kit.PadXY(theme.CardPadding, 12, newLane(lead, words, trail)))
}

func (s *story) drawEntries() {
	if s.rec == nil {
		return
	}
	entries := chapters(storyFilter(s.filter.Selected()).entries(s.rec.Timeline))
	s.list.Objects = nil
	for i := range min(s.shown, len(entries)) {
		if i > 0 {
			s.list.Objects = append(s.list.Objects, kit.Separator())
		}
		s.list.Objects = append(s.list.Objects, kit.PadXY(0, 11, s.chapterLane(&entries[i])))
	}
	s.more = nil
	switch rest := len(entries) - s.shown; {
	case len(entries) == 0:
		s.list.Objects = append(s.list.Objects, kit.PadXY(0, 16, kit.NewParagraph(s.nothing(), kit.Muted)))
	case rest > 0:
		s.more = kit.Quiet(fmt.Sprintf("Show earlier (%s)", data.Plural(rest, "entry", "entries")), s.showMore)
		s.list.Objects = append(s.list.Objects, kit.Separator(), kit.PadXY(0, 8, kit.HStack(0, s.more, kit.Spacer())))
	}
	s.list.Refresh()
	s.scroll.Refresh()
}

// showMore draws the entries before the ones that are drawn; the button stays
// under the finger.
func (s *story) showMore() {
	s.shown += storyPage
	s.drawEntries()
	if s.more != nil {
		s.h.Window.Canvas().Focus(s.more)
	}
}

func (s *story) nothing() string {
	if len(s.rec.Timeline) == 0 {
		return fmt.Sprintf("No entries yet. Your work with %s appears here, newest first.", s.rec.Client.Called())
	}
	return "No entries of this kind yet."
}

func (s *story) chapterLane(e *chapter) fyne.CanvasObject {
	word, title := entryWord(&e.Entry), e.Title
	if e.Kind == data.EntryContact && e.Detail != "" {
		word, title = strings.ToLower(title), "" // what was said stands for itself
	}
	lead := kit.VStack(1, kit.NewText(person.DayText(e.On, s.h.Today()), kit.Muted), kit.NewParagraph(word, kit.Muted))
	words := kit.VStack(4)
	if title != "" {
		words.Add(kit.NewParagraph(title, kit.Bold))
	}
	for i := range e.parts {
		words.Add(partLine(&e.parts[i]))
	}
	if e.Detail != "" {
		words.Add(s.note(&e.Entry))
	}
	if len(e.Tags) > 0 {
		words.Add(tagChips(e.Tags))
	}
	if e.Staff != "" && e.Staff != s.rec.Prescriber {
		words.Add(kit.NewText(e.Staff, kit.Small))
	}
	return newLane(lead, words, s.entryAction(&e.Entry))
}

func tagChips(tags []string) fyne.CanvasObject {
	chips := make([]fyne.CanvasObject, len(tags))
	for i, t := range tags {
		chips[i] = kit.NewChip(data.Capital(t), tagTone(t))
	}
	return kit.Wrap(chips...)
}

// note shows a text, and of a long one the beginning until it is opened.
func (s *story) note(e *data.Entry) fyne.CanvasObject {
	text := kit.NewParagraph(e.Detail, kit.Body)
	if utf8.RuneCountInString(e.Detail) < longNote && strings.Count(e.Detail, "\n") < noteLines {
		return text
	}
	word := "Show less"
	if !s.opened[e.ID] {
		text.SetMaxLines(noteLines)
		word = "Show all"
	}
	return kit.VStack(2, text, kit.HStack(0, kit.Quiet(word, func() {
		s.opened[e.ID] = !s.opened[e.ID]
		s.drawEntries()
	}).Compact(), kit.Spacer()))
}

// entryAction is what can be done with an entry, or nil.
func (s *story) entryAction(e *data.Entry) fyne.CanvasObject {
	word, do := s.actionOn(e)
	if do == nil || s.page.onlyKept() && word != readAnswers {
		return nil
	}
	return kit.AtEnd(kit.Quiet(word, do).Compact())
}

// readAnswers opens a finished questionnaire, which changes nothing: also in a record
// that may only be kept.
const readAnswers = "Read answers"

func (s *story) actionOn(e *data.Entry) (word string, do func()) {
	client, id := s.rec.Client.ID, e.ID
	switch e.Kind {
	case data.EntryContact:
		return "Edit", func() { s.h.Go(contactRoute(client, id)) }
	case data.EntryVisit, data.EntryDecision:
		return "Open visit", func() { s.h.Go(host.Route{Area: host.Calendar, View: host.ViewVisit, Client: client, Record: id}) }
	case data.EntryReferral:
		if s.h.Session.May(access.Clients, access.Write) != nil {
			return "", nil
		}
		for i := range s.rec.Referrals {
			if r := &s.rec.Referrals[i]; r.ID == id {
				return "Edit", func() { s.page.askReferral(r) }
			}
		}
	case data.EntryLetter:
		return "Open", func() { s.h.HandOver(id) }
	case data.EntryTask:
		return "Still to do", func() { s.page.reopenTask(id) }
	case data.EntryNeed:
		return "Remove", func() { s.page.askRemoveNeed(id) }
	case data.EntryResponse:
		return s.responseAction(id)
	}
	return "", nil
}

// responseAction is what can be done with a questionnaire, or with a refusal of one.
func (s *story) responseAction(id data.ID) (word string, do func()) {
	if s.h.Session.May(access.Measure, access.Write) != nil {
		return "", nil // the page is not offered to them
	}
	for _, r := range s.rec.Responses {
		if r.ID != id {
			continue
		}
		word = readAnswers
		if !r.Finished {
			word = "Continue"
		}
		return word, func() {
			s.h.Go(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: s.rec.Client.ID, Record: id})
		}
	}
	for _, r := range s.rec.Refusals {
		if r.ID == id {
			return "Undo", func() { s.page.undoRefusal(id) }
		}
	}
	return "", nil
}

// tagTone returns green for what is done or chosen, amber for what needs a look and grey otherwise.
func tagTone(tag string) kit.Tone {
	switch strings.ToLower(tag) {
	case "chosen", "agreed", "given", "completed", "started", "attending", "done":
		return kit.Green
	case "open", "did not attend", "refused", "withdrawn", "did not agree", "left half-way":
		return kit.Amber
	default:
		return kit.Neutral
	}
}
