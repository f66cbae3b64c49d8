package openreferral

import "regexp"

var markup = regexp.MustCompile(`<[a-zA-Z/!]`)

// hasMarkup keeps a text from being cut before it has been made plain, which
// makes it shorter.
func hasMarkup(text string) bool { return markup.MatchString(text) }
