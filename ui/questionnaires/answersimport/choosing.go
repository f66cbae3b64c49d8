package answersimport

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data/instrument"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// choosing is the first step: which questionnaire, and which file.
type choosing struct {
	p       *page
	content fyne.CanvasObject
	which   *kit.Choice
	path    *kit.TextField
}

func newChoosing(p *page) *choosing {
	c := &choosing{p: p, which: kit.NewChoice("Questionnaire", nil, nil), path: kit.NewTextField("File")}
	c.which.SetPlaceHolder("Choose the questionnaire")
	c.path.SetPlaceHolder("A CSV, TSV or Excel file")
	c.path.OnSubmitted = func(string) { c.open() }
	browse := func() {
		if !kit.OverlayOpen(p.h.Window) {
			p.h.ChooseFile(host.FileAsk{Title: "Import answers", Kind: "answers"}, func(path string) { c.path.SetText(path) })
		}
	}
	c.path.SetKey(fyne.KeyF4, browse)
	about := kit.NewParagraph("Import answers from a spreadsheet. You can also use what Microsoft Forms, Google Forms, SurveyMonkey and other survey programs export. "+
		"Each row is one person’s answers at one time, or at several times side by side.", kit.Muted)
	c.content = kit.NewCard("Answers to a questionnaire", "", kit.VStack(12, about, c.which, c.path, kit.Wrap(kit.NewAside("Browse… (F4)", browse).Outlined())))
	return c
}

// load reads which questionnaires the service uses.
func (c *choosing) load() {
	var offered []*instrument.Definition
	c.p.h.Background(func(ctx context.Context) func() {
		var err error
		offered, err = c.p.h.Measure.OfferedQuestionnaires(ctx)
		return func() {
			if err != nil {
				c.p.say(kit.Red, c.p.h.Fail("list questionnaires", err))
				return
			}
			options := make([]kit.Option, len(offered))
			for i, d := range offered {
				options[i] = kit.Option{ID: d.ID, Label: d.Name}
			}
			chosen := c.which.Selected()
			c.which.SetOptions(options)
			c.which.SetSelected(chosen)
		}
	})
}

// open reads the file and goes on to the check.
func (c *choosing) open() {
	c.which.SetError("")
	c.path.SetError("")
	path := strings.Trim(strings.TrimSpace(c.path.Text()), `"`)
	switch {
	case c.which.Selected() == "":
		c.which.SetError("Choose the questionnaire")
		c.which.Focus()
	case path == "":
		c.path.SetError("Choose a file, or type its path")
		c.path.Focus()
	default:
		c.p.check.begin(c.which.Selected(), path)
		return
	}
	c.p.content.Refresh()
}
