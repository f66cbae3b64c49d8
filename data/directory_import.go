package data

// SourceEntry is one service as a file from elsewhere describes it.
type SourceEntry struct {
	Key        string // the source's own id for it; stays the same from file to file
	At         Place
	Service    Service  // without ID, Needs, Categories and Stamp
	Categories []string // by name
	Needs      []string // names of reasons, where the file says so itself
	Doubts     []Doubt  // taken in, but someone should look at it
	Verbatim   bool     // the file is an export of our own: its texts are as they are meant
	Unsaid     []string // fields of Service, Categories and Needs of which the source says nothing: absent, not empty
	// Partial says that this stands for no service, and that the file is only a
	// part of its source: "page 1 of 2". It comes last.
	Partial string
	Skip    string // why it cannot be taken in: a sentence; "" when it can
}

// Place is where in a file something stands.
type Place struct {
	File string `json:"file"` // its name, without folders
	Row  int    `json:"row"`  // the line in a list or the number in a feed, from 1
}

// Doubt is something about one field that someone should look at.
type Doubt struct {
	Field    string `json:"field"` // a field of Service, or a column's heading
	Sentence string `json:"reason"`
}

// ImportRow tells what an import does, or did, with one entry.
type ImportRow struct {
	At      Place   `json:"at"`
	Key     string  `json:"id"`
	Name    string  `json:"name"`
	Outcome Outcome `json:"outcome"`
	// Written is what happened to the directory: new, changed, unchanged or
	// skipped; it differs from Outcome for a doubtful entry.
	Written   Outcome       `json:"written"`
	ServiceID ID            `json:"-"`
	Changes   []FieldChange `json:"changes,omitempty"`
	Doubts    []Doubt       `json:"doubts,omitempty"`
	Reason    string        `json:"reason,omitempty"` // why it was skipped
}

// FieldChange is one field that a source gives differently from what is held.
type FieldChange struct {
	Field   string `json:"field"` // in words, such as "Phone"
	Was     string `json:"was"`
	Becomes string `json:"becomes"`
	// Kept is true when the service's own edit stays: the source differs.
	Kept bool `json:"kept,omitempty"`
}

// ImportResult counts an import.
type ImportResult struct {
	Source string `json:"source"`
	ImportCount
	// Differing counts entries where an edit made here was kept against the source.
	Differing int `json:"differing"`
	// Gone counts services that earlier files of this source had and this one has not.
	Gone int `json:"gone"`
	// Partial is which part of its source the file was, "page 1 of 2"; "" for
	// the whole. Nothing is gone because a part does not have it.
	Partial string `json:"partial,omitempty"`
	// Shrunk says that a feed lost at least half of its services; "" if it did not.
	// Only a dry run has it: else nothing is imported.
	Shrunk string `json:"shrunk,omitempty"`
}

// Count adds one row to the result.
func (r *ImportResult) Count(row *ImportRow) {
	if row.Outcome == OutcomeGone {
		r.Gone++
		return
	}
	r.add(row.Outcome, row.Written)
	for _, c := range row.Changes {
		if c.Kept {
			r.Differing++
			break
		}
	}
}
