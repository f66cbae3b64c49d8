// Package letterpdf writes letters as a PDF, each from a page of its own on: our
// service and the day, the address where the window of an envelope shows it, and
// the letter.
package letterpdf

import (
	"context"
	"io"
	"strings"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/letter"
	"waymark/reports"
	"waymark/reports/internal/typeset"
)

// Write makes the letters and puts them at path, whole or not at all. A letter
// that fits on one page in a smaller print is set in that; large print takes as
// many pages as it needs. No letters, and a path that cannot be written, are
// data.Problems. A cancelled ctx gives its error and leaves no file. progress is
// told a part from 0 to 1 and may be nil.
func Write(ctx context.Context, path string, letters []*letter.Letter, o reports.Print, progress func(float64)) error {
	if len(letters) == 0 {
		return data.NewProblem(data.CodeNotFound, "There is no letter to print.")
	}
	d := newDocument(letters[0].On, o.Beside())
	looks := usual
	if o.Large || o.Beside() {
		looks = large
	}
	for i, l := range letters {
		if err := ctx.Err(); err != nil {
			return err
		}
		d.letters(l, o.Both, looks)
		if progress != nil {
			progress(float64(i+1) / float64(len(letters)+1))
		}
	}
	d.Close()
	if err := d.PDF.Error(); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return d.PDF.Output(w) })
}

// fitting returns the first look in which a letter fits on one page, else the
// first of all.
func (d *document) fitting(l *letter.Letter, looks []look) look {
	for _, lk := range looks {
		d.look = lk
		if d.head(l, false)+height(d.lines(l)) <= d.Foot() {
			return lk
		}
	}
	return looks[0]
}

// Missing returns the characters of a letter that the font does not have, such
// as those of Arabic or Bengali; "" if it can be printed as it is.
func Missing(l *letter.Letter) string {
	return typeset.Missing(strings.Join(append(append([]string{l.Plain()}, l.To...), l.From...), "\n"))
}

// letters sets a letter, and in English as well where it has that and both are
// wanted.
func (d *document) letters(l *letter.Letter, both bool, looks []look) {
	d.Each(l.In, both && l.English != nil, func(in *clienttext.Language, first int) {
		text := l
		if in.English() && !l.In.English() {
			text = l.English
		}
		d.look = d.fitting(text, looks)
		d.letter(text, first)
	})
}
