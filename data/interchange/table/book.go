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

	"golang.org/x/net/html/charset"
)

// openedBook is an open workbook, read for its values and no more. The library that
// writes our workbooks reads cells only as they are displayed, which loses
// digits, and gives neither type nor format of a cell while it streams.
type openedBook struct {
	archive *zip.ReadCloser
	parts   map[string]*zip.File // by lower-case name
	sheets  []bookSheet
	base    dateBase
	formats []cellFormat // by the number of a cell's style
	texts   []string     // the shared strings
}

type bookSheet struct {
	name   string
	part   string
	hidden bool
}

var errPart = errors.New("a part of the workbook is missing")

func openBook(path string) (*openedBook, error) {
	src, err := open(path) // for its sentences about files that are gone or locked
	if err != nil {
		return nil, err
	}
	_ = src.Close() // nothing was read
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, damaged(err)
	}
	b := &openedBook{archive: archive, parts: map[string]*zip.File{}}
	for _, f := range archive.File {
		b.parts[partName(f.Name)] = f
	}
	if err := b.load(); err != nil {
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
	return f.Open()
}

func xmlDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(io.LimitReader(r, unpackLimit))
	d.CharsetReader = charset.NewReaderLabel
	return d
}

func (b *openedBook) decode(part string, into any) error {
	src, err := b.open(part)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }()
	return xmlDecoder(src).Decode(into)
}

// load reads what all sheets share.
func (b *openedBook) load() error {
	var workbook struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := b.decode("xl/workbook.xml", &workbook); err != nil {
		return err
	}
	b.base = dateBase(isTrue(workbook.Properties.Date1904))
	targets, err := b.targets()
	if err != nil {
		return err
	}
	for _, s := range workbook.Sheets {
		b.sheets = append(b.sheets, bookSheet{s.Name, targets.byID[s.ID], s.State != "" && s.State != "visible"})
	}
	if err := b.loadFormats(targets.kind("styles", "xl/styles.xml")); err != nil && !errors.Is(err, errPart) {
		return err
	}
	if err := b.loadTexts(targets.kind("sharedStrings", "xl/sharedStrings.xml")); err != nil && !errors.Is(err, errPart) {
		return err
	}
	return nil
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

func (b *openedBook) targets() (targets, error) {
	var links struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if err := b.decode("xl/_rels/workbook.xml.rels", &links); err != nil {
		return targets{}, err
	}
	t := targets{map[string]string{}, map[string]string{}}
	for _, l := range links.Relationship {
		part, absolute := strings.CutPrefix(l.Target, "/")
		if !absolute {
			part = path.Join("xl", l.Target)
		}
		t.byID[l.ID], t.byKind[path.Base(l.Type)] = part, part
	}
	return t, nil
}

func (b *openedBook) loadFormats(part string) error {
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := b.decode(part, &styles); err != nil {
		return err
	}
	codes := map[int]string{}
	for _, f := range styles.Formats {
		codes[f.ID] = f.Code
	}
	for _, c := range styles.Cells {
		b.formats = append(b.formats, readFormat(c.Format, codes[c.Format]))
	}
	return nil
}

// loadTexts reads the shared strings: each one's runs, without the readings
// that East Asian versions add.
func (b *openedBook) loadTexts(part string) error {
	src, err := b.open(part)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }()
	d := xmlDecoder(src)
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "si" {
			text, err := richText(d, "si")
			if err != nil {
				return err
			}
			b.texts = append(b.texts, text)
		}
	}
}

// richText reads the text within an element up to its end.
func richText(d *xml.Decoder, end string) (string, error) {
	var text string
	reading, inText := false, false
	for {
		token, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.StartElement:
			reading = reading || e.Name.Local == "rPh"
			inText = e.Name.Local == "t" && !reading
		case xml.CharData:
			if inText {
				text += string(e)
			}
		case xml.EndElement:
			inText = false
			switch e.Name.Local {
			case "rPh":
				reading = false
			case end:
				return unescaped(text), nil
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
