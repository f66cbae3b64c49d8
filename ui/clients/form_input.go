package clients

import (
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// input is one control of a form: the name of the field it stands for, what it
// holds as text, and where the sentence goes when that cannot be kept. As
// text, a form can be kept as a draft, compared and merged.
type input struct {
	name    string
	obj     fyne.CanvasObject
	get     func() string
	set     func(string) // does not count as typing
	fail    func(sentence string)
	problem func() string         // what cannot be read as it was typed, or ""
	take    func()                // gives the control the keyboard; nil: it has none
	focus   func() fyne.Focusable // what then has it, for an entry; nil for others
	day     func() data.Date      // what a date field holds; nil for others
}

func noProblem() string { return "" }

func textInput(name string, f *kit.TextField, changed func()) *input {
	f.OnChanged = func(string) { changed() }
	return &input{
		name: name, obj: f, get: f.Text, set: f.SetText, fail: f.SetError, problem: f.Problem, take: f.Focus,
		focus: func() fyne.Focusable { return f.Entry },
	}
}

func dateInput(name string, f *kit.DateField, changed func()) *input {
	f.OnChanged = func(kit.Day, error) { changed() }
	return &input{
		name: name, obj: f, get: f.Text, set: f.SetText, fail: f.SetError, take: f.Focus,
		problem: func() string {
			if _, err := f.Value(); err != nil {
				return err.Error()
			}
			return ""
		},
		focus: func() fyne.Focusable { return f.Entry },
		day: func() data.Date {
			d, err := f.Value()
			if err != nil {
				return data.Date{}
			}
			return host.Date(d)
		},
	}
}

// choiceInput makes a choice from a short list; none is what choosing nothing
// reads as.
func choiceInput(name, label, none string, options []kit.Option, changed func()) *input {
	f := kit.NewChoice(label, options, func(string) { changed() })
	if none != "" {
		_ = f.AllowNone(none)
	}
	return &input{name: name, obj: f, get: f.Selected, set: f.SetSelected, fail: f.SetError, problem: noProblem, take: f.Focus}
}

// answerInput is a row of answers of which none is ticked at first.
func answerInput[T ~string](name, label string, options []data.Option[T], changed func()) *input {
	labels := make([]string, len(options))
	for i, o := range options {
		labels[i] = o.Label
	}
	f := kit.NewChoiceRow(label, labels, func(int) { changed() })
	return &input{
		name: name, obj: f, fail: f.SetError, problem: noProblem, take: f.Focus,
		get: func() string {
			if i := f.Selected(); i >= 0 && i < len(options) {
				return string(options[i].Value)
			}
			return ""
		},
		set: func(v string) {
			f.SetSelected(-1)
			for i, o := range options {
				if string(o.Value) == v {
					f.SetSelected(i)
				}
			}
		},
	}
}

// openInput is a row of answers that may be left open: Delete takes one back.
func openInput[T ~string](name, label string, options []data.Option[T], changed func()) *input {
	in := answerInput(name, label, options, changed)
	if row, ok := in.obj.(*kit.ChoiceRow); ok {
		_ = row.AllowNone(changed)
	}
	return in
}

func checkInput(name, text string, changed func()) *input {
	f := kit.NewCheck(text, func(bool) { changed() })
	return &input{
		name: name, obj: f, problem: noProblem, fail: func(string) {},
		get: func() string {
			if f.Checked {
				return string(data.Yes)
			}
			return ""
		},
		set: func(v string) {
			f.Checked = v == string(data.Yes)
			f.Refresh()
		},
	}
}

// inputs are the controls of one form, in reading order.
type inputs []*input

// values is what the form holds, by field.
func (in inputs) values() map[string]string {
	v := make(map[string]string, len(in))
	for _, i := range in {
		v[i.name] = i.get()
	}
	return v
}

// fill sets the fields that v names and leaves the others.
func (in inputs) fill(v map[string]string) {
	for _, i := range in {
		if text, ok := v[i.name]; ok && i.get() != text {
			i.set(text)
		}
	}
}

// named finds a field of the form.
func (in inputs) named(name string) *input {
	for _, i := range in {
		if i.name == name {
			return i
		}
	}
	return nil
}

// date is what the named date field holds; zero when blank or unreadable.
func (in inputs) date(name string) data.Date { return in.named(name).day() }

// objects are the controls of the named fields, in that order.
func (in inputs) objects(names ...string) []fyne.CanvasObject {
	objs := make([]fyne.CanvasObject, 0, len(names))
	for _, name := range names {
		objs = append(objs, in.named(name).obj)
	}
	return objs
}

// unreadable gives what cannot be read as it was typed, such as a date, as the
// sentences of a form.
func (in inputs) unreadable() data.FieldErrors {
	var errs data.FieldErrors
	for _, i := range in {
		if s := i.problem(); s != "" {
			errs = append(errs, data.FieldError{Field: i.name, Sentence: s})
		}
	}
	return errs
}

// showErrors puts each sentence beside its field, clears the others, and gives
// the first field that has one. Sentences without a field are returned joined.
func (in inputs) showErrors(errs data.FieldErrors) (first *input, rest string) {
	for _, i := range in {
		sentence := errs.For(i.name)
		i.fail(sentence)
		if sentence != "" && first == nil {
			first = i
		}
	}
	var homeless []string
	for _, e := range errs {
		if in.named(e.Field) == nil {
			homeless = append(homeless, e.Sentence)
		}
	}
	return first, strings.Join(homeless, " ")
}

// prefixed names the fields of errs within a form that holds several records.
func prefixed(prefix string, errs data.FieldErrors) data.FieldErrors {
	named := make(data.FieldErrors, len(errs))
	for i, e := range errs {
		named[i] = data.FieldError{Field: prefix + e.Field, Sentence: e.Sentence}
	}
	return named
}
