package mapping

import (
	"regexp"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/fold"
)

// tickOf reads a cell of a column that is ticked or not: Yes or No, empty for any
// other text. Spreadsheets keep a tick box as TRUE or FALSE.
func tickOf(text string) data.YesNo {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "true", "yes", "y", "x", "1", "✓", "✔", "☑", "☒", "checked", "ticked":
		return data.Yes
	case "false", "no", "n", "0", "☐", "unchecked", "not ticked":
		return data.No
	}
	return ""
}

// asksForCharge is a heading that asks whether a service costs anything.
var asksForCharge = regexp.MustCompile(`^(?:is there a |do you |any )?(?:charge|charges|cost|fee|fees)\b`)

// answered returns what a cell means where the heading asks and the cell answers
// yes or no: a tick under “Women only” says “Women only”, and FALSE is no text.
// Fields that are answered with yes or no by themselves keep the answer.
func answered(f Field, heading, cell string) string {
	tick := tickOf(cell)
	if tick == "" {
		return priced(f, cell)
	}
	switch f {
	default: // 1 is the number of a house, and X may be a name
		return cell
	case Category, Need, Eligibility, Referring, Ages, Language, Delivery, Access, Waiting, Area, Web, Email, Contact:
	case Status:
		return statusOf(heading, cell, tick)
	case Days:
		if len(weekdays(heading)) > 0 {
			return cell
		}
	case Cost:
		if beginsWith(fold.Text(heading), "free", "is it free") {
			return map[data.YesNo]string{data.Yes: "Free", data.No: "Not free"}[tick]
		}
		if asksForCharge.MatchString(fold.Text(heading)) {
			return map[data.YesNo]string{data.Yes: "Not free", data.No: "Free"}[tick]
		}
		if number := priced(f, cell); number != cell {
			return number
		}
	}
	if tick == data.No {
		return ""
	}
	return data.Tidy(strings.TrimSuffix(strings.TrimSpace(heading), "?"))
}

// statusOf is what a tick says of the status of a service: “Dormant (Y/N)” asks the
// other way round.
func statusOf(heading, cell string, tick data.YesNo) string {
	folded := fold.Text(heading)
	switch gone := asksWhetherGone(folded); {
	case gone && tick == data.No:
		return ""
	case gone:
		return heading
	case tick == data.No && asksWhetherShown.MatchString(folded):
		return notShown // as a draft, for a while or for good
	}
	return cell
}

// asksWhetherGone is true for a heading under which “yes” says that a service is no
// longer there.
func asksWhetherGone(heading string) bool {
	return beginsWith(heading, "dormant", "archived", "is archived", "is closed", "closed", "deleted", "is deleted", "removed", "is removed")
}

// asksWhetherShown is a heading under which “no” says only that a directory does not show
// a service.
var asksWhetherShown = regexp.MustCompile(`^(?:is )?(?:published|visible)\b`)

const notShown = "Not published"

// bareAmount is a price without its sign, as a column of numbers has it.
var bareAmount = regexp.MustCompile(`^\d{1,4}(?:\.\d{1,2})?$`)

// priced adds the sign of a price to a number alone among the costs; nothing is free.
func priced(f Field, cell string) string {
	cell = strings.TrimSpace(cell)
	switch {
	case f != Cost || !bareAmount.MatchString(cell):
		return cell
	case strings.Trim(cell, "0.") == "":
		return "Free"
	}
	return "£" + cell
}

// agesOfDate reads the ages that a spreadsheet took for a date: “5-12” becomes 5
// December in Britain and 12 May in America, and is 5 to 12 either way.
func agesOfDate(text string) (youngest, oldest int, ok bool) {
	text = clockPart.ReplaceAllString(strings.TrimSpace(text), "")
	for _, layout := range []string{time.DateOnly, "2-Jan", "Jan-2", "2-Jan-06", "2/1/2006", "2-Jan-2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			a, b := t.Day(), int(t.Month())
			return min(a, b), max(a, b), a != b
		}
	}
	return 0, 0, false
}
