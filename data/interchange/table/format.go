package table

import (
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The built-in number formats of Excel that matter here.
const (
	formatGeneral    = 0
	formatScientific = 11
	formatTime       = 20 // h:mm
	formatShortExp   = 48
)

// plainNumbers changes the number formats of an open workbook, in memory only,
// so that its rows stream with dates as 2006-01-02, times as 15:04 and no
// exponents (which is what becomes of long phone numbers); every other number
// stays as it is displayed.
func plainNumbers(book *excelize.File) {
	if book.Styles == nil || book.Styles.CellXfs == nil {
		return
	}
	codes := map[int]string{}
	if book.Styles.NumFmts != nil {
		for _, n := range book.Styles.NumFmts.NumFmt {
			codes[n.NumFmtID] = n.FormatCode
		}
	}
	day, okDay := customFormat(book, "yyyy-mm-dd")
	moment, okMoment := customFormat(book, `yyyy-mm-dd hh:mm`)
	if !okDay || !okMoment {
		return
	}
	for i, xf := range book.Styles.CellXfs.Xf {
		if xf.NumFmtID == nil {
			continue
		}
		id := *xf.NumFmtID
		switch date, clock, exponent := formatParts(id, codes[id]); {
		case date && clock:
			id = moment
		case date:
			id = day
		case clock:
			id = formatTime
		case exponent:
			id = formatGeneral
		}
		book.Styles.CellXfs.Xf[i].NumFmtID = &id
	}
}

// customFormat adds a number format to the open workbook and gives its number.
func customFormat(book *excelize.File, code string) (int, bool) {
	style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil || style >= len(book.Styles.CellXfs.Xf) || book.Styles.CellXfs.Xf[style].NumFmtID == nil {
		return 0, false
	}
	return *book.Styles.CellXfs.Xf[style].NumFmtID, true
}

// fixedText is what a format shows as it is, or that is no part of the number:
// quoted and escaped text, colours, currencies and languages.
var fixedText = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[\$[^\]]*\]|\[(?i:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]|\[[<>=][^\]]*\]`)

// formatParts tells what a number format shows. Formats without a code are
// Excel's own, known by number.
func formatParts(id int, code string) (date, clock, exponent bool) {
	if code == "" {
		return builtInParts(id)
	}
	first, _, _ := strings.Cut(fixedText.ReplaceAllString(code, ""), ";")
	first = strings.ToLower(first)
	if strings.Contains(first, "general") {
		return false, false, false
	}
	date = strings.ContainsAny(first, "yd") || strings.Contains(first, "mmm")
	clock = strings.ContainsAny(first, "hs")
	return date, clock, strings.Contains(first, "e+") || strings.Contains(first, "e-")
}

// builtInParts knows Excel's own formats, those of East Asian versions too.
func builtInParts(id int) (date, clock, exponent bool) {
	within := func(from, to int) bool { return id >= from && id <= to }
	date = within(14, 17) || id == 22 || within(27, 31) || id == 36 || within(50, 58)
	clock = within(18, 22) || within(32, 35) || within(45, 47)
	return date, clock, id == formatScientific || id == formatShortExp
}
