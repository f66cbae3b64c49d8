package data

import (
	"crypto/rand"
	"math/big"
	"strings"
	"unicode"
)

// slipLetters are the characters of a slip reference: no I, L, O, U or 0,
// which look or sound like others. There are 31, a prime, so that the last
// one shows any one wrong character and any two neighbours changed round.
const slipLetters = "123456789ABCDEFGHJKMNPQRSTVWXYZ"

const slipLength = 6 // without the check character

// NewSlip makes a reference for a reply slip, by chance, such as "K7P4WQX".
// It says nothing about the person.
func NewSlip() string {
	var b strings.Builder
	for range slipLength {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(slipLetters))))
		if err != nil {
			panic(err) // the system's source of randomness does not fail
		}
		b.WriteByte(slipLetters[n.Int64()])
	}
	return b.String() + slipCheck(b.String())
}

func slipCheck(letters string) string {
	sum := 0
	for i, r := range letters {
		sum += (i + 2) * strings.IndexRune(slipLetters, r)
	}
	return slipLetters[sum%len(slipLetters):][:1]
}

// ParseSlip reads a reference as typed from a slip, in any case, with or
// without spaces and dashes. The error is a sentence to show beside the field.
func ParseSlip(typed string) (string, error) {
	slip := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Pd, r):
			return -1
		case r == 'l' || r == 'L' || r == 'i' || r == 'I':
			return '1'
		}
		return unicode.ToUpper(r)
	}, typed)
	bad := strings.Trim(slip, slipLetters) != "" || len(slip) != slipLength+1
	if bad || slipCheck(slip[:slipLength]) != slip[slipLength:] {
		return "", NewProblem(CodeInvalid, "Enter the reference exactly as on the slip, like "+ShowSlip("K7P4WQ"+slipCheck("K7P4WQ"))+".")
	}
	return slip, nil
}

// ShowSlip is a reference as it is printed, in groups: "K7P-4WQ-X".
func ShowSlip(slip string) string {
	if len(slip) != slipLength+1 {
		return slip
	}
	return slip[:3] + "-" + slip[3:6] + "-" + slip[6:]
}
