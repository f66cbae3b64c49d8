package paperform

import (
	"context"
	"io"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/instrument"
	"waymark/reports"
)

// Options is what a form says beside its questions.
type Options struct {
	ServiceName string
	// Registration is the reference under which the service has registered;
	// it is printed on questionnaires that ask for one.
	Registration string
	// Reference is a short code to key the form in by, never a name; "" leaves
	// a line to write it on.
	Reference string
	reports.Print
}

// Write puts the questionnaires, in their order and in the wording that they have
// in the language, else in their own, into one PDF at path, whole
// or not at all; each begins on a page of its own. An empty set, a question
// too long for a page, and letters that the program's font does not have are
// a *data.Problem, and so is a path that cannot be written. A cancelled ctx
// gives its error and leaves no file. The same input gives the same bytes.
func Write(ctx context.Context, path string, set []*instrument.Definition, o Options) error {
	if len(set) == 0 {
		return data.NewProblem(data.CodeNotFound, "No questionnaire was chosen, so there is nothing to print. Choose one first.")
	}
	if err := printable(set, o); err != nil {
		return err
	}
	d := newDocument(set, o)
	var failed error
	d.Each(o.Language, o.Both, func(in *clienttext.Language, first int) {
		d.options.Language = in
		for _, q := range set {
			if failed == nil {
				failed = ctx.Err()
			}
			if failed == nil {
				// Questions in English have their answers in the order of English.
				_, own := q.Translations[in.Code()]
				d.FromRight(own && in.FromRight())
				failed = d.questionnaire(q.In(in.Code()))
			}
		}
		d.number(first)
	})
	d.Close()
	if failed != nil {
		return failed
	}
	if err := d.PDF.Error(); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return d.PDF.Output(w) })
}
