package plain

import (
	"html"
	"slices"
	"strings"
)

// longestName is more letters than the name of any entity has.
const longestName = 33

// always are the entities that are read without their semicolon even before
// an equals sign; "&region=kent" in a web address is not "®ion=kent".
var always = []string{"lt", "gt", "amp", "quot", "nbsp", "LT", "GT", "AMP", "QUOT"}

// unescaped reads the entities of a text, and those that come to light by
// reading others: "&amp;nbsp;" is a space. It goes from the end to the start,
// so that what stands behind an ampersand is always read already, and once is
// enough.
func unescaped(text string) string {
	if !strings.Contains(text, "&") {
		return text
	}
	u := unescaper{out: make([]byte, len(text)+len(text)/2+8)}
	u.at = len(u.out)
	for end := len(text); end > 0; {
		amp := strings.LastIndexByte(text[:end], '&')
		u.push(text[amp+1 : end])
		if amp < 0 {
			break
		}
		u.push("&")
		for u.read() {
		}
		end = amp
	}
	return string(u.out[u.at:])
}

// unescaper holds the end of a text, which is read already, at out[at:].
type unescaper struct {
	out []byte
	at  int
}

func (u *unescaper) push(s string) {
	if len(s) > u.at { // an entity can be shorter than what it stands for
		grown := make([]byte, 2*len(u.out)+len(s))
		at := len(grown) - len(u.out) + u.at
		copy(grown[at:], u.out[u.at:])
		u.out, u.at = grown, at
	}
	u.at -= len(s)
	copy(u.out[u.at:], s)
}

// read replaces the entity that begins at the start. It is true when another
// may begin there now.
func (u *unescaper) read() bool {
	entity := u.entity()
	meant := html.UnescapeString(entity)
	if meant == entity {
		return false
	}
	u.at += len(entity)
	u.push(meant)
	return meant[0] == '&'
}

// entity is the ampersand at the start with all that can belong to it.
func (u *unescaper) entity() string {
	rest := u.out[u.at:]
	i := 1
	if i < len(rest) && rest[i] == '#' {
		for i++; i < len(rest) && isNameByte(rest[i]); i++ {
		}
		return string(rest[:closed(rest, i)])
	}
	for i < len(rest) && i <= longestName && isNameByte(rest[i]) {
		i++
	}
	if i < len(rest) && rest[i] == '=' && !slices.Contains(always, string(rest[1:i])) {
		return "&"
	}
	return string(rest[:closed(rest, i)])
}

func closed(rest []byte, i int) int {
	if i < len(rest) && rest[i] == ';' {
		return i + 1
	}
	return i
}

func isNameByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
