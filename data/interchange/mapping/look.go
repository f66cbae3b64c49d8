package mapping

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"waymark/data"
)

// mostRepeated is the part of an id column's values that must differ at least.
const mostRepeated = 0.8

// look is what the cells of a column look like, mostly as parts of those filled.
type look struct {
	filled                           int
	full                             float64 // filled cells as a part of the rows
	emails, postcodes, links, phones float64
	numbers, north, east, uuids      float64
	grid                             float64 // metres of the National Grid
	sites                            float64 // web addresses, without what begins them as well
	clocks                           float64 // times of day
	dates                            float64
	ticks                            float64 // yes or no
	pairs                            float64 // latitude and longitude in one
	distinct                         float64
	mean                             float64 // characters
}

func lookAt(sample [][]string, column int) look {
	var l look
	seen := map[string]bool{}
	for _, row := range sample {
		if column >= len(row) {
			continue
		}
		if cell := strings.TrimSpace(row[column]); cell != "" {
			l.filled++
			seen[cell] = true
			l.add(cell)
		}
	}
	if l.filled == 0 {
		return l
	}
	n := float64(l.filled)
	for _, part := range []*float64{&l.emails, &l.postcodes, &l.links, &l.phones, &l.numbers, &l.north, &l.east, &l.grid, &l.sites, &l.clocks, &l.uuids, &l.dates, &l.ticks, &l.pairs, &l.mean} {
		*part /= n
	}
	l.distinct, l.full = float64(len(seen))/n, n/float64(len(sample))
	return l
}

var uuidShape = regexp.MustCompile(`(?i)^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$`)

// webShape is what begins like a web address: one without words between its dots.
var webShape = regexp.MustCompile(`^(?:https?:|www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#]|$))`)

// add counts one cell.
func (l *look) add(cell string) {
	count := func(part *float64, yes bool) {
		if yes {
			*part++
		}
	}
	l.mean += float64(utf8.RuneCountInString(cell))
	lower := strings.ToLower(cell)
	name, domain, at := strings.Cut(cell, "@")
	count(&l.emails, at && name != "" && strings.Contains(domain, ".") && !strings.ContainsAny(cell, " \n"))
	_, _, err := data.ParsePostcode(cell)
	count(&l.postcodes, err == nil)
	count(&l.links, !at && (strings.HasPrefix(lower, "http") || strings.HasPrefix(lower, "www.")))
	count(&l.clocks, hourAlone.MatchString(clockText(cell)))
	count(&l.sites, webShape.MatchString(lower))
	_, isDate := readDate(cell)
	count(&l.dates, isDate)
	count(&l.pairs, pairOfDegrees.MatchString(cell))
	count(&l.ticks, tickOf(cell) != "")
	count(&l.phones, !isDate && likePhone(cell))
	count(&l.uuids, uuidShape.MatchString(cell))
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return
	}
	l.numbers++
	count(&l.grid, n >= 1000 && n <= mostNorthing)
	exact := len(cell)-strings.Index(cell, ".") > 3 && strings.Contains(cell, ".") // three places: not a price
	count(&l.north, exact && inBritain(n, 0))
	count(&l.east, exact && inBritain(50, n))
}

// likePhone is true for a whole number with its area code. One without the zero or
// the plus in front, as spreadsheets leave it, is all digits; with marks in it, as
// “1-2345678901”, it may be a number of anything.
func likePhone(cell string) bool {
	if _, err := data.NormalisePhone(cell); err != nil {
		return false
	}
	if first := cell[0]; first != '0' && first != '+' && first != '(' && strings.ContainsAny(cell, "-/.") {
		return false
	}
	digits := len(data.PhoneDigits(cell))
	return digits >= 10 && digits <= 13
}

// allows is false when the cells cannot be what the heading says.
func (l look) allows(f Field) bool {
	if l.filled == 0 {
		return f != ID
	}
	const half = 0.5
	switch f {
	case ID:
		return l.distinct > mostRepeated && l.full > 0.8 && l.mean <= 60
	case Name:
		return max(l.numbers, l.emails, l.links, l.dates, l.ticks) < half
	case Contact: // with their number or address, or some of them instead of a name
		const some = 0.6
		return max(l.phones, l.emails, l.links) <= some
	case Email:
		return max(l.numbers, l.links) < half
	case Web:
		const leastSites = 0.2
		return l.sites > max(leastSites, l.numbers, l.emails)
	case Latitude:
		return max(l.numbers, l.pairs) > half
	case Longitude:
		return l.numbers > half
	case Postcode:
		return l.mean <= 12
	}
	return l.allowsDay(f)
}

// allowsDay is allows for fields that hold days, or must not.
func (l look) allowsDay(f Field) bool {
	const half = 0.5
	switch f {
	case Until:
		return l.dates > 0
	case From, On:
		return l.dates > half
	case Cost:
		return l.dates < half
	case Status:
		return l.mean <= 30 && l.dates < half
	}
	return true
}
