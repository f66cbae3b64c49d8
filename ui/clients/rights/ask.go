package rights

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// day makes a date field that begins with a day.
func (p *page) day(name, label string, on data.Date) *form.Input {
	f := p.h.DateField(label, data.DateHappened)
	if !on.IsZero() {
		f.SetValue(host.Day(on))
	}
	return form.Date(name, f, func() {})
}

func note(name, label, hint, text string) *form.Input {
	f := kit.NewTextArea(label, data.MaxNote)
	f.SetRows(2)
	f.SetHint(hint)
	in := form.Text(name, f, func() {})
	in.Set(text)
	return in
}

// ask shows a form that changes a request.
func (p *page) ask(title, sentence, verb string, r data.RightsRequest, in form.Inputs, change func(*data.RightsRequest)) {
	content := make([]fyne.CanvasObject, len(in))
	for i := range in {
		content[i] = in[i].Obj
	}
	person.Ask(p.h, person.Question{Title: title, Sentence: sentence, Verb: verb, In: in, Content: content,
		Prepare: func() (func(context.Context) error, error) {
			changed := r
			change(&changed)
			return func(ctx context.Context) error { return p.h.Rights.Save(ctx, &changed) }, nil
		}})
}

// askNew writes down what the person asked.
func (p *page) askNew() {
	var kinds []data.Option[data.RightsKind]
	for _, k := range data.RightsKinds() {
		if k.Value != data.RightsWithdrawal { // which takes effect at once: see person.AskWithdraw
			kinds = append(kinds, k)
		}
	}
	in := form.Inputs{
		form.Choice("Kind", "What do they ask?", "", person.OptionsOf(kinds), func() {}),
		p.day("AskedOn", "Date it arrived", p.h.Today()),
		form.Choice("AskedHow", "How did they ask?", "", person.OptionsOf(data.RightsHows()), func() {}),
		note("Asked", "In their words", "For example, all notes since January.", ""),
		note("Was", "What they say is wrong", "For a correction only.", ""),
		form.Check("Restricts", "Keep the record unused until this is decided", func() {}),
	}
	p.ask("Record a request", "Any member of staff can be asked, in any way. The time runs from the day it arrived. An objection or a restriction stops all use at once.",
		"Save request", data.RightsRequest{ClientID: p.client}, in, func(r *data.RightsRequest) {
			v := in.Values()
			r.Kind, r.AskedHow, r.Asked, r.Was = data.RightsKind(v["Kind"]), data.RightsHow(v["AskedHow"]), v["Asked"], v["Was"]
			r.AskedOn, r.Restricts = in.Date("AskedOn"), v["Restricts"] == string(data.Yes)
		})
}

// askClock writes down what the service had to ask.
func (p *page) askClock(r data.RightsRequest) {
	in := form.Inputs{
		p.day("IdentityAskedOn", "You asked who they are", r.IdentityAskedOn), p.day("IdentityOn", "You knew who they are", r.IdentityOn),
		p.day("ClarifyOn", "You asked what they mean", r.ClarifyOn), p.day("ClarifiedOn", "They answered", r.ClarifiedOn),
	}
	p.ask("Stop the clock", "Ask only what you need to know. Leave a date empty if it did not happen.", "Save dates", r, in, func(r *data.RightsRequest) {
		r.IdentityAskedOn, r.IdentityOn = in.Date("IdentityAskedOn"), in.Date("IdentityOn")
		r.ClarifyOn, r.ClarifiedOn = in.Date("ClarifyOn"), in.Date("ClarifiedOn")
	})
}

// askExtend writes down that the person was told that it takes longer.
func (p *page) askExtend(r data.RightsRequest) {
	on := r.ExtendedOn
	if on.IsZero() {
		on = p.h.Today()
	}
	in := form.Inputs{p.day("ExtendedOn", "Date you told them", on), note("ExtendedWhy", "The reason you gave them", "For example, five requests at once.", r.ExtendedWhy)}
	p.ask("Extend the due date", "Two months more, only if the request is complex or one of many, and only if you tell them why before it is due.", "Extend", r, in,
		func(r *data.RightsRequest) {
			r.ExtendedOn, r.ExtendedWhy = in.Date("ExtendedOn"), in.Named("ExtendedWhy").Get()
		})
}

// askEnd writes down how a request ended.
func (p *page) askEnd(r data.RightsRequest, state data.RightsState) {
	title, verb := map[data.RightsState]string{data.RightsDone: "Record the answer", data.RightsRefused: "Refuse the request", data.RightsDropped: "No longer asked"}[state], "Save"
	in := form.Inputs{p.day("ClosedOn", "Date", p.h.Today())}
	if state == data.RightsDone && r.Kind == data.RightsAccess {
		title = "Record the handover"
		in = append(in, form.Choice("HandedHow", "How was it handed over?", "", person.OptionsOf(data.RightsHandeds()), func() {}))
	}
	if state == data.RightsDone && r.Kind == data.RightsCorrection {
		in = append(in, note("Now", "What it says now", "", r.Now), note("Told", "Who was told", "For example, Age UK by phone. Or: no one had it.", r.Told))
	}
	label, hint := "Note", ""
	if state == data.RightsRefused {
		label, hint = "Why, as you told them", "Tell them that they can complain to the Information Commissioner."
	}
	in = append(in, note("Outcome", label, hint, r.Outcome))
	p.ask(title, "", verb, r, in, func(r *data.RightsRequest) {
		v := in.Values()
		r.State, r.ClosedOn, r.Outcome = state, in.Date("ClosedOn"), v["Outcome"]
		if how, asked := v["HandedHow"]; asked {
			r.HandedHow = data.RightsHanded(how)
		}
		if now, asked := v["Now"]; asked {
			r.Now, r.Told = now, v["Told"]
		}
	})
}

// askLift ends a restriction.
func (p *page) askLift(r data.RightsRequest) {
	in := form.Inputs{p.day("ToldOn", "Date you told them", data.Date{}), p.day("LiftedOn", "Date it ends", p.h.Today()),
		note("LiftedWhy", "Why does it end?", "For example, the age is corrected.", "")}
	p.ask("Lift the restriction", "Tell the person first. From then on their record can be changed, and reports count them again.", "Lift restriction", r, in,
		func(r *data.RightsRequest) {
			r.ToldOn, r.LiftedOn, r.LiftedWhy = in.Date("ToldOn"), in.Date("LiftedOn"), in.Named("LiftedWhy").Get()
		})
}

// askCopy asks where the copy goes, and makes it.
func (p *page) askCopy(r *data.RightsRow) {
	path := kit.NewTextField("Save to a new folder")
	propose := func(folder string) {
		path.SetText(host.FreePath(folder, "subject-access-"+p.h.Today().String()))
		path.SetError("")
	}
	propose(p.h.DocumentsDir)
	folder := kit.Secondary("Choose folder…", func() {
		p.h.ChooseFile(host.FileAsk{Title: "Folder for the copy", Kind: "rights", Folder: true}, propose)
	}).Compact()
	person.Ask(p.h, person.Question{Title: "Make the copy", Verb: "Make the copy", In: form.Inputs{form.Text("Folder", path, func() {})},
		Sentence: "You get a PDF to read and a file for programs. Neither is encrypted and neither has what is blacked out. Delete them once they are handed over.",
		Content:  []fyne.CanvasObject{path, kit.HStack(0, folder, kit.Spacer())},
		Prepare: func() (func(context.Context) error, error) {
			out := strings.Trim(strings.TrimSpace(path.Text()), `"`)
			if !filepath.IsAbs(out) {
				return nil, data.FieldErrors{{Field: "Folder", Sentence: "Enter the whole path of a new folder"}}
			}
			return func(ctx context.Context) error {
				return p.h.Rights.Deliver(ctx, r.ID, out, false, func(folder string, pack *data.RightsPack) error {
					return p.h.Documents.RightsCopy(ctx, folder, pack)
				})
			}, nil
		},
		Then: func() {
			out := strings.Trim(strings.TrimSpace(path.Text()), `"`)
			p.tell(kit.Green, "The copy is in “"+filepath.Base(out)+"” in "+filepath.Dir(out)+". Record how it was handed over.")
			if p.h.OpenFile != nil {
				_ = p.h.OpenFile(filepath.Join(out, data.RightsCopyPDF)) // the folder is named above
			}
		}})
}
