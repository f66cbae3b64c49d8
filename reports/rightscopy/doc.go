// Package rightscopy writes the copy of what is held about a person: a PDF to read
// and a JSON file to carry to another service. What is blacked out is in neither,
// only a bar of one length with its reason.
package rightscopy

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"waymark/data"
	"waymark/reports"
)

// The names of the two files. They name no one: folders and emails show them.
const (
	PDFName  = data.RightsCopyPDF
	JSONName = "copy-for-programs.json"
)

// Files writes both files into a folder, which is made if it is not there.
func Files(ctx context.Context, folder string, p *data.RightsPack) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := reports.ReplacePrivate(ctx, filepath.Join(folder, PDFName), func(w io.Writer) error { return PDF(w, p) }); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, filepath.Join(folder, JSONName), func(w io.Writer) error { return JSON(w, p) })
}

// JSON writes the copy for programs: each table with its rows, each value as it is
// held. Pictures are in base64. A part that is blacked out is a text in brackets.
func JSON(w io.Writer, p *data.RightsPack) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(document(p))
}

type jsonCopy struct {
	Format   int            `json:"format"`
	Service  string         `json:"service"`
	Person   string         `json:"person"`
	AskedOn  data.Date      `json:"asked_on"`
	MadeOn   data.Date      `json:"made_on"`
	Blacked  map[string]int `json:"blacked_out"`
	LeftOut  []string       `json:"left_out"`
	Sections []jsonSection  `json:"sections"`
}

type jsonSection struct {
	Table string           `json:"table"`
	Title string           `json:"title"`
	About string           `json:"about"`
	Rows  []map[string]any `json:"rows"`
}

func document(p *data.RightsPack) *jsonCopy {
	c := &jsonCopy{Format: 1, Service: p.Service, Person: p.Client, AskedOn: p.Request.AskedOn, MadeOn: p.MadeOn, Blacked: p.Black(), LeftOut: p.LeftOut}
	for i := range p.Sections {
		s := &p.Sections[i]
		made := jsonSection{Table: s.Table, Title: s.Title, About: s.About}
		for _, row := range s.Rows {
			made.Rows = append(made.Rows, jsonRow(s.Table, &row))
		}
		c.Sections = append(c.Sections, made)
	}
	return c
}

func jsonRow(table string, row *data.PackRow) map[string]any {
	values := map[string]any{}
	for _, f := range row.Fields {
		switch {
		case f.Picture != nil:
			values[f.Column] = f.Picture // base64
		case f.Spans != nil:
			values[f.Column] = data.PlainSpans(f.Spans)
		case table == "answer" && f.Column != "response_id":
			values[f.Column] = map[string]any{"question": f.Label, "answer": f.Words, "value": f.Value}
		default:
			values[f.Column] = plainValue(f.Value)
		}
	}
	return values
}

// plainValue is a value that JSON can hold. Bytes that are no picture are told by
// their length.
func plainValue(v any) any {
	if b, is := v.([]byte); is {
		return fmt.Sprintf("%d bytes", len(b))
	}
	return v
}
