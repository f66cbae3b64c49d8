package table

import (
	"strings"

	"waymark/data"
)

const (
	maxTexts   = 64 << 20 // bytes of the shared strings of a workbook, and of where each is
	textBlock  = 1 << 20  // bytes that are kept in one piece
	placeBlock = 1 << 14  // places that are kept in one piece
	placeSize  = 12       // bytes
)

var errTexts = data.NewProblem(data.CodeInvalid,
	"The texts of this workbook come to more than 64 MB. Save the sheet with the list as CSV and choose that file, or split it.")

// texts are the shared strings of a workbook, kept in few large pieces that
// never move: there may be millions of them.
type texts struct {
	blocks []*strings.Builder
	places [][]textPlace
	size   int
}

type textPlace struct{ block, from, length uint32 }

// add keeps a text under the next number.
func (t *texts) add(text string) error {
	if t.size += len(text) + placeSize; t.size > maxTexts {
		return errTexts
	}
	last := len(t.blocks) - 1
	if last < 0 || t.blocks[last].Len()+len(text) > t.blocks[last].Cap() {
		t.blocks = append(t.blocks, &strings.Builder{})
		last++
		t.blocks[last].Grow(max(textBlock, len(text)))
	}
	block := t.blocks[last]
	place := textPlace{uint32(last), uint32(block.Len()), uint32(len(text))}
	_, _ = block.WriteString(text) // never fails
	if n := len(t.places); n == 0 || len(t.places[n-1]) == placeBlock {
		t.places = append(t.places, make([]textPlace, 0, placeBlock))
	}
	n := len(t.places) - 1
	t.places[n] = append(t.places[n], place)
	return nil
}

// at is the text of a number, and whether there is one.
func (t *texts) at(n int) (string, bool) {
	if n < 0 || n/placeBlock >= len(t.places) || n%placeBlock >= len(t.places[n/placeBlock]) {
		return "", false
	}
	p := t.places[n/placeBlock][n%placeBlock]
	return t.blocks[p.block].String()[p.from : p.from+p.length], true
}
