package pdf

import (
	"waymark/data/wording"
	"waymark/reports"
	"waymark/reports/internal/style"
)

// termBlocks are the terms, each in bold with its meaning behind it. What the
// front of the report says already is pointed to.
func (d *document) termBlocks(list []reports.Definition) []block {
	blocks := make([]block, len(list))
	for i, t := range list {
		if t.Meaning == d.r.Protection {
			t.Meaning = "See “" + howToRead + "” on page " + decimal(keyFiguresPage) + "."
		}
		blocks[i] = whole(func(d *document) {
			d.rich([]wording.Run{{Text: t.Term + ". ", Bold: true}, {Text: t.Meaning}}, d.atBack(), 0, d.w, nil)
			d.Y += 1.5
		})
	}
	return blocks
}

// sentenceBlocks are the sentences of a list. What the front of the report says
// already is left out.
func (d *document) sentenceBlocks(list []string) []block {
	var blocks []block
	for _, s := range list {
		if s != d.r.Protection {
			blocks = append(blocks, whole(func(d *document) { d.bullet(trimStop(s), d.atBack()) }))
		}
	}
	return blocks
}

func (d *document) bullet(text string, s style.Text) {
	d.Set(s)
	list := d.wrap(text+".", d.text()-5)
	d.together(float64(min(len(list), 4)) * s.Lead)
	d.Fill(style.Accent)
	d.PDF.Circle(d.x+1, d.Y+s.Lead/2, 0.7, "F")
	d.indented(text+".", s, 5, d.text()-5)
	d.Y += 1.2
}
