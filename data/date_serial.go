package data

import (
	"strconv"
	"strings"
)

// Days1904 is how many days a workbook that counts them from 1904, as those of
// old Macs do, is behind one that counts from 1900.
const Days1904 = 1462

var serialZero = MustDate("1899-12-30")

// SerialDay reads a day as spreadsheets count them, from 1900 on, with or without
// a part for the time of day. Only days from 1954 to 2119 are read, so that a
// year or an id is not taken for one.
func SerialDay(text string) (Date, bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || !(n > 20000 && n < 80000) {
		return Date{}, false
	}
	return serialZero.AddDays(int(n)), true
}

// IsSerialDay reports whether SerialDay reads a text.
func IsSerialDay(text string) bool {
	_, ok := SerialDay(text)
	return ok
}
