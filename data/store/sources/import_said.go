package sources

import (
	"encoding/binary"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// importFields are what is compared of a service; categories and needs, by
// name, come after them.
var importFields = data.ServiceFields()

const (
	categoriesAt = iota // after the fields
	needsAt
	listsCompared
)

// saidFields is how many values a said holds. Another number in the database
// means that it was written by another version, and is not compared.
var saidFields = len(importFields) + listsCompared

// said is what a source said of a service the last time: a hash of each field,
// so that a change there can be told from an edit here.
type said string

func saidOf(values []string) said {
	b := make([]byte, 0, 8*len(values))
	for _, v := range values {
		b = binary.BigEndian.AppendUint64(b, store.HashOf(v))
	}
	return said(b)
}

// is reports whether the source said value for a field; known is false when it
// is not on record what it said.
func (s said) is(field int, value string) (same, known bool) {
	if len(s) != 8*saidFields {
		return false, false
	}
	return binary.BigEndian.Uint64([]byte(s[8*field:])) == store.HashOf(value), true
}

// keeping is what a source said, with what it said the time before of fields of
// which it says nothing now.
func (s said) keeping(before said, unsaid []string) said {
	if len(unsaid) == 0 || len(before) != 8*saidFields || len(s) != 8*saidFields {
		return s
	}
	b, blank := []byte(s), store.HashOf("")
	for n := range saidFields {
		at := b[8*n : 8*n+8]
		if binary.BigEndian.Uint64(at) == blank && slices.Contains(unsaid, fieldName(n)) {
			copy(at, before[8*n:])
		}
	}
	return said(b)
}

func saidBy(e *data.SourceEntry) said { return saidOf(entryValues(e)) }

// entryValues are the values of an entry, as they are compared.
func entryValues(e *data.SourceEntry) []string {
	return append(serviceValues(&e.Service), nameList(e.Categories), nameList(e.Needs))
}

// serviceValues are the values of the fields of a service as they are
// compared: an organisation is the same however it is written.
func serviceValues(v *data.Service) []string {
	values := make([]string, len(importFields), len(importFields)+listsCompared)
	for i, f := range importFields {
		values[i] = f.Get(v)
		if f.Name == "Organisation" {
			values[i] = fold.Text(values[i])
		}
	}
	return values
}

// nameList puts names in an order that does not depend on the file's.
func nameList(names []string) string {
	folded := make([]string, 0, len(names))
	for _, n := range names {
		if f := fold.Text(n); f != "" {
			folded = append(folded, f)
		}
	}
	slices.Sort(folded)
	return strings.Join(slices.Compact(folded), ", ")
}
