package data

import (
	"strings"
	"unicode"
)

const nhsDigits = 10

// ParseNHSNumber reads an NHS number, with or without spaces and dashes, and
// gives its ten digits. The tenth is a check digit: the first nine are
// weighted 10 to 2 and 11 minus the sum modulo 11 must be the tenth, where 11
// counts as 0 and 10 makes no valid number (NHS Data Dictionary, NHS NUMBER).
// Ten equal digits pass that sum and are refused, since no one is given them.
// The error is a sentence to show beside the field.
func ParseNHSNumber(text string) (string, error) {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '−':
		default:
			return "", NewProblem(CodeInvalid, "Enter a 10-digit NHS number, or leave it blank.")
		}
	}
	digits := b.String()
	switch {
	case len(digits) < nhsDigits:
		return "", NewProblem(CodeInvalid, "This NHS number has "+Plural(len(digits), "digit", "digits")+"; it needs 10. Check it, or leave it empty.")
	case len(digits) > nhsDigits:
		return "", NewProblem(CodeInvalid, "This NHS number has more than 10 digits. Check it, or leave it empty.")
	case strings.Count(digits, digits[:1]) == nhsDigits:
		return "", NewProblem(CodeInvalid, "NHS number is not valid. Check it, or leave it blank.")
	case !nhsCheck(digits):
		return "", NewProblem(CodeInvalid, "NHS number is not valid. Check for a wrong or swapped digit, or leave it blank.")
	}
	return digits, nil
}

func nhsCheck(digits string) bool {
	sum := 0
	for i := range nhsDigits - 1 {
		sum += int(digits[i]-'0') * (nhsDigits - i)
	}
	check := (11 - sum%11) % 11
	return check == int(digits[nhsDigits-1]-'0') // a check of 10 equals no digit
}

// FormatNHSNumber shows ten digits in the usual groups, "943 476 5919".
// Anything else is given back as it is.
func FormatNHSNumber(digits string) string {
	if len(digits) != nhsDigits {
		return digits
	}
	return digits[:3] + " " + digits[3:6] + " " + digits[6:]
}
