package data

import (
	"strings"
)

// ClinicalCode is what a practice enters for something that we tell it: a
// meaning of ours, and the code and term that the service loaded for it. The
// program ships no codes.
type ClinicalCode struct {
	Meaning CodeMeaning `json:"meaning"`
	Code    string      `json:"code"`
	Term    string      `json:"term"`
}

// CodeMeaning is something that a surgery is told and may have a code for. A
// reason for referral has its own: see ReasonMeaning.
type CodeMeaning string

// The meanings.
const (
	CodeReferred  CodeMeaning = "referred"
	CodeSeen      CodeMeaning = "first contact"
	CodeReferral  CodeMeaning = "referral to a service"
	CodeSignpost  CodeMeaning = "signpost to a service"
	CodeMissed    CodeMeaning = "did not attend"
	CodeDeclined  CodeMeaning = "declined"
	CodeClosed    CodeMeaning = "closed"
	reasonMeaning             = "reason: "
)

// CodeMeanings lists the meanings with what is said where there is no term.
func CodeMeanings() []Option[CodeMeaning] {
	return []Option[CodeMeaning]{
		{CodeReferred, "Referred to social prescribing"},
		{CodeSeen, "First contact with social prescribing"},
		{CodeReferral, "Referral to a service"},
		{CodeSignpost, "Signpost to a service"},
		{CodeMissed, "Did not attend social prescribing"},
		{CodeDeclined, "Social prescribing declined"},
		{CodeClosed, "Social prescribing ended"},
	}
}

// ReasonMeaning is the meaning of a reason for referral with this name.
func ReasonMeaning(reason string) CodeMeaning {
	return CodeMeaning(reasonMeaning + strings.ToLower(Tidy(reason)))
}

// Words is what the meaning is called where there is no term for it.
func (m CodeMeaning) Words() string {
	for _, o := range CodeMeanings() {
		if o.Value == m {
			return o.Label
		}
	}
	return Capital(string(m))
}

// ParseMeaning finds the meaning that a file calls by its name or by its words;
// reasons are the names of the service's reasons. It returns CodeInvalid if there
// is no such meaning.
func ParseMeaning(text string, reasons []string) (CodeMeaning, error) {
	wanted := strings.ToLower(Tidy(text))
	for _, o := range CodeMeanings() {
		if wanted == string(o.Value) || wanted == strings.ToLower(o.Label) {
			return o.Value, nil
		}
	}
	for _, r := range reasons {
		if m := ReasonMeaning(r); wanted == string(m) || wanted == strings.ToLower(Tidy(r)) {
			return m, nil
		}
	}
	if wanted == "" {
		return "", NewProblem(CodeInvalid, "The meaning is blank.")
	}
	return "", NewProblem(CodeInvalid, "“"+Tidy(text)+"” is not one of the meanings that Waymark tells a surgery.")
}

// ParseSNOMED checks a SNOMED CT identifier: 6 to 18 digits of which the last is
// a Verhoeff check digit. Spaces are taken out. It returns CodeInvalid with a
// sentence that says what is wrong.
func ParseSNOMED(text string) (string, error) {
	code := strings.Join(strings.Fields(strings.TrimPrefix(text, "'")), "")
	switch {
	case code == "":
		return "", NewProblem(CodeInvalid, "The code is blank.")
	case strings.ContainsAny(code, "eE.+"):
		return "", NewProblem(CodeInvalid, "A spreadsheet has shortened this code. Format its column as text, enter the code again and save the file.")
	case strings.Trim(code, "0123456789") != "":
		return "", NewProblem(CodeInvalid, "A code has digits only.")
	case len(code) < 6 || len(code) > 18 || code[0] == '0':
		return "", NewProblem(CodeInvalid, "A code has 6 to 18 digits and does not begin with 0.")
	case !verhoeff(code):
		return "", NewProblem(CodeInvalid, "The check digit of this code is wrong. Compare it digit by digit.")
	}
	return code, nil
}

// The tables of Verhoeff's check digit: multiplication in the dihedral group D5,
// and the permutation of each place.
var (
	dihedral = [10][10]int{
		{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5}, {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
		{4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1}, {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
		{8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
	}
	permuted = [8][10]int{
		{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4}, {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
		{9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1}, {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8},
	}
)

func verhoeff(digits string) bool {
	c := 0
	for i := range digits {
		c = dihedral[c][permuted[i%8][digits[len(digits)-1-i]-'0']]
	}
	return c == 0
}

// CodedRow is a line of the list that a practice enters: of whom, when, what.
type CodedRow struct {
	NHSNumber string `json:"nhs_number"`
	On        Date   `json:"day"`
	Code      string `json:"code"` // "" where codes are off
	Term      string `json:"term"`
}
