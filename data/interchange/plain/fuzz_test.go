package plain

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// realTag is a whole tag as it should never be left.
var realTag = regexp.MustCompile(`(?i)</?(?:p|br|div|ul|li|a|table|td|span|strong|script|style|h1)\s*/?>`)

func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"<p>One</p><ul><li>a<li>b</ul>", "a < b & c", "&amp;lt;p&amp;gt;", `<a href="mailto:a@x.example">A</a>`,
		"data:image/png;base64,AAAA", "<<b>b>", "<table><tr><td><p>x<td>y</table>", "می\u200cخواهم", "<pre>\n\n\nx</pre>",
		"<!-- x --><script>y</script>z", "![a](data:,b)", "a\u0085b\u0092", `<a href="x" title='<b>'`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, markup string) {
		got := Text(markup)
		if again := Text(got); again != got {
			t.Errorf("%q became %q and then %q", markup, got, again)
		}
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\x00\x0b\u00a0\u200b\ufeff\u200e") {
			t.Errorf("%q became %q", markup, got)
		}
		if tag := realTag.FindString(got); tag != "" {
			t.Errorf("%q became %q, with %s", markup, got, tag)
		}
		if strings.Contains(got, "\n\n\n") || strings.Trim(got, " \t\n") != got {
			t.Errorf("%q became %q, which is not tidy", markup, got)
		}
	})
}

// FuzzUnescaped holds unescaped against the library for what is escaped once.
func FuzzUnescaped(f *testing.F) {
	f.Add("a < b & \"c\" 'd' é")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "&") {
			t.Skip() // would be read again
		}
		if got := unescaped(html.EscapeString(text)); got != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}

func fuzzField(f *testing.F, read func(string) (string, string), seeds ...string) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean, doubt := read(s)
		if !utf8.ValidString(clean+doubt) || strings.ContainsAny(clean, "\n<>") {
			t.Errorf("%q gave %q, %q", s, clean, doubt)
		}
		if clean == "" {
			return
		}
		if again, more := read(clean); again != clean || more != "" {
			t.Errorf("%q gave %q, which gave %q, %q", s, clean, again, more)
		}
	})
}

func FuzzEmail(f *testing.F) {
	fuzzField(f, Email, "info (at) x dot org", "mailto:a@b.org", "a@b.org;c@d.org", "<é@ö.org>", "a@@b,org")
}

func FuzzWeb(f *testing.F) {
	fuzzField(f, Web, "http:/www,x.org", "htpps://x.org/a b/c", "javascript:x", "a.org b.org", "https://x.org/%zz")
}

func FuzzPhone(f *testing.F) {
	fuzzField(f, Phone, "Tel: 01843 220099 / 07700900123", "1.843220099E+09", "+44 (0)1843 220099 ext 3", "0800 1 2 3 4 5 6 7 8 9 0")
}
