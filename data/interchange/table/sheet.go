package table

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// The limits of a sheet in Excel.
const (
	maxSheetRows    = 1 << 20
	maxSheetColumns = 1 << 14
)

var errSheet = errors.New("the sheet is not as a sheet should be")

// sheetReader gives the rows of a sheet in the order of the file.
type sheetReader struct {
	book *openedBook
	src  io.ReadCloser
	in   *tokens
	row  int
	size int // cells of the row before
}

func (b *openedBook) sheet(part string) (*sheetReader, error) {
	src, err := b.open(part)
	if err != nil {
		return nil, err
	}
	return &sheetReader{book: b, src: src, in: newTokens(src, errRow)}, nil
}

func (s *sheetReader) close() { _ = s.src.Close() }

// next reads one row; io.EOF follows the last.
func (s *sheetReader) next() (record, error) {
	for {
		token, err := s.in.next()
		if errors.Is(err, io.EOF) {
			return record{}, io.ErrUnexpectedEOF // it ends within the cells
		} else if err != nil {
			return record{}, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "row" {
				s.in.row.Refill()
				rec, err := s.readRow(attribute(e, "r"))
				if isTrue(attribute(e, "hidden")) {
					rec.flaws |= flawHidden
				}
				return rec, err
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "sheetData", "worksheet", "chartsheet", "dialogsheet":
				return record{}, io.EOF
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

func (s *sheetReader) readRow(number string) (record, error) {
	s.row++
	if number != "" {
		n, err := strconv.Atoi(number)
		if err != nil {
			return record{}, errSheet
		}
		s.row = n
	}
	if s.row < 1 || s.row > maxSheetRows {
		return record{}, errSheet
	}
	rec := record{line: s.row, cells: make([]string, 0, s.size)}
	column := 0
	for {
		token, err := s.in.next()
		if err != nil {
			return record{}, unexpected(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local != "c" {
				continue
			}
			column++
			if ref := attribute(e, "r"); ref != "" {
				column = columnOf(ref)
			}
			if column == 0 || column > maxSheetColumns {
				return record{}, errSheet
			}
			if err := s.readCell(e, column, &rec); err != nil {
				return record{}, err
			}
		case xml.EndElement:
			if e.Name.Local == "row" {
				s.size = len(rec.cells)
				return rec, nil
			}
		}
	}
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// columnOf is the column of a reference such as BC12, from 1; 0 for none.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref); i++ {
		c := ref[i] | 0x20
		if c < 'a' || c > 'z' {
			break
		}
		if n = n*26 + int(c-'a') + 1; n > maxSheetColumns {
			return 0
		}
	}
	return n
}

// readCell adds a cell to the record, after blank ones where there is a gap.
func (s *sheetReader) readCell(start xml.StartElement, column int, rec *record) error {
	c := cell{kind: attribute(start, "t")}
	if style := attribute(start, "s"); style != "" {
		c.style, _ = strconv.Atoi(style) // a style that is no number is none
	}
	if err := s.readValue(&c); err != nil {
		return unexpected(err)
	}
	if c.formula && c.value == "" && (!c.valued || c.kind != "str") { // a text may be blank; a number is not
		rec.flaws |= flawFormula
	}
	text, err := s.book.text(c, &rec.flaws)
	if err != nil || text == "" && !c.formula {
		return err
	}
	if c.style >= 0 && c.style < len(s.book.formats) && s.book.formats[c.style].struck {
		rec.flaws |= flawStruck
	}
	for len(rec.cells) < column {
		rec.cells = append(rec.cells, "")
	}
	rec.cells[column-1] = text // the last one, if the cell is there twice
	return nil
}

// readValue reads what is within a cell, up to its end.
func (s *sheetReader) readValue(c *cell) error {
	inValue := false
	var value strings.Builder
	for {
		token, err := s.in.next()
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			inValue = e.Name.Local == "v"
			c.valued = c.valued || inValue
			c.formula = c.formula || e.Name.Local == "f"
			if e.Name.Local == "is" {
				if c.value, err = richText(s.in, "is"); err != nil {
					return err
				}
			}
		case xml.CharData:
			if inValue && value.Len() <= maxCell {
				_, _ = value.Write(e) // never fails
			}
		case xml.EndElement:
			inValue = false
			if e.Name.Local == "c" {
				if value.Len() > 0 {
					c.value = value.String()
				}
				return nil
			}
		}
	}
}

// cell is a cell as the file has it.
type cell struct {
	kind, value string
	style       int
	formula     bool
	valued      bool // it has a value, be it a blank one
}

// text is what a cell holds. Its value decides every digit; the format only
// says what kind of thing a number is.
func (b *openedBook) text(c cell, flaws *flaw) (string, error) {
	switch c.kind {
	case "s":
		if strings.TrimSpace(c.value) == "" {
			return "", nil
		}
		n, err := strconv.Atoi(strings.TrimSpace(c.value))
		text, known := b.texts.at(n)
		if err != nil || !known {
			return "", errSheet
		}
		return text, nil
	case "b":
		switch strings.TrimSpace(c.value) {
		case "1", "true":
			return "TRUE", nil
		case "0", "false":
			return "FALSE", nil
		}
		return c.value, nil
	case "inlineStr", "e":
		return c.value, nil
	case "str":
		return unescaped(c.value), nil
	case "d":
		return isoDate(c.value), nil
	}
	var f cellFormat
	if c.style >= 0 && c.style < len(b.formats) {
		f = b.formats[c.style]
	}
	return f.number(strings.TrimSpace(c.value), b.base, flaws), nil
}
