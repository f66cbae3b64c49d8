package word_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/reports/docx/internal/word"
)

func picture(t *testing.T, w, h int, kind string) []byte {
	t.Helper()
	var b bytes.Buffer
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	err := png.Encode(&b, m)
	if kind == "jpeg" {
		b.Reset()
		err = jpeg.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sample has one of everything.
func sample(t *testing.T) *word.Document {
	t.Helper()
	d := word.New(word.Properties{
		Title: "Report & <more>", Subject: "All surgeries", Created: time.Date(2026, 4, 7, 10, 31, 0, 0, time.UTC), Header: "Own eyes",
	})
	d.Title("Thanet")
	d.Subtitle("October")
	for level := range 6 {
		d.Heading(level, "Heading")
	}
	d.Paragraph(word.Text("plain "), word.Bold("heavy"), word.Run{Text: " lean", Italic: true}, word.Text("\nnext  line\tand \x00\x1b\ufffe\xff end"))
	d.Paragraph(word.Text("ŵ £ ł שלום سلام 李 हिन्दी 😀"))
	d.Paragraph(word.Text("שלום, "), word.Bold("עולם"))
	d.Bullet(word.Text("point"))
	for _, n := range []int{1, 2, 3, 7, 8} {
		d.Numbered(n, word.Text("numbered"))
	}
	d.Paragraph()
	d.Numbered(9, word.Text("another list"))
	d.Quote(word.Text("said"))
	d.Table("Reasons", []string{"Reason", "n"}, []bool{false, true}, [][]string{{"Housing & home", "19"}, {"Short"}}, "")
	d.Table("", nil, nil, nil, "")
	for _, p := range [][]byte{picture(t, 40, 30, "png"), picture(t, 3000, 2000, "jpeg"), picture(t, 40, 30, "png"), picture(t, 10, 4000, "png")} {
		if err := d.Picture(p, "A “drawing”"); err != nil {
			t.Fatal(err)
		}
	}
	d.Caption("Caption")
	return d
}

func file(t *testing.T, d *word.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parts reads a document, and every part of it as XML.
func parts(t *testing.T, body []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
		if strings.HasPrefix(f.Name, "word/media/") || strings.HasPrefix(f.Name, "word/embeddings/") {
			continue
		}
		for d := xml.NewDecoder(bytes.NewReader(text)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return all
}

// Every part that is named is there, and every style that is used is one.
func TestDocument_nothingDangles(t *testing.T) {
	all := parts(t, file(t, sample(t)))
	for _, m := range regexp.MustCompile(`Target="([^"]+)"`).FindAllStringSubmatch(all["word/_rels/document.xml.rels"], -1) {
		if all["word/"+m[1]] == "" {
			t.Errorf("%s is not there", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`PartName="/([^"]+)"`).FindAllStringSubmatch(all["[Content_Types].xml"], -1) {
		if all[m[1]] == "" {
			t.Errorf("%s is not there", m[1])
		}
	}
	content := all["word/document.xml"]
	used := regexp.MustCompile(`(?:pStyle|tblStyle|basedOn) w:val="([^"]+)"`).FindAllStringSubmatch(content+all["word/styles.xml"]+all["word/numbering.xml"], -1)
	if len(used) < 20 {
		t.Errorf("only %d styles are used", len(used))
	}
	for _, m := range used {
		if !strings.Contains(all["word/styles.xml"], `w:styleId="`+m[1]+`"`) {
			t.Errorf("no style %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`numId w:val="([^"]+)"`).FindAllStringSubmatch(content+all["word/styles.xml"], -1) {
		if !strings.Contains(all["word/numbering.xml"], `w:numId="`+m[1]+`"`) {
			t.Errorf("no list %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`r:(?:embed|id)="([^"]+)"`).FindAllStringSubmatch(content, -1) {
		if !strings.Contains(all["word/_rels/document.xml.rels"], `Id="`+m[1]+`"`) {
			t.Errorf("no relation %s", m[1])
		}
	}
	if n := len(regexp.MustCompile(`word/media/`).FindAllString(strings.Join(keys(all), " "), -1)); n != 3 {
		t.Errorf("%d files for three different pictures", n)
	}
	for _, name := range []string{"heading 1", "List Bullet", "List Number", "Quote", "caption", "Table Grid", "Title"} {
		if !strings.Contains(all["word/styles.xml"], `<w:name w:val="`+name+`"/>`) {
			t.Errorf("no style of Word’s name %q", name)
		}
	}
}

func keys(m map[string]string) []string {
	var list []string
	for k := range m {
		list = append(list, k)
	}
	return list
}

func TestTextAndProperties(t *testing.T) {
	all := parts(t, file(t, sample(t)))
	content := all["word/document.xml"]
	for _, want := range []string{
		"next  line and \uFFFD end", "ŵ £ ł שלום سلام 李 हिन्दी 😀", "Housing &amp; home", `<w:pgSz w:w="11906" w:h="16838"/>`,
		"<w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">heavy", "<w:br/>", "<w:tblHeader/>", `<w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">19`,
		"<w:bidi/></w:pPr><w:r><w:rPr><w:rtl/>", `descr="A “drawing”"`,
	} {
		if !strings.Contains(content, want) {
			t.Errorf("%q is not there", want)
		}
	}
	core := all["docProps/core.xml"]
	for _, want := range []string{"<dc:title>Report &amp; &lt;more&gt;</dc:title>", "<dc:language>en-GB</dc:language>", "2026-04-07T10:31:00Z</dcterms:created>"} {
		if !strings.Contains(core, want) {
			t.Errorf("%q is not in %s", want, core)
		}
	}
	if strings.Contains(core, "creator") || strings.Contains(core, "lastModifiedBy") {
		t.Error("the document names an author")
	}
	if !strings.Contains(all["word/header.xml"], "Own eyes") {
		t.Error("the header is lost")
	}
	if _, ok := parts(t, file(t, word.New(word.Properties{})))["word/header.xml"]; ok {
		t.Error("a header that no one asked for")
	}
}

func TestNumbersBeginAgain(t *testing.T) {
	content := parts(t, file(t, sample(t)))["word/document.xml"]
	var lists []string
	for _, m := range regexp.MustCompile(`<w:numId w:val="(\d+)"/>`).FindAllStringSubmatch(content, -1) {
		lists = append(lists, m[1])
	}
	if want := []string{"3", "3", "3", "4", "4", "5"}; !slices.Equal(lists, want) {
		t.Errorf("lists %v, want %v", lists, want)
	}
}

func TestWrite_sameBytes(t *testing.T) {
	if !bytes.Equal(file(t, sample(t)), file(t, sample(t))) {
		t.Error("the same document twice differs")
	}
}

func TestDocument_brokenPicture(t *testing.T) {
	d, empty := word.New(word.Properties{}), word.New(word.Properties{})
	for _, body := range [][]byte{nil, []byte("GIF89a"), picture(t, 9, 9, "png")[:20]} {
		if d.Picture(body, "") == nil {
			t.Errorf("%q is a picture", body)
		}
	}
	if !bytes.Equal(file(t, d), file(t, empty)) {
		t.Error("a broken picture leaves something")
	}
}

// Another program reads it: the text in order, on A4.
func TestAnotherProgramReadsIt(t *testing.T) {
	office, err := exec.LookPath("lowriter")
	if err != nil {
		t.Skip("LibreOffice Writer is not installed (Debian package libreoffice-writer)")
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "a.docx"), file(t, sample(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(office, "-env:UserInstallation=file://"+folder+"/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, filepath.Join(folder, "a.docx"))
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(folder, "a.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"plain heavy lean", "• point", "1. numbered", "7. numbered", "9. another list", "Housing & home", "ŵ £ ł שלום سلام 李 हिन्दी 😀"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in %s", want, text)
		}
	}
}

// A short table stays on one page, a long one goes on with its header, of which
// the first row is never parted.
func TestTable_shortOnesStayTogether(t *testing.T) {
	for n, kept := range map[int]int{5: 5, 40: 1} {
		rows := make([][]string, n)
		for i := range rows {
			rows[i] = []string{"row"}
		}
		for note, more := range map[string]int{"": 0, "n = 68": 1} { // its note began the next page
			d := word.New(word.Properties{})
			d.Table("Rows", []string{"Head"}, []bool{false}, rows, note)
			if got := strings.Count(parts(t, file(t, d))["word/document.xml"], "<w:keepNext/>"); got != kept+more {
				t.Errorf("%d rows with the note %q: %d stay with the next one, want %d", n, note, got, kept+more)
			}
		}
	}
}

// A chart has its numbers in itself and in a workbook, what is nil has no
// point, and one without anything to draw is left out.
func TestChart(t *testing.T) {
	one, two, low, high := 1.0, 2.5, 0.5, 1.5
	d := word.New(word.Properties{})
	for _, c := range []word.Chart{
		{Alt: "Bars & more", Categories: []string{"a & b", "c"}, Format: "#,##0", Series: []word.Series{{Name: "n", Values: []*float64{&one, nil}, Low: []*float64{&low, nil}, High: []*float64{&high, nil}, Colour: "0B6B6B"}}},
		{Alt: "Lines", Lines: true, Legend: true, Categories: []string{"First", "Then"}, Format: "0.0", Min: &one, Max: &two, Series: []word.Series{{Name: "Mean", Values: []*float64{&one, &two}, Colour: "0B6B6B"}, {Name: "Thin", Thin: true, Dashed: true, Values: []*float64{&one, &one}, Colour: "0B6B6B"}}},
		{Alt: "Nothing"},
	} {
		if err := d.Chart(c); err != nil {
			t.Fatal(err)
		}
	}
	all := parts(t, file(t, d))
	if n := strings.Count(all["word/document.xml"], "<c:chart "); n != 2 {
		t.Errorf("%d charts, want 2", n)
	}
	if !strings.Contains(all["word/document.xml"], `descr="Bars &amp; more"`) {
		t.Error("the words for those who do not see it are lost")
	}
	bars := all["word/charts/chart1.xml"]
	for _, want := range []string{"<c:v>a &amp; b</c:v>", `<c:pt idx="0"><c:v>1</c:v></c:pt></c:numCache>`, "<c:errBars>", `r:id="book"`} {
		if !strings.Contains(bars, want) {
			t.Errorf("no %s in %s", want, bars)
		}
	}
	if !strings.Contains(all["word/charts/_rels/chart1.xml.rels"], "../embeddings/chart1.xlsx") || all["word/embeddings/chart2.xlsx"] == "" {
		t.Error("a chart without its workbook")
	}
	if !strings.Contains(all["word/charts/chart2.xml"], `<c:max val="2.5"/><c:min val="1"/>`) {
		t.Error("the scale is lost")
	}
}
