package plain

import "testing"

// The short way for plain lines must say what the long one says.
func FuzzTidyTextStaysAsItIs(f *testing.F) {
	for _, s := range []string{"", " ", "a", "Tea at 2", "a  b", " a", "http://example.org/a?b=1", "data:image/png;base64,AAAA", "DATA:x", "a < b", "[1] (2) | 3", "1. x", "* x", "- x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if isTidy(s) && textOf(s) != s {
			t.Errorf("%q: the long way gives %q", s, textOf(s))
		}
	})
}
