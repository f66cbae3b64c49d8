package moving

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// step is what is done with one person of a list.
type step struct {
	p *data.ListPerson
	// known is the client who they are; "" for a new one.
	known data.ID
	// origin is how they came here from an earlier list of this source.
	origin *origin
	into   int // the step that they are joined with; -1
	later  bool
	asked  bool // no one has decided whether they are someone else
}

// origin is how someone came here.
type origin struct {
	id, client data.ID
	said       string
}

// planner finds out who is here and who stands in a list twice.
type planner struct {
	o       Options
	plan    *Plan
	people  []*data.ListPerson
	known   *index
	origins map[string]origin
	own     *index         // of the people of the list that came before
	at      map[string]int // the step of each of them
}

// reference is how a newer list finds a person again: by the list's own reference,
// else by a hash of who they are.
func reference(p *data.ListPerson) string {
	if p.Reference != "" {
		return fold.Text(p.Reference)
	}
	c := &p.Client
	who := c.NHSNumber
	if who == "" {
		who = fold.Text(c.Name()) + "|" + c.BirthDate.String()
	}
	sum := sha256.Sum256([]byte(who))
	return "#" + hex.EncodeToString(sum[:12])
}

func makePlan(t *store.Tx, people []*data.ListPerson, o Options) (*Plan, error) {
	p := &planner{o: o, people: people, plan: &Plan{Source: o.Source}, own: newIndex(), at: map[string]int{}}
	var err error
	if p.known, err = readKnown(t); err != nil {
		return nil, err
	}
	if p.origins, err = readOrigins(t, o.Source); err != nil {
		return nil, err
	}
	for i, person := range people {
		if err := t.Ctx.Err(); err != nil {
			return nil, err
		}
		p.plan.steps = append(p.plan.steps, p.settle(i, person))
		if o.Compared != nil {
			o.Compared(i + 1)
		}
	}
	p.count()
	return p.plan, nil
}

func readOrigins(t *store.Tx, source string) (map[string]origin, error) {
	all := map[string]origin{}
	type row struct {
		origin
		reference string
	}
	err := store.Each(t.Ctx, t, func(r *row) []any { return []any{&r.id, &r.client, &r.said, &r.reference} }, func(r *row) error {
		all[r.reference] = r.origin
		return nil
	}, "SELECT id, client_id, said, reference FROM client_origin WHERE source = ?", source)
	return all, err
}

// settle decides what is done with one person.
func (p *planner) settle(i int, person *data.ListPerson) step {
	s := step{p: person, into: -1, asked: person.SameAs != nil}
	if s.asked {
		return s
	}
	c := &person.Client
	if from, ok := p.origins[reference(person)]; ok {
		held := p.known.byID[from.client]
		if held != nil && !contradict(c, &held.client) {
			s.known, s.origin = from.client, &from
			p.remember(i, person)
			return s
		}
	}
	open := p.whoIsHere(person, &s)
	if s.known == "" && !s.later && p.inList(person, &s) {
		open = true
	}
	s.asked = open
	if !s.later && !s.asked && s.into < 0 {
		p.remember(i, person)
	}
	return s
}

// whoIsHere asks about the clients who may be the same; open is true while one of
// them is not decided.
func (p *planner) whoIsHere(person *data.ListPerson, s *step) (open bool) {
	for _, m := range p.known.like(&person.Client) {
		switch p.ask(person, nil, m, rowKey(person.At)+"/"+string(m.client.ID)) {
		case data.TwinSame:
			s.known = m.client.ID
		case data.TwinLater:
			s.later = true
		case "":
			open = true
		}
		if s.known != "" || s.later {
			return false
		}
	}
	return open
}

// inList asks about the people of the list who may be the same; open is true while
// one of them is not decided.
func (p *planner) inList(person *data.ListPerson, s *step) (open bool) {
	for _, m := range p.own.like(&person.Client) {
		at := p.at[string(m.client.ID)]
		other := p.people[at]
		switch p.ask(person, other, m, rowKey(person.At)+"/"+rowKey(other.At)) {
		case data.TwinSame:
			s.into = at
			return false
		case data.TwinLater:
			s.later = true
			return false
		case "":
			open = true
		}
	}
	return open
}

// remember lets later people of the list be compared with this one.
func (p *planner) remember(i int, person *data.ListPerson) {
	c := person.Client
	c.ID = data.ID(rowKey(person.At))
	p.at[string(c.ID)] = i
	p.own.add(&entry{client: c})
}

// contradict is true for two who cannot be one, although they have one reference.
func contradict(a, b *data.Client) bool {
	if a.NHSNumber != "" && a.NHSNumber == b.NHSNumber {
		return false
	}
	born := !a.BirthDate.IsZero() && a.BirthDate == b.BirthDate
	return !born && !sharesWord(a.Name(), b.Name()) && !sharesWord(a.Name(), b.KnownAs)
}

func sharesWord(a, b string) bool {
	words := fold.Words(b)
	return slices.ContainsFunc(fold.Words(a), func(w string) bool { return len(w) > 1 && slices.Contains(words, w) })
}

// mostAsked is how many pairs that no one has decided are kept: someone decides them
// one by one, and a list may have more of them than there is memory.
const mostAsked = 2000

// ask returns what was decided about a pair, and keeps one that no one has decided.
func (p *planner) ask(person, other *data.ListPerson, m match, key string) data.TwinAnswer {
	answer, ok := p.o.Twins[key]
	if !ok {
		answer = p.o.Twins["*"]
	}
	if answer != "" {
		p.plan.Decided++
		return answer
	}
	if p.plan.Undecided++; p.plan.Undecided > mostAsked {
		return ""
	}
	twin := data.Twin{Key: key, Person: person, Other: other, Known: m.client, Why: m.why, Since: m.since, Until: m.until, Surgery: m.surgery}
	if other != nil {
		twin.Known.ID = ""
		twin.Surgery = other.Surgery
	}
	p.plan.Twins = append(p.plan.Twins, twin)
	return ""
}

func (p *planner) count() {
	for _, s := range p.plan.steps {
		switch {
		case s.asked:
			p.plan.Asked++
			p.plan.Outcomes = append(p.plan.Outcomes, data.ListAsked)
		case s.later:
			p.plan.Later++
			p.plan.Outcomes = append(p.plan.Outcomes, data.ListLater)
		case s.into >= 0:
			p.plan.Outcomes = append(p.plan.Outcomes, data.ListMore)
		case s.known != "":
			p.plan.Known++
			p.plan.Outcomes = append(p.plan.Outcomes, data.ListKnown)
		default:
			p.plan.New++
			p.plan.Outcomes = append(p.plan.Outcomes, data.ListNew)
		}
	}
}

// index finds the clients who may be the same person.
type index struct {
	byID  map[data.ID]*entry
	byKey map[string][]*entry
}

type entry struct {
	client       data.Client
	surgery      string
	since, until int
}

type match struct {
	*entry
	why  string
	rank int
}

// crowd is how many clients may share a key, such as a day of birth, that still
// tells something: a stand-in for unknown days is shared by hundreds.
const crowd = 60

// mostAlike is how many clients are compared with one person by a human.
const mostAlike = 3

func newIndex() *index { return &index{byID: map[data.ID]*entry{}, byKey: map[string][]*entry{}} }

// keysOf are what two records of one person may have in common.
func keysOf(c *data.Client) []string {
	keys := make([]string, 0, 5)
	if c.NHSNumber != "" {
		keys = append(keys, "n"+c.NHSNumber)
	}
	if !c.BirthDate.IsZero() {
		keys = append(keys, "b"+c.BirthDate.String())
	}
	words := fold.Words(fold.Untitled(c.Name()))
	slices.Sort(words)
	if len(words) > 0 {
		keys = append(keys, "w"+strings.Join(words, ""))
	}
	for _, phone := range []string{c.Phone, c.OtherPhone} {
		if d := data.PhoneDigits(phone); len(d) >= 10 {
			keys = append(keys, "p"+d)
		}
	}
	return keys
}

func (x *index) add(e *entry) {
	x.byID[e.client.ID] = e
	for _, k := range keysOf(&e.client) {
		x.byKey[k] = append(x.byKey[k], e)
	}
}

// like returns those who may be the person, likeliest first.
func (x *index) like(c *data.Client) []match {
	var found []match
	for _, k := range keysOf(c) {
		list := x.byKey[k]
		if len(list) > crowd && k[0] != 'n' {
			continue
		}
		for _, e := range list {
			if slices.ContainsFunc(found, func(m match) bool { return m.entry == e }) {
				continue
			}
			if rank, why := casework.Likeness(c, &e.client); why != "" {
				found = append(found, match{e, why, rank})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(a.rank, b.rank) })
	return found[:min(len(found), mostAlike)]
}

// readKnown reads who is here.
func readKnown(t *store.Tx) (*index, error) {
	x := newIndex()
	type row struct {
		entry
		since, until string
	}
	err := store.Each(t.Ctx, t, func(r *row) []any {
		c := &r.client
		return []any{&c.ID, &c.GivenNames, &c.FamilyName, &c.KnownAs, &c.BirthDate, &c.NHSNumber, &c.Phone, &c.OtherPhone, &c.Postcode, &r.surgery, &r.since, &r.until}
	}, func(r *row) error {
		e := r.entry
		e.since, e.until = year(r.since), year(r.until)
		x.add(&e)
		return nil
	}, `SELECT c.id, c.given_names, c.family_name, c.known_as, c.birth_date, c.nhs_number, c.phone, c.other_phone, c.postcode, coalesce(s.name, ''),
		coalesce((SELECT min(opened_on) FROM episode e WHERE e.client_id = c.id), ''),
		coalesce((SELECT CASE WHEN count(*) = count(closed_on) THEN max(closed_on) END FROM episode e WHERE e.client_id = c.id), '')
		FROM client c LEFT JOIN surgery s ON s.id = c.surgery_id`)
	return x, err
}

func year(day string) int {
	d, err := data.ParseDate(day)
	if err != nil {
		return 0
	}
	return d.Year
}
