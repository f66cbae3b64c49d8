package clienttext

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"waymark/data"
)

// file is a .po file as it was read.
type file struct {
	header  map[string]string
	entries []entry
}

// entry is one text of a .po file.
type entry struct {
	line    int // of its msgid
	context string
	id      string
	plural  string
	forms   []string // the translation, in its plural forms
	at      []int    // the line of each form
	notes   []string // to the translator
	fuzzy   bool     // marked as unsure, which counts as missing
}

// wrong is a fault of a file, with its line.
func wrong(line int, format string, values ...any) error {
	return data.NewProblem(data.CodeInvalid, fmt.Sprintf("Line %d: ", line)+fmt.Sprintf(format, values...)+".")
}

// reader reads a .po file line by line.
type reader struct {
	file  file
	now   entry
	begun bool    // now has a msgid
	into  *string // where a line of nothing but a text goes on; nil for nowhere
	line  int
}

// read reads a .po file. The error is a *data.Problem and names the line.
func read(text string) (*file, error) {
	if !utf8.ValidString(text) {
		return nil, data.NewProblem(data.CodeInvalid, "This file is not in UTF-8. Open it in your translation program and save it as UTF-8.")
	}
	r := &reader{file: file{header: map[string]string{}}}
	for line := range strings.SplitSeq(strings.TrimPrefix(text, "\uFEFF"), "\n") {
		r.line++
		if err := r.take(strings.TrimSpace(line)); err != nil {
			return nil, err
		}
	}
	if err := r.end(); err != nil {
		return nil, err
	}
	return &r.file, nil
}

func (r *reader) take(line string) error {
	switch {
	case line == "":
		r.into = nil
		return nil
	case strings.HasPrefix(line, "#~"): // a text that there is no longer
		return nil
	case line[0] == '#':
		return r.comment(line)
	case line[0] == '"':
		if r.into == nil {
			return wrong(r.line, "a text stands here without msgid or msgstr before it")
		}
		more, err := r.unquote(line)
		*r.into += more
		return err
	}
	word, rest, _ := strings.Cut(line, " ")
	value, err := r.unquote(strings.TrimSpace(rest))
	if err != nil {
		return err
	}
	return r.keyword(word, value)
}

func (r *reader) comment(line string) error {
	if r.begun && len(r.now.forms) > 0 {
		if err := r.end(); err != nil {
			return err
		}
	}
	if note, ok := strings.CutPrefix(line, "#. "); ok {
		r.now.notes = append(r.now.notes, strings.TrimSpace(note))
	}
	if flags, ok := strings.CutPrefix(line, "#,"); ok && strings.Contains(flags, "fuzzy") {
		r.now.fuzzy = true
	}
	return nil
}

func (r *reader) keyword(word, value string) error {
	starts := word == "msgctxt" || word == "msgid"
	if starts && r.begun {
		if err := r.end(); err != nil {
			return err
		}
	}
	switch {
	case word == "msgctxt":
		r.now.context = value
		r.into = &r.now.context
	case word == "msgid":
		r.now.id, r.now.line, r.begun = value, r.line, true
		r.into = &r.now.id
	case !r.begun:
		return wrong(r.line, "%s stands without a msgid before it", word)
	case word == "msgid_plural":
		r.now.plural = value
		r.into = &r.now.plural
	case word == "msgstr" || strings.HasPrefix(word, "msgstr["):
		return r.form(word, value)
	default:
		return wrong(r.line, "“%s” is not a word of this format; a line begins with msgctxt, msgid, msgid_plural, msgstr, # or a quotation mark", word)
	}
	return nil
}

func (r *reader) form(word, value string) error {
	number, ok := strings.CutPrefix(word, "msgstr[")
	n, err := strconv.Atoi(strings.TrimSuffix(number, "]"))
	switch {
	case !ok && len(r.now.forms) > 0:
		return wrong(r.line, "this text has two translations")
	case ok && (err != nil || n != len(r.now.forms)):
		return wrong(r.line, "msgstr[%d] was expected", len(r.now.forms))
	}
	r.now.forms, r.now.at = append(r.now.forms, value), append(r.now.at, r.line)
	r.into = &r.now.forms[len(r.now.forms)-1]
	return nil
}

// end keeps the entry that has just been read.
func (r *reader) end() error {
	e := r.now
	switch {
	case !r.begun && e.context == "":
		return nil // comments at the end
	case !r.begun || len(e.forms) == 0:
		return wrong(max(e.line, 1), "this text has no msgstr")
	case e.id == "" && e.context == "":
		for line := range strings.SplitSeq(e.forms[0], "\n") {
			if name, value, ok := strings.Cut(line, ":"); ok {
				r.file.header[name] = strings.TrimSpace(value)
			}
		}
	default:
		r.file.entries = append(r.file.entries, e)
	}
	r.now, r.begun, r.into = entry{}, false, nil
	return nil
}

// unquote reads a text in quotation marks.
func (r *reader) unquote(quoted string) (string, error) {
	if len(quoted) < 2 || quoted[0] != '"' || quoted[len(quoted)-1] != '"' {
		return "", wrong(r.line, "the text must be in quotation marks, like \"text\"")
	}
	inner := quoted[1 : len(quoted)-1]
	var b strings.Builder
	for i := 0; i < len(inner); i++ {
		switch {
		case inner[i] == '"':
			return "", wrong(r.line, "a quotation mark within a text is written \\\"")
		case inner[i] != '\\':
			b.WriteByte(inner[i])
		case i+1 == len(inner):
			return "", wrong(r.line, "the text ends in a \\, and its quotation mark is missing")
		default:
			i++
			at := strings.IndexByte(`nt"\r`, inner[i])
			if at < 0 {
				return "", wrong(r.line, "\\%c is not known; write \\n, \\t, \\\" or \\\\", inner[i])
			}
			b.WriteByte("\n\t\"\\\r"[at])
		}
	}
	return b.String(), nil
}

// quote writes a text in quotation marks, over several lines where it has line
// ends.
func quote(text string) string {
	parts := strings.SplitAfter(text, "\n")
	if len(parts) == 1 || len(parts) == 2 && parts[1] == "" {
		return `"` + escape.Replace(text) + `"`
	}
	var b strings.Builder
	b.WriteString(`""`)
	for _, p := range parts {
		if p != "" {
			b.WriteString("\n\"" + escape.Replace(p) + `"`)
		}
	}
	return b.String()
}

var escape = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`)
