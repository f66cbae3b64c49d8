// Package form is the engine of forms: fields as text, drafts, what is refused
// beside the field, the question before something typed is lost.
package form

import (
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// Input is one control of a form: the name of the field it stands for, what it
// holds as text, and where the sentence goes when that cannot be kept. As
// text, a form can be kept as a draft, compared and merged.
type Input struct {
	Name    string
	Obj     fyne.CanvasObject
	Get     func() string
	Set     func(string) // does not count as typing
	Fail    func(sentence string)
	Problem func() string         // what cannot be read as it was typed, or ""
	Take    func()                // gives the control the keyboard; nil: it has none
	Focus   func() fyne.Focusable // what then has it, for an entry; nil for others
	Day     func() data.Date      // what a date field holds; nil for others
}

// NoProblem is the Problem of a control in which nothing unreadable can be typed.
func NoProblem() string { return "" }

// Text makes the input of a text field; changed is called with every keystroke.
func Text(name string, f *kit.TextField, changed func()) *Input {
	f.OnChanged = func(string) { changed() }
	return &Input{
		Name: name, Obj: f, Get: f.Text, Set: f.SetText, Fail: f.SetError, Problem: f.Problem, Take: f.Focus,
		Focus: func() fyne.Focusable { return f.Entry },
	}
}

// Date makes the input of a date field.
func Date(name string, f *kit.DateField, changed func()) *Input {
	f.OnChanged = func(kit.Day, error) { changed() }
	return &Input{
		Name: name, Obj: f, Get: f.Text, Set: f.SetText, Fail: f.SetError, Take: f.Focus,
		Problem: func() string {
			if _, err := f.Value(); err != nil {
				return err.Error()
			}
			return ""
		},
		Focus: func() fyne.Focusable { return f.Entry },
		Day: func() data.Date {
			d, err := f.Value()
			if err != nil {
				return data.Date{}
			}
			return host.Date(d)
		},
	}
}

// Choice makes a choice from a short list; none is what choosing nothing
// reads as.
func Choice(name, label, none string, options []kit.Option, changed func()) *Input {
	f := kit.NewChoice(label, options, func(string) { changed() })
	if none != "" {
		_ = f.AllowNone(none)
	}
	return &Input{Name: name, Obj: f, Get: f.Selected, Set: f.SetSelected, Fail: f.SetError, Problem: NoProblem, Take: f.Focus}
}

// Require marks the input as one that cannot be left blank, and returns it.
func (i *Input) Require() *Input {
	if f, ok := i.Obj.(interface{ SetRequired(required bool) }); ok {
		f.SetRequired(true)
	}
	return i
}

// Answers is a row of answers of which none is ticked at first, and one is required.
func Answers[T ~string](name, label string, options []data.Option[T], changed func()) *Input {
	labels := make([]string, len(options))
	for i, o := range options {
		labels[i] = o.Label
	}
	f := kit.NewChoiceRow(label, labels, func(int) { changed() })
	f.SetRequired(true)
	return &Input{
		Name: name, Obj: f, Fail: f.SetError, Problem: NoProblem, Take: f.Focus,
		Get: func() string {
			if i := f.Selected(); i >= 0 && i < len(options) {
				return string(options[i].Value)
			}
			return ""
		},
		Set: func(v string) {
			f.SetSelected(-1)
			for i, o := range options {
				if string(o.Value) == v {
					f.SetSelected(i)
				}
			}
		},
	}
}

// OpenAnswers is a row of answers that may be left open: Delete takes one back.
func OpenAnswers[T ~string](name, label string, options []data.Option[T], changed func()) *Input {
	in := Answers(name, label, options, changed)
	if row, ok := in.Obj.(*kit.ChoiceRow); ok {
		row.SetRequired(false)
		_ = row.AllowNone(changed)
	}
	return in
}

// Check makes the input of a box to tick.
func Check(name, text string, changed func()) *Input {
	f := kit.NewCheck(text, func(bool) { changed() })
	return &Input{
		Name: name, Obj: f, Problem: NoProblem, Fail: func(string) {},
		Get: func() string {
			if f.Checked {
				return string(data.Yes)
			}
			return ""
		},
		Set: func(v string) {
			f.Checked = v == string(data.Yes)
			f.Refresh()
		},
	}
}

// Inputs are the controls of one form, in reading order.
type Inputs []*Input

// Values is what the form holds, by field.
func (in Inputs) Values() map[string]string {
	v := make(map[string]string, len(in))
	for _, i := range in {
		v[i.Name] = i.Get()
	}
	return v
}

// Fill sets the fields that v names and leaves the others.
func (in Inputs) Fill(v map[string]string) {
	for _, i := range in {
		if text, ok := v[i.Name]; ok && i.Get() != text {
			i.Set(text)
		}
	}
}

// Named finds a field of the form.
func (in Inputs) Named(name string) *Input {
	for _, i := range in {
		if i.Name == name {
			return i
		}
	}
	return nil
}

// Date is what the named date field holds; zero when blank or unreadable.
func (in Inputs) Date(name string) data.Date { return in.Named(name).Day() }

// Objects are the controls of the named fields, in that order.
func (in Inputs) Objects(names ...string) []fyne.CanvasObject {
	objs := make([]fyne.CanvasObject, 0, len(names))
	for _, name := range names {
		objs = append(objs, in.Named(name).Obj)
	}
	return objs
}

// Unreadable returns what cannot be read as it was typed, such as a date, as the
// sentences of a form.
func (in Inputs) Unreadable() data.FieldErrors {
	var errs data.FieldErrors
	for _, i := range in {
		if s := i.Problem(); s != "" {
			errs = append(errs, data.FieldError{Field: i.Name, Sentence: s})
		}
	}
	return errs
}

// ShowErrors puts each sentence beside its field, clears the others, and gives
// the first field that has one. Sentences without a field are returned joined.
func (in Inputs) ShowErrors(errs data.FieldErrors) (first *Input, rest string) {
	for _, i := range in {
		sentence := errs.For(i.Name)
		i.Fail(sentence)
		if sentence != "" && first == nil {
			first = i
		}
	}
	var homeless []string
	for _, e := range errs {
		if in.Named(e.Field) == nil {
			homeless = append(homeless, e.Sentence)
		}
	}
	return first, strings.Join(homeless, " ")
}

// Prefixed names the fields of errs within a form that holds several records.
func Prefixed(prefix string, errs data.FieldErrors) data.FieldErrors {
	named := make(data.FieldErrors, len(errs))
	for i, e := range errs {
		named[i] = data.FieldError{Field: prefix + e.Field, Sentence: e.Sentence}
	}
	return named
}
