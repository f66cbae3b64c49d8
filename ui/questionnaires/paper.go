package questionnaires

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// maxReference is the longest reference on a paper form, in letters.
const maxReference = 40

// askPaper makes questionnaires to be filled in with a pen, and opens them to
// be printed.
func askPaper(h *host.Host, s *shelf) {
	if s == nil {
		return // still being read
	}
	set := newSetPicker("Questionnaires, in the order you tick them", s.offered, nil)
	set.set(s.usual())
	large := kit.NewCheck("Large print", nil)
	reference := kit.NewTextField("Reference")
	reference.SetHint("A short code to match the form when it is returned. Do not use a name.")
	var dialog *kit.Dialog
	var in *host.ReadingChoice
	wording := kit.NewParagraph("", kit.Muted)
	set.changed(func() { wording.SetText(wordingNote(in.Language(), set.chosen)) })
	in = h.AskReading("", func() {
		if dialog != nil {
			wording.SetText(wordingNote(in.Language(), set.chosen))
			dialog.Refresh()
		}
	})
	dialog = h.MakeDocument(host.Document{Title: "Print paper form", Choices: []fyne.CanvasObject{set, in.Object, wording, large, reference},
		What: "make a paper form", Make: func() *host.File {
			chosen, form := set.chosen, host.PaperForm{Reference: data.Tidy(reference.Text()), Print: in.Print(large.Checked)}
			set.SetError(either(len(chosen) == 0, "Tick at least one", ""))
			reference.SetError(either(len([]rune(form.Reference)) > maxReference, "Make this shorter", ""))
			if set.Error() != "" || reference.Error() != "" {
				return nil
			}
			name := "questionnaires.pdf"
			if len(chosen) == 1 {
				name = "questionnaire-" + chosen[0].ID + ".pdf"
			}
			return &host.File{Name: name, Write: func(ctx context.Context, path string) error {
				return h.Documents.PaperForm(ctx, path, chosen, form)
			}}
		}})
}
