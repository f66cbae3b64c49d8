package papers

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/interchange/codes"
	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// codeSection is the part about what surgeries are told: when someone is
// reminded to, and the codes that practices enter for it.
type codeSection struct {
	h       *host.Host
	p       page
	view    fyne.CanvasObject
	on      *kit.Check
	remind  *kit.Check
	list    *fyne.Container
	reasons []string
}

// Messages is the part about what surgeries are told, and with which codes.
func Messages(h *host.Host, p page) *frame.Part {
	s := &codeSection{h: h, p: p, list: kit.VStack(6)}
	s.on = kit.NewCheck("Add codes to lists for surgeries", s.switchOn)
	card := kit.NewCard("Codes for surgeries", "", kit.VStack(12, s.on, kit.NewParagraph(
		"Waymark cannot include SNOMED CT codes. Load the codes your practices use from a CSV file with the columns "+
			"meaning, code and term. Spreadsheets can shorten long codes, so format that column as text.", kit.Muted), s.list))
	card.SetAction(kit.Secondary("Load codes…", s.askFile).Compact())
	s.remind = kit.NewCheck("Reminders to write to the surgery", s.switchRemind)
	when := kit.NewCard("Messages to surgeries", "", kit.VStack(12, s.remind, kit.NewParagraph(
		"A task appears on Today after the first contact and when support closes, for clients who agreed to share with "+
			"their surgery. In Reports, you can write to a surgery about several clients at once.", kit.Muted)))
	s.view = kit.ScrollBeyond(kit.VStack(14, when, card))
	return &frame.Part{Title: "Messages to surgeries", View: s.view, Load: s.load}
}

func (s *codeSection) switchOn(on bool) {
	value, said := "", "Saved. Lists will not include codes."
	if on {
		value, said = "yes", "Saved. Lists will include codes."
	}
	s.p.Write("save the settings", said, func(ctx context.Context) error {
		return s.h.Lists.SetSetting(ctx, lists.SettingCodes, value)
	}, nil)
}

func (s *codeSection) switchRemind(on bool) {
	value, said := "", "Saved. Reminders are off."
	if on {
		value, said = "yes", "Saved. Reminders are on."
	}
	s.p.Write("save the settings", said, func(ctx context.Context) error {
		return s.h.Lists.SetSetting(ctx, lists.SettingMessageTasks, value)
	}, nil)
}

func (s *codeSection) load(ctx context.Context) (func(), error) {
	held, err := s.h.Letters.Codes(ctx)
	if err != nil {
		return nil, err
	}
	remind, err := s.h.Lists.Setting(ctx, lists.SettingMessageTasks)
	if err != nil {
		return nil, err
	}
	reasons, err := s.h.Lists.Reasons(ctx, false)
	return func() {
		s.on.Checked = held.On
		s.on.Refresh()
		s.remind.Checked = remind == "yes"
		s.remind.Refresh()
		s.reasons = nil
		meanings := data.CodeMeanings()
		for _, r := range reasons {
			s.reasons = append(s.reasons, r.Name)
			m := data.ReasonMeaning(r.Name)
			meanings = append(meanings, data.Option[data.CodeMeaning]{Value: m, Label: m.Words()})
		}
		s.list.Objects = nil
		for _, m := range meanings {
			s.list.Add(meaningRow(m, held.List))
		}
		s.list.Refresh()
	}, err
}

func meaningRow(m data.Option[data.CodeMeaning], held []data.ClinicalCode) fyne.CanvasObject {
	row := kit.RowData{Title: m.Label, Secondary: fmt.Sprintf("No code · in the file: %s", string(m.Value))}
	for _, c := range held {
		if c.Meaning == m.Value {
			row.Secondary = c.Code
			if c.Term != "" {
				row.Secondary += " · " + c.Term
			}
		}
	}
	text := kit.NewRowText()
	text.Set(row)
	return text
}

// askFile asks for the file and, where rows of it cannot be used, says which and
// why before anything is stored.
func (s *codeSection) askFile() {
	if kit.OverlayOpen(s.h.Window) {
		return
	}
	path := kit.NewTextField("File")
	path.SetHint("Choose a CSV file or workbook with the columns meaning, code and term. It replaces the current codes.")
	browse := kit.Secondary("Choose a file…", func() { s.browse(path) }).Compact()
	only := kit.NewCheck("Load only the rows without problems", nil)
	only.Hide()
	fail := func(errs data.FieldErrors) {
		path.SetError(errs.For("File"))
		if errs.For("Rows") != "" {
			path.SetError(errs.For("Rows"))
			only.Show()
		}
	}
	s.p.Form("Load codes", "Load", []fyne.CanvasObject{path, kit.HStack(0, browse, kit.Spacer()), only}, fail,
		func() (string, func(context.Context) error, error) {
			file := strings.Trim(strings.TrimSpace(path.Text()), `"`)
			if file == "" {
				return "", nil, data.FieldErrors{{Field: "File", Sentence: "Choose a file"}}
			}
			partly := only.Checked
			return "Loaded.", func(ctx context.Context) error { return s.loadFile(ctx, file, partly) }, nil
		})
}

func (s *codeSection) browse(path *kit.TextField) {
	s.h.ChooseFile(host.FileAsk{Title: "Load codes", Kind: "codes"}, path.SetText)
}

// mostRefused is how many rows that cannot be used are named.
const mostRefused = 8

func (s *codeSection) loadFile(ctx context.Context, file string, partly bool) error {
	list, refused, err := codes.Read(ctx, file, s.reasons)
	if data.CodeOf(err) != "" {
		return data.FieldErrors{{Field: "File", Sentence: data.Sentence(err)}}
	}
	if err != nil {
		return err
	}
	if len(list) == 0 || len(refused) > 0 && !partly {
		return data.FieldErrors{{Field: "Rows", Sentence: refusedText(len(list), refused)}}
	}
	return s.h.Letters.LoadCodes(ctx, list)
}

func refusedText(good int, refused []codes.Refused) string {
	lines := []string{data.Plural(good, "row is correct. Rows with problems:", "rows are correct. Rows with problems:")}
	if len(refused) == 0 {
		return "This file has no rows with a code. Choose a different file"
	}
	for i, r := range refused {
		if i == mostRefused {
			lines = append(lines, fmt.Sprintf("and %d more", len(refused)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("Line %d: %s", r.Line, r.Why))
	}
	return strings.Join(lines, "\n")
}
