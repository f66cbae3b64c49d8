package pdf_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// A hidden number has no part in a single byte of the document: neither in its
// text nor in the length of a bar, its own or another's.
func TestHiddenNumbersChangeNothing(t *testing.T) {
	for name, f := range fixtures() {
		for _, rule := range []disclosure.Rule{safe, disclosure.Strict, {Minimum: 60}} {
			o := reports.Options{ServiceName: "Thanet", AsAt: fixture.AsAt, Rule: rule, Before: fixture.Pilot()}
			clean, poisoned := buildWith(t, f(), o), buildWith(t, f(), o)
			if n := poison(reflect.ValueOf(poisoned)); n == 0 && name != "no one" {
				t.Errorf("%s: nothing is hidden, so that this proves nothing", name)
			}
			if !bytes.Equal(file(t, clean), file(t, poisoned)) {
				t.Errorf("%s: hidden numbers are in the document", name)
			}
		}
	}
}

const secret = 4321987

// poison puts a number into every hidden cell and says how many there are.
func poison(v reflect.Value) int {
	n := 0
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			n = poison(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += poison(v.Index(i))
		}
	case reflect.Struct:
		if c, ok := v.Addr().Interface().(*reports.Cell); ok {
			if !c.Hidden {
				return 0
			}
			c.N, c.Of = secret, 2*secret
			return 1
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				n += poison(v.Field(i))
			}
		}
	}
	return n
}

func file(t *testing.T, r *reports.Report) []byte {
	t.Helper()
	b, err := os.ReadFile(write(t, r))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Small counts with digits that stand nowhere else are searched for in the
// text and in every stream of the file.
func TestSmallCountsAreNowhere(t *testing.T) {
	f := fixture.Empty()
	reasons := []int{60000, 50000, 40000, 4127, 3269}
	for i, n := range reasons {
		f.ByReason[i].N = n
		f.Seen += n
	}
	f.BySex[0].N, f.BySex[1].N = f.Seen-3583, 3583
	for _, list := range [][]data.Tally{f.ByAgeBand, f.BySurgery, f.BySource, f.ByPrescriber} {
		if len(list) > 0 {
			list[0].N = f.Seen
		}
	}
	r := build(t, f, "Thanet", disclosure.Rule{Minimum: 5000})
	words := text(t, write(t, r))
	streams := inflated(t, file(t, r))
	if !strings.Contains(words, "60,000") || !bytes.Contains(streams, inFont("60,000")) {
		t.Fatal("a number that is shown is not found, so that this proves nothing")
	}
	for _, n := range []string{"4127", "4,127", "3269", "3,269", "3583", "3,583"} {
		if strings.Contains(words, n) || bytes.Contains(streams, inFont(n)) || bytes.Contains(streams, []byte(n)) {
			t.Errorf("%s is in the document", n)
		}
	}
	if !strings.Contains(words, "(together)") || strings.Count(words, "Why hidden:") > 1 {
		t.Error("what is counted together is not said, or more than once why something is hidden")
	}
}

// inFont is a text as the font of the document writes it.
func inFont(text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u>>8), byte(u&0xFF))
	}
	return b
}

// inflated is every stream of a document as it was before it was compressed.
func inflated(t *testing.T, file []byte) []byte {
	t.Helper()
	var all []byte
	for rest := file; ; {
		_, after, found := bytes.Cut(rest, []byte("stream\n"))
		if !found {
			return all
		}
		rest = after
		z, err := zlib.NewReader(bytes.NewReader(after))
		if err != nil {
			continue // the end of one, or a font that is not compressed
		}
		b, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b...)
	}
}
