package table

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// exactDigits is how many digits of a number Excel keeps.
const exactDigits = 15

// number is a number as text, by what its format says it is. A value that the
// format does not fit, such as a date before there are any, is the number.
func (f cellFormat) number(value string, base dateBase, flaws *flaw) string {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) || strings.ContainsAny(value, "_xX") {
		return value
	}
	if math.Abs(v) >= 1e15 {
		*flaws |= flawDigits
	}
	shown := ""
	switch f.kind {
	case plainNumber:
	case dayNumber:
		shown = f.day(v, base)
	case lengthOfTime:
		shown = f.length(v)
	case percentage:
		shown = decimal(v*100) + "%"
	case money:
		shown = f.amount(v)
	case digitsOnly:
		shown = f.masked(plain(value, v))
	}
	if shown == "" {
		shown = plain(value, v)
	}
	return shown
}

// plain is the number as the file has it where that is all digits, so that not
// even zeros at its start are lost; else without a power of ten.
func plain(value string, v float64) string {
	if strings.Trim(value, "0123456789") == "" {
		return value
	}
	return decimal(v)
}

// decimal is the shortest text of a number, without what is left of 0.1 + 0.2
// beyond the digits that Excel keeps.
func decimal(v float64) string {
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', exactDigits, 64), 64); err == nil && math.Abs(v) < 1e15 {
		v = rounded
	}
	if v == 0 {
		return "0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// amount has the decimals of its format, and more where there are more.
func (f cellFormat) amount(v float64) string {
	sign := f.sign
	if v < 0 {
		sign, v = "-"+sign, -v
	}
	text := decimal(v)
	whole, after, _ := strings.Cut(text, ".")
	if len(after) < f.decimals {
		text = whole + "." + after + strings.Repeat("0", f.decimals-len(after))
	}
	return sign + text
}

// fewestInternational is the length from which +… is a telephone number rather
// than a change.
const fewestInternational = 8

// masked puts the digits of a whole number in the places of the mask, from the
// right; the first place takes those that are left. It is "" for any other number.
func (f cellFormat) masked(number string) string {
	plus := slices.ContainsFunc(f.mask, func(m maskPart) bool { return m.text == '+' })
	first := slices.IndexFunc(f.mask, func(m maskPart) bool { return m.place != 0 })
	if strings.Trim(number, "0123456789") != "" || first < 0 || plus && len(number) < fewestInternational {
		return ""
	}
	text := ""
	for i := len(f.mask) - 1; i >= 0; i-- {
		m := f.mask[i]
		switch {
		case m.place == 0:
			text = string(m.text) + text
		case i == first && number != "":
			text = number + text
		case number != "":
			text, number = number[len(number)-1:]+text, number[:len(number)-1]
		case m.place == '0':
			text = "0" + text
		}
	}
	return strings.TrimSpace(text)
}

// dateBase is true where a workbook counts its days from 1904, as those of old
// Macs do.
type dateBase bool

const (
	secondsOfDay = 24 * 60 * 60
	lastDay      = 2958465 // 31 December 9999
	days1904     = 1462    // from 1900 to 1904
	noDay        = 60      // 29 February 1900, which there never was
)

// day is a number of days as a date, a time or both, to the second. It is ""
// where the number is no such thing.
func (f cellFormat) day(v float64, base dateBase) string {
	if v < 0 || v > lastDay {
		return ""
	}
	if !f.clock {
		return base.date(int(v + 1e-9))
	}
	step := int64(60)
	if f.seconds {
		step = 1
	}
	total := int64(math.Round(v*secondsOfDay/float64(step))) * step
	n, second := int(total/secondsOfDay), total%secondsOfDay
	if !f.date || n == 0 && !bool(base) {
		return clock(second)
	}
	if date := base.date(n); date != "" {
		return date + " " + clock(second)
	}
	return ""
}

// date is the date of a number of days, "" for one that there never was.
func (base dateBase) date(n int) string {
	switch {
	case bool(base):
		n += days1904
	case n == 0 || n == noDay:
		return ""
	case n < noDay:
		n++
	}
	return time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC).Format("2006-01-02")
}

// clock is a time of day, with its seconds where there are any.
func clock(second int64) string {
	text := fmt.Sprintf("%02d:%02d", second/3600, second/60%60)
	if second%60 != 0 {
		text += fmt.Sprintf(":%02d", second%60)
	}
	return text
}

// length is a length of time in hours and minutes, also beyond a day.
func (f cellFormat) length(v float64) string {
	if v < 0 || v > lastDay {
		return ""
	}
	total := int64(math.Round(v * secondsOfDay))
	text := fmt.Sprintf("%d:%02d", total/3600, total/60%60)
	if f.seconds && total%60 != 0 {
		text += fmt.Sprintf(":%02d", total%60)
	}
	return text
}

// isoDate is a date that the file has as text, as dates are shown here.
func isoDate(value string) string {
	value = strings.TrimSpace(value)
	for _, layout := range []string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"} {
		t, err := time.Parse(layout, value)
		if err != nil {
			continue
		}
		text := t.Format("2006-01-02")
		if second := t.Hour()*3600 + t.Minute()*60 + t.Second(); second > 0 {
			text += " " + clock(int64(second))
		}
		return text
	}
	return value
}
