package data

// Outcome is what an import does with one entry.
type Outcome string

// The outcomes. Each entry that is read has exactly one, so they add up.
const (
	OutcomeNew       Outcome = "new"
	OutcomeChanged   Outcome = "changed"
	OutcomeUnchanged Outcome = "unchanged"
	OutcomeSkipped   Outcome = "skipped"  // not taken in
	OutcomeDoubtful  Outcome = "doubtful" // taken in, but someone should look at it
	// OutcomeGone is not about an entry that was read: a service that earlier
	// files of the source had and this one has not. It counts in Gone alone.
	OutcomeGone Outcome = "gone"
)

// ImportCount counts the entries that an import read. New, Changed, Unchanged, Skipped
// and Doubtful add up to Read.
type ImportCount struct {
	Read      int `json:"read"`
	New       int `json:"new"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Skipped   int `json:"skipped"`
	Doubtful  int `json:"doubtful"`
	// What happened to those that are doubtful.
	DoubtfulNew       int `json:"doubtful_new"`
	DoubtfulChanged   int `json:"doubtful_changed"`
	DoubtfulUnchanged int `json:"doubtful_unchanged"`
}

// add counts an entry by what it counts as and by what happened to the database.
func (c *ImportCount) add(outcome, written Outcome) {
	c.Read++
	switch outcome {
	case OutcomeNew:
		c.New++
	case OutcomeChanged:
		c.Changed++
	case OutcomeUnchanged:
		c.Unchanged++
	case OutcomeSkipped:
		c.Skipped++
	case OutcomeDoubtful:
		c.Doubtful++
		c.addDoubtful(written)
	}
}

func (c *ImportCount) addDoubtful(written Outcome) {
	switch written {
	case OutcomeNew:
		c.DoubtfulNew++
	case OutcomeChanged:
		c.DoubtfulChanged++
	case OutcomeUnchanged:
		c.DoubtfulUnchanged++
	}
}
