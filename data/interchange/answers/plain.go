package answers

import (
	"slices"
	"strings"
)

// Words by which a form asks for something, and those that only say whose it
// is. Both stand around what a column is called in other lists, as in "What is
// your NHS number?" and "Client's name".
var (
	askingWords = setOf("please", "enter", "type", "in", "give", "us", "provide", "write", "state", "tell", "confirm", "what", "is", "was", "were", "are", "can", "could", "you", "insert",
		"add", "fill", "record", "put", "select", "choose", "the", "a", "an", "your", "yours", "their", "his", "her", "my", "this", "of", "to", "for", "here", "below", "optional", "required", "if", "known", "own", "s", "and",
		"on", "did")
	ownerWords = setOf("client", "clients", "patient", "patients", "participant", "participants", "person", "persons", "people", "service", "user", "users", "respondent", "respondents", "member", "members", "customer", "beneficiary")
)

// plainKeys are a heading without the number of its question and the words by
// which a form asks; and, second, without those that say whose it is.
func plainKeys(heading string) (plain, ownerless string) {
	words := strings.Fields(headingKey(heading))
	if len(words) > 2 && generic[words[0]] && isDigits(words[1]) {
		words = words[2:] // Q1. NHS number
	} else if len(words) > 1 && isDigits(words[0]) {
		words = words[1:]
	}
	rest := withoutAsking(words)
	own := slices.DeleteFunc(slices.Clone(rest), func(w string) bool { return ownerWords[w] })
	return strings.Join(rest, " "), strings.Join(own, " ")
}

func withoutAsking(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return askingWords[w] })
}

// describes is true for the roles that are the person's own, whoever is named
// as their owner in the heading.
func (r role) describes() bool {
	return slices.Contains([]role{roleNHS, roleBirth, roleGiven, roleFamily, roleName}, r)
}

// isCalled is true for a heading that asks for what others call by one of the
// names.
func (r role) isCalled(heading string, names map[string]bool) bool {
	plain, own := plainKeys(heading)
	return plain != "" && names[plain] || r.describes() && own != "" && names[own]
}

// namesOf are the headings of a role, as they stand and without asking words.
func namesOf(of role) map[string]bool { return allNames[of] }

var allNames = func() map[role]map[string]bool {
	all := map[role]map[string]bool{}
	for _, h := range headings {
		names := map[string]bool{}
		for name := range strings.SplitSeq(h.names, "|") {
			names[name] = true
			if short := strings.Join(withoutAsking(strings.Fields(name)), " "); short != "" {
				names[short] = true
			}
		}
		all[h.role] = names
	}
	return all
}()
