package plain

import (
	"strconv"
	"strings"

	"waymark/data"
)

var (
	// A number as people write it, with its extension.
	phoneShape    = lazily(`(?i)(?:\+\s*)?\(?\+?[0-9](?:[0-9 ().\-]*[0-9])?\)?(?:\s*[,;(]*\s*(?:extension|extn|ext|x)\b?\.?:?\s*[0-9]{1,6}\)?)?`)
	phoneWords    = lazily(`(?i)\b(?:tele?phone|phone|tel|ph|mobile|mob|landline|land\s*line|freephone|free\s*phone|helpline|help\s*line|call|ring|contact|number|no|office|main|main\s+line|home|work|and|or|t|m|p)\b\.?`)
	contactWords  = lazily(`(?i)\b(?:(?:tele?phone|phone|tel|ph|mobile|mob|landline|e-?mail)\b\.?\s*:?|(?:call|ring|contact)\s*:)`)
	roundTheClock = lazily(`(?i)\(?\b24\s*(?:-?\s*(?:hrs?|hours?)\b\.?|/\s*7\b)\)?`)
	faxWord       = lazily(`(?i)\b(?:fax|f)\b[\s.:]*$`)
	asFloat       = lazily(`^[0-9]{9,12}\.0+$`)
	asPower       = lazily(`(?i)^[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}$`)
	phoneDash     = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-", "\n", " ; ")
)

// betweenNumbers is what stands between two numbers in one field.
const betweenNumbers = " / "

// Phone is the telephone number in a field for them, tidied for keeping as
// data.NormalisePhone does. Two numbers are both kept, with " / " between
// them. Words such as "Tel:" and "(24 hrs)" are dropped, and the 0 that a
// spreadsheet took from the start of a number comes back. The doubt is a
// sentence that quotes what was left out; with clean "", nothing there could
// be dialled. It is "" for a field that was blank or "n/a".
func Phone(s string) (clean, doubt string) {
	text := phoneDash.Replace(Text(s))
	if isBlank(text) {
		return "", ""
	}
	if cutShort(text) {
		return "", "“" + shortened(data.Tidy(text)) + "” is a phone number damaged by a spreadsheet, so it was left out."
	}
	var numbers, left []string
	rest := text
	if strings.Contains(text, "24") {
		rest = roundTheClock().ReplaceAllString(text, " ")
	}
	rest = wholeNumber(rest)
	for {
		at := phoneShape().FindStringIndex(rest)
		if at == nil {
			break
		}
		fax := faxWord().MatchString(rest[:at[0]])
		dialable, other := asPhones(rest[at[0]:at[1]])
		left = append(left, rest[:at[0]])
		if fax || len(dialable) == 0 {
			left = append(left, rest[at[0]:at[1]])
		} else {
			numbers = append(numbers, dialable...)
			left = append(left, " ", other)
		}
		rest = rest[at[1]:]
	}
	if numbers = distinctNumbers(numbers); len(numbers) == 0 {
		return "", "“" + shortened(data.Tidy(text)) + "” is not a phone number that can be dialled, so it was left out."
	}
	if words := leftOver(append(left, rest)); words != "" {
		doubt = "“" + shortened(words) + "” beside the phone number was left out."
	}
	return strings.Join(numbers, betweenNumbers), doubt
}

// FirstPhone is the first telephone number within a text as it is written there, or
// "". It puts nothing right.
func FirstPhone(text string) string {
	for _, found := range phoneShape().FindAllString(text, -1) {
		if digits := len(data.PhoneDigits(found)); digits < 10 {
			continue
		}
		if _, err := data.NormalisePhone(found); err == nil {
			return found
		}
	}
	return ""
}

// WithoutPhoneWords is a text without words such as “Tel:” and “email”.
func WithoutPhoneWords(text string) string {
	return contactWords().ReplaceAllString(text, " ")
}

// marks are what stands around numbers and means nothing by itself.
const marks = " .,;:/|&()[]-+*"

// leftOver is what was neither a number nor a word that says so.
func leftOver(parts []string) string {
	text := strings.Trim(data.Tidy(strings.Join(parts, "")), marks)
	if strings.Trim(phoneWords().ReplaceAllString(text, ""), marks) == "" {
		return ""
	}
	return text
}

// wholeNumber undoes what a spreadsheet makes of a number.
func wholeNumber(text string) string {
	text = strings.TrimSpace(text)
	switch {
	case asFloat().MatchString(text):
		text, _, _ = strings.Cut(text, ".")
	case asPower().MatchString(text):
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			text = strconv.FormatFloat(f, 'f', 0, 64)
		}
	}
	return text
}

// cutShort reports whether text is a number with a power of ten and too few
// digits to be a whole phone number, such as 4.41942E+11. One digit may be
// missing: a last 0 is not written.
func cutShort(text string) bool {
	text = strings.ToUpper(strings.TrimSpace(text))
	if !asPower().MatchString(text) {
		return false
	}
	number, power, _ := strings.Cut(text, "E")
	_, decimals, _ := strings.Cut(number, ".")
	n, err := strconv.Atoi(strings.TrimPrefix(power, "+"))
	return err != nil || len(decimals) < n-1
}

// asPhones is a run of digits as the numbers that can be dialled, and what of
// it cannot. British numbers have eleven digits at most, so that what follows
// with a space between is another, or the hour at which someone answers.
func asPhones(found string) (numbers []string, other string) {
	for found = strings.TrimSpace(found); found != ""; {
		end := britishEnd(found)
		number, err := data.NormalisePhone(withZero(balanced(found[:end])))
		if err != nil {
			return numbers, found
		}
		numbers = append(numbers, number)
		found = strings.Trim(found[end:], " .-")
	}
	return numbers, ""
}

// britishEnd is where the first number in a run of digits ends, if it begins
// with the 0 of Britain and is too long to be one number.
func britishEnd(found string) int {
	run, _, _ := strings.Cut(strings.ToLower(found), "e")
	run, _, _ = strings.Cut(run, "x")
	if digits := onlyDigits(run); len(digits) <= 11 || digits[0] != '0' || digits[1] == '0' || strings.Contains(run, "+") {
		return len(found)
	}
	count, end := 0, len(found)
	for i := range len(run) {
		isDigit := run[i] >= '0' && run[i] <= '9'
		if !isDigit && (count == 10 || count == 11) && run[i] != ')' {
			end = i
		}
		if isDigit {
			count++
		}
		if count > 11 {
			break
		}
	}
	return end
}

// balanced drops a bracket that is closed or opened elsewhere.
func balanced(number string) string {
	switch open, shut := strings.Count(number, "("), strings.Count(number, ")"); {
	case open > shut:
		return strings.TrimSpace(strings.Replace(number, "(", "", open-shut))
	case shut > open:
		return strings.TrimSpace(strings.Replace(number, ")", "", shut-open))
	}
	return number
}

// withZero returns a British number the 0 back that it lost in a spreadsheet,
// or the + before its 44.
func withZero(number string) string {
	digits := onlyDigits(number)
	if strings.Trim(number, "0123456789 ") != "" || digits == "" {
		return number
	}
	switch {
	case len(digits) == 10 && strings.Contains("12378", digits[:1]):
		return "0" + number
	case len(digits) == 12 && strings.HasPrefix(digits, "44"):
		return "+" + number
	}
	return number
}

// distinctNumbers is all numbers once, however they are written.
func distinctNumbers(all []string) []string {
	var kept []string
	seen := make(map[string]bool)
	for _, number := range all {
		_, ext, _ := strings.Cut(number, "ext")
		if key := data.PhoneDigits(number) + ext; !seen[key] {
			seen[key] = true
			kept = append(kept, number)
		}
	}
	return kept
}
