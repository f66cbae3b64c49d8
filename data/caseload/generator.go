package caseload

import (
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"time"

	"waymark/data"
	"waymark/data/diary"
)

// generator makes everything from one stream of random numbers, so that a seed
// says all.
type generator struct {
	*rand.Rand
	more     *rand.Rand // for what the first edition did not have, so that the rest stays as it was
	booking  *rand.Rand // for the diary, for the same reason
	options  Options
	today    data.Date
	start    data.Date // the first day of the eight months
	holidays *data.Holidays
	content  *content
	decks    map[*string][]int // what is left of each list of texts, by its first one

	reasons   map[string]data.ID // by name
	reasonIDs []data.ID          // in their order
	surgeries []data.Surgery
	staff     []data.Staff // the prescribers
	services  []offered
	byNeed    map[data.ID][]int // places in services
	overdue   int               // follow-ups left open although they are overdue
	came      int               // people who came this morning
	planned   int               // appointments of the coming days
	clinics   []data.Clinic     // one of each surgery
	plan      diary.Plan
	busy      map[string]bool    // who has something on a day and at a time
	names     map[data.ID]string // of the services
}

// offered is what a story needs to know of a service.
type offered struct {
	id          data.ID
	minAge      int
	bereavement bool // for people who have lost someone, and no one else
}

func newGenerator(o Options, reasons []data.Reason) *generator {
	g := &generator{Rand: rand.New(rand.NewPCG(o.Seed, 0x5761796d61726b)), options: o, today: o.Today, //nolint:gosec // G404: invented people need no secret numbers
		start: o.Today.AddMonths(-8).AddDays(1), holidays: data.NewHolidays(data.EnglandAndWales()),
		content: readContent(), decks: map[*string][]int{}, reasons: map[string]data.ID{}, byNeed: map[data.ID][]int{}, names: map[data.ID]string{}}
	for _, r := range reasons {
		g.reasons[r.Name] = r.ID
		g.reasonIDs = append(g.reasonIDs, r.ID)
	}
	g.booking = rand.New(rand.NewPCG(o.Seed, 0x6469617279)) //nolint:gosec // G404: as above
	g.plan.Holidays, g.busy = g.holidays, map[string]bool{}
	g.more = rand.New(rand.NewPCG(o.Seed, 0x6d6f7265)) //nolint:gosec // G404: as above
	return g
}

// NewIDs returns a maker of IDs that depends on the seed and day alone, for the
// store that a sample is written into.
func NewIDs(seed uint64, today data.Date) func() data.ID {
	r := rand.New(rand.NewPCG(seed, 0x4964656e74)) //nolint:gosec // G404: IDs need to be different, not secret
	return func() data.ID { return makeID(r, today.Time()) }
}

// id is a UUIDv7 of the given day.
func (g *generator) id(on data.Date) data.ID { return makeID(g.Rand, g.at(on)) }

func makeID(r *rand.Rand, at time.Time) data.ID {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(at.UnixMilli())<<16|0x7000|r.Uint64()&0x0fff) // a time after 1970
	binary.BigEndian.PutUint64(b[8:], r.Uint64()&0x3fffffffffffffff|0x8000000000000000)
	s := hex.EncodeToString(b[:])
	return data.ID(s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:])
}

// at is an instant in the working hours of a day.
func (g *generator) at(on data.Date) time.Time {
	return on.Time().Add(9*time.Hour + time.Duration(g.IntN(7*60*60))*time.Second)
}

func (g *generator) stamp(on data.Date, by data.ID) data.Stamp {
	at := g.past(g.at(on))
	return data.Stamp{CreatedAt: at, CreatedBy: by, UpdatedAt: at, UpdatedBy: by}
}

// past takes nothing for written later than the morning of the sample's day:
// what is kept at noon would seem to have changed since.
func (g *generator) past(at time.Time) time.Time {
	if morning := g.today.Time(); at.After(morning) {
		return morning
	}
	return at
}

// chance is true in that part of cases.
func (g *generator) chance(p float64) bool { return g.Float64() < p }

// pick takes one of a list.
func pick[T any](g *generator, list []T) T { return list[g.IntN(len(list))] }

// text takes the next of a shuffled list, so that nothing is said twice before
// everything has been said once.
func (g *generator) text(list []string) string {
	key := &list[0]
	if len(g.decks[key]) == 0 {
		g.decks[key] = g.Perm(len(list))
	}
	deck := g.decks[key]
	g.decks[key] = deck[1:]
	return list[deck[0]]
}

// working is the first working day on or after d, but never after today: then
// it is the last one before.
func (g *generator) working(d data.Date) data.Date {
	d = g.holidays.NextWorkingDay(d)
	if d.After(g.today) {
		return g.workingBefore(g.today)
	}
	return d
}

// workingBefore is the last working day on or before d.
func (g *generator) workingBefore(d data.Date) data.Date {
	for !g.holidays.IsWorkingDay(d) {
		d = d.AddDays(-1)
	}
	return d
}

// soon is the n-th working day after today.
func (g *generator) soon(n int) data.Date {
	d := g.today
	for range n {
		d = g.holidays.NextWorkingDay(d.AddDays(1))
	}
	return d
}
