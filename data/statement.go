package data

// Statement is a document of facts that is shown on a screen and printed alike, such
// as a certificate.
type Statement struct {
	Title    string
	Lead     string // what it is about, under the title
	Made     Date
	Sections []StatementSection
	Foot     string // stands at the foot of each printed page
}

// StatementSection is one part of a Statement.
type StatementSection struct {
	Heading string
	Intro   string // before the facts; may be empty
	Facts   []Fact
	Notes   []string // paragraphs after the facts
}

// Fact is one line of a Statement: what, and what is so.
type Fact struct{ Name, Value string }
