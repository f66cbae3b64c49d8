package postcodes

import (
	"strings"

	"waymark/data"
)

// normalPostcode is a postcode in its usual form, or "". Nearly all in a list
// are in capitals and of a usual shape; they are put together here, and only
// the others go to data.ParsePostcode, which takes ten times as long.
func normalPostcode(cell []byte) string {
	var code [7]byte
	n := 0
	for _, c := range cell {
		if c == ' ' {
			continue
		}
		if n == len(code) {
			return parsed(cell)
		}
		code[n] = c
		n++
	}
	if n < 5 || !isOutward(code[:n-3]) || !isInward(code[n-3:n]) {
		return parsed(cell)
	}
	var normal [8]byte
	copy(normal[:], code[:n-3])
	normal[n-3] = ' '
	copy(normal[n-2:], code[n-3:n])
	return string(normal[:n+1])
}

func parsed(cell []byte) string {
	normal, _, err := data.ParsePostcode(string(cell))
	if err != nil {
		return ""
	}
	return normal
}

// isOutward and isInward know the shapes of the two halves, and take no letter
// that data.ParsePostcode might refuse in its place.
func isOutward(code []byte) bool {
	if !isLetter(code[0], "QVXZ") {
		return false
	}
	district := code[1:]
	if isLetter(code[1], "IJZ") {
		district = code[2:]
	}
	switch len(district) {
	case 1:
		return isDigit(district[0])
	case 2:
		return isDigit(district[0]) && (isDigit(district[1]) || isLetter(district[1], ""))
	}
	return false
}

func isInward(code []byte) bool {
	return isDigit(code[0]) && isLetter(code[1], "CIKMOV") && isLetter(code[2], "CIKMOV")
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte, except string) bool {
	return c >= 'A' && c <= 'Z' && strings.IndexByte(except, c) < 0
}
