package clienttext

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// order is that of CLDR, in which a file gives the plural forms.
var order = []plural.Form{plural.Zero, plural.One, plural.Two, plural.Few, plural.Many, plural.Other}

var names = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}

// counted is how far the whole numbers go by which the forms of a language are
// found. No rule looks at more than the last two digits, but for millions, which
// nothing for clients has.
const counted = 200

// formsOf lists the plural forms that a language has for whole numbers, in the
// order of a file.
func formsOf(tag language.Tag) []plural.Form {
	var forms []plural.Form
	for n := range counted {
		if f := formFor(tag, n); !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	slices.SortFunc(forms, func(a, b plural.Form) int { return slices.Index(order, a) - slices.Index(order, b) })
	return forms
}

func formFor(tag language.Tag, n int) plural.Form {
	return plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)
}

// pluralNote says which numbers each form is for: "msgstr[0] is for 1, 21, 31 …".
func pluralNote(tag language.Tag) []string {
	var notes []string
	for i, form := range formsOf(tag) {
		var examples []string
		for n := range counted {
			if formFor(tag, n) == form && len(examples) < 5 {
				examples = append(examples, fmt.Sprint(n))
			}
		}
		notes = append(notes, fmt.Sprintf("msgstr[%d] (%s) is for %s", i, names[form], strings.Join(examples, ", ")))
	}
	return notes
}

// pluralHeader is the Plural-Forms line of a file. Translation programs pick the
// form by it in their preview; Waymark goes by CLDR.
func pluralHeader(tag language.Tag) string {
	n := len(formsOf(tag))
	for _, r := range rules {
		if r.fits(tag) {
			return fmt.Sprintf("nplurals=%d; plural=(%s);", n, r.formula)
		}
	}
	return fmt.Sprintf("nplurals=%d; plural=(n != 1);", n)
}

// rule is a formula of gettext, and what it gives.
type rule struct {
	formula string
	of      func(n int) int
}

// fits reports whether a formula picks the forms of a language as CLDR does.
func (r rule) fits(tag language.Tag) bool {
	forms := formsOf(tag)
	for n := range counted {
		if at := r.of(n); at >= len(forms) || forms[at] != formFor(tag, n) {
			return false
		}
	}
	return true
}

func pick(conditions ...bool) int {
	if at := slices.Index(conditions, true); at >= 0 {
		return at
	}
	return len(conditions)
}

var rules = []rule{
	{"0", func(int) int { return 0 }},
	{"n != 1", func(n int) int { return pick(n == 1) }},
	{"n > 1", func(n int) int { return pick(n <= 1) }},
	{"n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2", func(n int) int {
		return pick(n == 1, n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14))
	}},
	{"n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2", func(n int) int {
		return pick(n%10 == 1 && n%100 != 11, n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14))
	}},
	{"n==1 ? 0 : n>=2 && n<=4 ? 1 : 2", func(n int) int { return pick(n == 1, n >= 2 && n <= 4) }},
	{"n==1 ? 0 : n==0 || n!=1 && n%100>=1 && n%100<=19 ? 1 : 2", func(n int) int {
		return pick(n == 1, n == 0 || n%100 >= 1 && n%100 <= 19)
	}},
	{"n%10==1 && (n%100<11 || n%100>19) ? 0 : n%10>=2 && n%10<=9 && (n%100<11 || n%100>19) ? 1 : 2", func(n int) int {
		return pick(n%10 == 1 && (n%100 < 11 || n%100 > 19), n%10 >= 2 && n%10 <= 9 && (n%100 < 11 || n%100 > 19))
	}},
	{"n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5", func(n int) int {
		return pick(n == 0, n == 1, n == 2, n%100 >= 3 && n%100 <= 10, n%100 >= 11)
	}},
	{"n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5", func(n int) int { return pick(n == 0, n == 1, n == 2, n == 3, n == 6) }},
}
