package clienttext

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"

	"waymark/data"
)

// Language says the texts in one language. A nil Language is English. It may be
// used by several goroutines.
type Language struct {
	Tag       language.Tag
	catalogue *Catalogue
	forms     map[ID][]string // translated texts, in every plural form
	has       map[ID]bool     // the texts that the printer has

	mu      sync.Mutex
	printer *message.Printer
}

var english = sync.OnceValue(func() *Language {
	c := English()
	forms := map[ID][]string{}
	for _, t := range c.texts {
		forms[t.ID] = []string{t.One}
		if t.Many != "" {
			forms[t.ID] = []string{t.One, t.Many}
		}
	}
	return newLanguage(language.BritishEnglish, c, forms)
})

// newLanguage makes a language from texts in the plural forms of its tag.
func newLanguage(tag language.Tag, c *Catalogue, forms map[ID][]string) *Language {
	l := &Language{Tag: tag, catalogue: c, forms: forms, has: map[ID]bool{}}
	// European digits, as on a phone or a calendar in Britain.
	digits, err := language.Parse(tag.String() + "-u-nu-latn")
	if err != nil {
		digits = tag
	}
	b := catalog.NewBuilder(catalog.Fallback(digits))
	for _, t := range c.texts {
		if f := forms[t.ID]; len(f) > 0 && !t.Letter() {
			l.has[t.ID] = b.Set(digits, string(t.ID), t.messages(tag, f)...) == nil
		}
	}
	l.printer = message.NewPrinter(digits, message.Catalog(b))
	return l
}

// messages returns a text in its plural forms, for x/text.
func (t *Text) messages(tag language.Tag, forms []string) []catalog.Message {
	n := t.place("n")
	if t.Many == "" || n < 0 {
		return []catalog.Message{catalog.String(t.format(forms[0]))}
	}
	var cases []any
	for i, form := range formsOf(tag) {
		if form != plural.Other && i < len(forms) {
			cases = append(cases, form, t.format(forms[i]))
		}
	}
	cases = append(cases, plural.Other, t.format(forms[len(forms)-1]))
	return []catalog.Message{plural.Selectf(n+1, "%d", cases...)}
}

// format is a text as fmt has it, with the place of its value for each field.
func (t *Text) format(text string) string {
	return inBraces.ReplaceAllStringFunc(strings.ReplaceAll(text, "%", "%%"), func(f string) string {
		return fmt.Sprintf("%%[%d]v", t.place(strings.Trim(f, "{?}"))+1)
	})
}

// Say returns a text, filled with values in the order in which the English text,
// or the Fields note above it, names them. A number {n} picks the plural form. A
// text that the language does not have is said in English.
func (l *Language) Say(id ID, values ...any) string {
	if l == nil {
		return english().Say(id, values...)
	}
	if !l.has[id] {
		if l == english() {
			return string(id) // a test finds every id in the code
		}
		return english().Say(id, values...)
	}
	if l.FromRight() {
		values = slices.Clone(values)
		for i, v := range values {
			if text, ok := v.(string); ok {
				values[i] = l.Isolate(text)
			}
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.printer.Sprintf(string(id), values...)
}

// FromRight reports whether the language is written from right to left.
func (l *Language) FromRight() bool {
	if l == nil {
		return false
	}
	script, _ := l.Tag.Script()
	return slices.Contains([]string{"Arab", "Hebr", "Syrc", "Thaa"}, script.String())
}

// Isolate puts a value that stands within a text of a language from right to left
// between the marks that keep its own direction (U+2068 and U+2069), so that a
// phone number is not written backwards. For other languages it changes nothing.
func (l *Language) Isolate(value string) string {
	if !l.FromRight() || !strings.ContainsFunc(value, func(r rune) bool { return r < '0' || r > '9' }) {
		return value
	}
	return "\u2068" + value + "\u2069"
}

// Wording returns a text as it is written, with its fields, and whether it is in
// the language; letters fill it by data/letter.
func (l *Language) Wording(id ID) (text string, translated bool) {
	if l == nil {
		l = english()
	}
	if f := l.forms[id]; len(f) > 0 {
		return f[0], true
	}
	t, _ := l.catalogue.Text(id)
	return t.One, false
}

// English reports whether this is the language of the texts themselves.
func (l *Language) English() bool { return l == nil || l == english() }

// Code is the language as it is stored, such as "ur"; "" for English.
func (l *Language) Code() string {
	if l.English() {
		return ""
	}
	return l.Tag.String()
}

// Date is a day without its weekday, such as "7 April 2026"; "" for none.
func (l *Language) Date(d data.Date) string {
	if d.IsZero() {
		return ""
	}
	return l.Say(ID("date."+strings.ToLower(d.Month.String())), fmt.Sprint(d.Day), fmt.Sprint(d.Year))
}

// Day is a day with its weekday, such as "Tuesday 7 April 2026"; "" for none.
func (l *Language) Day(d data.Date) string {
	if d.IsZero() {
		return ""
	}
	return l.Say(ID("date."+strings.ToLower(d.Weekday().String())), l.Date(d))
}

// Time is a time "HH:MM" as clients read it, such as "4:30pm" or "12 noon". A text
// that is no time stays as it is.
func (l *Language) Time(at string) string {
	t, err := time.Parse("15:04", at)
	switch {
	case err != nil:
		return at
	case at == "12:00":
		return l.Say("time.noon")
	}
	id := ID("time.am")
	if t.Hour() >= 12 {
		id = "time.pm"
	}
	return l.Say(id, strings.TrimSuffix(t.Format("3:04"), ":00"), t.Format("15:04"))
}

// And lists things: "a", "a and b", "a, b and c".
func (l *Language) And(things []string) string { return l.list("list.two", things) }

// Or lists choices: "a", "a or b", "a, b or c".
func (l *Language) Or(things []string) string { return l.list("list.two.or", things) }

func (l *Language) list(last ID, things []string) string {
	n := len(things)
	if n < 2 {
		return strings.Join(things, "")
	}
	text := l.Say(last, things[n-2], things[n-1])
	for i := n - 3; i >= 0; i-- {
		text = l.Say("list.start", things[i], text)
	}
	return text
}

// Sentences puts whole sentences one behind the other, without the blank ones.
func Sentences(all ...string) string {
	var kept []string
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " ")
}

// OnScreen reports whether the screens of the program can show the language: one
// that is written in Latin, Greek or Cyrillic letters. Screens have a font for no
// others, and set the words of a line from left to right.
func (l *Language) OnScreen() bool {
	if l == nil {
		return true
	}
	script, _ := l.Tag.Script()
	return slices.Contains([]string{"Latn", "Grek", "Cyrl"}, script.String())
}
