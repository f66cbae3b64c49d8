package mapping

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/fold"
)

// saysNothing is true for what people type into a cell to say that they have
// nothing for it.
func saysNothing(words string) bool {
	switch strings.ToLower(strings.Trim(data.Tidy(words), " .-–—?_*")) {
	case "", "n/a", "na", "#n/a", "none", "nil", "null", "tbc", "tba", "unknown", "not known", "not applicable", "not available", "nan":
		return true
	}
	return false
}

// leavesBlank is true for a cell that says nothing in the column of a field. “None”
// is an answer to what is asked for, what it costs and who it is for; the fields
// that have answers of their own read them themselves.
func leavesBlank(f Field, cell string) bool {
	if !saysNothing(cell) {
		return false
	}
	switch f {
	case Wheelchair, Room, Status, Delivery, ID:
		return false
	case Cost, Eligibility, Referring, Access, Waiting:
		text := fold.Text(cell)
		return text != "none" && text != "nil"
	}
	return true
}

// dateLayouts are those that lists are written with in Britain: the day first.
var dateLayouts = []string{
	"2006-01-02", "2/1/2006", "2/1/06", "2-1-2006", "2-1-06", "2.1.2006", "2.1.06", "2006/1/2", "20060102",
	"2 Jan 2006", "2 January 2006", "2-Jan-2006", "2-Jan-06", "Jan 2 2006", "January 2 2006", "Mon 2 Jan 2006", "Monday 2 January 2006",
	"2 Jan 06", "Mon 2 January 2006", "Jan 2006", "January 2006", "Jan-06", "Jan-2006", "1/2006",
}

var clockPart = regexp.MustCompile(`(?:[T ]\d{1,2}:\d{2}|T\d{6}).*$`)

var sept = regexp.MustCompile(`(?i)\bsept\b`)

// readDate reads a date, and one that Excel wrote as a number.
func readDate(text string) (data.Date, bool) {
	text = clockPart.ReplaceAllString(strings.TrimSpace(text), "")
	text = strings.ReplaceAll(data.Tidy(text), ",", "")
	for _, suffix := range []string{"st ", "nd ", "rd ", "th "} {
		if i := strings.Index(text, suffix); i > 0 && text[i-1] >= '0' && text[i-1] <= '9' {
			text = text[:i] + " " + text[i+len(suffix):]
		}
	}
	text = sept.ReplaceAllString(text, "Sep")
	if day, ok := data.SerialDay(text); ok {
		return day, true
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1900 {
			return data.DateOf(t), true
		}
	}
	return data.Date{}, false
}

// beginsWith is true when a text begins with one of the words, whole.
func beginsWith(text string, words ...string) bool {
	for _, w := range words {
		if text == w || strings.HasPrefix(text, w+" ") {
			return true
		}
	}
	return false
}

var noThen = regexp.MustCompile(`(?i)^\s*no?\s*[-–—,.;:(]`)

// readYesNo reads the answer to a question about access; ok is false for other
// words. What is not known is neither yes nor no.
func readYesNo(words string) (answer data.YesNo, ok bool) {
	text := fold.Text(words)
	switch {
	case saysNothing(words) && text != "none" || beginsWith(text, "not known", "not sure", "not applicable", "not available", "not yet", "no information", "no details"):
		return "", true
	case noThen.MatchString(words):
		return data.No, true // “No - stairs” is not “no stairs”
	case beginsWith(text, "no steps", "no step", "no stairs"):
		return data.Yes, true
	case text == "x" || strings.TrimSpace(words) == "✓" || strings.TrimSpace(words) == "✔" ||
		beginsWith(text, "y", "1", "yes", "true", "full", "fully", "accessible", "step free", "level access", "wheelchair accessible") && !beginsWith(text, "full of"):
		return data.Yes, true
	case text == "no" || text == "none" || beginsWith(text, "n", "0", "false", "not", "inaccessible", "no access", "no wheelchair", "no disabled", "no lift", "no ramp"):
		return data.No, true
	}
	return "", false
}

// What a list calls a service that it has but that cannot be offered.
var (
	forNow = []string{"temporarily", "temporary", "temp", "paused", "suspended", "on hold", "for now", "closed until", "closed for the", "closed for refurbishment",
		"proposed", "pending", "draft", "hidden", "unpublished", "not published", "unapproved", "awaiting approval", "under review", "coming soon", "not yet", "cancelled", "postponed"}
	forGood = []string{"inactive", "not active", "not open", "not running", "defunct", "closed", "ended", "archived", "ceased", "no longer", "dissolved", "removed", "deregistered", "de registered", "struck off", "dormant", "withdrawn", "expired", "deleted", "disabled", "not live", "not available"}
	// goesOn are the words with which lists say that a service can be offered.
	goesOn = []string{"open", "active", "yes", "not closed", "no change", "no changes", "registered", "recently registered", "live", "current", "currently", "published",
		"approved", "verified", "visible", "running", "still running", "available", "operational", "enabled", "ongoing", "up to date", "documents overdue", "ok", "a", "y", "1", "true"}
)

// hasAny is true when one of the words stands in a folded text, whole.
func hasAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(" "+text+" ", " "+w+" ") {
			return true
		}
	}
	return false
}

// readStatus takes a service for open unless a list says otherwise; "Open
// (closed at Easter)" is open. known is false for words that say neither.
func readStatus(words string) (status data.ServiceStatus, known bool) {
	text := fold.Text(words)
	switch {
	case beginsWith(text, "open", "active", "yes", "not closed", "no change", "no changes"):
		return data.ServiceActive, true
	case text == "p", hasAny(text, forNow...):
		return data.ServicePaused, true
	case hasAny(text, forGood...), text == "completed", text == "finished", text == "no", text == "n", text == "0", text == "false", text == "c", text == "d": // C and D: closed and dormant of NHS ODS
		return data.ServiceDefunct, true
	}
	return data.ServiceActive, beginsWith(text, goesOn...)
}

// roomWords are texts that are answers of their own, and words that are in others,
// in the order in which they count.
var roomWords = []struct {
	room   data.Room
	are    []string
	within []string
}{
	{data.HasRoom, nil, []string{"not full"}},
	{data.FewLeft, []string{"amber"}, []string{"few", "limited"}},
	{data.Full, []string{"no", "n", "closed", "red"}, []string{"full", "no space", "no room", "no place"}},
	{data.HasRoom, []string{"yes", "y", "open", "green"}, []string{"room", "space", "available", "places"}},
}

func readRoom(words string) (data.Room, bool) {
	text := strings.ToLower(data.Tidy(words))
	for _, r := range roomWords {
		if slices.Contains(r.are, text) || slices.ContainsFunc(r.within, func(word string) bool { return strings.Contains(text, word) }) {
			return r.room, true
		}
	}
	return "", false
}

var deliveryWords = []struct {
	way   data.Delivery
	words []string
}{
	{data.Online, []string{"online", "zoom", "virtual", "teams", "web", "internet", "remote"}},
	{data.ByPhone, []string{"phone", "helpline"}},
	{data.AtHome, []string{"at home", "home visit", "your home", "own home", "in the home", "domicil", "house call"}},
	{data.InPerson, []string{"person", "face", "venue", "centre", "drop", "group", "on site", "physical"}},
}

func readDelivery(words string) []data.Delivery {
	text := strings.ToLower(words)
	if text == "home" {
		return []data.Delivery{data.AtHome}
	}
	var ways []data.Delivery
	for _, d := range deliveryWords {
		for _, w := range d.words {
			if strings.Contains(text, w) {
				ways = append(ways, d.way)
				break
			}
		}
	}
	return ways
}
