package reports

import (
	"strconv"

	"waymark/data"
)

// Cell is a count out of a whole, with the means to hide it. Every number of
// people, contacts or services that a report shows is a Cell, so that the
// rule for small numbers has one place to act.
type Cell struct {
	N      int  // 0 or more; 0 when Hidden, so that the number is nowhere
	Of     int  // what a percentage is of; 0 when there is none
	Hidden bool // writers show Text instead
}

// hiddenText is what stands in place of a hidden count.
const hiddenText = "hidden"

// hidden is the cell of a count that may not be shown: it holds nothing.
var hidden = Cell{Hidden: true}

// Text is the count as a person reads it: "1,204", or "hidden".
func (c Cell) Text() string {
	if c.Hidden {
		return hiddenText
	}
	return Count(c.N)
}

// of is the count with its unit, “69 people”, or only the unit where it is
// hidden.
func (c Cell) of(many string) string {
	if c.Hidden {
		return many
	}
	return c.Text() + " " + unit(c.N, many)
}

// Some reports whether there is anything to show or to hide.
func (c Cell) Some() bool { return c.Hidden || c.N > 0 }

// Share is N as a fraction of Of, from 0 to 1, and false when there is no
// whole or the count is hidden.
func (c Cell) Share() (float64, bool) {
	if c.Of <= 0 || c.Hidden {
		return 0, false
	}
	return float64(c.N) / float64(c.Of), true
}

// Percent is the share in words with 0 or 1 decimals, "28%" or "48.5%", or
// "" where Share gives none.
func (c Cell) Percent(decimals int) string {
	if c.Of <= 0 || c.Hidden {
		return ""
	}
	return Percent(c.N, c.Of, decimals)
}

// Percent is n as a percentage of whole, rounded half up, with 0 or 1
// decimals. It is "–" when whole is 0: nothing of nothing is not 0. It
// counts in integers, so that a half is a half whatever binary fractions say.
func Percent(n, whole, decimals int) string {
	if whole <= 0 {
		return "–"
	}
	if decimals == 0 {
		return strconv.Itoa((200*n+whole)/(2*whole)) + "%"
	}
	tenths := (2000*n + whole) / (2 * whole)
	return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10) + "%"
}

// Count is a number of people or things with a comma at the thousands.
func Count(n int) string { return data.Count(n) }

// Score is a mean or a difference of scores with one decimal, "44.0". Unlike
// a count it has been measured, so it is rounded as floating point is.
func Score(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// ScoreOrDash is a Score, or a dash where there is none.
func ScoreOrDash(v *float64) string {
	if v == nil {
		return "–"
	}
	return Score(*v)
}

// SignedOrDash is a Signed, or a dash where there is none.
func SignedOrDash(v *float64) string {
	if v == nil {
		return "–"
	}
	return Signed(*v)
}

// minusSign is before a number below 0. It is as wide as a plus, and no dash.
const minusSign = "−"

// Signed is a difference with its sign, "+12.0", "−3.5" or "0.0".
func Signed(v float64) string {
	switch s := Score(v); {
	case s == "0.0" || s == "-0.0":
		return "0.0"
	case v > 0:
		return "+" + s
	default:
		return minusSign + s[1:]
	}
}
