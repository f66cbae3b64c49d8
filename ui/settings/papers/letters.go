package papers

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/letter"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// letterSection is the part about the wording of letters and texts.
type letterSection struct {
	h    *host.Host
	p    page
	view fyne.CanvasObject
	list *fyne.Container
}

// Letters is the part about the wording of letters and texts.
func Letters(h *host.Host, p page) *frame.Part {
	s := &letterSection{h: h, p: p, list: kit.VStack(10)}
	card := kit.NewCard("Letters and texts", "", kit.VStack(12,
		kit.NewParagraph("Change the wording to suit your service. Keep fields such as {name}: we fill them in from the record.", kit.Muted), s.list))
	s.view = kit.ScrollBeyond(kit.VStack(0, card))
	return &frame.Part{Title: "Letters and texts", View: s.view, Load: s.load}
}

func (s *letterSection) load(ctx context.Context) (func(), error) {
	templates, err := s.h.Letters.Templates(ctx)
	return func() {
		s.list.Objects = nil
		for i := range templates {
			s.list.Add(s.row(&templates[i]))
		}
		s.list.Refresh()
	}, err
}

func (s *letterSection) row(t *letter.Template) fyne.CanvasObject {
	text := kit.NewRowText()
	row := kit.RowData{Title: t.Kind.Label(), Secondary: t.Kind.When()}
	if t.Own {
		row.Chips = []kit.ChipData{{Text: "your wording"}}
	}
	text.Set(row)
	was := *t
	return kit.Border(8, nil, nil, nil, kit.HStack(0, kit.Secondary("Edit…", func() { s.ask(was) }).Compact()), text)
}

// editor is the dialog in which the wording of one kind is changed.
type editor struct {
	t                   letter.Template
	heading, body, text *kit.TextField
	size                *kit.Text
	preview             *fyne.Container
}

// ask shows the wording of a kind, with what it looks like for an invented person.
func (s *letterSection) ask(t letter.Template) {
	if kit.OverlayOpen(s.h.Window) {
		return
	}
	e := &editor{t: t, heading: kit.NewTextField("Heading"), body: kit.NewTextArea("Letter", data.MaxNote),
		text: kit.NewTextArea("Text message", letter.MaxText), size: kit.NewParagraph("", kit.Muted), preview: kit.VStack(2)}
	e.body.SetRows(9)
	e.text.SetRows(3)
	e.put(t)
	for _, f := range []*kit.TextField{e.heading, e.body, e.text} {
		f.OnChanged = func(string) { e.show() }
	}
	back := kit.Quiet("Original wording", func() { e.put(letter.Default(t.Kind)) }).Compact()
	fields := []fyne.CanvasObject{kit.NewParagraph(t.Kind.When(), kit.Muted), e.heading, e.body}
	if t.Kind.ToClient() {
		fields = append(fields, e.text, e.size)
	}
	fields = append(fields, kit.HStack(0, back), kit.NewCard("Fields", "", kit.NewParagraph(fieldsText(t.Kind), kit.Muted)),
		kit.NewCard("Example with an invented person", "", e.preview))
	e.show()
	s.p.Form(t.Kind.Label(), "Save", fields, e.fail, func() (string, func(context.Context) error, error) {
		wanted := e.typed()
		wrong := wanted.Validate()
		usual := letter.Default(t.Kind)
		if wanted.Heading == usual.Heading && wanted.Body == usual.Body && wanted.Text == usual.Text {
			return "Saved. The original wording is back.", func(ctx context.Context) error { return s.h.Letters.ResetTemplate(ctx, t.Kind) }, wrong
		}
		return fmt.Sprintf("Saved: %s.", data.LowerFirst(t.Kind.Label())), func(ctx context.Context) error { return s.h.Letters.SaveTemplate(ctx, &wanted) }, wrong
	})
}

// fieldsText lists the fields of a kind with what they stand for.
func fieldsText(k letter.Kind) string {
	var b strings.Builder
	for _, f := range letter.FieldsOf(k) {
		b.WriteString("{" + string(f.Field) + "} " + f.What + "\n")
	}
	b.WriteString("\nPut a part in [square brackets] to leave it out if a field in it is not known. Start a line with “# ” " +
		"for a heading, or “- ” for a list item.")
	return b.String()
}

func (e *editor) put(t letter.Template) {
	e.heading.SetText(t.Heading)
	e.body.SetText(t.Body)
	e.text.SetText(t.Text)
	e.show()
}

func (e *editor) typed() letter.Template {
	t := e.t
	t.Heading, t.Body, t.Text = e.heading.Text(), e.body.Text(), e.text.Text()
	return t
}

// show draws what is typed for an invented person; what is wrong with it is said
// beside the field.
func (e *editor) show() {
	t := e.typed()
	err := t.Validate()
	e.fail(data.FieldErrorsOf(err))
	if err != nil {
		return // the last one that was in order stays
	}
	l, err := t.Letter(letter.SampleOf(t.Kind))
	if err != nil {
		return
	}
	e.preview.Objects = host.LetterView(l)
	if text, err := t.Message(letter.SampleOf(t.Kind)); err == nil && text != "" {
		e.preview.Add(kit.Separator())
		e.preview.Add(kit.NewParagraph(text, kit.Body))
		e.size.SetText(fmt.Sprintf("Example with an invented person: %s", letter.Measure(text).String()))
	}
	e.preview.Refresh()
}

func (e *editor) fail(errs data.FieldErrors) {
	e.heading.SetError(errs.For("Heading"))
	e.body.SetError(errs.For("Body"))
	e.text.SetError(errs.For("Text"))
}
