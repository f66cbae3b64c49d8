package reports

import "waymark/data/clienttext"

// Print is how something for a client is printed.
type Print struct {
	Large    bool                 // letters of 16 points or more, for people who see badly
	Language *clienttext.Language // nil for English
	Both     bool                 // English beside the language
}

// Beside reports whether two pages stand beside each other on a sheet. In large
// print they are too wide for that, and the English follows on its own pages.
func (p Print) Beside() bool { return p.Both && !p.Large && !p.Language.English() }
