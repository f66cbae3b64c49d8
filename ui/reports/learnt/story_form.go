package learnt

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// storyForm is where a story is written down or changed.
type storyForm struct {
	s       *stories
	tale    data.Tale
	client  *kit.Picker // hidden when the story is someone's already
	kind    *kit.ChoiceRow
	day     *kit.DateField
	heading *kit.TextField
	body    *kit.TextField
	agreed  *kit.Check
	how     *kit.Choice // they agreed; hidden until they did
	dialog  *kit.Dialog
}

// fewestLetters of a name are typed before people are looked for.
const fewestLetters = 2

// ask opens the form; nil if something else is open.
func (s *stories) ask(t data.Tale) *storyForm {
	if kit.OverlayOpen(s.p.h.Window) {
		return nil
	}
	f := &storyForm{s: s, tale: t}
	f.client = kit.NewPicker("Client", nil, nil)
	f.client.SetPlaceHolder("Name, date of birth or NHS number")
	f.client.Search = f.find
	kinds := make([]string, 0, 2)
	at := -1
	for i, k := range data.TaleKinds() {
		kinds = append(kinds, k.Label)
		if k.Value == t.Kind {
			at = i
		}
	}
	f.kind = kit.NewChoiceRow("Type", kinds, func(int) {})
	f.kind.SetSelected(at)
	f.day = s.p.h.DateField("Date told", data.DateHappened)
	f.day.SetValue(host.Day(t.ToldOn))
	f.heading = kit.NewTextField("Heading")
	f.heading.SetText(t.Heading)
	f.body = kit.NewTextArea("Story", data.MaxLearnt)
	f.body.SetHint("Do not include names or anything that could identify someone, such as a street, rare illness or workplace.")
	f.body.SetRows(7)
	f.body.SetText(t.Body)
	f.askConsent()
	content := kit.VStack(10, f.client, kit.FormGrid(f.kind, f.day), f.heading, f.body, f.agreed, f.how)
	if t.ID != "" {
		f.client.Hide()
		f.agreed.Hide()
	}
	f.dialog = kit.ShowForm(s.p.h.Window, "Story for the report", kit.Fixed(600, 0, content), "Save", func() bool {
		f.save()
		return false // closed once it is stored
	})
	return f
}

// askConsent asks whether they agreed today, and if so, how they told it.
func (f *storyForm) askConsent() {
	hows := make([]kit.Option, 0, len(data.ConsentHows()))
	for _, h := range data.ConsentHows() {
		hows = append(hows, kit.Option{ID: string(h.Value), Label: h.Label})
	}
	f.how = kit.NewChoice("How did they tell you?", hows, nil)
	f.how.SetRequired(true)
	f.how.Hide()
	f.agreed = kit.NewCheck("They agreed today to this being used in reports, without their name", func(agreed bool) {
		f.how.Hidden = !agreed
		f.how.SetError("")
		f.dialog.Refresh()
	})
}

// consent is what they agreed to today, nil if they were not asked.
func (f *storyForm) consent() *data.Consent {
	if !f.agreed.Checked || f.tale.ID != "" {
		return nil
	}
	return &data.Consent{Kind: data.ConsentStory, Given: true, On: f.s.p.h.Today(), How: data.ConsentHow(f.how.Selected())}
}

// find looks people up for the picker.
func (f *storyForm) find(words string) []kit.Option {
	if len([]rune(words)) < fewestLetters {
		return nil
	}
	people, _, err := f.s.p.h.Casework.Clients(context.Background(), data.ClientFilter{Words: words, Limit: 20})
	if err != nil {
		f.s.p.say(kit.Red, f.s.p.h.Fail("search clients", err))
		return nil
	}
	list := make([]kit.Option, len(people))
	for i, c := range people {
		list[i] = kit.Option{ID: string(c.ID), Label: c.Name, Note: c.Surgery}
		if !c.BirthDate.IsZero() {
			list[i].Note = fmt.Sprintf("born %s", c.BirthDate.Numeric())
		}
	}
	return list
}

func (f *storyForm) save() {
	t := f.tale
	if t.ID == "" {
		t.ClientID = data.ID(f.client.Selected())
	}
	if i := f.kind.Selected(); i >= 0 {
		t.Kind = data.TaleKinds()[i].Value
	}
	day, err := f.day.Value()
	f.day.SetError("")
	f.client.SetError("")
	f.body.SetError("")
	switch {
	case t.ClientID == "":
		f.client.SetError("Choose a client. We do not print their name")
		return
	case err != nil:
		f.day.SetError(err.Error())
		return
	}
	t.ToldOn, t.Heading, t.Body = host.Date(day), f.heading.Text(), f.body.Text()
	if wrong := data.FieldErrorsOf(t.Validate(f.s.p.h.Today())); len(wrong) > 0 {
		f.day.SetError(wrong.For("ToldOn"))
		f.body.SetError(wrong.For("Body"))
		f.heading.SetError(wrong.For("Heading"))
		return
	}
	agreed := f.consent()
	if agreed != nil {
		f.how.SetError(data.FieldErrorsOf(agreed.Validate(f.s.p.h.Today())).For("How"))
		if f.how.Error() != "" {
			return
		}
	}
	f.store(&t, agreed)
}

// store writes the story, and that they agreed to it.
func (f *storyForm) store(t *data.Tale, agreed *data.Consent) {
	p := f.s.p
	p.h.Background(func(ctx context.Context) func() {
		err := p.h.Casework.SaveTale(ctx, t)
		if err == nil && agreed != nil {
			agreed.ClientID = t.ClientID
			err = p.h.Casework.AddConsent(ctx, agreed)
		}
		return func() {
			if err == nil || t.ID != "" {
				f.dialog.Close()
			}
			f.s.done(err, "save a story", "Saved.")
		}
	})
}
