package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Confirm asks before something is done; fn runs only when it is confirmed. With
// danger the button is red and Enter cancels, so that a habit destroys nothing.
func Confirm(win fyne.Window, title, sentence, verb string, danger bool, fn func()) *Dialog {
	var d *Dialog
	do := func() {
		d.Close()
		if fn != nil {
			fn()
		}
	}
	cancel := Secondary("Cancel", func() { d.Close() })
	yes := Primary(verb, do)
	if danger {
		yes.SetKind(KindDanger)
	}
	d = newDialog(win, title, NewParagraph(sentence, Body), cancel, yes)
	d.cancel, d.confirm = d.Close, do
	first := yes
	if danger {
		d.confirm = d.Close
		first = cancel
	}
	d.show(first)
	return d
}

// Ask3 asks what to do with unsaved changes: save, discard, or (doing neither)
// stay. Escape stays.
func Ask3(win fyne.Window, title, sentence string, save, discard func()) *Dialog {
	var d *Dialog
	closing := func(fn func()) func() {
		return func() {
			d.Close()
			if fn != nil {
				fn()
			}
		}
	}
	keep := Primary("Save", closing(save))
	d = newDialog(win, title, NewParagraph(sentence, Body),
		Secondary("Cancel", func() { d.Close() }), Secondary("Discard", closing(discard)), keep)
	d.cancel, d.confirm = d.Close, closing(save)
	d.show(keep)
	return d
}

// Way is one of the ways out of a question.
type Way struct {
	Verb string
	Do   func()
}

// AskWhich asks what to do next in words of its own: the main way, to which Enter
// leads, another one, or neither. Escape and Cancel change nothing.
func AskWhich(win fyne.Window, title string, content fyne.CanvasObject, other, main Way) *Dialog {
	var d *Dialog
	closing := func(w Way) func() {
		return func() {
			d.Close()
			w.Do()
		}
	}
	first := Primary(main.Verb, closing(main))
	d = newDialog(win, title, content,
		Secondary("Cancel", func() { d.Close() }), Secondary(other.Verb, closing(other)), first)
	d.width = 560
	d.cancel, d.confirm = d.Close, closing(main)
	d.show(first)
	return d
}

// ShowForm shows fields with a button; onOK returns true to close, false to stay
// with what was typed and the sentences it has set beside the fields.
func ShowForm(win fyne.Window, title string, content fyne.CanvasObject, verb string, onOK func() bool) *Dialog {
	var d *Dialog
	do := func() {
		if onOK == nil || onOK() {
			d.Close()
			return
		}
		d.Refresh()
	}
	ok := Primary(verb, do)
	d = newDialog(win, title, content, Secondary("Cancel", func() { d.Close() }), ok)
	d.width, d.ok = 640, ok
	d.cancel, d.confirm = d.Close, do
	d.put(func() {
		win.Canvas().FocusNext()
		if win.Canvas().Focused() == nil {
			win.Canvas().Focus(ok)
		}
	})
	return d
}

// SetDanger says with the colour of a form's button that what it does cannot be
// taken back.
func (d *Dialog) SetDanger() {
	if d.ok != nil {
		d.ok.SetKind(KindDanger)
	}
}

// ShowChoices asks for one of the answers in content, which closes the dialog itself
// once one is picked. Escape and Cancel pick none. The focus goes to first.
func ShowChoices(win fyne.Window, title string, content fyne.CanvasObject, first fyne.Focusable) *Dialog {
	var d *Dialog
	d = newDialog(win, title, content, Secondary("Cancel", func() { d.Close() }))
	d.cancel = d.Close
	d.show(first)
	return d
}

// ShowLarge shows something over nearly the whole window, to be looked at
// together.
func ShowLarge(win fyne.Window, title string, content fyne.CanvasObject) *Dialog {
	var d *Dialog
	ok := Primary("Close", func() { d.Close() })
	d = newDialog(win, title, content, ok)
	d.width = max(640, win.Canvas().Size().Width-160)
	d.cancel, d.confirm = d.Close, d.Close
	d.show(ok)
	return d
}

// ShowText shows something to read, with a button that takes it away again.
func ShowText(win fyne.Window, title string, content fyne.CanvasObject) *Dialog {
	var d *Dialog
	ok := Primary("Close", func() { d.Close() })
	d = newDialog(win, title, content, ok)
	d.width = 640
	d.cancel, d.confirm = d.Close, d.Close
	d.show(ok)
	return d
}

// Message says something that needs no answer.
func Message(win fyne.Window, title, sentence string) *Dialog {
	var d *Dialog
	ok := Primary("OK", func() { d.Close() })
	d = newDialog(win, title, NewParagraph(sentence, Body), ok)
	d.cancel, d.confirm = d.Close, d.Close
	d.show(ok)
	return d
}

// Progress shows that long work goes on, how far it is, and lets it be stopped.
type Progress struct {
	dialog *Dialog
	text   *Text
	bar    *bar
}

// ShowProgress shows progress; cancel is called when the person stops the work and
// may be nil for work that cannot be stopped.
func ShowProgress(win fyne.Window, title string, cancel func()) *Progress {
	p := &Progress{text: NewParagraph("", Muted), bar: newBar()}
	var buttons []fyne.CanvasObject
	var stop *Button
	if cancel != nil {
		stop = Secondary("Stop", nil)
		buttons = append(buttons, stop)
	}
	p.dialog = newDialog(win, title, VStack(10, p.text, p.bar), buttons...)
	if stop != nil {
		stop.OnTapped = func() {
			stop.Disable()
			stop.SetText("Stopping…")
			cancel()
		}
		p.dialog.cancel = func() { stop.Tapped(nil) }
		p.dialog.show(stop)
		return p
	}
	p.dialog.show(nil)
	return p
}

// SetText changes the line that says what is being done.
func (p *Progress) SetText(text string) {
	p.text.SetText(text)
	p.dialog.Refresh()
}

// SetValue sets how far the work is, 0 to 1; below 0 is not known.
func (p *Progress) SetValue(value float64) {
	p.bar.value = value
	p.bar.Refresh()
}

// Close takes the progress away.
func (p *Progress) Close() { p.dialog.Close() }

// bar is a thin bar, filled from 0 to 1; empty when not known.
type bar struct {
	widget.BaseWidget
	value float64
}

func newBar() *bar {
	b := &bar{value: -1}
	b.ExtendBaseWidget(b)
	return b
}

func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	back, fill := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	arrange := func(size fyne.Size) {
		draw.Place(back, 0, 0, size.Width, size.Height)
		draw.Place(fill, 0, 0, size.Width*float32(max(0, min(1, b.value))), size.Height)
	}
	paint := func() {
		draw.Box(back, theme.ColorLine, "", 0, 4)
		draw.Box(fill, theme.ColorAccent, "", 0, 4)
	}
	paint()
	return &draw.Rendering{
		Of:    b,
		Shows: draw.Fixed(back, fill),
		Lays:  arrange,
		Least: func() fyne.Size { return fyne.NewSize(80, 8) },
		Redraws: func() {
			paint()
			arrange(b.Size())
			canvas.Refresh(b)
		},
	}
}

// ShowPanel shows something to work in that needs no buttons: Escape closes it, and
// a muted line at its foot says so. The focus goes to first.
func ShowPanel(win fyne.Window, title, foot string, content fyne.CanvasObject, first fyne.Focusable) *Dialog {
	d := newDialog(win, title, content, NewText(foot, Small))
	d.width = 680
	d.cancel = d.Close
	d.show(first)
	return d
}
