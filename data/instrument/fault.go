package instrument

import (
	"bytes"
	"fmt"
	"strings"
)

// Fault is one thing that is wrong in the file of a questionnaire.
type Fault struct {
	Line  int    // of the file, from 1; 0 when it is not known
	Field string // such as "items[3].text", counted from 0; "" for the file as a whole
	What  string // what is wrong, such as "is empty"
}

// String is the fault in words, such as "line 14: items[3].text is empty".
func (f Fault) String() string {
	words := strings.TrimSpace(f.Field + " " + f.What)
	if f.Line == 0 {
		return words
	}
	return fmt.Sprintf("line %d: %s", f.Line, words)
}

// Faults are all things that are wrong in a file, by line. Parse and
// Validate give them as the error.
type Faults []Fault

// faultsInWords is how many faults an error text names: enough to work on.
const faultsInWords = 25

// Error puts the faults one after the other, and counts those beyond the
// first 25.
func (f Faults) Error() string {
	words := make([]string, 0, min(len(f), faultsInWords)+1)
	for i, fault := range f {
		if i == faultsInWords {
			words = append(words, fmt.Sprintf("and %d more", len(f)-i))
			break
		}
		words = append(words, fault.String())
	}
	return strings.Join(words, "; ")
}

// orNil keeps an empty list from being an error.
func (f Faults) orNil() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

// lineAt is the line, from 1, that a place in the file is on.
func lineAt(content []byte, offset int64) int {
	offset = min(max(offset, 0), int64(len(content)))
	return 1 + bytes.Count(content[:offset], []byte("\n"))
}
