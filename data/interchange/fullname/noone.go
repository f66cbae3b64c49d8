package fullname

import (
	"slices"
	"strings"

	"waymark/data/fold"
)

func setOf(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

// unknown are words for a name that no one knows or gives, and beside are those that stand
// with them: “Unknown male”, “Anonymous caller 2”, “Name not given”.
var (
	unknown = setOf("unknown", "unnamed", "anonymous", "anon", "withheld", "redacted", "tbc", "tba", "noname", "undisclosed", "unidentified")
	beside  = setOf("male", "female", "man", "woman", "gentleman", "gent", "lady", "person", "patient", "client", "adult", "child", "boy", "girl", "caller", "referral",
		"service", "user", "name", "names", "surname", "forename", "first", "last", "given", "not", "no", "known", "provided", "recorded", "supplied", "disclosed", "stated",
		"available", "yet", "to", "be", "confirmed", "new", "the", "of", "m", "f")
	notGiven = []string{"no name", "no names", "no surname", "no forename", "name not", "names not", "not given", "not known", "not provided", "not recorded", "not supplied", "not disclosed", "not stated", "not available"}
	visitors = []string{"walk in", "drop in", "prefer not to say", "refused", "declined", "declined to say", "various"}
)

// IsNoOne reports whether a name says that it is not known who it is.
func IsNoOne(name string) bool {
	words := fold.Words(name)
	if slices.Contains(visitors, strings.Join(words, " ")) {
		return true
	}
	says := slices.ContainsFunc(notGiven, func(n string) bool { return strings.HasPrefix(strings.Join(words, " ")+" ", n+" ") })
	for _, w := range words {
		if !unknown[w] && !beside[w] && strings.Trim(w, "0123456789") != "" {
			return false
		}
		says = says || unknown[w]
	}
	return says
}

// standIns are words in place of a name: “Baby Smith”, “Mum of Ann Lee”, “Ann’s mum”. Some
// are called so.
var standIns = setOf("baby", "infant", "newborn", "unborn", "twin", "mum", "mother", "dad", "father", "wife", "husband", "son", "daughter", "partner", "neighbour", "carer", "unknown", "unnamed", "tbc")

// IsStandIn reports whether a name may stand for one that is not known.
func IsStandIn(name string) bool {
	words := fold.Words(fold.Untitled(name))
	if len(words) < 2 {
		return len(words) > 0 && standIns[words[0]]
	}
	first, last := words[0], words[len(words)-1]
	return standIns[first] || unknown[last] || standIns[last] && strings.ContainsAny(name, "'’")
}

// testWords are those that the names of test records are made of.
var testWords = setOf("test", "tests", "testing", "dummy", "fake", "example", "sample", "patient", "client", "person", "user", "record", "do", "not", "use", "delete", "me", "please", "zz", "zzz", "mr", "mrs", "demo")

// IsTest reports whether a name is one that people give to a record with which they
// try a program out. Someone may be called Test, or Sample, beside another name.
func IsTest(name string) bool {
	words := fold.Words(name)
	says := false
	for _, w := range words {
		if !testWords[w] && strings.Trim(w, "0123456789") != "" {
			return false
		}
		says = says || slices.Contains([]string{"test", "testing", "dummy", "fake", "demo", "delete"}, w)
	}
	return says || slices.Equal(words, []string{"do", "not", "use"}) || slices.Equal(words, []string{"do", "not", "use", "do", "not", "use"})
}
