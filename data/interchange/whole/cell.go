package whole

import (
	"bytes"
	"encoding/base64"
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
)

// What a cell begins with that is no plain text. A text that begins like one of
// them has an apostrophe before it.
const (
	fileMark   = "file:"
	base64Mark = "base64:"
	oddMark    = "base64-text:" // a text that a CSV file cannot have
)

// cell is a value as a cell of a CSV file: file is the name of the file that holds
// it, "" if the cell does. No value is an empty cell.
func cell(c *Column, v any, file string) string {
	if file != "" {
		return fileMark + file
	}
	switch v := v.(type) {
	case nil:
		return ""
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case []byte:
		if id, ok := asID(c, v); ok {
			return id
		}
		return base64Mark + base64.StdEncoding.EncodeToString(v)
	case string:
		return textCell(c, v)
	}
	return ""
}

func textCell(c *Column, text string) string {
	switch {
	case text == "" && c.Null:
		return "'"
	case !plain(text):
		return oddMark + base64.StdEncoding.EncodeToString([]byte(text))
	case needsGuard(c, text):
		return "'" + text
	}
	return text
}

// needsGuard reports whether an apostrophe goes before a text: a spreadsheet takes
// it for a formula, or it looks like something that is no plain text here.
func needsGuard(c *Column, text string) bool {
	if text == "" {
		return false
	}
	if strings.ContainsRune("'=+-@\t\r\n＝＋－＠", firstRune(text)) ||
		strings.HasPrefix(text, fileMark) || strings.HasPrefix(text, base64Mark) || strings.HasPrefix(text, oddMark) {
		return true
	}
	return c.Kind == Any && isID(text)
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// plain reports whether a text can be written as it is.
func plain(text string) bool { return utf8.ValidString(text) && !strings.Contains(text, "\x00") }

// asID writes 16 bytes of a column that holds keys as a UUID.
func asID(c *Column, v []byte) (string, bool) {
	if c.Kind != Any || len(v) != 16 {
		return "", false
	}
	return uuid.UUID(v).String(), true
}

func isID(text string) bool {
	id, err := uuid.Parse(text)
	return err == nil && id.String() == text
}

// errCell says that a cell is none that this package writes.
var errCell = errors.New("a cell that no export has")

// ReadCell is the other way: the value of a cell of a CSV file, and the name of the
// file that holds it, if one does. It says what any program that reads the CSV files
// has to do.
func ReadCell(c *Column, text string) (v any, file string, err error) {
	if text == "" && (c.Null || c.Kind != Text && c.Kind != Any) {
		return nil, "", nil
	}
	switch c.Kind {
	case Whole:
		v, err = strconv.ParseInt(text, 10, 64)
		return v, "", err
	case Real:
		v, err = strconv.ParseFloat(text, 64)
		return v, "", err
	}
	if rest, ok := strings.CutPrefix(text, fileMark); ok {
		return nil, rest, nil
	}
	if rest, ok := strings.CutPrefix(text, base64Mark); ok {
		b, err := base64.StdEncoding.DecodeString(rest)
		return b, "", err
	}
	if rest, ok := strings.CutPrefix(text, oddMark); ok {
		b, err := base64.StdEncoding.DecodeString(rest)
		return string(b), "", err
	}
	if c.Kind == Bytes {
		return nil, "", errCell
	}
	if c.Kind == Any && isID(text) {
		id := uuid.MustParse(text)
		return id[:], "", nil
	}
	return strings.TrimPrefix(text, "'"), "", nil
}

// appendCSV adds a cell to a line. Cells are quoted where RFC 4180 asks for it.
func appendCSV(line []byte, cell string) []byte {
	if !strings.ContainsAny(cell, "\",\r\n;\t") && !strings.HasPrefix(cell, " ") && !strings.HasSuffix(cell, " ") {
		return append(line, cell...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(cell, `"`, `""`)...)
	return append(line, '"')
}

// safeInteger is the largest whole number that every program reads exactly from
// JSON. Larger ones are written as a text of their digits.
const safeInteger = 1<<53 - 1

// appendValue adds a value to a row of the JSON file.
func appendValue(row []byte, c *Column, v any, file string) []byte {
	if file != "" {
		return append(appendString(append(row, `{"file":`...), file), '}')
	}
	switch v := v.(type) {
	case int64:
		if v > safeInteger || v < -safeInteger {
			return append(strconv.AppendInt(append(row, '"'), v, 10), '"')
		}
		return strconv.AppendInt(row, v, 10)
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return append(strconv.AppendFloat(append(row, '"'), v, 'g', -1, 64), '"')
		}
		return strconv.AppendFloat(row, v, 'g', -1, 64)
	case []byte:
		if id, ok := asID(c, v); ok {
			return append(appendString(append(row, `{"id":`...), id), '}')
		}
		return append(appendString(append(row, `{"base64":`...), base64.StdEncoding.EncodeToString(v)), '}')
	case string:
		if !plain(v) {
			return append(appendString(append(row, `{"base64_text":`...), base64.StdEncoding.EncodeToString([]byte(v))), '}')
		}
		return appendString(row, v)
	}
	return append(row, "null"...)
}

const hexDigits = "0123456789abcdef"

// appendString adds a text as JSON has it.
func appendString(row []byte, text string) []byte {
	row = append(row, '"')
	from := 0
	for i := range len(text) {
		b := text[i]
		if b >= ' ' && b != '"' && b != '\\' {
			continue
		}
		row = append(row, text[from:i]...)
		from = i + 1
		switch b {
		case '"', '\\':
			row = append(row, '\\', b)
		case '\n':
			row = append(row, '\\', 'n')
		default:
			row = append(row, '\\', 'u', '0', '0', hexDigits[b>>4], hexDigits[b&15])
		}
	}
	return append(append(row, text[from:]...), '"')
}

// ending is the ending of a file that holds a value.
func ending(v any) (folder, ext string) {
	b, ok := v.([]byte)
	if !ok {
		return "texts", "txt"
	}
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return "pictures", "jpg"
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return "pictures", "png"
	case utf8.Valid(b):
		return "texts", "txt"
	}
	return "pictures", "bin"
}
