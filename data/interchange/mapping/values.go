package mapping

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"waymark/data"
)

var (
	ageSpan  = regexp.MustCompile(`(\d{1,3})\s*(?:-|to|until|and)\s*(\d{1,3})`)
	ageFrom  = regexp.MustCompile(`(\d{1,3})\s*(?:\+|plus|years? \+|and (?:over|above|older)|or (?:over|above|older)|years? and (?:over|above|older)|years? (?:or )?(?:over|plus|upwards)|upwards)|(?:over|from|aged? over|above|minimum|min)\s*:?\s*(?:the )?(?:age )?(?:of )?(\d{1,3})`)
	ageUnder = regexp.MustCompile(`(?:under|below|younger than)\s*(?:the )?(?:age )?(?:of )?(\d{1,3})`)
	ageUpTo  = regexp.MustCompile(`(?:up to|until|maximum|max)\s*:?\s*(?:the )?(?:age )?(?:of )?(\d{1,3})`)
	allAges  = regexp.MustCompile(`\b(all|any) ages?\b|^(all|any|everyone|everybody)$`)
	hyphens  = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-")
)

// readAges reads who a service is for by age, in words. ok is false when the
// words are not about age as far as can be told.
func readAges(words string) (youngest, oldest int, ok bool) {
	text := strings.ToLower(hyphens.Replace(words))
	number := func(s string) int {
		n, _ := strconv.Atoi(s)
		return n
	}
	if m := ageSpan.FindStringSubmatch(text); m != nil {
		youngest, oldest = number(m[1]), number(m[2])
		return youngest, oldest, youngest <= oldest && oldest <= 120
	}
	if m := ageFrom.FindStringSubmatch(text); m != nil {
		youngest, ok = number(m[1]+m[2]), true
	}
	if m := ageUnder.FindStringSubmatch(text); m != nil && number(m[1]) > 0 {
		oldest, ok = number(m[1])-1, true
	}
	if m := ageUpTo.FindStringSubmatch(text); m != nil {
		oldest, ok = number(m[1]), true
	}
	if allAges.MatchString(strings.TrimSpace(text)) {
		return 0, 0, true
	}
	return youngest, oldest, ok && youngest <= 120 && oldest <= 120 && (oldest == 0 || youngest <= oldest)
}

// dateLayouts are those that lists are written with in Britain: the day first.
var dateLayouts = []string{
	"2006-01-02", "2/1/2006", "2/1/06", "2-1-2006", "2.1.2006", "2006/1/2", "20060102",
	"2 Jan 2006", "2 January 2006", "2-Jan-2006", "2-Jan-06", "Jan 2 2006", "January 2 2006", "Mon 2 Jan 2006", "Monday 2 January 2006",
	"Jan 2006", "January 2006", "1/2006",
}

// excelDay is day 0 of the numbers that Excel keeps dates as.
var excelDay = data.Date{Year: 1899, Month: time.December, Day: 30}

var clockPart = regexp.MustCompile(`[T ]\d{1,2}:\d{2}.*$`)

// readDate reads a date, and one that Excel wrote as a number.
func readDate(text string) (data.Date, bool) {
	text = clockPart.ReplaceAllString(strings.TrimSpace(text), "")
	text = strings.ReplaceAll(data.Tidy(text), ",", "")
	for _, suffix := range []string{"st ", "nd ", "rd ", "th "} {
		if i := strings.Index(text, suffix); i > 0 && text[i-1] >= '0' && text[i-1] <= '9' {
			text = text[:i] + " " + text[i+len(suffix):]
		}
	}
	if n, err := strconv.Atoi(text); err == nil && n > 20000 && n < 80000 {
		return excelDay.AddDays(n), true
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1900 {
			return data.DateOf(t), true
		}
	}
	return data.Date{}, false
}

// readYesNo reads the answer to a question; ok is false for other words.
func readYesNo(words string) (answer data.YesNo, ok bool) {
	text := strings.ToLower(data.Tidy(words))
	switch {
	case text == "y" || text == "1" || text == "x" || text == "✓" || strings.HasPrefix(text, "yes") || strings.HasPrefix(text, "true") ||
		strings.HasPrefix(text, "full") || strings.HasPrefix(text, "accessible") || strings.HasPrefix(text, "step free") || strings.HasPrefix(text, "step-free"):
		return data.Yes, true
	case text == "n" || text == "0" || text == "no" || strings.HasPrefix(text, "no ") || strings.HasPrefix(text, "no,") || strings.HasPrefix(text, "false") || strings.HasPrefix(text, "not "):
		return data.No, true
	}
	return "", false
}

// readStatus takes a service for open unless a list says otherwise.
func readStatus(words string) data.ServiceStatus {
	text := strings.ToLower(data.Tidy(words))
	switch {
	case strings.Contains(text, "temp") || strings.Contains(text, "paused") || strings.Contains(text, "suspended") || strings.Contains(text, "on hold"):
		return data.ServicePaused
	case text == "no" || text == "0" || text == "false" || strings.Contains(text, "inactive") || strings.Contains(text, "defunct") ||
		strings.Contains(text, "closed") || strings.Contains(text, "ended") || strings.Contains(text, "archived") || strings.Contains(text, "ceased"):
		return data.ServiceDefunct
	}
	return data.ServiceActive
}

func readRoom(words string) (data.Room, bool) {
	text := strings.ToLower(data.Tidy(words))
	switch {
	case strings.Contains(text, "few") || strings.Contains(text, "limited"):
		return data.FewLeft, true
	case strings.Contains(text, "full") || strings.Contains(text, "no space") || strings.Contains(text, "no room") || strings.Contains(text, "no place") || text == "no":
		return data.Full, true
	case text == "yes" || text == "y" || strings.Contains(text, "room") || strings.Contains(text, "space") || strings.Contains(text, "available") || strings.Contains(text, "places"):
		return data.HasRoom, true
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

// shortPart is how long a part may be for commas to divide a list of names.
const shortPart = 40

// readNames divides a cell that holds several names: at semicolons, bars and
// line ends; at commas only when every part is short, since a name may hold one.
func readNames(cell string) []string {
	parts := strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '|' || r == '\n' || r == '•' })
	if len(parts) == 1 {
		byComma := strings.Split(parts[0], ",")
		short := true
		for _, p := range byComma {
			short = short && len(data.Tidy(p)) < shortPart
		}
		if short {
			parts = byComma
		}
	}
	var names []string
	for _, p := range parts {
		if p = data.Tidy(p); p != "" {
			names = append(names, p)
		}
	}
	return names
}
