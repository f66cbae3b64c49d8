package plain

import (
	"strings"
	"testing"
)

// field is what one of the functions for fields should make of an input. The
// doubt must hold every word of it; with none it must be "".
type field struct{ in, want, doubt string }

func checkFields(t *testing.T, read func(string) (string, string), all []field) {
	t.Helper()
	for _, f := range all {
		got, doubt := read(f.in)
		if got != f.want {
			t.Errorf("%q gave %q, want %q (doubt %q)", f.in, got, f.want, doubt)
		}
		if (doubt == "") != (f.doubt == "") || !strings.Contains(doubt, f.doubt) {
			t.Errorf("%q: doubt %q, want one with %q", f.in, doubt, f.doubt)
		}
		if again, _ := read(got); again != got {
			t.Errorf("%q: again %q became %q", f.in, got, again)
		}
	}
}

// Excel shows a number in a narrow column as a power of ten and exports it so:
// "4.41942" was once taken for the number to ring.
func TestPhoneThatASpreadsheetCut(t *testing.T) {
	checkFields(t, Phone, []field{
		{"4.41942E+11", "", "spreadsheet"},
		{"1.94e+9", "", "spreadsheet"},
		{"2E+10", "", "spreadsheet"},
		{"1.942244991E+09", "01942 244991", ""},
		{"4.41942244991E+11", "+441942244991", ""},
	})
}

func TestEmail(t *testing.T) {
	checkFields(t, Email, []field{
		{"info@x.example", "info@x.example", ""},
		{"  Info@X.Example. ", "Info@x.example", ""},
		{"mailto:info@x.example?subject=Hello", "info@x.example", ""},
		{"Email: info@x.example,", "info@x.example", ""},
		{"<info@x.example>", "info@x.example", ""},
		{"Jane Doe <jane@x.example>", "jane@x.example", ""},
		{`<a href="mailto:jane@x.example">Jane</a>`, "jane@x.example", ""},
		{"info @ x.example", "info@x.example", ""},
		{"info@ example.org", "info@example.org", ""},
		{"info@@example.org", "info@example.org", ""},
		{"info@example .org", "info@example.org", ""},
		{"info@example,org", "info@example.org", ""},
		{"info@example..org.uk", "info@example.org.uk", ""},
		{"info (at) example (dot) org", "info@example.org", ""},
		{"info[at]example.org", "info@example.org", ""},
		{"info at example dot org dot uk", "info@example.org.uk", ""},
		{"info&#64;example&period;org", "info@example.org", ""},
		{"o'brien+help@x.example", "o'brien+help@x.example", ""},
		{"a@x.example; B@x.example", "a@x.example", "B@x.example"},
		{"a@x.org,info@y.org", "a@x.org", "info@y.org"},
		{"a@x.example / A@X.example", "a@x.example", ""},
		{"", "", ""},
		{"N/A", "", ""},
		{"-", "", ""},
		{"ring us", "", "ring us"},
		{"join us @ the.hall in town", "", "join us"},
		{"info@example", "", "info@example"},
		{"@example.org", "", "@example.org"},
		{"www.example.org", "", "www.example.org"},
	})
}

func TestFirstEmail(t *testing.T) {
	for in, want := range map[string]string{
		"Write to jane@x.example. Or bob@x.example.": "jane@x.example",
		"Meet @ noon": "",
		"see http://x.example/?to=mailto:a@x.example": "a@x.example",
	} {
		if got := FirstEmail(in); got != want {
			t.Errorf("%q gave %q, want %q", in, got, want)
		}
	}
}

func TestWeb(t *testing.T) {
	checkFields(t, Web, []field{
		{"https://www.x.example/a?b=c&region=d", "https://www.x.example/a?b=c&region=d", ""},
		{"example.org", "https://example.org", ""},
		{"www.Example.org.uk/Our-Page.", "https://www.example.org.uk/Our-Page", ""},
		{"http:/example.org", "http://example.org", ""},
		{"http//example.org", "http://example.org", ""},
		{"http:example.org", "http://example.org", ""},
		{`http:\\www.example.org\a`, "http://www.example.org/a", ""},
		{"htpps://example.org", "https://example.org", ""},
		{"ttps://example.org", "https://example.org", ""},
		{"http://https://example.org", "https://example.org", ""},
		{"https:///example.org", "https://example.org", ""},
		{"www,example.org", "https://www.example.org", ""},
		{"www. example. org", "https://www.example.org", ""},
		{"www example.org", "https://www.example.org", ""},
		{"wwww.example.org", "https://www.example.org", ""},
		{"http:// www.example.org", "http://www.example.org", ""},
		{"https://example.org/our page/info.html", "https://example.org/our%20page/info.html", ""},
		{"https://example.org/a_(b)", "https://example.org/a_(b)", ""},
		{"(www.example.org)", "https://www.example.org", ""},
		{"Website: example.org", "https://example.org", ""},
		{`<a href="https://example.org/x">Our page</a>`, "https://example.org/x", ""},
		{"https://example.org:8443/x", "https://example.org:8443/x", ""},
		{"www.a.example; www.b.example/c", "https://www.a.example", "https://www.b.example/c"},
		{"https://www.a.example/x, https://www.a.example/x", "https://www.a.example/x", ""},
		{"javascript:alert(1)", "", "javascript:alert(1)"},
		{"JAVA\tSCRIPT:alert(1)", "", "SCRIPT"},
		{"data:text/html,<b>", "", ""},
		{"file:///c:/x.txt", "", "file:"},
		{"info@example.org", "", "email"},
		{"https://user:pw@example.org", "", "user"},
		{"Mon.Fri", "", "Mon.Fri"},
		{"ask at the desk", "", "desk"},
		{"http://", "", "http://"},
		{"https://localhost/x", "", "localhost"},
		{"192.168.0.1", "", "192"},
		{"none", "", ""},
		{" ", "", ""},
	})
}

func TestPhone(t *testing.T) {
	checkFields(t, Phone, []field{
		{"01843220099", "01843 220099", ""},
		{"Tel: 01843 220099", "01843 220099", ""},
		{"0800 123 4567 (24 hrs)", "0800 123 4567", ""},
		{"24 hour helpline 0800 123 4567", "0800 123 4567", ""},
		{"0800 123 4567 24/7", "0800 123 4567", ""},
		{"+44 (0)1843 220099", "+44 (0)1843 220099", ""},
		{"(01843) 220099", "(01843) 220099", ""},
		{"1843220099", "01843 220099", ""},
		{"7700900123", "07700 900123", ""},
		{"1843220099.0", "01843 220099", ""},
		{"1.843220099E+09", "01843 220099", ""},
		{"441843220099", "+441843220099", ""},
		{"01843 220099 ext 12", "01843 220099 ext 12", ""},
		{"01843 220099, extension 12", "01843 220099 ext 12", ""},
		{"01843 220099 / 07700 900123", "01843 220099 / 07700 900123", ""},
		{"01843 220099 or 07700900123", "01843 220099 / 07700 900123", ""},
		{"01843 220099 07700 900123", "01843 220099 / 07700 900123", ""},
		{"T: 01843 220099\nM: 07700 900123", "01843 220099 / 07700 900123", ""},
		{"01843 220099; 01843220099", "01843 220099", ""},
		{`<a href="tel:01843220099">01843 220099</a>`, "01843 220099", ""},
		{"01843&nbsp;220099", "01843 220099", ""},
		{"111", "111", ""},
		{"01843 220099 (ask for Jane)", "01843 220099", "ask for Jane"},
		{"01843 220099 9am-5pm", "01843 220099", "9am-5pm"},
		{"Tel 01843 220099 Fax 01843 220100", "01843 220099", "Fax 01843 220100"},
		{"ring the office", "", "ring the office"},
		{"7.7009E+09", "", "7.7009E+09"},
		{"1234", "", "1234"},
		{"n/a", "", ""},
		{"", "", ""},
	})
}
