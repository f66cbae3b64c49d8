package lists

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/letter"
	"waymark/data/store"
)

// English returns the texts for clients as this service has them: those that came
// with the program, with its own wording of letters.
func (s *Lists) English(ctx context.Context) (*clienttext.Catalogue, error) {
	return english(ctx, s.db)
}

func english(ctx context.Context, db *store.Door) (*clienttext.Catalogue, error) {
	own, err := store.Collect(ctx, db, func(t *letter.Template) []any { return []any{&t.Kind, &t.Heading, &t.Body, &t.Text} },
		"SELECT kind, heading, body, text FROM letter_template")
	if err != nil {
		return nil, err
	}
	texts := map[clienttext.ID]string{}
	for _, t := range own {
		if t.Kind.ToClient() {
			texts[letter.WordingID(t.Kind, "heading")] = t.Heading
			texts[letter.WordingID(t.Kind, "body")] = t.Body
			texts[letter.WordingID(t.Kind, "text")] = t.Text
		}
	}
	return clienttext.English().With(texts), nil
}

// Translations lists the languages that the service loaded, by name. One that this
// version cannot read any longer has no text, so that everything is said in English.
func (s *Lists) Translations(ctx context.Context) ([]*clienttext.Translation, error) {
	return translations(ctx, s.db)
}

func translations(ctx context.Context, db *store.Door) ([]*clienttext.Translation, error) {
	type row struct{ language, body string }
	rows, err := store.Collect(ctx, db, func(r *row) []any { return []any{&r.language, &r.body} }, "SELECT language, body FROM translation")
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	c, err := english(ctx, db)
	if err != nil {
		return nil, err
	}
	list := make([]*clienttext.Translation, 0, len(rows))
	for _, r := range rows {
		t, err := c.Read(r.body)
		if err != nil {
			t, err = c.Read("msgid \"\"\nmsgstr \"Language: " + r.language + "\\n\"\n")
		}
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b *clienttext.Translation) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// LanguageOf returns the language in which a client reads, as Choose does, through
// the door of whoever asks.
func LanguageOf(ctx context.Context, db *store.Door, reads, speaks string) (*clienttext.Language, error) {
	list, err := translations(ctx, db)
	if err != nil {
		return nil, err
	}
	return Choose(list, reads, speaks), nil
}

// Choose returns the language of a client among those that are loaded, by the code
// that is recorded for them, else by the name of the language that they speak; nil
// for English.
func Choose(list []*clienttext.Translation, reads, speaks string) *clienttext.Language {
	for _, t := range list {
		if t.Code() == reads {
			return t.Language
		}
	}
	if reads != "" {
		return nil
	}
	for _, t := range list {
		own := clienttext.OwnNameOf(t.Language.Tag)
		if strings.EqualFold(t.Name(), speaks) || own != "" && strings.EqualFold(own, speaks) {
			return t.Language
		}
	}
	return nil
}

// AddTranslation stores a translation in place of the one in the same language.
// The error is a *data.Problem that names the line of what is wrong in the file.
func (s *Lists) AddTranslation(ctx context.Context, body string) (*clienttext.Translation, error) {
	c, err := s.English(ctx)
	if err != nil {
		return nil, err
	}
	t, err := c.Read(body)
	if err != nil {
		return nil, err
	}
	if err := checkLetters(t); err != nil {
		return nil, err
	}
	if t.Said() == 0 {
		return nil, data.NewProblem(data.CodeInvalid, "This file has no translated text that Waymark knows. Save the template from Settings, and translate the texts in that.")
	}
	return t, s.db.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(tx *store.Tx) error {
		if err := tx.Put("translation", []any{t.Code()}, store.Field{"body", body}); err != nil {
			return err
		}
		return tx.Audit("change", "translation", data.ID(t.Code()), "", "body")
	})
}

// checkLetters finds what is wrong with the fields of letters.
func checkLetters(t *clienttext.Translation) error {
	for _, k := range letter.Kinds() {
		if !k.Value.ToClient() {
			continue
		}
		wording := letter.In(t.Language, k.Value)
		faults := data.FieldErrorsOf(wording.Validate())
		for field, part := range map[string]string{"Heading": "heading", "Body": "body", "Text": "text"} {
			if fault := faults.For(field); fault != "" {
				return t.Fault(letter.WordingID(k.Value, part), fault)
			}
		}
	}
	return nil
}

// RemoveTranslation takes a language away. Clients who read in it read English,
// until it is loaded again.
func (s *Lists) RemoveTranslation(ctx context.Context, code string) error {
	return s.db.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(tx *store.Tx) error {
		err := tx.Remove("translation", code)
		if errors.Is(err, sql.ErrNoRows) {
			return data.NewProblem(data.CodeNotFound, "There is no translation with the code “"+data.Tidy(code)+"”. Choose one from the list.")
		}
		if err != nil {
			return err
		}
		return tx.Audit("remove", "translation", data.ID(code), "", "")
	})
}

// TranslationTemplate returns the file to translate the texts into a language,
// with what is translated already.
func (s *Lists) TranslationTemplate(ctx context.Context, tag language.Tag) (string, error) {
	c, err := s.English(ctx)
	if err != nil {
		return "", err
	}
	list, err := s.Translations(ctx)
	if err != nil {
		return "", err
	}
	for _, t := range list {
		if t.Code() == tag.String() {
			return c.Template(tag, t), nil
		}
	}
	return c.Template(tag, nil), nil
}
