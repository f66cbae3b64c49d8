package casework

import (
	"strings"

	"waymark/data"
)

// Likeness is why two clients may be one person, and how likely that is: the lower
// the rank, the likelier; "" if nothing speaks for it. Known to be born on different
// days or to have different NHS numbers, they are two.
func Likeness(a, b *data.Client) (rank int, why string) {
	if a.NHSNumber != "" && b.NHSNumber != "" && a.NHSNumber != b.NHSNumber {
		return 0, ""
	}
	samePhone := sharesPhone(a, b)
	rank, why = whySimilar(a, a.NHSNumber, data.ClientRow{Name: b.Name(), KnownAs: b.KnownAs, BirthDate: b.BirthDate, NHSNumber: b.NHSNumber}, samePhone)
	sameNHS := a.NHSNumber != "" && a.NHSNumber == b.NHSNumber
	if !sameNHS && !a.BirthDate.IsZero() && !b.BirthDate.IsZero() && a.BirthDate != b.BirthDate {
		return 0, ""
	}
	if rank >= onlyPhone { // a household
		return 0, ""
	}
	if rest, ok := strings.CutPrefix(why, "same "); ok {
		why = "the same " + rest
	}
	return rank, why
}

// onlyPhone is the rank of two people who share nothing but a phone.
const onlyPhone = 7

// sharesPhone reports whether two clients have a whole phone number in common.
func sharesPhone(a, b *data.Client) bool {
	for _, x := range []string{a.Phone, a.OtherPhone} {
		for _, y := range []string{b.Phone, b.OtherPhone} {
			if d := data.PhoneDigits(x); len(d) >= wholePhone && d == data.PhoneDigits(y) {
				return true
			}
		}
	}
	return false
}
