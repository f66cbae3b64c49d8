package member

import (
	"bytes"
	"cmp"
	"maps"
	"math/big"
	"slices"
	"time"

	"waymark/data/access"
	"waymark/data/exchange/segment"
)

// Log is a set of entries and what follows from it.
type Log struct {
	service string
	entries map[segment.Hash]Entry
	state   *State // nil: not worked out since an entry was added
}

// NewLog makes a log of the entries that a device knows of a service.
func NewLog(service string, entries []Entry) *Log {
	l := &Log{service: service, entries: map[segment.Hash]Entry{}}
	l.Add(entries)
	return l
}

// Add takes in entries and returns those that were not there.
func (l *Log) Add(entries []Entry) []Entry {
	var added []Entry
	for _, e := range entries {
		if _, there := l.entries[e.Hash()]; !there {
			l.entries[e.Hash()] = e
			added = append(added, e)
		}
	}
	if added != nil {
		l.state = nil
	}
	return added
}

// Entries returns all entries, in an order that depends on them only.
func (l *Log) Entries() []Entry {
	hashes := slices.SortedFunc(maps.Keys(l.entries), func(a, b segment.Hash) int { return bytes.Compare(a[:], b[:]) })
	list := make([]Entry, len(hashes))
	for i, h := range hashes {
		list[i] = l.entries[h]
	}
	return list
}

// State is who belongs to a service.
type State struct {
	Service string
	Devices map[string]*Device
	Keys    map[string]*HeldKey
	// Newer says that there are entries by a newer program, which this one cannot
	// read.
	Newer bool
	// heads are the entries that no other has as a parent.
	heads []segment.Hash
	wraps []wrap
}

// HeldKey is a key and the devices that were given its secret.
type HeldKey struct {
	Key
	Holders map[string]bool
}

// Sorted returns the devices in the order in which they were let in.
func (s *State) Sorted() []*Device {
	return slices.SortedFunc(maps.Values(s.Devices), func(a, b *Device) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
}

// State works out who belongs to the service.
func (l *Log) State() *State {
	if l.state == nil {
		l.state = newGraph(l).state()
	}
	return l.state
}

// node is an entry whose parents are all known.
type node struct {
	hash   segment.Hash
	body   *body
	depth  int
	before *big.Int // the numbers of the entries that its author knew
	valid  bool     // its author might say it, as far as they knew
}

// graph has the entries in an order in which parents come first.
type graph struct {
	service string
	nodes   []*node
	newer   bool
	loose   map[segment.Hash]bool // of the nodes: no other has it as a parent
}

func newGraph(l *Log) *graph {
	g := &graph{service: l.service, loose: map[segment.Hash]bool{}}
	bodies := map[segment.Hash]*body{}
	public := map[string]Public{} // an id stands for its keys, whoever says so
	for hash, e := range l.entries {
		b, newer, err := e.read()
		switch {
		case newer:
			g.newer = true
		case err == nil && (b.Kind != found || serviceID(hash) == l.service) && (b.Kind == found) == (b.Service == ""):
			bodies[hash] = b
			if b.Device != nil {
				public[b.Device.ID()] = *b.Device
			}
		}
	}
	maps.DeleteFunc(bodies, func(hash segment.Hash, b *body) bool {
		e := l.entries[hash]
		return b.Kind != found && b.Service != l.service || !e.signedBy(public[b.By])
	})
	g.order(bodies)
	return g
}

// order puts the entries whose parents are there into order, with what each author
// knew.
func (g *graph) order(bodies map[segment.Hash]*body) {
	depths := depthsOf(bodies)
	for hash, depth := range depths {
		g.nodes = append(g.nodes, &node{hash: hash, body: bodies[hash], depth: depth})
	}
	slices.SortFunc(g.nodes, func(a, b *node) int {
		return cmp.Or(cmp.Compare(a.depth, b.depth), bytes.Compare(a.hash[:], b.hash[:]))
	})
	numbers := map[segment.Hash]int{}
	for i, n := range g.nodes {
		numbers[n.hash] = i
		n.before = new(big.Int)
		g.loose[n.hash] = true
		for _, p := range n.body.Parents {
			delete(g.loose, p)
			at := numbers[p]
			n.before.Or(n.before, g.nodes[at].before)
			n.before.SetBit(n.before, at, 1)
		}
	}
	for _, n := range g.nodes {
		n.valid = g.resolve(n.before).permits(n.body)
	}
}

// depthsOf returns how many entries stand above each, for those whose parents are
// all there.
func depthsOf(bodies map[segment.Hash]*body) map[segment.Hash]int {
	children := map[segment.Hash][]segment.Hash{}
	missing := map[segment.Hash]int{}
	depths := map[segment.Hash]int{}
	var ready []segment.Hash
	for hash, b := range bodies {
		if missing[hash] = len(b.Parents); missing[hash] == 0 {
			ready, depths[hash] = append(ready, hash), 0
		}
		for _, p := range b.Parents {
			children[p] = append(children[p], hash)
		}
	}
	for len(ready) > 0 {
		hash := ready[0]
		ready = ready[1:]
		for _, c := range children[hash] {
			depths[c] = max(depths[c], depths[hash]+1)
			if missing[c]--; missing[c] == 0 {
				ready = append(ready, c)
			}
		}
	}
	maps.DeleteFunc(depths, func(hash segment.Hash, _ int) bool { return missing[hash] > 0 })
	return depths
}

// state is what follows from all entries.
func (g *graph) state() *State {
	all := new(big.Int)
	for i := range g.nodes {
		all.SetBit(all, i, 1)
	}
	s := g.resolve(all)
	s.Newer = g.newer
	s.heads = slices.SortedFunc(maps.Keys(g.loose), func(a, b segment.Hash) int { return bytes.Compare(a[:], b[:]) })
	return s
}

// resolve returns what follows from a set of entries that has all their parents.
// Which strikes count depends on who belongs to the service, and the other way
// round, so it is worked out until nothing changes.
func (g *graph) resolve(set *big.Int) *State {
	var members []int
	for i := range g.nodes[:set.BitLen()] {
		if set.Bit(i) == 1 && g.nodes[i].valid {
			members = append(members, i)
		}
	}
	standing := g.standing(members, nil)
	for round := 0; ; round++ {
		s := g.fold(members, standing)
		next := g.standing(members, s)
		if slices.Equal(next, standing) || round > len(members) {
			return s
		}
		standing = next
	}
}

// standing returns the strikes that count: of two devices that strike each other off
// without knowing it, that of the one that was there earlier. s is who belongs to
// the service, nil if that is not known yet.
func (g *graph) standing(set []int, s *State) []int {
	since := map[string]int{}
	var strikes []int
	for _, i := range set {
		b := g.nodes[i].body
		if b.Device != nil {
			if _, known := since[b.Device.ID()]; !known {
				since[b.Device.ID()] = i
			}
		}
		if b.Kind == strike && (s == nil || s.Devices[b.By] != nil) {
			strikes = append(strikes, i)
		}
	}
	slices.SortFunc(strikes, func(a, b int) int {
		return cmp.Or(cmp.Compare(since[g.nodes[a].body.By], since[g.nodes[b].body.By]), cmp.Compare(a, b))
	})
	var stand []int
	for _, i := range strikes {
		if !g.void(i, stand) {
			stand = append(stand, i)
		}
	}
	return stand
}

// void reports whether an entry does not count because its author was struck off by
// someone who did not know it.
func (g *graph) void(i int, strikes []int) bool {
	return slices.ContainsFunc(strikes, func(at int) bool {
		n := g.nodes[at]
		return n.body.Target == g.nodes[i].body.By && n.before.Bit(i) == 0
	})
}

func (g *graph) fold(set, strikes []int) *State {
	s := &State{Service: g.service, Devices: map[string]*Device{}, Keys: map[string]*HeldKey{}}
	for _, i := range set {
		b := g.nodes[i].body
		if g.void(i, strikes) || b.Kind != found && s.Devices[b.By] == nil {
			continue
		}
		s.apply(b)
	}
	return s
}

// permits reports whether the author of an entry might say it, given who belonged to
// the service as far as they knew.
func (s *State) permits(b *body) bool {
	if b.Kind == found {
		return b.Device != nil && b.Device.ID() == b.By
	}
	by := s.Devices[b.By]
	if !by.Active() {
		return false
	}
	switch b.Kind {
	case leave:
		return b.Target == b.By
	case renew:
		return b.Device != nil && len(b.Keys) == 0
	case keys:
		return by.Kind() == ForCasework
	}
	return by.Manager() && s.managed(b)
}

// managed reports whether a manager's entry can be.
func (s *State) managed(b *body) bool {
	switch b.Kind {
	case admit:
		return b.Device != nil && KindOf(b.Role) != ForNothing && (b.Partner == "" || b.Role == access.Prescriber)
	case alter:
		d := s.Devices[b.Target]
		return d != nil && b.Partner == "" && (b.Role == "" || KindOf(b.Role) != ForNothing && (d.Partner == "" || b.Role == access.Prescriber))
	case strike:
		return s.Devices[b.Target] != nil && b.Target != b.By
	}
	return false
}

func (s *State) apply(b *body) {
	at := time.UnixMilli(b.At).UTC()
	switch b.Kind {
	case found:
		s.enter(b, at, access.Manager, nil)
	case admit:
		s.enter(b, at, b.Role, b)
	case renew:
		by := *s.Devices[b.By]
		if s.enter(b, at, by.Role, &body{Name: by.Name, Surgeries: by.Surgeries, Partner: by.Partner}) {
			s.Devices[b.Device.ID()].Replaces, s.Devices[b.Device.ID()].were = b.By, by.were
		}
	case alter:
		d := s.Devices[b.Target]
		if d == nil {
			return
		}
		if b.Name != "" {
			d.Name = b.Name
		}
		if b.Role != "" {
			d.were = append(d.were, d.Surgeries...)
			d.Role, d.Surgeries, d.Given = b.Role, b.Surgeries, at
		}
	case strike:
		if d := s.Devices[b.Target]; d != nil && (d.Struck.IsZero() || at.Before(d.Struck)) {
			d.Struck, d.StruckBy = at, b.By
		}
	case leave:
		s.Devices[b.By].Left = at
	}
	s.learn(b)
}

// enter lets the device of an entry in, unless it is there already.
func (s *State) enter(b *body, at time.Time, role access.Role, as *body) bool {
	id := b.Device.ID()
	if s.Devices[id] != nil {
		return false
	}
	d := &Device{ID: id, Public: *b.Device, Role: role, Since: at, Given: at, By: b.By}
	if as != nil {
		d.Name, d.Surgeries, d.Partner = as.Name, as.Surgeries, as.Partner
	}
	s.Devices[id] = d
	return true
}

// learn takes in the keys of an entry.
func (s *State) learn(b *body) {
	for _, k := range b.Keys {
		if s.Keys[k.ID] == nil && k.Epoch > 0 {
			s.Keys[k.ID] = &HeldKey{k, map[string]bool{}}
		}
	}
	for _, w := range b.Wraps {
		for _, id := range w.Keys {
			if k := s.Keys[id]; k != nil {
				k.Holders[w.Device] = true
			}
		}
		s.wraps = append(s.wraps, w)
	}
}
