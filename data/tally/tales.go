package tally

import (
	"encoding/json"

	"waymark/data"
)

// Tales are what a client told for the report, in the form in which it travels.
type Tales struct {
	Told []Tale `json:"told,omitempty"` // what may be told
	// Without are the days of those that may not, since there is no consent. Named
	// are those of tales that have a name of the client in them, which stay on the
	// devices that hold clients.
	Without []data.Date `json:"without,omitempty"`
	Named   []data.Date `json:"named,omitempty"`
}

// Tale is a story or a quote.
type Tale struct {
	ID      data.ID       `json:"id"`
	Kind    data.TaleKind `json:"kind"`
	On      data.Date     `json:"on"`
	Heading string        `json:"heading"`
	Body    string        `json:"body"`
}

// Encode returns the form in which the tales travel; nil if there are none.
func (t *Tales) Encode() ([]byte, error) {
	if len(t.Told)+len(t.Without)+len(t.Named) == 0 {
		return nil, nil
	}
	return json.Marshal(t)
}

// ReadTales reads what Encode returned.
func ReadTales(b []byte) (*Tales, error) {
	t := &Tales{}
	if len(b) == 0 {
		return t, nil
	}
	return t, json.Unmarshal(b, t)
}
