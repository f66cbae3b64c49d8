package fold

import "strings"

// titles are forms of address, folded, with how they are written.
var titles = map[string]string{
	"mr": "Mr", "mrs": "Mrs", "miss": "Miss", "ms": "Ms", "mx": "Mx", "dr": "Dr", "doctor": "Dr", "prof": "Prof", "professor": "Prof", "rev": "Rev", "revd": "Rev",
	"reverend": "Rev", "sir": "Sir", "dame": "Dame", "lady": "Lady", "lord": "Lord", "master": "Master", "mister": "Mr", "cllr": "Cllr", "fr": "Fr", "sr": "Sr", "sister": "Sister", "madam": "Madam", "mstr": "Master",
}

// TitleOf is a form of address as it is written, “Mrs” for “mrs.”; "" for any other word.
func TitleOf(word string) string { return titles[strings.Trim(Text(word), ". ")] }

// Untitled is a name without the forms of address that it begins with, as it is compared
// with others: “Mr J Smith” and “J Smith” may be one person. A title alone is a name.
func Untitled(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && TitleOf(words[0]) != "" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}
