package host

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/store/letters"
	"waymark/reports"
	"waymark/ui/kit"
)

// ReadingChoice asks in which language something is made for a client. It shows
// nothing where the service has loaded no translation.
type ReadingChoice struct {
	Object fyne.CanvasObject

	box      *fyne.Container
	language *kit.Choice
	both     *kit.Check
	note     *kit.Text
	reading  *letters.Reading
}

// AskReading makes the choice for a client, "" for no one in particular: their
// language is proposed. changed is called when it is there and whenever another is
// chosen; it may be nil.
func (h *Host) AskReading(client data.ID, changed func()) *ReadingChoice {
	box := kit.VStack(8)
	c := &ReadingChoice{box: box, Object: box, note: kit.NewParagraph("", kit.Muted)}
	if changed == nil {
		changed = func() {}
	}
	h.Background(func(ctx context.Context) func() {
		r, err := h.Letters.Reading(ctx, client)
		return func() {
			if err != nil {
				h.Log.Error("read the languages for clients", "error", err)
				return
			}
			if len(r.Languages) > 0 {
				c.take(r, changed)
				changed()
			}
		}
	})
	return c
}

// ReadingOptions are the languages that are loaded, to choose from.
func ReadingOptions(list []*clienttext.Translation) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, t := range list {
		options[i] = kit.Option{ID: t.Code(), Label: t.Name()}
	}
	return options
}

func (c *ReadingChoice) take(r *letters.Reading, changed func()) {
	c.reading = r
	c.both = kit.NewCheck("English as well, beside it", func(bool) { changed() })
	c.both.Checked = true
	c.language = kit.NewChoice("Language", ReadingOptions(r.Languages), func(string) {
		c.show()
		changed()
	}).AllowNone("English")
	c.language.SetSelected(r.Chosen.Code())
	c.show()
}

func (c *ReadingChoice) show() {
	c.box.Objects = []fyne.CanvasObject{c.language}
	if t := c.chosen(); t != nil {
		c.box.Add(c.both)
		if n := len(t.Missing) + len(t.Changed); n > 0 {
			c.note.SetText(fmt.Sprintf("%d of %s are not translated. They are in English.", n, data.Plural(t.Texts, "text", "texts")))
			c.box.Add(c.note)
		}
	}
	c.box.Refresh()
}

func (c *ReadingChoice) chosen() *clienttext.Translation {
	if c.language == nil {
		return nil
	}
	for _, t := range c.reading.Languages {
		if t.Code() == c.language.Selected() {
			return t
		}
	}
	return nil
}

// Language is what is chosen; nil for English.
func (c *ReadingChoice) Language() *clienttext.Language {
	if t := c.chosen(); t != nil {
		return t.Language
	}
	return nil
}

// Print is how it is to be printed.
func (c *ReadingChoice) Print(large bool) reports.Print {
	return reports.Print{Large: large, Language: c.Language(), Both: c.both != nil && c.both.Checked}
}
