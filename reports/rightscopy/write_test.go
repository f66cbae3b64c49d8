package rightscopy

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"waymark/data"
)

const secret = "Ingrid Quuxley owes rent"

func photo(t *testing.T) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 40, 30))
	m.Set(3, 3, color.White)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pack(t *testing.T) *data.RightsPack {
	t.Helper()
	long := "Edith feels safer since the new lock. " + secret + ". " + strings.Repeat("She would like to go back to the choir. ", 30) + "\nA second line."
	at := strings.Index(long, secret)
	spans := data.Blacked(long, []data.RightsMark{{From: at, To: at + len(secret), Reason: data.ReasonOther}})
	return &data.RightsPack{
		Service: "Thanet Link", Client: "Edith Sørensen", MadeOn: data.MustDate("2026-04-07"),
		Request: data.RightsRequest{Kind: data.RightsAccess, AskedOn: data.MustDate("2026-03-12")},
		LeftOut: []string{"client_fts: the search index"},
		Sections: []data.PackSection{
			{Table: "client", Title: "Who they are", Rows: []data.PackRow{{Fields: []data.PackField{{Column: "town", Label: "Town", Value: "Margate", Words: "Margate"}}}}},
			{Table: "contact", Title: "Contacts", Rows: []data.PackRow{{Heading: "Contacts, 17 Feb 2026", Fields: []data.PackField{
				{Column: "note", Label: "Note", Value: data.PlainSpans(spans), Words: data.PlainSpans(spans), Spans: spans}, {Column: "minutes", Label: "Minutes", Value: int64(30), Words: "30"},
				{Column: "created_at", Label: "Saved", Words: "17 Feb 2026 at 10:00"}, {Column: "created_by", Label: "Saved by", Words: "Siân Prŷs"}, {Column: "updated_at", Words: "18 Feb 2026 at 09:00"}}}}},
			{Table: "answer", Title: "Answers", Rows: []data.PackRow{{Heading: "WEMWBS", Fields: []data.PackField{{Column: "response_id", Label: "Response", Value: "r1"},
				{Column: "item_1", Label: "I’ve been feeling optimistic", Value: int64(3), Words: "Some of the time (3)"}}}}},
			{Table: "visit_photo", Title: "Photos", Rows: []data.PackRow{{Heading: "Photo", Fields: []data.PackField{{Column: "body", Label: "Text", Picture: photo(t)}}},
				{Heading: "Photo", Fields: []data.PackField{{Column: "body", Label: "Text", Spans: []data.RightsSpan{{Black: data.ReasonUnread}}}}}}},
			{Table: "audit", Title: "Who opened it", Rows: []data.PackRow{{Fields: []data.PackField{{Column: "actor", Words: "Siân Prŷs"}, {Column: "action", Words: "Open"}}}}},
			{Table: "change_entry", Title: "Changes", Machine: true, Rows: []data.PackRow{{Fields: []data.PackField{{Column: "tbl", Value: "contact", Words: "contact"}}}}},
		},
	}
}

// streams are the parts of a PDF, unpacked.
func streams(t *testing.T, pdf []byte) []byte {
	t.Helper()
	var all bytes.Buffer
	for _, m := range regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`).FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			all.Write(m[1])
			continue
		}
		_, _ = io.Copy(&all, r)
	}
	return all.Bytes()
}

// wide is a text as the pages have it: two bytes a character.
func wide(text string) []byte {
	var b []byte
	for _, r := range text {
		b = append(b, byte(r>>8), byte(r))
	}
	return b
}

func TestFiles_whatIsBlackedOutIsInNeither(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "copy")
	if err := Files(context.Background(), folder, pack(t)); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 2 {
		t.Fatal(entries, err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		b = append(b, streams(t, b)...)
		for _, word := range append(strings.Fields(secret), secret) {
			if word != "rent" && (bytes.Contains(b, []byte(word)) || bytes.Contains(b, wide(word))) {
				t.Errorf("%q is in %s", word, e.Name())
			}
		}
		if !bytes.Contains(b, []byte("Margate")) && !bytes.Contains(b, wide("Margate")) {
			t.Errorf("what is to be read is not in %s", e.Name())
		}
		if strings.Contains(e.Name(), "Edith") {
			t.Error("a file that names the person")
		}
	}
	var c map[string]any
	b, _ := os.ReadFile(filepath.Join(folder, JSONName))
	if err := json.Unmarshal(b, &c); err != nil || c["person"] != "Edith Sørensen" {
		t.Error(err, c["person"])
	}
}

func TestPDF_reads(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	path := filepath.Join(t.TempDir(), "copy.pdf")
	if keep := os.Getenv("KEEP_COPY"); keep != "" {
		path = filepath.Join(keep, "copy.pdf")
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := PDF(f, pack(t)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), " ")
	for _, want := range []string{"Edith Sørensen", "Another person’s details", "A second line.", "Some of the time (3)", "I’ve been feeling optimistic", "Siân Prŷs · Open", "Saved 17 Feb 2026 at 10:00 by Siân Prŷs, last changed 18 Feb 2026 at 09:00 by someone", "ico.org.uk"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in it: %s", want, text)
		}
	}
	if strings.Contains(text, "Changes") {
		t.Error("what is for programs is printed")
	}
}
