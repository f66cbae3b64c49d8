package papers

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"golang.org/x/text/language"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// languages is the part about the languages of what clients read.
type languages struct {
	h    *host.Host
	p    page
	view fyne.CanvasObject
	list *fyne.Container
}

// Languages is the part about the languages of what clients read.
func Languages(h *host.Host, p page) *frame.Part {
	s := &languages{h: h, p: p, list: kit.VStack(6)}
	card := kit.NewCard("Languages for clients", "", kit.VStack(12,
		kit.NewParagraph("Sheets, letters, paper forms, appointment cards and the pad are in English. "+
			"Load a translation to have them in another language as well. Save a template to get one made.", kit.Muted), s.list))
	card.SetAction(kit.HStack(8, kit.Quiet("Save a template…", s.askTemplate).Compact(), kit.Secondary("Load a translation…", s.askFile).Compact()))
	s.view = kit.ScrollBeyond(kit.VStack(0, card))
	return &frame.Part{Title: "Languages", View: s.view, Load: s.load}
}

func (s *languages) load(ctx context.Context) (func(), error) {
	all, err := s.h.Lists.Translations(ctx)
	return func() {
		s.list.Objects = nil
		for _, t := range all {
			s.list.Add(s.row(t))
		}
		if len(all) == 0 {
			s.list.Add(kit.NewParagraph("No languages yet. Save a template, have it translated, and load it here.", kit.Muted))
		}
		s.list.Refresh()
	}, err
}

func (s *languages) row(t *clienttext.Translation) fyne.CanvasObject {
	row := kit.RowData{Title: t.Name(), Secondary: fmt.Sprintf("%d of %s translated", t.Said(), data.Plural(t.Texts, "text", "texts"))}
	if n := len(t.Missing); n > 0 {
		row.Secondary += fmt.Sprintf(" · %d missing, in English", n)
	}
	if n := len(t.Changed); n > 0 {
		row.Secondary += fmt.Sprintf(" · %d to translate again, in English", n)
	}
	if !t.Language.OnScreen() {
		row.Chips = []kit.ChipData{{Text: "on paper only"}}
	}
	text := kit.NewRowText()
	text.Set(row)
	code := t.Code()
	save := kit.Quiet("Save template", func() { s.write(t.Language.Tag) }).Compact()
	remove := kit.Quiet("Remove", func() {
		kit.Confirm(s.h.Window, "Remove "+t.Name()+"?", "Clients who read it get English until you load it again.", "Remove", true, func() {
			s.p.Write("remove a language", "Removed.", func(ctx context.Context) error { return s.h.Lists.RemoveTranslation(ctx, code) }, nil)
		})
	}).Compact()
	return kit.Border(8, nil, nil, nil, kit.HStack(4, save, remove), text)
}

// askTemplate asks for which language a file to be translated is saved.
func (s *languages) askTemplate() {
	if kit.OverlayOpen(s.h.Window) {
		return
	}
	code := kit.NewTextField("Language code")
	code.SetHint("For example, ur for Urdu, bn for Bengali, pa for Punjabi, ar for Arabic, pl for Polish.")
	fail := func(errs data.FieldErrors) { code.SetError(errs.For("Code")) }
	s.p.Form("Save a template", "Save", []fyne.CanvasObject{code}, fail, func() (string, func(context.Context) error, error) {
		tag, err := templateTag(code.Text())
		if err != nil {
			return "", nil, data.FieldErrors{{Field: "Code", Sentence: data.Sentence(err)}}
		}
		path, guide := s.paths(tag)
		return fmt.Sprintf("Saved “%s” and “%s” in %s.", filepath.Base(path), filepath.Base(guide), s.h.DocumentsDir),
			func(ctx context.Context) error { return s.save(ctx, tag, path, guide) }, nil
	})
}

func templateTag(code string) (language.Tag, error) {
	if strings.TrimSpace(code) == "" {
		return language.Tag{}, data.NewProblem(data.CodeInvalid, "Enter the code of the language")
	}
	return clienttext.ParseCode(code)
}

func (s *languages) paths(tag language.Tag) (template, guide string) {
	return host.FreePath(s.h.DocumentsDir, "waymark-"+tag.String()+".po"), host.FreePath(s.h.DocumentsDir, "How to translate.txt")
}

func (s *languages) write(tag language.Tag) {
	path, guide := s.paths(tag)
	s.p.Write("save a template", fmt.Sprintf("Saved “%s” and “%s” in %s.", filepath.Base(path), filepath.Base(guide), s.h.DocumentsDir),
		func(ctx context.Context) error { return s.save(ctx, tag, path, guide) }, nil)
}

func (s *languages) save(ctx context.Context, tag language.Tag, path, guide string) error {
	text, err := s.h.Lists.TranslationTemplate(ctx, tag)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.h.DocumentsDir, 0o750); err != nil {
		return unwritable(err)
	}
	for file, body := range map[string]string{path: text, guide: clienttext.Guide()} {
		if err := os.WriteFile(file, []byte(body), 0o600); err != nil {
			return unwritable(err)
		}
	}
	return nil
}

// mostTranslation bounds the file of a translation, in bytes.
const mostTranslation = 4 << 20

// askFile asks for the file of a translation. What is wrong in it is said with its
// line beside the field.
func (s *languages) askFile() {
	if kit.OverlayOpen(s.h.Window) {
		return
	}
	path := kit.NewTextField("File")
	path.SetHint("A translation (.po). It replaces the one in the same language.")
	browse := kit.Secondary("Choose a file…", func() { frame.ChooseFile(s.h, "translation", path, ".po") }).Compact()
	fail := func(errs data.FieldErrors) { path.SetError(errs.For("File")) }
	s.p.Form("Load a translation", "Load", []fyne.CanvasObject{path, kit.HStack(0, browse, kit.Spacer())}, fail,
		func() (string, func(context.Context) error, error) {
			file := strings.Trim(strings.TrimSpace(path.Text()), `"`)
			if file == "" {
				return "", nil, data.FieldErrors{{Field: "File", Sentence: "Choose a file"}}
			}
			return "Loaded. You can now choose this language.", func(ctx context.Context) error { return s.loadFile(ctx, file) }, nil
		})
}

func (s *languages) loadFile(ctx context.Context, file string) error {
	info, err := os.Stat(file)
	if err == nil && info.Size() > mostTranslation {
		return data.FieldErrors{{Field: "File", Sentence: "This file is too large for a translation. Choose another one"}}
	}
	body, err := os.ReadFile(file)
	if err != nil {
		return data.FieldErrors{{Field: "File", Sentence: "We could not read this file. Choose another one"}}
	}
	_, err = s.h.Lists.AddTranslation(ctx, string(body))
	if data.CodeOf(err) == data.CodeInvalid {
		return data.FieldErrors{{Field: "File", Sentence: data.Sentence(err)}}
	}
	return err
}
