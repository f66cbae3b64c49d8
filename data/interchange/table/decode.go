package table

import (
	"bufio"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decoder turns the bytes of a list into characters, one at a time, and knows
// the byte at which each began, so that the scanner can go back.
//
// It never fails on bytes that the encoding does not have: they are read as
// Windows-1252, which is what a lone byte in a UTF-8 file nearly always is, and
// reported as bad.
type decoder struct {
	src io.ReadSeeker
	buf *bufio.Reader
	enc Encoding
	at  int64 // the byte at which the next character begins

	peeked  bool
	ahead   char
	aheadAt int64 // the byte after ahead
}

// char is one character of a file. At the end of the file it is eof.
type char struct {
	r   rune
	bad bool // the bytes are none of the encoding's
}

const eof rune = -1

// newDecoder starts at the first character after a byte order mark.
func newDecoder(src io.ReadSeeker, enc Encoding) (*decoder, error) {
	d := &decoder{src: src, buf: bufio.NewReaderSize(src, 16<<10), enc: enc}
	head, err := d.buf.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if n := markLength(head, enc); n > 0 {
		d.at = int64(n)
		_, _ = d.buf.Discard(n) // it was just peeked
	}
	return d, nil
}

// markLength is the length of the byte order mark of enc at the start of head.
func markLength(head []byte, enc Encoding) int {
	marks := map[Encoding]string{UTF8: markUTF8, UTF8BOM: markUTF8, UTF16LE: markLE, UTF16BE: markBE}
	m := marks[enc]
	if m != "" && len(head) >= len(m) && string(head[:len(m)]) == m {
		return len(m)
	}
	return 0
}

// seek goes to a byte at which a character begins.
func (d *decoder) seek(at int64) error {
	if _, err := d.src.Seek(at, io.SeekStart); err != nil {
		return err
	}
	d.buf.Reset(d.src)
	d.at, d.peeked = at, false
	return nil
}

func (d *decoder) next() (char, error) {
	if d.peeked {
		d.peeked, d.at = false, d.aheadAt
		return d.ahead, nil
	}
	c, n, err := d.decode()
	d.at += int64(n)
	return c, err
}

// peek returns the next character and leaves it to be read.
func (d *decoder) peek() (rune, error) {
	if !d.peeked {
		c, n, err := d.decode()
		if err != nil {
			return eof, err
		}
		d.peeked, d.ahead, d.aheadAt = true, c, d.at+int64(n)
	}
	return d.ahead.r, nil
}

// decode reads one character and gives the number of its bytes.
func (d *decoder) decode() (char, int, error) {
	b, err := d.buf.ReadByte()
	switch {
	case errors.Is(err, io.EOF):
		return char{r: eof}, 0, nil
	case err != nil:
		return char{r: eof}, 0, err
	}
	switch d.enc {
	case UTF16LE, UTF16BE:
		return d.decode16(b)
	case MacRoman:
		return char{r: charmap.Macintosh.DecodeByte(b)}, 1, nil
	case Windows1252:
		return decode1252(b, false), 1, nil
	default:
		return d.decode8(b)
	}
}

func (d *decoder) decode8(first byte) (char, int, error) {
	if first < utf8.RuneSelf {
		return char{r: rune(first)}, 1, nil
	}
	if err := d.buf.UnreadByte(); err != nil {
		return char{r: eof}, 0, err
	}
	r, n, err := d.buf.ReadRune()
	if err != nil {
		return char{r: eof}, 0, err
	}
	if r == utf8.RuneError && n == 1 {
		return decode1252(first, true), 1, nil
	}
	return char{r: r, bad: r == utf8.RuneError}, n, nil
}

// decode1252 also serves lone bytes in UTF-8. The five bytes that Windows does
// not use come out as control characters: no one wrote those.
func decode1252(b byte, bad bool) char {
	r := charmap.Windows1252.DecodeByte(b)
	if r >= 0x80 && r < 0xA0 {
		return char{r: utf8.RuneError, bad: true}
	}
	return char{r: r, bad: bad}
}

// decode16 reads the rest of a UTF-16 character that begins with first. Half a
// surrogate pair, or half a unit at the end, is bad.
func (d *decoder) decode16(first byte) (char, int, error) {
	broken := char{r: utf8.RuneError, bad: true}
	second, err := d.buf.ReadByte()
	if errors.Is(err, io.EOF) {
		return broken, 1, nil
	} else if err != nil {
		return char{r: eof}, 0, err
	}
	unit := d.unit(first, second)
	if !utf16.IsSurrogate(unit) {
		return char{r: unit, bad: unit == utf8.RuneError}, 2, nil
	}
	low, err := d.buf.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return char{r: eof}, 0, err
	}
	if len(low) < 2 {
		return broken, 2, nil
	}
	r := utf16.DecodeRune(unit, d.unit(low[0], low[1]))
	if r == utf8.RuneError {
		return broken, 2, nil
	}
	_, _ = d.buf.Discard(2) // it was just peeked
	return char{r: r}, 4, nil
}

func (d *decoder) unit(first, second byte) rune {
	if d.enc == UTF16BE {
		first, second = second, first
	}
	return rune(second)<<8 | rune(first)
}
