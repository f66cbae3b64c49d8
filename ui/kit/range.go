package kit

// Range is a stretch of a text, in bytes, From inclusive and To exclusive.
type Range struct{ From, To int }

type piece struct {
	text   string
	marked bool
}

// cutAtMarks splits a line where a mark begins or ends. A mark that reaches into
// what the ellipsis hides is cut with it.
func cutAtMarks(line string, marks []Range) []piece {
	var pieces []piece
	at := 0
	for _, mark := range marks {
		to := min(mark.To, len(line))
		if mark.From < at || mark.From >= to || !onRune(line, mark.From) || !onRune(line, to) {
			continue
		}
		if mark.From > at {
			pieces = append(pieces, piece{line[at:mark.From], false})
		}
		pieces = append(pieces, piece{line[mark.From:to], true})
		at = to
	}
	if at < len(line) || len(pieces) == 0 {
		pieces = append(pieces, piece{line[at:], false})
	}
	return pieces
}

// onRune says whether a byte position is between two characters.
func onRune(s string, i int) bool { return i == len(s) || s[i]&0xC0 != 0x80 }
