package papers

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/interchange/bound"
	"waymark/data/store/measure"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// questionnaires is the part about which questionnaires are asked, where a
// service loads its own.
type questionnaires struct {
	h         *host.Host
	p         page
	view      fyne.CanvasObject
	list      *fyne.Container
	catalogue *instrument.Catalogue
}

// Questionnaires is the part about which questionnaires are asked.
func Questionnaires(h *host.Host, p page) *frame.Part {
	s := &questionnaires{h: h, p: p, list: kit.VStack(6)}
	card := kit.NewCard("Questionnaires", "", kit.VStack(12,
		kit.NewParagraph("Tick the questionnaires you want to use. Unticking one does not remove answers already given.", kit.Muted),
		s.list))
	card.SetAction(kit.HStack(8, kit.Quiet("How to make one", s.writeGuide).Compact(), kit.Secondary("Add a questionnaire…", s.askFile).Compact()))
	s.view = kit.ScrollBeyond(kit.VStack(0, card))
	return &frame.Part{Title: "Questionnaires", View: s.view, Load: s.load}
}

func (s *questionnaires) load(ctx context.Context) (func(), error) {
	rows, err := s.h.Measure.Questionnaires(ctx)
	if err != nil {
		return nil, err
	}
	catalogue, err := s.h.Measure.Catalogue(ctx)
	return func() {
		s.catalogue = catalogue
		s.list.Objects = nil
		for _, r := range rows {
			s.list.Objects = append(s.list.Objects, s.row(r))
		}
		s.list.Refresh()
	}, err
}

func (s *questionnaires) row(r measure.QuestionnaireRow) fyne.CanvasObject {
	offered := kit.NewCheck("", nil)
	offered.Checked = !r.Hidden
	offered.OnChanged = func(on bool) {
		said := fmt.Sprintf("Saved. %s is in use.", r.ShortName)
		if !on {
			said = fmt.Sprintf("Saved. %s is no longer in use. We keep its answers.", r.ShortName)
		}
		s.p.Write("save the settings", said, func(ctx context.Context) error { return s.h.Measure.HideQuestionnaire(ctx, r.ID, !on) }, nil)
	}
	origin := "comes with Waymark"
	if r.Own {
		origin = "your own"
	}
	text := kit.NewRowText()
	text.Set(kit.RowData{
		Title:     r.ShortName + " · " + r.Name,
		Secondary: fmt.Sprintf("Version %s, %s · %s completed", r.Version, origin, data.Count(r.Responses)),
	})
	look := kit.Secondary("View", func() { s.look(r) }).Compact()
	return kit.Border(8, nil, nil, offered, kit.HStack(0, look), text)
}

// look shows a questionnaire as it is asked and scored.
func (s *questionnaires) look(r measure.QuestionnaireRow) {
	d, ok := s.catalogue.Version(r.ID, r.Version)
	if !ok || kit.OverlayOpen(s.h.Window) {
		return
	}
	lines := []fyne.CanvasObject{kit.NewParagraph(d.Instruction, kit.Muted)}
	for _, item := range d.Items {
		var answers []string
		for _, c := range d.ChoicesOf(item) {
			answers = append(answers, fmt.Sprintf("%d %s", c.Value, c.Label))
		}
		lines = append(lines, kit.NewParagraph(fmt.Sprintf("%d. %s", item.Number, item.Text), kit.Bold), kit.NewParagraph(strings.Join(answers, " · "), kit.Small))
	}
	lines = append(lines, kit.Separator())
	for _, m := range d.Measures() {
		text := fmt.Sprintf("%s: %g to %g, from %s.", m.Name, m.Scoring.Min, m.Scoring.Max, data.Plural(len(m.Items), "question", "questions"))
		if m.LowerIsBetter {
			text += " Lower is better."
		}
		lines = append(lines, kit.NewParagraph(text, kit.Body))
	}
	lines = append(lines, kit.NewParagraph(d.Rights, kit.Small))
	if d.Registration != "" {
		lines = append(lines, kit.NewParagraph(d.Registration, kit.Small))
	}
	kit.ShowText(s.h.Window, d.Name, kit.Fixed(600, 440, kit.Scroll(kit.VStack(6, lines...))))
}

// askFile asks for the file of a questionnaire of the service's own. What is
// wrong in it is said line by line beside the field.
func (s *questionnaires) askFile() {
	if kit.OverlayOpen(s.h.Window) {
		return
	}
	path := kit.NewTextField("File")
	path.SetHint("Choose a questionnaire file (.json). See “How to make one”.")
	browse := kit.Secondary("Choose a file…", func() { frame.ChooseFile(s.h, "questionnaire", path) }).Compact()
	fail := func(errs data.FieldErrors) { path.SetError(errs.For("File")) }
	s.p.Form("Add a questionnaire", "Load", []fyne.CanvasObject{path, kit.HStack(0, browse, kit.Spacer())}, fail,
		func() (string, func(context.Context) error, error) {
			file := strings.Trim(strings.TrimSpace(path.Text()), `"`)
			if file == "" {
				return "", nil, data.FieldErrors{{Field: "File", Sentence: "Choose a file"}}
			}
			return "Added. You can now use this questionnaire.", func(ctx context.Context) error { return s.loadFile(ctx, file) }, nil
		})
}

func (s *questionnaires) loadFile(ctx context.Context, file string) error {
	body, err := bound.ReadFile(file, "a questionnaire", 1)
	if err != nil {
		return data.FieldErrors{{Field: "File", Sentence: data.Sentence(err)}}
	}
	_, err = s.h.Measure.LoadQuestionnaire(ctx, body)
	if code := data.CodeOf(err); code == data.CodeInvalid || code == data.CodeConflict {
		return data.FieldErrors{{Field: "File", Sentence: strings.ReplaceAll(data.Sentence(err), "; ", "\n")}}
	}
	return err
}
