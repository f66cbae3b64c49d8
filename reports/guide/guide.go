// Package guide is the guide for the people who use Waymark: its chapters, which
// are written in Markdown in assets/guide, for the window and as a PDF.
package guide

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"waymark/assets"
)

// Kind is what a block of a chapter is.
type Kind int

// The kinds of blocks.
const (
	Heading   Kind = iota + 1
	Paragraph      // running text
	Step           // of a numbered list, with its Number
	Point          // of a list without numbers
	Picture        // a PNG, with its description in Runs
	Row            // of a table, with its Cells
)

// Run is a piece of text in one look.
type Run struct {
	Text string
	Bold bool // a name on the screen
	Code bool // what is typed, or a path
}

// Block is a part of a chapter that stands on lines of its own.
type Block struct {
	Kind   Kind
	Runs   []Run
	Number int
	Image  []byte // of a Picture
	Name   string // of its file
	Cells  [][]Run
	Head   bool // the Row of the headings
}

// Text returns what a block says, without its look.
func (b *Block) Text() string { return plain(b.Runs) }

func plain(runs []Run) string {
	var s strings.Builder
	for _, r := range runs {
		s.WriteString(r.Text)
	}
	return s.String()
}

// Chapter is a chapter of the guide.
type Chapter struct {
	Title  string
	Blocks []Block
}

// Chapters reads the guide. It is built into the program, so an error is a fault
// of the program, which a test finds.
func Chapters() ([]Chapter, error) {
	names, err := fs.Glob(assets.Guide, "guide/*.md") // sorted
	if err != nil {
		return nil, err
	}
	chapters := make([]Chapter, 0, len(names))
	for _, name := range names {
		body, err := assets.Guide.ReadFile(name)
		if err != nil {
			return nil, err
		}
		c, err := parse(body)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		chapters = append(chapters, c)
	}
	return chapters, nil
}

// parse reads a chapter. What the guide does not use is an error, so that nothing
// is left out in silence.
func parse(body []byte) (c Chapter, err error) {
	root := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(body))
	p := parser{body: body}
	for n := root.FirstChild(); n != nil && p.err == nil; n = n.NextSibling() {
		p.block(n)
	}
	if len(p.blocks) == 0 || p.title == "" {
		return c, fmt.Errorf("a chapter needs a title and a text (%w)", p.err)
	}
	return Chapter{Title: p.title, Blocks: p.blocks}, p.err
}

type parser struct {
	body   []byte
	title  string
	blocks []Block
	err    error
}

func (p *parser) fail(n ast.Node) {
	if p.err == nil {
		p.err = fmt.Errorf("the guide cannot show a %s", n.Kind())
	}
}

func (p *parser) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		switch {
		case n.Level == 1 && p.title == "":
			p.title = plain(p.runs(n))
		case n.Level == 2:
			p.add(Block{Kind: Heading, Runs: p.runs(n)})
		default:
			p.fail(n)
		}
	case *ast.Paragraph:
		if image, ok := n.FirstChild().(*ast.Image); ok && n.ChildCount() == 1 {
			p.picture(image)
			return
		}
		p.add(Block{Kind: Paragraph, Runs: p.runs(n)})
	case *ast.List:
		p.list(n)
	case *east.Table:
		p.table(n)
	default:
		p.fail(n)
	}
}

func (p *parser) add(b Block) { p.blocks = append(p.blocks, b) }

func (p *parser) picture(n *ast.Image) {
	name := string(n.Destination)
	body, err := assets.Guide.ReadFile(path.Join("guide", name))
	if err != nil && p.err == nil {
		p.err = err
	}
	p.add(Block{Kind: Picture, Runs: p.runs(n), Image: body, Name: name})
}

func (p *parser) list(n *ast.List) {
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		b := Block{Kind: Point}
		if n.IsOrdered() {
			b.Kind, b.Number = Step, number
			number++
		}
		if item.ChildCount() != 1 {
			p.fail(item)
			return
		}
		b.Runs = p.runs(item.FirstChild())
		p.add(b)
	}
}

func (p *parser) table(n *east.Table) {
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		b := Block{Kind: Row, Head: row.Kind() == east.KindTableHeader}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			b.Cells = append(b.Cells, p.runs(cell))
		}
		p.add(b)
	}
}

// runs returns the text within a node.
func (p *parser) runs(n ast.Node) (runs []Run) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			words := string(c.Segment.Value(p.body))
			if c.SoftLineBreak() {
				words += " "
			}
			runs = append(runs, Run{Text: words})
		case *ast.String:
			runs = append(runs, Run{Text: string(c.Value)})
		case *ast.Emphasis:
			for _, r := range p.runs(c) {
				r.Bold = true
				runs = append(runs, r)
			}
		case *ast.CodeSpan:
			var typed bytes.Buffer
			for _, r := range p.runs(c) {
				typed.WriteString(r.Text)
			}
			runs = append(runs, Run{Text: typed.String(), Code: true})
		default:
			p.fail(c)
		}
	}
	return runs
}
