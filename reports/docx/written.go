package docx

import (
	"waymark/data/wording"
	"waymark/reports"
	"waymark/reports/docx/internal/word"
)

// written is a text of package wording; level is that of its largest heading.
func (w *writer) written(text string, level int) {
	for _, b := range wording.Parse(text) {
		switch b.Kind {
		case wording.Heading:
			w.doc.Heading(level+b.Level-1, b.Plain())
		case wording.Bullet:
			w.doc.Bullet(runs(b.Runs)...)
		case wording.Numbered:
			w.doc.Numbered(b.Number, runs(b.Runs)...)
		case wording.Quote:
			w.doc.Quote(runs(b.Runs)...)
		case wording.Picture:
			w.picture(b.Picture, b.Caption)
		default:
			w.doc.Paragraph(runs(b.Runs)...)
		}
	}
}

func runs(list []wording.Run) []word.Run {
	made := make([]word.Run, len(list))
	for i, r := range list {
		made[i] = word.Run(r)
	}
	return made
}

// picture shows one with its caption, which is also what is read aloud to
// people who do not see it.
func (w *writer) picture(id, caption string) {
	p, ok := w.pictures[id]
	if caption == "" {
		caption = p.Caption
	}
	if !ok || w.doc.Picture(p.Body, caption) != nil {
		w.doc.Caption(sentence("Picture left out: " + caption))
		return
	}
	if caption != "" {
		w.doc.Caption(caption)
	}
}

// tale is a story under its heading, or words that someone said with what
// they are about below.
func (w *writer) tale(t *reports.Tale) {
	if !t.Quote {
		if t.Heading != "" {
			w.doc.Heading(2, t.Heading)
		}
		w.written(t.Body, 3)
		return
	}
	blocks := wording.Parse(t.Body)
	for i, b := range blocks {
		said := runs(b.Runs)
		if b.Kind == wording.Picture {
			said = []word.Run{word.Text(b.Caption)}
		}
		if i == 0 {
			said = append([]word.Run{word.Text("“")}, said...)
		}
		if i == len(blocks)-1 {
			said = append(said, word.Text("”"))
		}
		w.doc.Quote(said...)
	}
	if t.Heading != "" {
		w.doc.Caption("– " + t.Heading)
	}
}
