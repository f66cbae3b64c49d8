package table

import "strings"

const (
	leadOfWide = 0xEF   // the first byte in UTF-8 of each of them
	firstWide  = '！'    // of the block that repeats ASCII
	lastWide   = '～'    // and its end
	wideToSlim = 0xFEE0 // how far the block is from ASCII
)

// narrow is a cell with the digits, letters and marks that keyboards of East Asia
// write in full width as everyone else writes them: ３ is 3.
func narrow(cell string) string {
	if strings.IndexByte(cell, leadOfWide) < 0 {
		return cell // as nearly all are
	}
	return strings.Map(func(r rune) rune {
		if r >= firstWide && r <= lastWide {
			return r - wideToSlim
		}
		return r
	}, cell)
}
