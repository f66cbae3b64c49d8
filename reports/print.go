package reports

import "waymark/data/clienttext"

// Print is how something for a client is printed.
type Print struct {
	Large    bool                 // letters of 16 points or more, for people who see badly
	Language *clienttext.Language // nil for English
	Both     bool                 // English beside the language
}
