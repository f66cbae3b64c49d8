package fold

import "testing"

// The short way for English must say what the long one says.
func FuzzEnglish(f *testing.F) {
	for _, s := range []string{"", " ", "Don’t – “stop” at £5", "A`b'c", "\u00a0x\u00a0", "a\u0301", "'´", "x\x00y", "€"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, ok := english(s); ok && got != anyScript(s) {
			t.Errorf("%q: %q, the long way %q", s, got, anyScript(s))
		}
	})
}
