package table

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/interchange/bound"
)

// openedBook is an open workbook, read for its values and no more. The library that
// writes our workbooks reads cells only as they are displayed, which loses
// digits, and gives neither type nor format of a cell while it streams.
type openedBook struct {
	archive *bound.Zip
	parts   map[string]*zip.File // by lower-case name
	*bookParts
}

// bookParts is what all sheets of a workbook share.
type bookParts struct {
	version fileVersion
	sheets  []bookSheet
	base    dateBase
	formats []cellFormat // by the number of a cell's style
	texts   texts        // the shared strings
}

// fileVersion tells whether a file is still the one that was read before.
type fileVersion struct {
	size     int64
	modified time.Time
}

type bookSheet struct {
	name   string
	part   string
	hidden bool
}

var errPart = errors.New("a part of the workbook is missing")

// openBook opens a workbook. What known holds is not read again if the file is
// the same; nil: nothing is known.
func openBook(path string, known *bookParts) (*openedBook, error) {
	src, err := open(path) // for its sentences about files that are gone or locked
	if err != nil {
		return nil, err
	}
	info, err := src.Stat()
	_ = src.Close() // nothing was read
	if err != nil {
		return nil, unreadable(err)
	}
	archive, err := bound.OpenZip(path)
	if err != nil {
		return nil, damaged(err)
	}
	b := &openedBook{archive: archive, parts: map[string]*zip.File{}}
	for _, f := range archive.File {
		b.parts[partName(f.Name)] = f
	}
	version := fileVersion{info.Size(), info.ModTime()}
	if b.bookParts = known; known == nil || known.version != version {
		b.bookParts = &bookParts{version: version}
		err = b.load()
	}
	if err != nil {
		_ = archive.Close() // nothing was written
		return nil, damaged(err)
	}
	return b, nil
}

// partName is a name as it is looked up: some programs write backslashes or
// other letters than they refer to.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// names are the sheets in the workbook's order.
func (b *openedBook) names() []string {
	names := make([]string, 0, len(b.sheets))
	for _, s := range b.sheets {
		names = append(names, s.name)
	}
	return names
}

// rowsOf begins to read a sheet.
func (b *openedBook) rowsOf(sheet string) (*sheetReader, error) {
	for _, s := range b.sheets {
		if s.name == sheet {
			return b.sheet(s.part)
		}
	}
	return nil, errPart
}

// Close closes the file.
func (b *openedBook) Close() { _ = b.archive.Close() }

func (b *openedBook) open(part string) (io.ReadCloser, error) {
	f := b.parts[partName(part)]
	if f == nil {
		return nil, errPart
	}
	if err := bound.CheckUnpacked(&f.FileHeader); err != nil {
		return nil, err
	}
	return f.Open()
}

// load reads what all sheets share.
func (b *openedBook) load() error {
	var ids []string
	err := b.elements("xl/workbook.xml", func(e xml.StartElement, _ *tokens) error {
		switch e.Name.Local {
		case "workbookPr":
			b.base = dateBase(isTrue(attribute(e, "date1904")))
		case "sheet":
			if len(b.sheets) == maxSheets {
				return data.NewProblem(data.CodeInvalid, "This workbook has more than 1,000 sheets. Copy the sheet with the list into a workbook of its own.")
			}
			state := attribute(e, "state")
			b.sheets = append(b.sheets, bookSheet{name: attribute(e, "name"), hidden: state != "" && state != "visible"})
			ids = append(ids, relation(e))
		}
		return nil
	})
	if err != nil {
		return err
	}
	targets, err := b.targets(ids)
	if err != nil {
		return err
	}
	for i, id := range ids {
		b.sheets[i].part = targets.byID[id]
	}
	if err := b.loadFormats(targets.kind("styles", "xl/styles.xml")); err != nil && !errors.Is(err, errPart) {
		return err
	}
	if err := b.loadTexts(targets.kind("sharedStrings", "xl/sharedStrings.xml")); err != nil && !errors.Is(err, errPart) {
		return err
	}
	return nil
}

// relation is the id by which an element refers to another part, whatever the
// prefix of its namespace.
func relation(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return attribute(e, "id")
}

// elements goes through the elements of a part; do may read on within one.
func (b *openedBook) elements(part string, do func(xml.StartElement, *tokens) error) error {
	src, err := b.open(part)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }()
	begun := false
	for in := newTokens(src, errPartSize); ; {
		token, err := in.next()
		if errors.Is(err, io.EOF) && begun {
			return nil
		} else if err != nil {
			return unexpected(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			begun = true
			if err := do(e, in); err != nil {
				return err
			}
		}
	}
}

func isTrue(attribute string) bool {
	return attribute == "1" || attribute == "true" || attribute == "on"
}

// targets are the parts that a workbook refers to.
type targets struct{ byID, byKind map[string]string }

func (t targets) kind(kind, usual string) string {
	if part := t.byKind[kind]; part != "" {
		return part
	}
	return usual
}

// targets finds the parts with these ids, and those of which there is one.
func (b *openedBook) targets(ids []string) (targets, error) {
	t := targets{map[string]string{}, map[string]string{}}
	wanted := map[string]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	return t, b.elements("xl/_rels/workbook.xml.rels", func(e xml.StartElement, _ *tokens) error {
		if e.Name.Local != "Relationship" {
			return nil
		}
		target := attribute(e, "Target")
		part, absolute := strings.CutPrefix(target, "/")
		if !absolute {
			part = path.Join("xl", target)
		}
		if id := attribute(e, "Id"); wanted[id] {
			t.byID[id] = part
		}
		switch kind := path.Base(attribute(e, "Type")); kind {
		case "styles", "sharedStrings":
			t.byKind[kind] = part
		}
		return nil
	})
}

// The limits of formats: Excel has 64,000 styles and codes of 255 characters.
const (
	maxFormats = 1 << 16
	maxCode    = 1000 // bytes
)

// fonts are those of a workbook: which of them cross text out, by number.
type fonts struct {
	within bool
	struck []bool
}

// see notes an element of the part with the styles.
func (f *fonts) see(e xml.StartElement) {
	switch e.Name.Local {
	case "fonts":
		f.within = true
	case "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs":
		f.within = false
	case "font":
		if f.within && len(f.struck) < maxFormats {
			f.struck = append(f.struck, false)
		}
	case "strike":
		if f.within && len(f.struck) > 0 {
			is := attribute(e, "val")
			f.struck[len(f.struck)-1] = is == "" || isTrue(is)
		}
	}
}

// strike reports whether the font of a number crosses text out.
func (f *fonts) strike(number string) bool {
	n, err := strconv.Atoi(number)
	return err == nil && n >= 0 && n < len(f.struck) && f.struck[n]
}

func (b *openedBook) loadFormats(part string) error {
	codes, read := map[string]string{}, map[string]cellFormat{}
	within := ""
	var fonts fonts
	return b.elements(part, func(e xml.StartElement, _ *tokens) error {
		fonts.see(e)
		switch e.Name.Local {
		case "numFmt":
			if code := attribute(e, "formatCode"); len(codes) < maxFormats && within == "" {
				codes[attribute(e, "numFmtId")] = code[:min(len(code), maxCode)]
			}
		case "cellStyleXfs", "cellXfs", "cellStyles", "dxfs":
			within = e.Name.Local
		case "xf":
			if within != "cellXfs" || len(b.formats) == maxFormats {
				return nil
			}
			id := attribute(e, "numFmtId")
			f, known := read[id]
			if !known && len(read) < maxFormats {
				n, _ := strconv.Atoi(id) // what is no number is the general format
				f = readFormat(n, codes[id])
				read[id] = f
			}
			f.struck = fonts.strike(attribute(e, "fontId"))
			b.formats = append(b.formats, f)
		}
		return nil
	})
}

// loadTexts reads the shared strings: each one's runs, without the readings
// that East Asian versions add.
func (b *openedBook) loadTexts(part string) error {
	return b.elements(part, func(e xml.StartElement, in *tokens) error {
		if e.Name.Local != "si" {
			return nil
		}
		in.row.Refill()
		text, err := richText(in, "si")
		if err != nil {
			return unexpected(err)
		}
		return b.texts.add(text)
	})
}

// richText reads the text within an element up to its end, at most as much as a
// cell may have.
func richText(in *tokens, end string) (string, error) {
	var text strings.Builder
	reading, inText := false, false
	for {
		token, err := in.next()
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.StartElement:
			reading = reading || e.Name.Local == "rPh"
			inText = e.Name.Local == "t" && !reading
		case xml.CharData:
			if inText && text.Len() <= maxCell {
				_, _ = text.Write(e) // never fails
			}
		case xml.EndElement:
			inText = false
			switch e.Name.Local {
			case "rPh":
				reading = false
			case end:
				return unescaped(text.String()), nil
			}
		}
	}
}

var escapedCharacter = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescaped turns _x000D_ into the character that XML cannot have.
func unescaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escapedCharacter.ReplaceAllStringFunc(text, func(found string) string {
		n, err := strconv.ParseUint(found[2:6], 16, 16)
		if err != nil {
			return found
		}
		return string(rune(n))
	})
}
