package learnt

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/data/wording"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// stories lists what was told in the period and may be used.
type stories struct {
	p       *page
	content fyne.CanvasObject
	list    *fyne.Container
	counted *kit.Text
}

func newStories(p *page) *stories {
	s := &stories{p: p, list: kit.VStack(12), counted: kit.NewText("", kit.Muted)}
	add := kit.Primary("Add story", func() { s.ask(data.Tale{Kind: data.TaleStory, ToldOn: p.h.Today()}) }).Compact()
	s.content = kit.Border(10, kit.Border(10, nil, nil, nil, add, s.counted), nil, nil, nil, kit.ScrollBeyond(s.list))
	return s
}

// toldFound is what was told in the period: what may be used, and how much may
// not.
type toldFound struct {
	tales   []data.Tale
	without int
	naming  int // of clients not seen here, with a client’s name in them
}

func readStories(ctx context.Context, db *office.Office, f data.FigureFilter) (*toldFound, error) {
	tales, err := db.Figures.Tales(ctx, f)
	if err != nil {
		return nil, err
	}
	without, err := db.Figures.TalesWithoutConsent(ctx, f)
	if err != nil {
		return nil, err
	}
	naming, err := db.Figures.TalesNaming(ctx, f)
	return &toldFound{tales, without, naming}, err
}

func (s *stories) fill(f *toldFound) {
	text := data.Plural(len(f.tales), "story or quote can be printed.", "stories and quotes can be printed.")
	if f.without > 0 {
		text += " " + data.Plural(f.without, "more is left out because the person has not agreed.", "more are left out because people have not agreed.")
	}
	if f.naming > 0 {
		text += " " + data.Plural(f.naming, "more is left out because it has a client’s name in it.", "more are left out because they have clients’ names in them.") +
			" Someone who sees the records can take the name out."
	}
	s.counted.SetText(text)
	s.list.Objects = nil
	for _, t := range f.tales {
		s.list.Objects = append(s.list.Objects, s.card(t))
	}
	if len(f.tales) == 0 {
		s.list.Objects = []fyne.CanvasObject{kit.NewEmpty(theme.IconReports, "No stories yet",
			"Add a story to show what numbers cannot. We print it without a name, and only while the person agrees.", nil)}
	}
	s.list.Refresh()
	s.content.Refresh()
}

func (s *stories) card(t data.Tale) fyne.CanvasObject {
	title := t.Heading
	if title == "" {
		title = t.Kind.Label()
	}
	lines := []fyne.CanvasObject{}
	for _, b := range wording.Parse(t.Body) {
		lines = append(lines, printed(b, nil))
	}
	card := kit.NewCard(title, t.ToldOn.Short(), kit.VStack(8, lines...))
	if t.ClientID == "" { // of someone who is not seen here
		return card
	}
	card.SetAction(kit.HStack(8,
		kit.Quiet("Open record", func() {
			s.p.h.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: t.ClientID})
		}).Compact(),
		kit.Secondary("Edit", func() { s.ask(t) }).Compact(),
		kit.Secondary("Remove", func() { s.takeBack(t) }).Compact()))
	return card
}

func (s *stories) takeBack(t data.Tale) {
	kit.Confirm(s.p.h.Window, "Remove this story?", "Future reports will not contain it. Reports you have already shared will still contain it.", "Remove", true, func() {
		s.p.h.Background(func(ctx context.Context) func() {
			err := s.p.h.Casework.RemoveTale(ctx, t.ID)
			return func() { s.done(err, "take a story back", "Removed.") }
		})
	})
}

func (s *stories) done(err error, what, said string) {
	if err != nil {
		s.p.say(kit.Red, s.p.h.Fail(what, err))
		return
	}
	s.p.say(kit.Green, said)
	s.p.Reload()
}
