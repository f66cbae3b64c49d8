package devices

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"waymark/data"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store"
)

// Outcome is what came of a meeting, as it is kept for whoever asks between
// meetings.
type Outcome struct {
	// At is when it ended.
	At time.Time `json:"at"`
	// Failed says that it did not come to its end.
	Failed bool `json:"failed"`
	// Sentence says what came of it.
	Sentence string `json:"sentence"`
	// Sent and Received are changes. Waiting is how many of this PC are not in the
	// store.
	Sent     int `json:"sent"`
	Received int `json:"received"`
	Waiting  int `json:"waiting"`
	// Settled is what a rule decided, NeedsPerson what a person has to decide.
	Settled     int      `json:"settled_by_rule"`
	NeedsPerson int      `json:"needs_person"`
	Notices     []string `json:"notices"`
	Others      []Other  `json:"devices"`
	// Requests are PCs that ask to be let in.
	Requests []Request `json:"requests"`
}

// Other is another PC, as a meeting left it.
type Other struct {
	ID string `json:"id"`
	// LastMet is when it last left something in the store, by its own clock; zero if
	// this PC has read nothing of it.
	LastMet time.Time `json:"last_met,omitzero"`
	// Inactive says that it was not heard of for so long that nothing waits for it.
	Inactive bool `json:"inactive,omitempty"`
	// Lacks is how many segments of this PC it has not confirmed, Waits how many of
	// its own could not be taken in.
	Lacks int64 `json:"lacks,omitempty"`
	Waits int   `json:"waits,omitempty"`
	// Problem says why nothing further of it is taken in.
	Problem string `json:"problem,omitempty"`
}

// Request is a PC that asks to be let in.
type Request struct {
	Public member.Public `json:"keys"`
	At     time.Time     `json:"at"`
	Words  []string      `json:"words"`
	// Seed says that the PC can begin from a copy of everything.
	Seed bool `json:"seed,omitempty"`
	// Zstd says that the copy may be compressed with Zstandard.
	Zstd bool `json:"zstd,omitempty"`
}

// ID is the id of the PC.
func (r *Request) ID() string { return r.Public.ID() }

// Asks is what Admit takes.
func (r *Request) Asks() *member.Request {
	return &member.Request{Public: r.Public, At: r.At, Seed: r.Seed, Zstd: r.Zstd}
}

// OutcomeOf keeps of a report what is asked for between meetings. failed is the
// error of the meeting.
func OutcomeOf(r *meeting.Report, failed error) *Outcome {
	o := &Outcome{At: r.At, Failed: failed != nil, Sentence: r.Sentence, Sent: r.Sent, Received: r.Received, Waiting: r.Waiting,
		Settled: r.Settled, NeedsPerson: r.NeedsPerson, Notices: r.Notices}
	for _, m := range r.Devices {
		o.Others = append(o.Others, Other{ID: m.Device.ID, LastMet: m.LastMet, Inactive: m.Inactive, Lacks: m.Lacks, Waits: m.Waits, Problem: m.Problem})
	}
	for _, ask := range r.Requests {
		o.Requests = append(o.Requests, Request{Public: ask.Public, At: ask.At, Words: ask.Words(), Seed: ask.Seed, Zstd: ask.Zstd})
	}
	return o
}

// Tried keeps what came of a meeting. One that failed leaves when the PC last met.
func (k *Keeper) Tried(ctx context.Context, o *Outcome) error {
	body, err := json.Marshal(o)
	if err != nil {
		return err
	}
	return k.db.Write(ctx, store.Change{Kind: store.ChangedDevices}, func(t *store.Tx) error {
		return t.Derive("UPDATE device_self SET tried_at = ?1, outcome = ?2, told = ?3, met_at = iif(?4, met_at, ?1)",
			store.Instant(o.At), string(body), o.Sentence, o.Failed)
	})
}

// Outcome returns what came of the last meeting; nil if there was none.
func (d *Devices) Outcome(ctx context.Context) (*Outcome, error) {
	var body string
	err := d.db.QueryRowContext(ctx, "SELECT outcome FROM device_self").Scan(&body)
	if errors.Is(err, sql.ErrNoRows) || err == nil && body == "" {
		return nil, nil
	}
	if err != nil {
		return nil, store.Problem(err)
	}
	o := &Outcome{}
	if err := json.Unmarshal([]byte(body), o); err != nil {
		return nil, &data.Problem{Code: data.CodeDamaged, Cause: err, Sentence: "What came of the last exchange cannot be read. Exchange again."}
	}
	return o, nil
}

// all sees the devices as the program does.
func (k *Keeper) all() *Devices { return &Devices{k.db, k.db} }

// Status says whether this PC belongs to a service, and when it last met the others.
func (k *Keeper) Status(ctx context.Context) (Status, error) { return k.all().Status(ctx) }

// Outcome returns what came of the last meeting; nil if there was none.
func (k *Keeper) Outcome(ctx context.Context) (*Outcome, error) { return k.all().Outcome(ctx) }
