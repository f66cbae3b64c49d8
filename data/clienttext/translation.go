package clienttext

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"

	"waymark/data"
)

// Translation is a file of translated texts that was read.
type Translation struct {
	Language *Language
	// Missing are the texts said in English: those that the file does not have,
	// leaves empty or marks as fuzzy. Changed are those whose English has changed
	// since the file was made; they are said in English, too.
	Missing, Changed []ID
	Texts            int // how many a whole translation has
	Unknown          int // texts of the file that Waymark does not have

	lines map[ID]int
}

// Fault returns an error about a text of the file, with its line.
func (t *Translation) Fault(id ID, sentence string) error {
	return wrong(t.lines[id], "%s", strings.TrimSuffix(sentence, "."))
}

// Code is the language of the file, such as "ur".
func (t *Translation) Code() string { return t.Language.Tag.String() }

// Name is the language as staff know it, such as "Urdu".
func (t *Translation) Name() string { return NameOf(t.Language.Tag) }

// Said is how many texts are said in the language.
func (t *Translation) Said() int { return t.Texts - len(t.Missing) - len(t.Changed) }

// NameOf is a language as staff know it, such as "Urdu", or its code.
func NameOf(tag language.Tag) string {
	if name := display.English.Tags().Name(tag); name != "" {
		return name
	}
	return tag.String()
}

// OwnNameOf is a language as its speakers write it, such as "اردو"; "" if that is
// not known.
func OwnNameOf(tag language.Tag) string { return display.Self.Name(tag) }

// ParseCode reads the code of a language, such as "ur" or "pt-BR". English, and a
// code that is none, are refused with a sentence.
func ParseCode(code string) (language.Tag, error) {
	tag, err := language.Parse(strings.TrimSpace(code))
	base, _ := tag.Base()
	switch {
	case strings.TrimSpace(code) == "":
		return tag, data.NewProblem(data.CodeInvalid, "The file does not say its language. Add a line to its header, like \"Language: ur\\n\".")
	case err != nil:
		return tag, data.NewProblem(data.CodeInvalid, fmt.Sprintf("“%s” is not the code of a language. Use a code such as ur for Urdu, pl for Polish or pt-BR for Portuguese as in Brazil.", data.Tidy(code)))
	case base.String() == "en" && tag != Expanded:
		return tag, data.NewProblem(data.CodeInvalid, "This file says that it is in English, which Waymark has already. Put the code of its language into its header.")
	}
	return tag, nil
}

// Read reads a translation of the texts of c. The error is a *data.Problem that
// names the line of what is wrong. Texts are composed (NFC), so that a letter and
// its accent are one.
func (c *Catalogue) Read(text string) (*Translation, error) {
	f, err := read(text)
	if err != nil {
		return nil, err
	}
	tag, err := ParseCode(f.header["Language"])
	if err != nil {
		return nil, err
	}
	r := &translating{c: c, tag: tag, forms: map[ID][]string{}, changed: map[ID]bool{}, seen: map[ID]int{}}
	t := &Translation{}
	for _, e := range f.entries {
		known, err := r.take(e)
		if err != nil {
			return nil, err
		}
		if !known {
			t.Unknown++
		}
	}
	for _, text := range c.Texts() {
		t.Texts++
		switch {
		case r.changed[text.ID]:
			t.Changed = append(t.Changed, text.ID)
		case r.forms[text.ID] == nil:
			t.Missing = append(t.Missing, text.ID)
		}
	}
	t.lines = r.seen
	t.Language = newLanguage(tag, c, r.forms)
	return t, nil
}

// translating takes the texts of a file one by one.
type translating struct {
	c       *Catalogue
	tag     language.Tag
	forms   map[ID][]string
	changed map[ID]bool
	seen    map[ID]int // the line of each
}

func (r *translating) take(e entry) (known bool, err error) {
	id := ID(e.context)
	t, ok := r.c.Text(id)
	if !ok || !t.translated() {
		return false, nil
	}
	if at := r.seen[id]; at > 0 {
		return true, wrong(e.line, "this text stands here a second time, after line %d", at)
	}
	r.seen[id] = e.line
	empty := e.fuzzy
	for _, f := range e.forms {
		empty = empty || strings.TrimSpace(f) == ""
	}
	switch {
	case empty:
		return true, nil
	case e.id != t.One || e.plural != t.Many:
		r.changed[id] = true
		return true, nil
	}
	if err := r.check(&t, e); err != nil {
		return true, err
	}
	forms := make([]string, len(e.forms))
	for i, f := range e.forms {
		forms[i] = norm.NFC.String(f)
	}
	r.forms[id] = forms
	return true, nil
}

// check finds what is wrong with a translated text.
func (r *translating) check(t *Text, e entry) error {
	want := 1
	if t.Many != "" {
		want = len(formsOf(r.tag))
	}
	if len(e.forms) != want {
		return wrong(e.at[0], "%s has %d plural forms and this text has %d. Give msgstr[0] to msgstr[%d]: %s",
			NameOf(r.tag), want, len(e.forms), want-1, strings.Join(pluralNote(r.tag), "; "))
	}
	for i, f := range e.forms {
		if fault := t.fault(f, t.Many != ""); fault != "" {
			return wrong(e.at[i], "%s. The English is “%s”", fault, data.Tidy(t.One))
		}
		if at := strings.IndexFunc(f, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }); at >= 0 {
			return wrong(e.at[i], "the text has a control character, which cannot be printed. Delete it")
		}
	}
	return nil
}

// Template writes a .po file for a language, to be translated: every text of c in
// English, with the translations of t where there are some. t may be nil.
func (c *Catalogue) Template(tag language.Tag, t *Translation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Texts for clients, to be translated into %s. Leave msgctxt and msgid as they are, and\n# write the translation into msgstr. Words in {braces} stay as they are.\n", NameOf(tag))
	header := "Project-Id-Version: Waymark\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nLanguage: " +
		tag.String() + "\nPlural-Forms: " + pluralHeader(tag) + "\n"
	b.WriteString("msgid \"\"\nmsgstr " + quote(header) + "\n")
	for _, text := range c.Texts() {
		var forms []string
		if t != nil {
			forms = t.Language.forms[text.ID]
		}
		text.write(&b, tag, forms)
	}
	return b.String()
}

func (t *Text) write(b *strings.Builder, tag language.Tag, forms []string) {
	b.WriteString("\n")
	notes := t.Note
	if t.Many != "" {
		notes = append(notes[:len(notes):len(notes)], pluralNote(tag)...)
	}
	for _, n := range notes {
		b.WriteString("#. " + n + "\n")
	}
	fmt.Fprintf(b, "msgctxt %s\nmsgid %s\n", quote(string(t.ID)), quote(t.One))
	if t.Many == "" {
		form := ""
		if len(forms) > 0 {
			form = forms[0]
		}
		b.WriteString("msgstr " + quote(form) + "\n")
		return
	}
	b.WriteString("msgid_plural " + quote(t.Many) + "\n")
	for i := range formsOf(tag) {
		form := ""
		if i < len(forms) {
			form = forms[i]
		}
		fmt.Fprintf(b, "msgstr[%d] %s\n", i, quote(form))
	}
}
