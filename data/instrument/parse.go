package instrument

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"
)

// largestFile is far above any questionnaire, in bytes.
const largestFile = 1 << 20

// Parse reads a definition from its JSON file and checks it whole. The error
// is Faults: it names every field that is wrong with its line, such as
// "line 14: items[3].text is empty", or the first place that is not JSON.
func Parse(r io.Reader) (*Definition, error) {
	content, err := io.ReadAll(io.LimitReader(r, largestFile+1))
	if err != nil {
		return nil, fmt.Errorf("the questionnaire cannot be read: %w", err)
	}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")) // which Windows puts before UTF-8
	if err := checkText(content); err != nil {
		return nil, err
	}
	o, err := outlineOf(content)
	if err != nil {
		return nil, fmt.Errorf("the questionnaire cannot be read: %w", err)
	}
	if len(o.wrong) > 0 {
		return nil, o.wrong
	}
	var d Definition
	if err := json.Unmarshal(content, &d); err != nil {
		return nil, fmt.Errorf("the questionnaire cannot be read: %w", err)
	}
	wrong := d.faults()
	for i := range wrong {
		wrong[i].Line = o.lineOf(wrong[i].Field)
	}
	slices.SortStableFunc(wrong, func(a, b Fault) int { return a.Line - b.Line })
	if err := wrong.orNil(); err != nil {
		return nil, err
	}
	return &d, nil
}

// checkText refuses a file that is too large, not UTF-8 or not JSON.
func checkText(content []byte) error {
	if len(content) > largestFile {
		return Faults{{What: "the file is larger than 1 MB; it does not look like a questionnaire"}}
	}
	for rest := content; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			line := lineAt(content, int64(len(content)-len(rest)))
			return Faults{{Line: line, What: "there is a letter that is not UTF-8; save the file as UTF-8"}}
		}
		rest = rest[size:]
	}
	err := json.Unmarshal(content, new(json.RawMessage))
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case len(bytes.TrimSpace(content)) == 0:
		return Faults{{Line: 1, What: "the file is empty"}}
	case !errors.As(err, &syntax):
		return fmt.Errorf("the questionnaire cannot be read: %w", err)
	case syntax.Offset >= int64(len(content)):
		return Faults{{Line: lineAt(content, syntax.Offset), What: "the file ends too early; a bracket or a quotation mark is not closed"}}
	}
	if rest := content[:max(0, syntax.Offset-1)]; json.Valid(rest) {
		return Faults{{Line: lineAt(content, syntax.Offset-1), What: "there is something after the end of the questionnaire"}}
	}
	return Faults{{Line: lineAt(content, syntax.Offset-1), What: err.Error() + ": check for a missing or extra comma or quotation mark on this line or the one before"}}
}
