package table

import (
	"encoding/xml"
	"io"

	"golang.org/x/net/html/charset"

	"waymark/data"
	"waymark/data/interchange/bound"
)

// The limits of the parts of a workbook.
const (
	maxToken  = 1 << 20  // bytes of a text or a tag; a cell of Excel has 32,767 characters
	maxRowXML = 32 << 20 // bytes of a row
	maxSheets = 1000
)

var (
	errToken = data.NewProblem(data.CodeInvalid,
		"One text in this workbook is longer than 1 MB. A cell of Excel has at most 32,767 characters. Delete that cell, or export the list again.")
	errRow = data.NewProblem(data.CodeInvalid,
		"One row of this workbook is longer than 32 MB. Delete that row, or export the list again.")
	errPartSize = data.NewProblem(data.CodeInvalid,
		"What this workbook says of its styles, sheets or texts is longer than 32 MB. Copy the list into a new workbook, or save it as CSV.")
)

// tokens reads a part of a workbook piece by piece.
type tokens struct {
	in         *xml.Decoder
	token, row *bound.Fuel
}

// newTokens reads a part; long is what it fails with where a row, or what is
// read like one, is too long.
func newTokens(src io.Reader, long error) *tokens {
	t := &tokens{row: bound.NewFuel(src, maxRowXML, long)}
	t.token = bound.NewFuel(t.row, maxToken, errToken)
	t.in = xml.NewDecoder(t.token)
	t.in.CharsetReader = charset.NewReaderLabel
	return t
}

// next returns the next piece, which is good until the one after.
func (t *tokens) next() (xml.Token, error) {
	t.token.Refill()
	return t.in.RawToken()
}
