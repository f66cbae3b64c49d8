// Package meeting has a device meet the others of its service through the store in
// the middle: it reads what they left there, applies it to the records, and leaves
// what is new here.
//
// A meeting may end at any moment, with the program or with the stick. Every step is
// done wholly or not at all, and the next meeting goes on from there: a segment is
// applied in one transaction and applying it again changes nothing; what was sealed
// is kept here, as the same bytes, until every active device has it.
//
// What the store does not show means nothing. A meeting acts only on what it read
// and could check: who signed it, and that it follows what was read before.
package meeting

import (
	"context"
	"sync"
	"time"

	"filippo.io/age"

	"waymark/data"
	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
	"waymark/data/exchange/trails"
)

// Cursor says how far the changes of a database were gathered.
type Cursor = int64

// Outgoing is what a device has for the others.
type Outgoing struct {
	Cursor Cursor
	// Clock is the latest hybrid clock in it.
	Clock int64
	// Parts are the encoded rows by compartment.
	Parts map[string][]byte
	// Changes and Erasures are how many rows changed, and how many clients were
	// erased.
	Changes, Erasures int
}

// Incoming is what a device had for the others.
type Incoming struct {
	Device string
	Number int64 // of its segment
	Clock  int64
	// Parts are those that this device may hold.
	Parts map[string][]byte
	// Whole says that it is everything: a snapshot.
	Whole bool
}

// Summary says what applying did.
type Summary struct {
	Changes     int // rows that are others now
	Settled     int // what a rule decided
	NeedsPerson int // what a person has to decide
}

// Records are the records of a database, as far as they travel.
type Records interface {
	// Start makes the records those of a device of a service, if they are not yet; if
	// they were another device's, they become this one's as with Renew. shared is what a device of the service gave, nil for the one that founded it.
	Start(ctx context.Context, device string, shared []byte) error
	// Shared returns what a new device has to be given beside the records.
	Shared(ctx context.Context) ([]byte, error)
	// Renew makes the records those of another device, after a restore.
	Renew(ctx context.Context, device string) error
	// Gather returns what changed here after a cursor, and the cursor of what comes
	// next. Called again with the same cursor it returns the same changes, and newer
	// ones.
	Gather(ctx context.Context, after Cursor) (Outgoing, error)
	// Unsent counts what changed here after a cursor. It works nothing out, so it is quick.
	Unsent(ctx context.Context, after Cursor) (int, error)
	// Apply takes in a segment in one transaction. Taken in twice it changes nothing,
	// and segments of several devices may come in any order.
	Apply(ctx context.Context, in Incoming) (Summary, error)
	// Snapshot returns everything, so that a new device needs no past. The cursor is
	// that of what comes after it.
	Snapshot(ctx context.Context) (Outgoing, error)
}

// Depot is the store in the middle, open for one meeting. Errors are a
// *data.Problem: of data.CodeNotFound if an object is not shown, of
// data.CodeConflict if a name has other bytes.
type Depot interface {
	List(ctx context.Context, prefix string) ([]string, error)
	Read(ctx context.Context, name string) ([]byte, error)
	Write(ctx context.Context, name string, body []byte) error
	Remove(ctx context.Context, name string) error
}

// Keeper keeps what a device knows of its service between meetings. Each call is one
// transaction.
type Keeper interface {
	// State returns what is known.
	State(ctx context.Context) (*State, error)
	// Learn keeps entries of the log. Those to be published go out with the next
	// segment.
	Learn(ctx context.Context, entries []member.Entry, publish bool) error
	// Advance keeps that a segment of another device was applied.
	Advance(ctx context.Context, to Advance) error
	// Keep keeps a segment that was sealed until it is dropped.
	Keep(ctx context.Context, s Kept) error
	// Objects returns the objects of a segment that is kept.
	Objects(ctx context.Context, number int64) ([]segment.Object, error)
	// Wrote keeps that the store has a segment.
	Wrote(ctx context.Context, number int64) error
	// Drop lets go of the objects of the segments up to a number, which every active
	// device has.
	Drop(ctx context.Context, upTo int64) error
	// Joined keeps that the service let this device in.
	Joined(ctx context.Context, entries []member.Entry) error
	// Answered keeps that a device that was let in has its answer.
	Answered(ctx context.Context, device string) error
	// Unseed keeps that there is no seed for a device any longer, and if it is owed
	// again, that it needs another one.
	Unseed(ctx context.Context, device string, again bool) error
	// Renew goes on as another device, because this database was restored.
	Renew(ctx context.Context, r Renewal) error
	// SentTrail keeps how far a trail was written to the store for a device.
	SentTrail(ctx context.Context, l Line, s SentTrail) error
	// Stand keeps that this device was struck off or has left, or that the others know
	// it under the keys that it goes on with.
	Stand(ctx context.Context, how Standing) error
}

// Standing says how a device and its service stand to each other.
type Standing string

// The standings.
const (
	Alone   Standing = ""        // there is no service
	Asked   Standing = "asked"   // it asked to be let in
	Belongs Standing = "belongs" // it is a device of the service
	Renewed Standing = "renewed" // it goes on under other keys, and the managers' devices may not know yet
	Leaving Standing = "leaving" // it leaves with its next segment
	Left    Standing = "left"    // it has left
	Struck  Standing = "struck"  // it was struck off
)

// Meets reports whether a device of this standing has others to meet.
func (s Standing) Meets() bool { return s != Alone && s != Left && s != Struck }

// State is what a device knows of its service.
type State struct {
	Service  string
	Standing Standing
	Identity *member.Identity
	// Request is what this device asked with, or goes on with.
	Request []byte
	Entries []member.Entry
	// Unpublished are those of the entries that no segment of this device had yet.
	Unpublished []member.Entry
	// Begin says that this device has not had a snapshot yet, which it needs.
	Begin bool
	// Cursor is how far changes were sealed.
	Cursor Cursor
	// Own are the segments of this device that it knows the store to have, or keeps.
	Own []Own
	// Last is the last segment that was sealed here, and when.
	Last   segment.Head
	LastAt time.Time
	// Removed is the last number that this device took out of the store.
	Removed int64
	// Covered says up to which number each device's segments are in a snapshot.
	Covered map[string]int64
	// Others are the other devices' chains.
	Others map[string]*Other
	// Fresh is how many segments with something in them were applied since the last
	// segment of this device, which would confirm them. Erased says that there were
	// erasures among them.
	Fresh  int
	Erased bool
	// Purge is the number up to which what was erased may be in this device's
	// segments: they are to be removed once there is a snapshot.
	Purge int64
	// Owed are devices that this one let in and that have no answer yet.
	Owed []Owed
	// Seeds are the devices that have still to begin from a seed that this one made.
	Seeds []Seeded
	// Trails is what the last segment of this device said of audit trails; nil if it said
	// nothing.
	Trails *segment.Trails
	// SentTrails are how far trails were written to the store.
	SentTrails map[Line]SentTrail
}

// Own is a segment of this device.
type Own struct {
	segment.Head
	At       time.Time
	Whole    bool
	Written  bool // the store has it
	Changes  int
	Erasures int
	// Before is the cursor of what is in it.
	Before Cursor
	// Held says that its objects are kept here.
	Held bool
}

// Other is what is known of another device's chain.
type Other struct {
	segment.Head
	// At is when its last segment was sealed, by its own clock.
	At time.Time
	// Confirmed is the last segment of ours that it had then.
	Confirmed int64
	// Erased is its last segment with erasures.
	Erased int64
	// Vouched is its last segment that a device of the service has said to have.
	Vouched int64
	// Trails is what its last segment said of audit trails; nil if it said nothing.
	Trails *segment.Trails
}

// Advance says that a segment of another device was applied.
type Advance struct {
	Device string
	Header *segment.Header
	Head   segment.Head
	Counts bool // it had something that is to be confirmed
	// Vouched is up to which segment a device of the service said to have each chain.
	Vouched map[string]int64
	// Covered and Purge are those of State.
	Covered map[string]int64
	Purge   int64
	// Snapshot says that a snapshot was taken in, which stands for the segments of
	// further devices up to Heads.
	Snapshot bool
	Heads    map[string]segment.Head
}

// Kept is a segment that was sealed here.
type Kept struct {
	Header  *segment.Header
	Head    segment.Head
	Objects []segment.Object
	Cursor  Cursor // of what comes after it
	Before  Cursor
	// Entries are those that it publishes.
	Entries []member.Entry
	Covered map[string]int64
	Purge   int64
}

// Renewal says as which device a restored database goes on.
type Renewal struct {
	As      *member.Identity
	Entry   member.Entry
	Request []byte
	// Was is the device until now, and Head its last segment that the store has too.
	Was  string
	Head segment.Head
	// Cursor is how far the changes were sealed up to there.
	Cursor Cursor
}

// Meeting is what one meeting needs.
type Meeting struct {
	Depot   Depot
	Keeper  Keeper
	Records Records
	Clock   data.Clock
	// Confirm has this device say what it has of others, if that is more than it said.
	Confirm bool
	// Inactive is after how long a device that was not heard of holds nothing up; zero
	// for the usual 60 days.
	Inactive time.Duration
}

const usualInactive = 60 * 24 * time.Hour

// Progress is told what a meeting does, and how much of it is done; of is 0 if that
// is not known.
type Progress func(step string, done, of int)

// reached is called at the points at which a test kills the program.
var reached = func(string) {}

// oneAtATime: two meetings of one database would seal the same number twice.
var oneAtATime sync.Mutex

// talk is a meeting that is going on.
type talk struct {
	Meeting
	state    *State
	log      *member.Log
	me       string
	now      time.Time
	progress Progress
	report   *Report
	listed   map[string][]segment.Named // what the store shows of each device
	names    []string                   // what it shows of this one
	again    map[string]bool            // devices of the service that ask for another seed
	renewals map[string]string          // devices that go on under other keys: what they are now, and were
	secrets  map[string]*age.X25519Identity
	secretOf *member.State             // what secrets were worked out from
	halt     bool                      // nothing may be sent
	heardAll bool                      // what all segments say of the service was heard
	seeds    map[string][]string       // names of chunks of seeds that it shows of each device
	pieces   map[string][]trails.Named // pieces of audit trails that it shows of each device
	seed     *segment.Seed             // what the segment that is being sealed tells of; nil for most
}

// Meet has this device meet the others. The report says what came of it, also
// beside an error.
func Meet(ctx context.Context, m Meeting, progress Progress) (*Report, error) {
	oneAtATime.Lock()
	defer oneAtATime.Unlock()
	if progress == nil {
		progress = func(string, int, int) {}
	}
	if m.Inactive == 0 {
		m.Inactive = usualInactive
	}
	t := &talk{Meeting: m, now: m.Clock.Now(), progress: progress, report: &Report{}, listed: map[string][]segment.Named{},
		again: map[string]bool{}, renewals: map[string]string{}, seeds: map[string][]string{}, pieces: map[string][]trails.Named{}}
	err := t.begin(ctx)
	if err == nil && t.report.Standing == Belongs {
		err = t.meet(ctx)
	}
	t.finish(ctx, err)
	return t.report, err
}

// begin reads what is known and has a device that asked look for its answer.
func (t *talk) begin(ctx context.Context) (err error) {
	if t.state, err = t.Keeper.State(ctx); err != nil {
		return err
	}
	t.report.Standing = t.state.Standing
	if t.state.Identity == nil {
		return nil
	}
	t.me = t.state.Identity.ID()
	t.log = member.NewLog(t.state.Service, t.state.Entries)
	switch t.state.Standing {
	case Asked:
		return t.lookForAnswer(ctx)
	case Belongs, Renewed, Leaving:
		t.report.Standing = Belongs
		if t.ended() { // it heard so in a meeting that came to no end
			return t.Keeper.Stand(ctx, t.report.Standing)
		}
	}
	return nil
}

// meet is a meeting of a device that belongs to the service.
func (t *talk) meet(ctx context.Context) error {
	for _, step := range []func(context.Context) error{
		t.hold, t.lookAtOwn, t.writeKept, t.hearRequests, t.readOthers, t.begunAnew, t.takeTrails, t.dropSeeds, t.send, t.sendTrails, t.answer, t.tidy,
	} {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := step(ctx); err != nil {
			return err
		}
		if t.report.Standing != Belongs {
			return nil
		}
	}
	return nil
}

// keys are the secrets of the keys that this device was given, by their ID.
func (t *talk) keys() map[string]*age.X25519Identity {
	if s := t.log.State(); s != t.secretOf {
		t.secrets, t.secretOf = t.log.Secrets(t.state.Identity), s
	}
	return t.secrets
}

// self is this device, as the service knows it; nil if it does not.
func (t *talk) self() *member.Device { return t.log.State().Devices[t.me] }
