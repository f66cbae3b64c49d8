package mapping

import (
	"regexp"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/fold"
)

var (
	ageUnits = regexp.MustCompile(`(\d)\s*(?:years? olds?|yrs? olds?|years|year|yrs|yr|yo)\b`)
	ageSpan  = regexp.MustCompile(`(\d{1,3})\s*(?:-|to|until|and)\s*(\d{1,3})`)
	ageFrom  = regexp.MustCompile(`(\d{1,3})s?\s*(?:\+|plus|and (?:over|above|older|up)|or (?:over|above|older|more)|over|upwards)|(?:over|from|above|minimum|min)\s*:?\s*(?:the )?(?:age )?(?:of )?(\d{1,3})`)
	ageUnder = regexp.MustCompile(`(?:under|below|younger than)\s*(?:the )?(?:age )?(?:of )?(\d{1,3})`)
	ageUpTo  = regexp.MustCompile(`(?:up to|until|maximum|max)\s*:?\s*(?:the )?(?:age )?(?:of )?(\d{1,3})|(\d{1,3})s?\s*(?:and|or)\s*(?:under|below|younger)\s*(?:$|[^\d\s])`)
	allAges  = regexp.MustCompile(`\b(all|any) ages?\b|^(all|any|everyone|everyone)$`)
	// The ages in “parents of under 5s” are those of someone else.
	ofOthers = regexp.MustCompile(`\b(?:parents?|mums?|mothers?|dads?|fathers?|carers?|grandparents?|families|guardians?) (?:of|with|to|for)\b.*\d|\b(?:caring for|cares? for|looks? after|looking after)\b.*\d`)
	hyphens  = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-")
)

// readAges reads who a service is for by age, in words. ok is false when the
// words are not about age as far as can be told.
func readAges(words string) (youngest, oldest int, ok bool) {
	text := ageUnits.ReplaceAllString(strings.ToLower(hyphens.Replace(words)), "$1")
	if ofOthers.MatchString(text) {
		return 0, 0, false
	}
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
		oldest, ok = number(m[1]+m[2]), true
	}
	if allAges.MatchString(strings.TrimSpace(text)) {
		return 0, 0, true
	}
	return youngest, oldest, ok && youngest <= 120 && oldest <= 120 && (oldest == 0 || youngest <= oldest)
}

var oneAge = regexp.MustCompile(`^(?:age )?(\d{1,3})(?:\.0+)?\s*\+?$`)

// readAge reads one age from 0 to 120, such as "16", "16.0" and "16 years".
func readAge(words string) (int, bool) {
	m := oneAge.FindStringSubmatch(ageUnits.ReplaceAllString(strings.ToLower(data.Tidy(words)), "$1"))
	if m == nil {
		return 0, false
	}
	n, _ := strconv.Atoi(m[1]) // three digits at most
	return n, n <= 120
}

// ageWords are the words of an age. Others beside it say more than an age can.
const ageWords = " a aged age ages years year yrs yr old olds adults and over under up to from or above plus all any only the of between below older younger minimum maximum min max upwards until more everyone everybody s "

// onlyAges is true when words say nothing beside one span of ages.
func onlyAges(words string) bool {
	numbers := 0
	for _, w := range fold.Words(words) {
		switch unit := strings.TrimLeft(w, "0123456789"); {
		case !strings.Contains(ageWords, " "+unit+" ") && unit != "":
			return false
		case unit != w:
			numbers++
		}
	}
	return numbers <= 2
}
