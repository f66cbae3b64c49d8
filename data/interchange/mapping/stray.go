package mapping

import (
	"regexp"
	"strings"

	"waymark/data/fold"
	"waymark/data/interchange/plain"
)

// excelError is what Excel shows, and exports, for a formula that failed.
var excelError = regexp.MustCompile(`^#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)$`)

// textFormula is how programs write a cell that Excel is to take for a text,
// lest it drops the 0 of a phone number.
var textFormula = regexp.MustCompile(`^="([^"]*)"$`)

// asText is the text of a cell without the formula around it.
func asText(cell string) string {
	if strings.HasPrefix(cell, "=") {
		return textFormula.ReplaceAllString(cell, "$1")
	}
	return cell
}

// unquoted is a cell without the single quotes that a register writes around each of
// several answers: 'Older people','Children'.
func unquoted(cell string) string {
	inner, ok := strings.CutPrefix(strings.TrimSpace(cell), "'")
	if inner, ok2 := strings.CutSuffix(inner, "'"); ok && ok2 && inner != "" && !strings.Contains(strings.ReplaceAll(inner, "','", ""), "'") {
		return strings.ReplaceAll(inner, "','", "; ")
	}
	return cell
}

// dropErrors leaves out cells that hold an error of Excel and no value. #N/A is
// also what people type for nothing, which needs no doubt.
func (r *row) dropErrors() {
	kept := r.cells[:0]
	for _, c := range r.cells {
		switch {
		case c.text[0] != '#' || !excelError.MatchString(c.text): // cells are not blank
			kept = append(kept, c)
		case !saysNothing(c.text):
			r.doubt(c.heading, "“"+c.text+"” is an error that Excel shows in place of a value, and was left out.")
		}
	}
	r.cells = kept
}

// stray says why a row of a list is no service though it has something where
// the name stands, "" for a service.
func (l *Rows) stray(cells []string) string {
	switch {
	case l.repeatsHeadings(cells):
		return "The row repeats the headings of the list."
	case l.isLinked(cells):
		return "This is a linked charity, a fund of the main one, and not a service of its own."
	case isTotal(cells):
		return "The row is a total of the rows above, and not a service."
	}
	return ""
}

// aloneFrom is how many columns a list has in which a row with nothing but a name
// is rather a heading or a note.
const aloneFrom = 4

// alone settles a row in which only the name is filled. Lists have headings between
// the services, and notes beneath them. What is not plainly one of these is doubtful.
func (l *Rows) alone(cells []string, r *row) {
	filled := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			filled++
		}
	}
	if filled != 1 || len(r.cells) != 1 || r.cells[0].field != Name || len(l.columns) < 2 {
		return
	}
	few, banner := len(l.columns) < aloneFrom, plain.IsBanner(r.cells[0].text)
	if text := r.cells[0].text; plain.BeginsAsRemark(text) || !few && (plain.IsRemark(text) || banner) {
		r.e.Skip = "It stands alone in its row, as a heading or a note does. If it is a service, fill in another cell of the row and import the list again."
		return
	}
	if few && (!banner || len(l.columns) <= 2) {
		return
	}
	r.doubt("", "Nothing but the name is filled in. Check that it is a service, and not a heading or a note of the list.")
}

// isLinked is true for a row of the register of charities that is a subsidiary of
// the charity with the same number, which itself is number 0.
func (l *Rows) isLinked(cells []string) bool {
	if l.linked < 0 || l.linked >= len(cells) {
		return false
	}
	number := strings.TrimSpace(cells[l.linked])
	return number != "" && strings.Trim(number, "0") != ""
}

// repeatsHeadings is true for the headings again, as lists have them that were
// made of several pages or files.
func (l *Rows) repeatsHeadings(cells []string) bool {
	filled := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			filled++
		}
	}
	same, others := 0, 0
	for i, c := range cells {
		switch {
		case strings.TrimSpace(c) == "":
		case i < len(l.keys) && headingKey(c) == l.keys[i]:
			same++
		default:
			if others++; others*4 > filled { // no need to fold the long cells of a service
				return false
			}
		}
	}
	return same > 1 || same == 1 && len(l.header) == 1
}

var (
	totalWords = regexp.MustCompile(`^(grand |sub ?)?totals?( (number|no) of)?( \d+)?( (services?|organi[sz]ations?|groups?|clubs?|activities|providers?|records?|rows?|entries))?( \d+)?$`)
	amount     = regexp.MustCompile(`^[£$€]?\s*[\d.,]+\s*%?$`)
)

// isTotal is true for a line that says so and has nothing but amounts beside:
// a club may be called Total Fitness.
func isTotal(cells []string) bool {
	says := false
	for _, c := range cells {
		switch c = strings.TrimSpace(c); {
		case c == "":
		case !says:
			if says = totalWords.MatchString(fold.Text(c)); !says {
				return false
			}
		case !amount.MatchString(c):
			return false
		}
	}
	return says
}
