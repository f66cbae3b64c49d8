package whole

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/google/uuid"
)

// errRow says that a row is none that this package writes.
var errRow = errors.New("a row that no export has")

// scanner reads one row of the JSON file. It knows only what appendValue writes,
// which is JSON, and refuses everything else.
type scanner struct {
	rest []byte
	bad  bool
}

func (s *scanner) take(literal string) bool {
	if len(s.rest) < len(literal) || string(s.rest[:len(literal)]) != literal {
		return false
	}
	s.rest = s.rest[len(literal):]
	return true
}

func (s *scanner) must(literal string) {
	if !s.bad {
		s.bad = !s.take(literal)
	}
}

// text reads a text in quotes.
func (s *scanner) text() string {
	if s.must(`"`); s.bad {
		return ""
	}
	escaped := false
	for i := 0; i < len(s.rest); i++ {
		switch b := s.rest[i]; {
		case b == '\\':
			escaped = true
			i++
		case b == '"':
			raw := s.rest[:i]
			s.rest = s.rest[i+1:]
			if !escaped {
				return string(raw)
			}
			return s.unescape(raw)
		case b < ' ':
			s.bad = true
			return ""
		}
	}
	s.bad = true
	return ""
}

func (s *scanner) unescape(raw []byte) (text string) {
	quoted := make([]byte, 0, len(raw)+2)
	quoted = append(append(append(quoted, '"'), raw...), '"')
	if err := json.Unmarshal(quoted, &text); err != nil {
		s.bad = true
	}
	return text
}

// number reads up to what ends a value.
func (s *scanner) number() string {
	n := bytes.IndexAny(s.rest, ",}")
	if n <= 0 {
		s.bad = true
		return ""
	}
	digits := s.rest[:n]
	s.rest = s.rest[n:]
	return string(digits)
}

// value reads a value of a column, or the name of the file that holds it.
func (s *scanner) value(c *Column) (v any, file string) {
	switch {
	case s.bad || s.take("null"):
		return nil, ""
	case s.take(`{"file":`):
		file = s.text()
		s.bad = s.bad || file == ""
		s.must("}")
		return nil, file
	case s.take(`{"base64":`):
		return s.base64(), ""
	case s.take(`{"base64_text":`):
		return string(s.base64()), ""
	case s.take(`{"id":`):
		id, err := uuid.Parse(s.text())
		s.bad = s.bad || err != nil
		s.must("}")
		return id[:], ""
	case c.Kind == Whole || c.Kind == Real:
		return s.numeric(c.Kind), ""
	}
	return s.text(), ""
}

func (s *scanner) base64() []byte {
	b, err := base64.StdEncoding.DecodeString(s.text())
	s.bad = s.bad || err != nil
	s.must("}")
	return b
}

func (s *scanner) numeric(kind Kind) any {
	digits := ""
	if len(s.rest) > 0 && s.rest[0] == '"' {
		digits = s.text()
	} else {
		digits = s.number()
	}
	if kind == Real {
		f, err := strconv.ParseFloat(digits, 64)
		s.bad = s.bad || err != nil
		return f
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	s.bad = s.bad || err != nil
	return n
}

// readRow reads a row into values and files, which have the length of the columns.
func readRow(line []byte, columns []Column, values []any, files []string) error {
	s := scanner{rest: line}
	for i := range columns {
		if i == 0 {
			s.must("{")
		} else {
			s.must(",")
		}
		s.must(`"` + columns[i].Name + `":`)
		values[i], files[i] = s.value(&columns[i])
		if s.bad {
			return errRow
		}
	}
	if s.must("}"); s.bad || len(s.rest) > 0 {
		return errRow
	}
	return nil
}
