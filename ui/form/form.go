package form

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// Form is what every form does: it is read once, offers an earlier draft, keeps
// what is typed, says what is wrong beside the fields, and asks before something
// typed is lost. The page says which fields there are and how they are stored.
type Form struct {
	Typing
	Content *fyne.Container
	Page    *kit.FormPage // nil until it is built
	State   *kit.Text
	Button  *kit.Button // saves
	First   fyne.Focusable
	Begun   bool // the fields are shown, not the question about a draft
	Busy    bool // it is being saved
	// Put shows something in place of the form.
	Put func(fyne.CanvasObject)
	// LaidOut is called when what stands around the fields has changed.
	LaidOut func()

	h       *host.Host
	notice  *fyne.Container
	opening *load.Latest
}

// New makes the form whose drafts are kept under key.
func New(h *host.Host, key string) *Form {
	f := &Form{h: h, Content: container.NewStack(kit.NewLoading("Loading…")), opening: load.New(h)}
	f.Draft = host.NewDraft(h, key)
	f.State, f.notice = kit.NewText("", kit.Muted), container.NewStack()
	f.notice.Hide()
	f.Put = func(obj fyne.CanvasObject) {
		f.Content.Objects = []fyne.CanvasObject{obj}
		f.Content.Refresh()
	}
	f.LaidOut = func() { f.Page.Refresh() }
	return f
}

// Open reads what a form is built from, and builds it. A form that stands is
// left as it is: nothing typed may be lost.
func Open[T any](f *Form, what string, read func(ctx context.Context) (T, error), build func(T)) {
	if f.Page != nil {
		return
	}
	view := load.View{What: what, Put: f.Put, Again: func() { Open(f, what, read, build) }}
	load.Into(f.opening, view, read, func(read T) {
		if f.Page == nil {
			build(read)
		}
	})
}

// Frame puts the title and the notices above the sections, and the buttons below:
// others first, then Cancel's, then the one that saves.
func (f *Form) Frame(above, below []fyne.CanvasObject, save func(), others ...fyne.CanvasObject) {
	f.notice.Objects = nil
	f.notice.Hide()
	f.State.SetText("")
	f.Page.SetHeader(kit.VStack(10, append(append(above, f.notice), below...)...))
	f.Button = kit.Primary("Save", save)
	f.Page.SetFooter(f.State, append(others, kit.Secondary("Cancel", f.h.Back), f.Button)...)
}

// Notice is where Say shows its sentences, for a page with a frame of its own.
func (f *Form) Notice() fyne.CanvasObject { return f.notice }

// Start offers the draft of an earlier sitting, or begins at once.
func (f *Form) Start(found *Found, begin, resume func()) {
	if found == nil {
		begin()
		return
	}
	view, first := OfferDraft(f.h, found, func() {
		f.In.Fill(found.Fields)
		resume()
	}, func() {
		f.Forget()
		begin()
	})
	f.First = first
	f.Put(view)
	f.h.Window.Canvas().Focus(first)
}

// Show shows the fields.
func (f *Form) Show() {
	f.Begun = true
	f.Put(kit.Pad(theme.PageMargin, f.Page))
}

// Changed keeps what is typed as a draft and says so.
func (f *Form) Changed() { f.State.SetText(f.Keep()) }

// Say shows a sentence around the fields; "" takes it away. action may be nil.
func (f *Form) Say(tone kit.Tone, sentence string, action fyne.CanvasObject) {
	f.notice.Objects = nil
	f.notice.Hide()
	if sentence != "" {
		f.notice.Objects = []fyne.CanvasObject{kit.NewBanner(tone, sentence, action)}
		f.notice.Show()
	}
	f.notice.Refresh()
	f.LaidOut()
}

// Refuse shows what is wrong beside the fields, says state at the foot and goes
// to the first of them. say is given the sentences that belong to no field.
func (f *Form) Refuse(errs data.FieldErrors, state string, say func(rest string)) {
	first, rest := f.In.ShowErrors(errs)
	f.State.SetText(state)
	say(rest)
	if first == nil {
		return
	}
	if f.Page != nil {
		f.Page.ScrollTo(first.Obj)
	}
	if first.Take != nil {
		first.Take()
	}
}

// NeedLook says at the foot how many fields are wrong.
func NeedLook(errs data.FieldErrors) string {
	return data.Plural(len(errs), "field needs checking. Nothing is saved yet.", "fields need checking. Nothing is saved yet.")
}

// Write stores off the UI goroutine while the form is busy; work gives what
// comes after.
func (f *Form) Write(work func(ctx context.Context) (after func())) {
	f.setBusy(true)
	f.h.Background(func(ctx context.Context) func() {
		after := work(ctx)
		return func() {
			f.setBusy(false)
			after()
		}
	})
}

func (f *Form) setBusy(busy bool) {
	f.Busy = busy
	if busy {
		f.Button.Disable()
		f.State.SetText("Saving…")
	} else {
		f.Button.Enable()
		f.State.SetText("")
	}
}

// Stored lets go of the draft: all that was typed is stored.
func (f *Form) Stored() {
	f.Settle()
	f.State.SetText("")
	f.Forget()
}

// Merge brings what someone else saved meanwhile into the form: fields that
// were not typed in here take the newer value, the others keep what was typed.
func (f *Form) Merge(newest map[string]string, what string) {
	typed := f.Typed()
	f.In.Fill(newest)
	f.Settle()
	f.In.Fill(typed)
	f.Say(kit.Amber, fmt.Sprintf("Someone else changed this %s while you were typing. We show their changes here and have kept yours. Check it "+
		"and save again.",
		what), nil)
}

// Unsaved reports whether something typed would be lost.
func (f *Form) Unsaved() bool { return f.Begun && len(f.Typed()) > 0 }

// Leave leaves a form of which nothing would be lost; otherwise it asks first.
func (f *Form) Leave(unsaved bool, sentence string, save func(then func()), leave func()) {
	if !unsaved {
		leave()
		return
	}
	kit.Ask3(f.h.Window, "Save your changes?", sentence,
		func() { save(leave) },
		func() {
			f.Forget()
			leave()
		})
}
