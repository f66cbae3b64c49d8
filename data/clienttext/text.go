package clienttext

import (
	_ "embed" // the English texts are part of the program
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed english.pot
var englishFile string

//go:embed FORMAT.md
var guide string

// Guide explains, in plain words and in Markdown, how to write a translation.
func Guide() string { return guide }

// ID is the name by which a text is found, such as "pad.thanks".
type ID string

// Text is one text of the catalogue, in English.
type Text struct {
	ID     ID
	Note   []string // to whoever translates it
	One    string   // the text; for one thing where there are plural forms
	Many   string   // for any other number of things; "" for a text without a number
	fields []field  // in the order in which Say takes their values
}

// field is a name in braces that is replaced when a text is said.
type field struct {
	name     string
	optional bool // a translation may leave it out
}

// Catalogue is the English texts of a service: those of the program, and the
// service's own wording of letters in place of the program's.
type Catalogue struct {
	texts []Text
	at    map[ID]int
}

// English returns the texts that come with Waymark, in the order of the file.
var English = sync.OnceValue(func() *Catalogue {
	f, err := read(englishFile)
	if err != nil {
		panic("english.pot: " + err.Error()) // a test reads it
	}
	c := &Catalogue{at: map[ID]int{}}
	for _, e := range f.entries {
		c.add(newText(e))
	}
	return c
})

func (c *Catalogue) add(t Text) {
	c.at[t.ID] = len(c.texts)
	c.texts = append(c.texts, t)
}

// With returns the catalogue with other English texts in place of its own, by
// their id. It leaves c as it is.
func (c *Catalogue) With(own map[ID]string) *Catalogue {
	other := &Catalogue{texts: slices.Clone(c.texts), at: c.at}
	for id, text := range own {
		at, ok := c.at[id]
		if !ok || c.texts[at].One == text {
			continue
		}
		t := c.texts[at]
		other.texts[at] = newText(entry{context: string(id), notes: t.Note, id: text})
	}
	return other
}

// Texts lists those that a translation has, in the order of the file.
func (c *Catalogue) Texts() []Text {
	return slices.DeleteFunc(slices.Clone(c.texts), func(t Text) bool { return !t.translated() })
}

// Text finds a text by its id.
func (c *Catalogue) Text(id ID) (Text, bool) {
	at, ok := c.at[id]
	if !ok {
		return Text{}, false
	}
	return c.texts[at], true
}

// translated is false for the reply slip, which a service reads and sends back.
func (t *Text) translated() bool { return !strings.HasPrefix(string(t.ID), "slip.") }

// Letter reports whether a text is the wording of a letter, whose fields are those
// of data/letter and are not filled by Say.
func (t *Text) Letter() bool { return strings.HasPrefix(string(t.ID), "letter.") }

var inBraces = regexp.MustCompile(`\{([a-z][a-z0-9_ ]*)(\??)\}`)

func newText(e entry) Text {
	t := Text{ID: ID(e.context), Note: e.notes, One: e.id, Many: e.plural}
	given := ""
	for _, n := range e.notes {
		if rest, ok := strings.CutPrefix(n, "Fields: "); ok {
			given = rest
		}
	}
	from := given
	if given == "" {
		from = e.id + e.plural
	}
	for _, m := range inBraces.FindAllStringSubmatch(from, -1) {
		if !slices.ContainsFunc(t.fields, func(f field) bool { return f.name == m[1] }) {
			t.fields = append(t.fields, field{m[1], m[2] == "?"})
		}
	}
	return t
}

// place is where Say takes the value of a field, from 0; -1 for no such field.
func (t *Text) place(name string) int {
	return slices.IndexFunc(t.fields, func(f field) bool { return f.name == name })
}

// fault says what is wrong with the fields of a translated text, or "".
func (t *Text) fault(translated string, counts bool) string {
	if t.Letter() {
		return ""
	}
	for _, m := range inBraces.FindAllStringSubmatch(translated, -1) {
		if t.place(m[1]) < 0 {
			return fmt.Sprintf("{%s} is not a field of this text", m[1])
		}
	}
	if rest := inBraces.ReplaceAllString(translated, ""); strings.ContainsAny(rest, "{}") {
		return "a { or } stands alone; a field is written like {name}"
	}
	times := 0
	for _, f := range t.fields {
		has := strings.Contains(translated, "{"+f.name+"}")
		if strings.HasPrefix(f.name, "time") {
			if has {
				times++
			}
			continue
		}
		counted := counts && f.name == "n" // "one question" needs no number
		if !has && !f.optional && !counted {
			return fmt.Sprintf("{%s} is missing", f.name)
		}
	}
	if t.place("time24") >= 0 && times == 0 {
		return "{time} or {time24} is missing"
	}
	return ""
}
