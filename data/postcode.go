package data

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The shapes of a postcode: A9, A99, AA9, AA99, A9A or AA9A, and 9AA (Royal
// Mail, Programmers' Guide to the Postcode Address File).
var (
	postcodeShape = regexp.MustCompile(`^([A-Z]{1,2})([0-9][0-9]?|[0-9][A-Z])([0-9][A-Z]{2})$`)
	postcodeIn    = regexp.MustCompile(`(?i)\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b`)
)

// Letters that the Post Office does not use, and those it uses at the end of
// an outward code, by place.
const (
	neverFirst  = "QVX"
	neverSecond = "IJZ"
	neverInward = "CIKMOV"
	thirdPlace  = "ABCDEFGHJKPSTUW" // as in N1P
	fourthPlace = "ABEHMNPRVWXY"    // as in EC1A
)

// postcodeAreas are the 124 areas of the Royal Mail and BF, the forces' own.
var postcodeAreas = strings.Fields(`AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT
CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP
IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR
RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN
WR WS WV YO ZE`)

// ParsePostcode reads a postcode in any case, with or without its space, and
// gives it as "CT9 1AA". The warning is a sentence about something unusual
// that is kept all the same, or "". The error is a sentence to show beside
// the field. ZZ99, which the NHS gives people with no fixed abode, is kept.
func ParsePostcode(text string) (normal, warning string, err error) {
	code := compactPostcode(text)
	switch {
	case code == "GIR0AA":
		return "GIR 0AA", "", nil
	case strings.HasPrefix(code, "ZZ99") && postcodeShape.MatchString(code):
		return code[:4] + " " + code[4:], zz99Warning(code), nil
	}
	part := postcodeShape.FindStringSubmatch(code)
	if part == nil {
		return "", "", NewProblem(CodeInvalid, "Enter a full UK postcode, like CT9 1AA.")
	}
	area, district, inward := part[1], part[2], part[3]
	if strings.Contains(neverFirst, area[:1]) ||
		len(area) == 2 && strings.Contains(neverSecond, area[1:]) ||
		strings.ContainsAny(inward[1:], neverInward) {
		return "", "", NewProblem(CodeInvalid, "This postcode has a letter in a place where none is ever used. Check it.")
	}
	return area + district + " " + inward, areaWarning(area, district), nil
}

func compactPostcode(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, text)
}

func zz99Warning(code string) string {
	if code == "ZZ993VZ" {
		return "ZZ99 3VZ stands for no fixed abode."
	}
	return "ZZ99 stands for an address that is not known or not in the United Kingdom."
}

// areaWarning is about what may be new since this list was made, so it never
// refuses.
func areaWarning(area, district string) string {
	known := false
	for _, a := range postcodeAreas {
		known = known || a == area
	}
	if !known {
		return "No postcode area is known by these first letters. Check it."
	}
	last := district[len(district)-1:]
	usual := thirdPlace
	if len(area) == 2 {
		usual = fourthPlace
	}
	if last >= "A" && !strings.Contains(usual, last) {
		return "The letter in the middle of this postcode is unusual. Check it."
	}
	return ""
}

// FindPostcode is the first postcode within a text such as an address, in its
// usual form, or "" when there is none.
func FindPostcode(text string) string {
	if found := FindPostcodes(text); len(found) > 0 {
		return found[0]
	}
	return ""
}

// FindPostcodes are the postcodes within a text, each once, in their usual form.
func FindPostcodes(text string) []string {
	var list []string
	for _, found := range postcodeIn.FindAllString(text, -1) {
		if normal, _, err := ParsePostcode(found); err == nil && !slices.Contains(list, normal) {
			list = append(list, normal)
		}
	}
	return list
}
