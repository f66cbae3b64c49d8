package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/theme"
)

// Field is a label, a control, and beneath it either a hint or a sentence that
// says what is wrong and what to do.
type Field struct {
	widget.BaseWidget
	label, mark *Text
	hint, fault *Text
	head, body  *fyne.Container
	required    bool
}

// NewField puts a label above any control. An empty label leaves no space.
func NewField(label string, control fyne.CanvasObject) *Field {
	f := &Field{}
	f.build(label, control)
	f.ExtendBaseWidget(f)
	return f
}

// build fills a Field that is part of another widget.
func (f *Field) build(label string, control fyne.CanvasObject) {
	f.label = NewText(label, Label)
	f.mark = NewText("required", Small)
	f.hint = NewParagraph("", Small)
	f.fault = NewParagraph("", Muted)
	f.fault.SetColor(theme.ColorRed)
	f.head = HStack(6, f.label, f.mark)
	f.body = VStack(4, f.head, control, f.hint, f.fault)
	f.show()
}

func (f *Field) show() {
	f.head.Hidden = f.label.Text() == ""
	f.mark.Hidden = !f.required
	f.fault.Hidden = f.fault.Text() == ""
	f.hint.Hidden = f.hint.Text() == "" || !f.fault.Hidden
}

func (f *Field) changed() {
	f.show()
	f.Refresh()
}

// SetLabel changes the label.
func (f *Field) SetLabel(label string) {
	f.label.SetText(label)
	f.changed()
}

// Label is the field's label.
func (f *Field) Label() string { return f.label.Text() }

// SetRequired marks the field as one that cannot be left blank.
func (f *Field) SetRequired(required bool) {
	f.required = required
	f.changed()
}

// SetHint changes the help beneath the control, which an error replaces.
func (f *Field) SetHint(hint string) {
	f.hint.SetText(hint)
	f.changed()
}

// SetError shows a sentence beneath the control, with the full stop that some of them
// come without; "" takes it away.
func (f *Field) SetError(sentence string) {
	if sentence != "" && !strings.ContainsAny(sentence[len(sentence)-1:], ".?!") && !strings.HasSuffix(sentence, "…") {
		sentence += "."
	}
	if f.fault.Text() == sentence {
		return
	}
	f.fault.SetText(sentence)
	f.changed()
}

// Error is the sentence that is shown, or "".
func (f *Field) Error() string { return f.fault.Text() }

// CreateRenderer draws the field. Part of fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.body) }
