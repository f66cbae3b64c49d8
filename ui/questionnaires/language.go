package questionnaires

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/instrument"
	"waymark/data/store/letters"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// wordingNote tells staff which questionnaires have no official wording in a
// language, so that their questions appear in English; "" where all have one.
func wordingNote(in *clienttext.Language, set []*instrument.Definition) string {
	if in.English() {
		return ""
	}
	var without []string
	for _, d := range set {
		if _, ok := d.Translations[in.Code()]; !ok {
			without = append(without, d.ShortName)
		}
	}
	if len(without) == 0 {
		return ""
	}
	return fmt.Sprintf("There is no official %s wording of %s here. Its questions appear in English.", clienttext.NameOf(in.Tag), data.JoinAnd(without))
}

// padLanguage asks in which language the pad is. It shows nothing where the service
// has loaded no translation.
type padLanguage struct {
	*fyne.Container
	choice  *kit.Choice
	note    *kit.Text
	role    string // of the member of staff, as the button has it
	reading *letters.Reading
	set     func() []*instrument.Definition // those that will be asked
}

func newPadLanguage(h *host.Host, client data.ID, set func() []*instrument.Definition, changed func()) *padLanguage {
	p := &padLanguage{Container: kit.VStack(8), note: kit.NewParagraph("", kit.Muted), role: h.Role().Capital(), set: set}
	h.Background(func(ctx context.Context) func() {
		r, err := h.Letters.Reading(ctx, client)
		return func() {
			if err != nil {
				h.Log.Error("read the languages for clients", "error", err)
				return
			}
			if len(r.Languages) > 0 {
				p.take(r)
				changed()
			}
		}
	})
	return p
}

func (p *padLanguage) take(r *letters.Reading) {
	p.reading = r
	var shown []*clienttext.Translation
	for _, t := range r.Languages {
		if t.Language.OnScreen() {
			shown = append(shown, t)
		}
	}
	p.choice = kit.NewChoice("Language on the pad", host.ReadingOptions(shown), func(string) { p.say() }).AllowNone("English")
	if r.Chosen.OnScreen() {
		p.choice.SetSelected(r.Chosen.Code())
	}
	p.Add(p.choice)
	p.Add(p.note)
	p.say()
}

// language is what was chosen; nil for English.
func (p *padLanguage) language() *clienttext.Language {
	if p.choice == nil {
		return nil
	}
	for _, t := range p.reading.Languages {
		if t.Code() == p.choice.Selected() {
			return t.Language
		}
	}
	return nil
}

// say tells staff what will not be in the client's language, before they hand over.
func (p *padLanguage) say() {
	if p.choice == nil {
		return
	}
	text := wordingNote(p.language(), p.set())
	if in := p.language(); !in.English() {
		text = clienttext.Sentences(text, fmt.Sprintf("Your own button is “%s”.", in.Say("pad.staff", p.role)))
	}
	if in := p.reading.Chosen; !in.OnScreen() {
		text = fmt.Sprintf("This client reads %s. The pad cannot show it: this screen does not join or order its letters. You can print a paper form in it.", clienttext.NameOf(in.Tag))
	}
	p.note.SetText(text)
	p.note.Hidden = text == ""
	p.Refresh()
}

// staffButton is what is written on the button for the member of staff.
func (s *sitting) staffButton() string { return s.in.Say("pad.staff", s.host.Role().Capital()) }
