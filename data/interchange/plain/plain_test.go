package plain

import (
	"strings"
	"testing"
	"time"
)

func TestText(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"paragraphs":           {"<p>Free help.</p><p>Just turn up.</p>", "Free help.\n\nJust turn up."},
		"line break":           {"1 High St<br>Margate<br/>CT9 1AA", "1 High St\nMargate\nCT9 1AA"},
		"two line breaks":      {"One<br><br><br>Two", "One\n\nTwo"},
		"list":                 {"<p><strong>Support:</strong></p><ul><li>talking</li><li><p>making</p></li></ul><p>More.</p>", "Support:\n\n• talking\n• making\n\nMore."},
		"numbered list":        {`<ol><li>Ring</li><li>Come</li></ol><ol start="5"><li>Eat</li></ol>`, "1. Ring\n2. Come\n\n5. Eat"},
		"nested list":          {"<ul>\n <li>A\n <ol><li>B</li></ol>\n</li>\n<li>• C</li></ul>", "• A\n1. B\n• C"},
		"headings":             {"Intro<h2>When</h2>Mondays<h3>Where</h3><p>Hall</p>", "Intro\n\nWhen\n\nMondays\n\nWhere\n\nHall"},
		"table":                {"<table><tr><th>Day</th><th>Time</th></tr><tr><td><p>Mon</p></td><td><p>9&ndash;5</p></td><td></td></tr></table>", "Day | Time\nMon | 9–5"},
		"divs":                 {"<div>One</div><div><br></div><div>Two</div><div>Three</div>", "One\n\nTwo\nThree"},
		"inline":               {"<b>B</b>old and <span style='x'>plain</span>", "Bold and plain"},
		"source line ends":     {"<p>One\n  two</p>\n\n\n<p>three</p>", "One two\n\nthree"},
		"typed line ends":      {"One\ntwo <b>bold</b>\n\n\n\nthree", "One\ntwo bold\n\nthree"},
		"pre":                  {"<pre>a\nb</pre><p>c\nd</p>", "a\nb\n\nc d"},
		"link":                 {`See <a href="https://x.example/a?b=1&amp;c=2">our page</a>.`, "See our page (https://x.example/a?b=1&c=2)."},
		"link that says it":    {`<a href="http://www.x.example/">www.x.example</a> <a href="mailto:a@x.example?subject=Hi">a@x.example</a>`, "www.x.example a@x.example"},
		"mailto":               {`<a href="mailto:a@x.example">Jane</a>`, "Jane (a@x.example)"},
		"tel":                  {`<a href="tel:+441843220099">01843 220099</a> or <a href="tel:01843220100">ring us</a>`, "01843 220099 or ring us (01843 220100)"},
		"link to nowhere":      {`<a href="#top">Top</a> <a href="javascript:x()">Do</a> <a href="/home">Home</a>`, "Top Do Home"},
		"link of a picture":    {`<p>Go <a href="https://x.example"><img src="a.png"></a></p>`, "Go https://x.example"},
		"dropped":              {"<head><title>T</title></head><body>A<script>if (a<b) {x('<p>')}</script><!-- <p>c</p> --><style>p{}</style>B</body>", "AB"},
		"picture":              {`<p>A<img src="data:image/png;base64,iVBORw0KGgo=">B</p>`, "AB"},
		"bare picture":         {"See DATA:image/png;base64,iVBORw0KGgoAAAANSUhEUg== here", "See here"},
		"picture in CSS":       {`A ![logo](data:image/gif;base64,R0lGOD) B`, "A B"},
		"svg picture":          {`x data:image/svg+xml;utf8,%3Csvg%3E y`, "x y"},
		"wrapped picture":      {"a data:image/png;base64," + strings.Repeat("A", 76) + "\n" + strings.Repeat("B", 76) + "\nQQ==\nb", "a\nb"},
		"entities":             {"Caf&eacute; &amp; bar&nbsp;&#163;5 &#x2013; &quot;ok&quot;", `Café & bar £5 – "ok"`},
		"double encoded":       {"A&amp;nbsp;B &amp;amp;amp; C &amp;lt;b&amp;gt;D&amp;lt;/b&amp;gt;", "A B & C D"},
		"escaped HTML":         {"&lt;p&gt;One\ntwo&lt;/p&gt;&lt;ul&gt;&lt;li&gt;three&lt;/li&gt;&lt;/ul&gt;", "One two\n\n• three"},
		"no semicolon":         {"Caf&eacute bar &amp me &nbspyou", "Café bar & me you"},
		"address in text":      {"https://x.example/?a=1&region=kent&copy=2", "https://x.example/?a=1&region=kent&copy=2"},
		"less than":            {"a < b and 5<6, R&D, AT&T, I <3 you, <- here, x<y", "a < b and 5<6, R&D, AT&T, I <3 you, <- here, x<y"},
		"not a tag":            {"Jane <jane@x.example>, <Jane Doe>, a <b and c> d", "Jane <jane@x.example>, <Jane Doe>, a <b and c> d"},
		"cut off":              {`Ring us <a href="https://x.exa`, "Ring us"},
		"cut off in a comment": {"A <!-- B", "A B"},
		"quoted >":             {`<a title="a > b < c" href="https://x.example">here</a>`, "here (https://x.example)"},
		"open quote":           {`<p class="x>Text</p>`, "Text"},
		"office":               {"<o:p></o:p><p class=MsoNormal>A<o:p>&nbsp;</o:p></p><![if !x]>B<![endif]>", "A\n\nB"},
		"unseen":               {"\ufeffzero\u200bwidth so\u00adft a\u00a0b\u2003c\x00\x07d \u202eabc\u202c", "zerowidth soft a b cd abc"},
		"Persian":              {"\u200fمی\u200cخواهم\u200f", "می\u200cخواهم"},
		"Latin joiner":         {"a\u200cb\u200dc", "abc"},
		"emoji":                {"👩\u200d👧", "👩\u200d👧"},
		"Hebrew":               {"\u2067שלום\u2069", "שלום"},
		"line ends":            {"a\r\nb\rc\u2028d\r\n\r\n\r\ne", "a\nb\nc\nd\n\ne"},
		"Windows in Latin-1":   {"we\u0092re \u0093here\u0094 \u0081", "we’re “here”"},
		"not UTF-8":            {"caf\xe9", "caf\uFFFD"},
		"header is not head":   {"<head>x<header>y</header>", "x\n\ny"},
		"markup in markup":     {"<<b>b>x</b> &am<i></i>p;", "x &"},
	} {
		got := Text(c.in)
		if got != c.want {
			t.Errorf("%s: Text(%q)\n got %q\nwant %q", name, c.in, got, c.want)
		}
		if again := Text(got); again != got {
			t.Errorf("%s: again %q", name, again)
		}
	}
}

// hostile lists texts that are nothing but marks, n of each, which a reader that looks
// back or ahead at each of them would take for ever over.
func hostile(n int) map[string]string {
	return map[string]string{
		"deep":            strings.Repeat("<div>", n) + "x" + strings.Repeat("</div>", n),
		"deep lists":      strings.Repeat("<ul><li>", n) + "x",
		"open quotes":     strings.Repeat(`<a x="`, n),
		"mixed quotes":    strings.Repeat(`<a x="<a x='`, n),
		"open comments":   strings.Repeat("<!--", n),
		"open heads":      strings.Repeat("<head>", n),
		"ampersands":      strings.Repeat("&amp;", n),
		"nested entities": "&" + strings.Repeat("amp;", n),
		"hashes":          strings.Repeat("&#", n) + strings.Repeat("1", n),
		"nested tags":     strings.Repeat("<", n) + strings.Repeat("b>", n),
		"pictures":        strings.Repeat("data:", n) + strings.Repeat("data:image/png;base64,AA ", n),
		"joiners":         strings.Repeat("\u200d", n),
		"open links":      strings.Repeat("<a href=http://x.example>x", n),
	}
}

func TestTextOfAnything(t *testing.T) {
	for name, in := range hostile(2_000) {
		got := Text(in)
		if again := Text(got); again != got {
			t.Errorf("%s: not the same again", name)
		}
	}
}

// Twice as many marks take about twice as long: the ratio is 2, and 4 where a reader
// goes back to the beginning at each of them.
func BenchmarkTextOfAnything(b *testing.B) {
	once, twice := hostile(10_000), hostile(20_000)
	for name := range once {
		b.Run(name, func(b *testing.B) {
			var took [2]time.Duration
			for b.Loop() {
				for i, in := range []string{once[name], twice[name]} {
					begun := time.Now()
					Text(in)
					took[i] += time.Since(begun)
				}
			}
			b.ReportMetric(float64(took[1])/float64(took[0]), "x/twice")
		})
	}
}
