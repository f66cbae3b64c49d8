package letter

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/clienttext"
)

// left marks where a part in brackets was left out, so that a line that held
// nothing else goes with it.
const left = "\x00"

// many are the fields whose value may run over several lines.
var many = map[Field]bool{Agreed: true, Outcomes: true, Scores: true, Notes: true, Note: true}

func (t *Template) fill(text string, v Values) (string, error) {
	pieces, err := parse(t.Kind, strings.ReplaceAll(text, left, ""))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	if missing := put(&b, t.In, pieces, v); missing != "" {
		return "", data.NewProblem(data.CodeInvalid, fmt.Sprintf(
			"This letter needs {%s}, and it is not known here. Add it to the record, or put that part of the letter in [square brackets] in Settings.", missing))
	}
	return tidyLines(b.String()), nil
}

// put writes pieces filled with v, in a language, and returns the field that has no value.
func put(b *strings.Builder, in *clienttext.Language, pieces []piece, v Values) (missing Field) {
	for _, p := range pieces {
		switch {
		case p.optional != nil:
			var part strings.Builder
			if put(&part, in, p.optional, v) != "" {
				b.WriteString(left)
			} else {
				b.WriteString(part.String())
			}
		case p.field != "":
			value := valueOf(p.field, v)
			if value == "" {
				return p.field
			}
			b.WriteString(in.Isolate(value))
		default:
			b.WriteString(p.words)
		}
	}
	return ""
}

func valueOf(f Field, v Values) string {
	text := strings.ReplaceAll(v[f], left, "")
	if many[f] {
		return data.TidyNote(text)
	}
	return data.Tidy(text)
}

// tidyLines takes away lines that held only what was left out, spaces at line
// ends, and all but one of several blank lines.
func tidyLines(text string) string {
	var kept []string
	for line := range strings.SplitSeq(text, "\n") {
		bare := strings.TrimSpace(strings.ReplaceAll(line, left, ""))
		if bare == "" && (line != "" && strings.Contains(line, left) || len(kept) == 0 || kept[len(kept)-1] == "") {
			continue
		}
		kept = append(kept, strings.ReplaceAll(bare, "  ", " "))
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}
