package table

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// span is a block of merged cells, from 1. A merged block shows the text of its
// first cell; the others are blank in the file.
type span struct{ left, top, right, bottom int }

// spans are the merged blocks of a sheet, by their first row.
type spans map[int][]span

// maxSpans keeps a strange workbook within bounds.
const maxSpans = 200_000

var mergeCell = regexp.MustCompile(`<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"`)

// mergedSpans reads the merged blocks straight from the sheet's part of the
// file, as a stream: the library would hold the whole sheet for it. A workbook
// built in an unusual way has none, which costs a filled-in heading at most.
func mergedSpans(file, sheet string) spans {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return nil
	}
	defer archive.Close()
	part, err := archive.Open(sheetPart(&archive.Reader, sheet))
	if err != nil {
		return nil
	}
	defer part.Close()
	found, n := spans{}, 0
	for piece := range tags(io.LimitReader(part, unpackLimit), "mergeCell ") {
		m := mergeCell.FindStringSubmatch(piece)
		if m == nil || n == maxSpans {
			continue
		}
		left, top, err1 := excelize.CellNameToCoordinates(m[1])
		right, bottom, err2 := excelize.CellNameToCoordinates(m[2])
		if err1 == nil && err2 == nil {
			found[top] = append(found[top], span{left, top, right, bottom})
			n++
		}
	}
	return found
}

// tags streams the pieces of an XML file up to each ">" that hold a word.
func tags(src io.Reader, word string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		in := bufio.NewReaderSize(src, 64<<10)
		for {
			piece, err := in.ReadSlice('>')
			if bytes.Contains(piece, []byte(word)) && !yield(string(piece)) {
				return
			}
			if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
				return
			}
		}
	}
}

// sheetPart is the path of a sheet within the workbook; "" when it is not found.
func sheetPart(archive *zip.Reader, sheet string) string {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if !unmarshalPart(archive, "xl/workbook.xml", &book) || !unmarshalPart(archive, "xl/_rels/workbook.xml.rels", &links) {
		return ""
	}
	for _, s := range book.Sheets {
		for _, l := range links.Relationship {
			if s.Name == sheet && l.ID == s.ID {
				if absolute, ok := strings.CutPrefix(l.Target, "/"); ok {
					return absolute
				}
				return path.Join("xl", l.Target)
			}
		}
	}
	return ""
}

func unmarshalPart(archive *zip.Reader, name string, into any) bool {
	part, err := archive.Open(name)
	if err != nil {
		return false
	}
	defer part.Close()
	return xml.NewDecoder(io.LimitReader(part, 16<<20)).Decode(into) == nil
}

// begin starts a reading of the sheet from its first row. Blocks of several
// columns fill them up to row across, which is that of the headings.
func (s spans) begin(across int) *filler { return &filler{spans: s, across: across} }

// filler gives the blank cells of merged blocks the text that is shown there.
type filler struct {
	spans  spans
	across int
	open   []filling
}

type filling struct {
	span
	text string
}

// fill handles the rows in order. Blocks that reach down fill every row they
// cover, as one organisation beside several services.
func (f *filler) fill(line int, cells []string) []string {
	if f == nil || len(f.spans) == 0 {
		return cells
	}
	still := f.open[:0]
	for _, b := range f.open {
		if b.bottom >= line {
			still = append(still, b)
		}
	}
	f.open = still
	for _, s := range f.spans[line] {
		if s.left <= len(cells) && cells[s.left-1] != "" {
			f.open = append(f.open, filling{s, cells[s.left-1]})
		}
	}
	if isBlank(cells) || f.onlyTitle(line, cells) {
		return cells
	}
	for _, b := range f.open {
		cells = b.into(cells, line <= f.across)
	}
	return cells
}

// onlyTitle: the row's one text is that of a block as wide as a title.
func (f *filler) onlyTitle(line int, cells []string) bool {
	if filled(cells) != 1 {
		return false
	}
	for _, b := range f.open {
		if b.top == line && b.right > b.left {
			return true
		}
	}
	return false
}

// into fills the block's blank cells in one row: of its first column, or across.
func (b filling) into(cells []string, across bool) []string {
	right := b.left
	if across {
		right = b.right
	}
	for col := b.left; col <= right; col++ {
		for len(cells) < col {
			cells = append(cells, "")
		}
		if cells[col-1] == "" {
			cells[col-1] = b.text
		}
	}
	return cells
}
