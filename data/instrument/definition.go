// Package instrument holds the questionnaires that a service may use, as
// data, and scores them. It is pure: it reads no clock, file or database.
//
// Every questionnaire is one JSON file of one format, which Definition
// documents field by field and FORMAT.md explains to people who write their
// own; the ones in the folder definitions come with the program, and a
// Catalogue puts a service's own beside them. A score is a Value only when the questionnaire's own rule allows
// it: an answer that is missing is never counted as zero.
package instrument

// Definition is one questionnaire: its exact wording and how it is scored.
type Definition struct {
	Format    int    `json:"format"`     // of this file, always 1
	ID        string `json:"id"`         // such as "wemwbs", never changed once in use
	Version   string `json:"version"`    // of the wording; stored with each response
	Name      string `json:"name"`       // in full
	ShortName string `json:"short_name"` // its everyday name

	Rights       string `json:"rights"`                 // the statement to show on screen and paper
	Registration string `json:"registration,omitempty"` // what a service has to do before using it
	// Reference says that the service's registration reference, of the settings, is
	// shown with the rights.
	Reference   bool   `json:"registration_reference,omitempty"`
	Instruction string `json:"instruction,omitempty"`   // exact wording above the items
	Recall      string `json:"recall_period,omitempty"` // such as "the last 2 weeks"
	// MinimumAge is the age from which it is meant for people, 0 for any. A
	// younger person is told of, and not refused.
	MinimumAge int `json:"minimum_age,omitempty"`

	Items []Item `json:"items"` // in the order they are asked
	// Choices are the answers to every item that has none of its own, in the
	// order they are shown.
	Choices []Choice `json:"answers,omitempty"`

	Scoring Scoring `json:"scoring"`
	// Higher says which way the total is good news; better when not given.
	Higher Direction `json:"higher,omitempty"`
	// Bands name ranges of the score, lowest first; BandNote is printed
	// wherever one is. They are practice, not part of the questionnaire, so
	// a service may edit them.
	Bands    []Band `json:"bands,omitempty"`
	BandNote string `json:"band_note,omitempty"`
	// Thresholds tell when a change between two scores is worth a word; nil
	// when the questionnaire has none.
	Thresholds  *Thresholds  `json:"change,omitempty"`
	Comparators []Comparator `json:"comparators,omitempty"`

	Scales []Scale `json:"scales,omitempty"` // further scores
	// Translations hold the official wording in other languages, by language
	// code such as "cy".
	Translations map[string]Translation `json:"translations,omitempty"`
}

// Item is one statement or question.
type Item struct {
	Number int    `json:"number"` // from 1, in order, without gaps
	Text   string `json:"text"`   // exact wording
	// Source is the number of the same item in the questionnaire that this
	// one is derived from, 0 when it is not derived.
	Source int `json:"source,omitempty"`
	// Choices are the item's own answers, nil when it has those of the
	// questionnaire.
	Choices []Choice `json:"answers,omitempty"`
	// Points are what each answer counts for, in the order of the item's
	// answers; nil when each counts for its value.
	Points []int `json:"points,omitempty"`
}

// Choice is one answer that may be ticked.
type Choice struct {
	Value int    `json:"value"`
	Label string `json:"label"` // exact wording
}

// Kind is how a score is made from the answers.
type Kind string

// The kinds of scoring.
const (
	Sum   Kind = "sum"   // the values added up
	Table Kind = "table" // the sum, converted by a table
	None  Kind = "none"  // the items are never summed
)

// Scoring is how a score is made, and the range that it lies in.
type Scoring struct {
	Kind Kind    `json:"kind"`
	Min  float64 `json:"min"`
	Max  float64 `json:"max"`
	// Decimals is how many places a score is printed with.
	Decimals int `json:"decimals"`
	// Items are the numbers of the items that the total is made of, all of
	// them when it is nil. A Scale has a list of its own instead.
	Items []int `json:"items,omitempty"`
	// ValidBlanks is how many answers may be missing for a sum to hold all
	// the same, as it is: only for items whose least answer counts for 0.
	ValidBlanks int `json:"valid_blanks,omitempty"`
	// ProrateBlanks is how many answers may be missing for a score to be
	// estimated from the rest, where a service has turned that on.
	ProrateBlanks int `json:"prorate_blanks,omitempty"`
	// DerivedFrom is the ID of the questionnaire whose answers hold the
	// answers to this one, too.
	DerivedFrom string `json:"derived_from,omitempty"`
	// Table has a row for every sum that is possible, lowest first.
	Table []Row `json:"table,omitempty"`
}

// Row converts one sum.
type Row struct {
	Raw   int     `json:"raw"`
	Value float64 `json:"value"`
}

// Band is a range of the score that begins where the one before it ends. It
// ends at AtMost, including it, or below Below, or, when both are nil, never.
type Band struct {
	Label  string   `json:"label"`
	AtMost *float64 `json:"at_most,omitempty"`
	Below  *float64 `json:"below,omitempty"`
}

// Thresholds are sizes of change, in points of the score.
type Thresholds struct {
	Within float64 `json:"within"` // up to this far either way is "about the same"
	Small  float64 `json:"small"`  // about one standard error of measurement
	Large  float64 `json:"large"`  // about 2.77 of them
	Note   string  `json:"note"`   // what the sizes mean, printed beside them
}

// Comparator is a published mean of a population. It is printed with its
// source, year and group wherever it is used, since such means drift.
type Comparator struct {
	Source string  `json:"source"`
	Year   int     `json:"year"`
	Group  string  `json:"group"`
	Value  float64 `json:"value"`
}

// Answers holds item number to the value ticked. An item that is not in it
// was left blank.
type Answers map[int]int
