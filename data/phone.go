package data

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// shortNumbers are the ones of three digits that people are told to call.
var shortNumbers = []string{"101", "105", "111", "112", "119", "999"}

const fewestDigits = 6 // a local number, or 116 123

var (
	extension = regexp.MustCompile(`(?i)[\s,;]*\b(?:extension|extn|ext|x)\b?\.?\s*([0-9]{1,6})$`)
	dashes    = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-")
)

// NormalisePhone tidies a phone number for keeping. Spaces, dots, dashes,
// brackets and a + in front stay as typed; a British number typed as one run
// of digits gets its usual spaces, and an extension becomes "ext 12". It
// refuses only what no one could dial: letters, or too few digits. The error
// is a sentence to show beside the field.
func NormalisePhone(text string) (string, error) {
	number := dashes.Replace(Tidy(text))
	number, ext := cutExtension(number)
	for i, r := range number {
		if r == '+' && strings.ContainsAny(number[:i], "0123456789+") || !strings.ContainsRune("0123456789+ ()-./", r) {
			return "", NewProblem(CodeInvalid, "Enter a phone number, like 01632 960 001 or +44 808 157 0192.")
		}
	}
	digits := onlyDigits(number)
	if len(digits) < fewestDigits && !slices.Contains(shortNumbers, digits) {
		return "", NewProblem(CodeInvalid, "This phone number has too few digits. Enter all of it, with its area code.")
	}
	if number == digits {
		number = spaced(digits)
	}
	if ext != "" {
		number += " ext " + ext
	}
	return number, nil
}

func cutExtension(number string) (rest, ext string) {
	at := extension.FindStringSubmatchIndex(number)
	if at == nil {
		return number, ""
	}
	return number[:at[0]], number[at[2]:at[3]]
}

// spaced puts spaces into a run of eleven digits as Ofcom's number plan has
// its area codes: 020 7946 0018, 0121 496 0018, 0300 123 4567, 01843 496001.
func spaced(digits string) string {
	if len(digits) != 11 || digits[0] != '0' {
		return digits
	}
	switch {
	case digits[1] == '2':
		return digits[:3] + " " + digits[3:7] + " " + digits[7:]
	case digits[1] == '3', digits[1] == '8', digits[1] == '9',
		digits[1] == '1' && (digits[2] == '1' || digits[3] == '1'):
		return digits[:4] + " " + digits[4:7] + " " + digits[7:]
	default:
		return digits[:5] + " " + digits[5:]
	}
}

// PhoneDigits is the digits of a phone number without its extension, for
// search and comparison. +44 and 0044 become the 0 that is dialled at home, so
// that "+44 (0)1843 496001" and "01843 496001" are the same.
func PhoneDigits(text string) string {
	number, _ := cutExtension(Tidy(text))
	digits := onlyDigits(number)
	abroad := strings.HasPrefix(strings.TrimLeft(number, " ("), "+44")
	switch {
	case strings.HasPrefix(digits, "0044"):
		digits = digits[4:]
	case abroad:
		digits = digits[2:]
	default:
		return digits
	}
	return "0" + strings.TrimPrefix(digits, "0")
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || !unicode.IsDigit(r) {
			return -1
		}
		return r
	}, text)
}
