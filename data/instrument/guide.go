package instrument

import (
	_ "embed" // the guide is part of the program
	"strings"
)

//go:embed FORMAT.md
var guide string

// Guide explains, in plain words and in Markdown, how to write a questionnaire.
func Guide() string { return guide }

// Example is the complete questionnaire that the Guide begins with, as a file
// to copy and change.
func Example() string {
	_, rest, _ := strings.Cut(guide, "```json\n")
	example, _, _ := strings.Cut(rest, "```")
	return example
}
