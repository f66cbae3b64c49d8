package table

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// The byte order marks.
const (
	markUTF8 = "\xEF\xBB\xBF"
	markLE   = "\xFF\xFE"
	markBE   = "\xFE\xFF"
)

// detectEncoding judges the encoding by the head of a file.
func detectEncoding(head []byte) Encoding {
	switch {
	case bytes.HasPrefix(head, []byte(markUTF8)):
		return UTF8BOM
	case bytes.HasPrefix(head, []byte(markLE)):
		return UTF16LE
	case bytes.HasPrefix(head, []byte(markBE)):
		return UTF16BE
	}
	if enc := withoutMark(head); enc != "" {
		return enc
	}
	if mostlyUTF8(head) {
		return UTF8
	}
	return singleByte(head)
}

// withoutMark finds UTF-16 by its zero bytes: delimiters, line ends, digits and
// most letters of a list have one, always on the same side.
func withoutMark(head []byte) Encoding {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	enough := len(head) / 2 / 5
	switch {
	case len(head) < 4:
		return ""
	case zeros[1] > enough && zeros[1] > 10*zeros[0]:
		return UTF16LE
	case zeros[0] > enough && zeros[0] > 10*zeros[1]:
		return UTF16BE
	}
	return ""
}

// mostlyUTF8 is also true for a file with broken bytes among more characters
// that are well formed, as when two exports were pasted together; text of other
// encodings has hardly any.
func mostlyUTF8(head []byte) bool {
	good, broken := 0, 0
	for i := 0; i < len(head); {
		if head[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(head[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			good++
		case utf8.FullRune(head[i:]): // a character cut off by the end of the head is none's fault
			broken++
		}
		i += n
	}
	return good >= 2*broken
}

// singleByte tells Windows-1252 and Mac Roman apart: the one in which the high
// bytes are likelier characters for where they stand.
func singleByte(head []byte) Encoding {
	var windows, mac float64
	for b, stands := range highBytes(head) {
		windows += plausibility(decode1252(b, false).r, stands)
		mac += plausibility(charmap.Macintosh.DecodeByte(b), stands)
	}
	if mac > windows {
		return MacRoman
	}
	return Windows1252
}

// standing is where a byte stands: between which characters. Neighbours that
// are no ASCII count as lower-case letters, which they mostly are.
type standing struct{ before, after byte }

// highBytes collects where each byte above ASCII stands, up to 50 times each:
// more of the same proves nothing more.
func highBytes(head []byte) map[byte][]standing {
	found := map[byte][]standing{}
	at := func(i int) byte {
		if i < 0 || i >= len(head) {
			return '\n'
		}
		if head[i] >= utf8.RuneSelf {
			return 'x'
		}
		return head[i]
	}
	for i, b := range head {
		if b >= utf8.RuneSelf && len(found[b]) < 50 {
			found[b] = append(found[b], standing{at(i - 1), at(i + 1)})
		}
	}
	return found
}

// plausibility adds up how likely r is in each of its places.
func plausibility(r rune, stands []standing) float64 {
	sum := 0.0
	for _, s := range stands {
		sum += likely(r, s)
	}
	return sum
}

func likely(r rune, s standing) float64 {
	letterBefore, letterAfter := isLetter(s.before), isLetter(s.after)
	switch {
	case r == utf8.RuneError:
		return -10
	case r == '’':
		if letterBefore {
			return 3
		}
		return 1
	case r == '£' || r == '€':
		if s.after >= '0' && s.after <= '9' {
			return 3
		}
		return 1
	case strings.ContainsRune("‘“”–—…•", r):
		if letterBefore && letterAfter {
			return 0.5
		}
		return 3
	case strings.ContainsRune("¬§¦¶", r): // delimiters
		return 1
	case strings.ContainsRune("\u00a0°½¼¾©®™·´", r):
		return 0.5
	case unicode.IsLower(r):
		return likelyLower(r, letterBefore, isLower(s.after))
	case unicode.IsUpper(r):
		return likelyUpper(isLower(s.before), isLower(s.after))
	}
	return -2
}

// likelyLower: an accented letter stands in a word or at its end.
func likelyLower(r rune, letterBefore, lowerAfter bool) float64 {
	switch {
	case strings.ContainsRune("ßƒıªºµ", r):
		return -1
	case letterBefore || lowerAfter:
		return 2
	}
	return -2
}

// likelyUpper: a capital stands at the start of a word or among capitals.
func likelyUpper(lowerBefore, lowerAfter bool) float64 {
	switch {
	case lowerBefore:
		return -3
	case lowerAfter:
		return 1.5
	}
	return 0.5
}

func isLower(b byte) bool { return b >= 'a' && b <= 'z' }

func isLetter(b byte) bool { return isLower(b | 0x20) }
