package shape

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// Glyph is one sign of a font, with its place in ems: from the end of the one
// before it, and how far the next stands.
type Glyph struct {
	ID            uint16
	X, Y, Advance float64
	// Text is what is read for this glyph and those after it that have none.
	Text string
}

// Run is a part of a line in one font, as it stands from left to right.
type Run struct {
	Face   *Face
	Glyphs []Glyph
	Text   string // what is read, for a run from left to right; "" for others
}

// Line is a line that was shaped, from left to right. Width is in ems.
type Line struct {
	Runs  []Run
	Width float64
}

// Needed reports whether a text has letters that have to be joined, ordered or
// placed. All others a PDF library can draw by itself.
func Needed(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return !alone(r) })
}

var (
	mu       sync.Mutex // fonts and shaper keep what they last looked up
	shaper   shaping.HarfbuzzShaper
	segments shaping.Segmenter
	clusters segmenter.Segmenter
)

// Unprinted are the marks of the scripts that are shaped: what says whether letters
// are joined, and in which direction a text is read.
const Unprinted = "\u200C\u200D" + string(LeftToRight) + string(RightToLeft) + string(isolate) + string(endIsolate)

// Shape shapes a line.
func Shape(text string, bold bool) Line {
	mu.Lock()
	defer mu.Unlock()
	fonts := weight(bold)
	runes := []rune(text)
	var line Line
	for _, s := range ordered(runes, 0) {
		in := shaping.Input{Text: runes, RunStart: s.from, RunEnd: s.to, Direction: di.DirectionLTR}
		if s.level%2 == 1 {
			in.Direction = di.DirectionRTL
		}
		var pieces []Run
		for _, piece := range segments.Split(in, fonts) {
			face := fonts.of(piece.Face)
			piece.Size = fixed.I(int(face.em))
			pieces = append(pieces, face.run(shaper.Shape(piece), piece))
		}
		if s.level%2 == 1 {
			slices.Reverse(pieces)
		}
		line.Runs = append(line.Runs, pieces...)
	}
	for _, r := range line.Runs {
		for _, g := range r.Glyphs {
			line.Width += g.Advance
		}
	}
	return line
}

func (f *Face) run(out shaping.Output, in shaping.Input) Run {
	r := Run{Face: f}
	if in.Direction == di.DirectionLTR {
		r.Text = string(in.Text[in.RunStart:in.RunEnd])
	}
	em := func(v fixed.Int26_6) float64 { return float64(v) / 64 / f.em }
	for i, g := range out.Glyphs {
		text := ""
		if i == 0 || out.Glyphs[i-1].TextIndex() != g.TextIndex() {
			text = string(in.Text[g.TextIndex() : g.TextIndex()+g.RunesCount()])
		}
		r.Glyphs = append(r.Glyphs, Glyph{ID: uint16(g.GlyphID), X: em(g.XOffset), Y: em(g.YOffset), Advance: em(g.Advance), Text: text})
	}
	return r
}

// Ends returns where in a text a letter ends together with the marks on it, in
// bytes: the places at which a word may be cut.
func Ends(text string) []int {
	mu.Lock()
	defer mu.Unlock()
	clusters.Init([]rune(text))
	var ends []int
	at := 0
	for letters := clusters.GraphemeIterator(); letters.Next(); {
		at += len(string(letters.Grapheme().Text))
		ends = append(ends, at)
	}
	return ends
}

// Has reports whether one of the fonts has a letter, or it is not drawn at all.
func Has(r rune) bool {
	if unicode.IsSpace(r) || strings.ContainsRune(Unprinted, r) {
		return true
	}
	mu.Lock()
	defer mu.Unlock()
	return slices.ContainsFunc(weight(false).list, func(f *Face) bool { return has(f, r) })
}
