package main

import (
	"context"
	"fmt"
	"os"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/interchange/bound"
	"waymark/data/store/office"
)

// translationJSON is a language that “translations --json” lists.
type translationJSON struct {
	Language string          `json:"language"`
	Name     string          `json:"name"`
	Said     int             `json:"translated"`
	Texts    int             `json:"texts"`
	Missing  []clienttext.ID `json:"missing"`
	Changed  []clienttext.ID `json:"changed"`
	Paper    bool            `json:"paper_only"`
}

// runTranslations lists the languages of what clients read, loads or removes one,
// or writes the file to be translated.
func runTranslations(ctx context.Context, c *call) error {
	f, db := c.flags()
	add := f.String("add", "", "load a translation, a .po file")
	remove := f.String("remove", "", "remove the language with this code")
	template := f.String("template", "", "write the file to translate the texts into the language with this code, such as ur")
	out := f.String("out", "", "where the template is written; without it, it is printed")
	asJSON := f.Bool("json", false, "print one JSON object for each language")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if len(words) > 0 {
		return wrongUse{"Too many words. Say “waymark translations --db FILE [--add FILE] [--remove CODE] [--template CODE [--out FILE]]”."}
	}
	open := c.lookAt
	if *add != "" || *remove != "" {
		open = c.openToWrite
	}
	s, err := open(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if *template != "" {
		return writeTemplate(ctx, c, s, *template, *out)
	}
	if err := changeTranslations(ctx, s, *add, *remove); err != nil {
		return err
	}
	return printTranslations(ctx, c, s, *asJSON)
}

func changeTranslations(ctx context.Context, s *office.Office, add, remove string) error {
	if add != "" {
		body, err := bound.ReadFile(add, "a translation", 4)
		if err != nil {
			return err
		}
		if _, err := s.Lists.AddTranslation(ctx, string(body)); err != nil {
			return err
		}
	}
	if remove == "" {
		return nil
	}
	return s.Lists.RemoveTranslation(ctx, remove)
}

func writeTemplate(ctx context.Context, c *call, s *office.Office, code, out string) error {
	tag, err := clienttext.ParseCode(code)
	if err != nil {
		return err
	}
	text, err := s.Lists.TranslationTemplate(ctx, tag)
	if err != nil {
		return err
	}
	if out == "" {
		_, err = fmt.Fprint(c.out, text)
		return err
	}
	if err := os.WriteFile(out, []byte(text), 0o600); err != nil {
		return &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: "We could not write the template there. Choose another folder."}
	}
	return nil
}

func printTranslations(ctx context.Context, c *call, s *office.Office, asJSON bool) error {
	all, err := s.Lists.Translations(ctx)
	if err != nil {
		return err
	}
	list := []translationJSON{}
	for _, t := range all {
		list = append(list, translationJSON{t.Code(), t.Name(), t.Said(), t.Texts, t.Missing, t.Changed, !t.Language.OnScreen()})
	}
	if asJSON {
		return c.printJSON(list)
	}
	for _, t := range list {
		if _, err := fmt.Fprintf(c.out, "%s · %s: %d of %d texts translated, %d missing, %d to translate again\n",
			t.Language, t.Name, t.Said, t.Texts, len(t.Missing), len(t.Changed)); err != nil {
			return err
		}
	}
	if len(list) == 0 {
		_, err = fmt.Fprintln(c.out, "No languages yet: clients read English.")
	}
	return err
}
