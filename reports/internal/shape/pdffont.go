package shape

import (
	"encoding/binary"
	"maps"
	"slices"
	"sync"
)

// firstCode is the character that stands for the first glyph of a font in a PDF:
// fpdf addresses glyphs by characters, so each gets one of the private use area.
const (
	firstCode  = 0xE000
	mostGlyphs = 0xF8FF - firstCode + 1
)

// Code is the character that stands for a glyph in the file that PDFFont returns.
func (g Glyph) Code() rune { return firstCode + rune(g.ID) }

var (
	filesMu sync.Mutex
	files   = map[*Face][]byte{}
)

// PDFFont returns the font as a PDF takes it: every glyph under a character of its
// own (Code), and without the tables by which letters are joined, since they are
// joined already.
func (f *Face) PDFFont() []byte {
	filesMu.Lock()
	defer filesMu.Unlock()
	if files[f] == nil {
		files[f] = recoded(f.file)
	}
	return files[f]
}

// recoded is a TrueType file with another table of characters.
func recoded(file []byte) []byte {
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(file[4:])) {
		record := file[12+16*i:]
		at, size := binary.BigEndian.Uint32(record[8:]), binary.BigEndian.Uint32(record[12:])
		tables[string(record[:4])] = file[at : at+size]
	}
	glyphs := int(binary.BigEndian.Uint16(tables["maxp"][4:]))
	if glyphs > mostGlyphs {
		panic("a font has more glyphs than the private use area characters") // it is built in, and a test reads it
	}
	tables["cmap"] = codes(glyphs)
	for _, t := range []string{"GSUB", "GPOS", "GDEF", "DSIG"} {
		delete(tables, t)
	}
	names := slices.Sorted(maps.Keys(tables))
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{len(names), 0, 0, 0} { // what speeds up a search is not read
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at := len(out) + 16*len(names)
	var body []byte
	for _, n := range names {
		out = append(out, n...)
		for _, v := range []int{0, at + len(body), len(tables[n])} {
			out = binary.BigEndian.AppendUint32(out, uint32(v))
		}
		body = append(body, tables[n]...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(out, body...)
}

// codes is a cmap table of format 4, in which the private use area maps to the
// glyphs in order.
func codes(glyphs int) []byte {
	var t []byte
	put := func(values ...int) {
		for _, v := range values {
			t = binary.BigEndian.AppendUint16(t, uint16(v))
		}
	}
	put(0, 1, 3, 1, 0, 12)             // one table, Windows Unicode, at 12
	put(4, 32, 0, 4, 4, 1, 0)          // format, length, language, two segments
	put(firstCode+glyphs-1, 0xFFFF, 0) // where they end
	put(firstCode, 0xFFFF)             // where they begin
	put(0x10000-firstCode, 1, 0, 0)    // what is added to a character
	return t
}
