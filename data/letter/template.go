package letter

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"waymark/data"
	"waymark/data/clienttext"
)

// Template is what a letter, and for letters to clients a text message, is made
// from.
type Template struct {
	Kind    Kind   `json:"kind"`
	Heading string `json:"heading"` // of the letter; the subject of an email
	Body    string `json:"body"`    // of the letter
	Text    string `json:"text"`    // the text message; "" where the kind has none
	Own     bool   `json:"own"`     // the service changed it
	// In is the language of the wording; nil for English.
	In *clienttext.Language `json:"-"`
	data.Stamp
}

// MaxText bounds the template of a text message, in characters.
const MaxText = 918

// Validate tidies the template and reports what is wrong with it as
// data.FieldErrors, or nil.
func (t *Template) Validate() error {
	var errs data.FieldErrors
	add := func(field, sentence string) {
		if sentence != "" {
			errs = append(errs, data.FieldError{Field: field, Sentence: sentence})
		}
	}
	t.Heading, t.Body, t.Text = data.Tidy(t.Heading), data.TidyNote(t.Body), data.TidyNote(t.Text)
	if !t.Kind.Known() {
		add("Kind", "There are no letters of this kind.")
		return errs
	}
	add("Heading", t.fault(t.Heading, "a heading", data.MaxLine))
	add("Body", t.fault(t.Body, "the text of the letter", data.MaxNote))
	if t.Kind.ToClient() {
		add("Text", t.fault(t.Text, "the text message", MaxText))
	} else {
		t.Text = ""
	}
	if len(errs) == 0 {
		return nil
	}
	return errs
}

// fault says what is wrong with one of the texts of a template, or "".
func (t *Template) fault(text, what string, most int) string {
	if text == "" {
		return "Enter " + what + ", or go back to the wording that came with Waymark."
	}
	if n := utf8.RuneCountInString(text); n > most {
		return fmt.Sprintf("This is %s characters long, and there is room for %s. Shorten it.", data.Count(n), data.Count(most))
	}
	_, err := parse(t.Kind, text)
	return data.Sentence(err)
}

// Letter fills the template. The error names a field that the letter needs and
// that has no value.
func (t *Template) Letter(v Values) (*Letter, error) {
	heading, err := t.fill(t.Heading, v)
	if err != nil {
		return nil, err
	}
	body, err := t.fill(t.Body, v)
	if err != nil {
		return nil, err
	}
	return &Letter{Heading: data.Tidy(heading), Lines: linesOf(body), In: t.In}, nil
}

// Message fills the text message. Curly quotes and long dashes become plain
// ones where that keeps the text within the letters that a text has room for
// 160 of.
func (t *Template) Message(v Values) (string, error) {
	text, err := t.fill(t.Text, v)
	if err != nil {
		return "", err
	}
	if plain := plainSigns.Replace(text); !Measure(plain).Unicode {
		return plain, nil
	}
	return text, nil
}

// plainSigns are what a phone's basic alphabet lacks and has a likeness of.
var plainSigns = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "…", "...", "\u00A0", " ")
