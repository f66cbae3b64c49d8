package exchange_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/exchange"
)

// One PC kept its text while another put back the text that had lost. When they met, the kept
// text was gone from both, without a line: the one who kept it was told nothing.
func TestText_keptHereAndGivenUpThereIsListed(t *testing.T) {
	for _, keeper := range []int{0, 1, 2} {
		for _, putsBack := range []int{0, 1, 2} {
			if keeper == putsBack {
				continue
			}
			for _, later := range []bool{true, false} {
				s := newService(t, 3)
				c := s.devices[0].addClient(t, "Ann", "Archer")
				s.meet()
				s.allTold(c.ID)
				s.meet()
				kept := s.matters(s.devices[0], c.ID)
				choices := map[int]string{keeper: exchange.Seen, putsBack: exchange.UseLost}
				var back string
				for i, choice := range choices {
					d := s.devices[i]
					d.now = noon.Add(30 * time.Minute)
					if (i == keeper) == later {
						d.now = noon.Add(40 * time.Minute)
					}
					one := s.lost(d)[0]
					if choice == exchange.UseLost {
						back = one.Lost["matters"].(string)
						must(t, d.Exchange.Settle(ctx, one.ID, choice))
						continue
					}
					for _, one := range s.lost(d) { // who keeps it does so beside every other
						must(t, d.Exchange.Settle(ctx, one.ID, choice))
					}
				}
				s.meet()
				s.same()
				for _, d := range s.devices {
					if got := s.matters(d, c.ID); got != back {
						t.Errorf("%d keeps, %d puts back, %v: %s says %q", keeper, putsBack, later, d.name, got)
					}
					if !s.lists(d, kept) {
						t.Errorf("%d keeps, %d puts back, %v: on %s %q is gone without a line", keeper, putsBack, later, d.name, kept)
					}
				}
			}
		}
	}
}

// Whoever keeps a text, and typed something else into the record, was told of who changed
// it last as of something that someone had said. Such a line could neither be put back nor
// left: settling it failed.
func TestText_keptBesideOtherTyping(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	s.meet()
	s.allTold(c.ID)
	s.meet()
	a.now, b.now = noon.Add(30*time.Minute), noon.Add(40*time.Minute)
	typed, err := a.Casework.Client(ctx, c.ID)
	must(t, err)
	typed.KnownAs = "Annie"
	must(t, a.Casework.SaveClient(ctx, typed))
	must(t, a.Exchange.Settle(ctx, s.lost(a)[0].ID, exchange.Seen))
	must(t, b.Exchange.Settle(ctx, s.lost(b)[0].ID, exchange.UseLost))
	s.send(b)
	s.hear(a, b.name, 1<<20) // before a said anything
	s.meet()
	s.same()
	for _, d := range s.devices {
		for _, one := range s.lost(d) {
			if _, is := one.Lost["matters"]; !is {
				t.Errorf("%s lists %v", d.name, one.Lost)
			}
			must(t, d.Exchange.Settle(ctx, one.ID, exchange.Seen))
		}
	}
}

// A text was put back on one PC while someone typed another one elsewhere. It lost there once
// more, and its line was gone as well: the word that it was settled came with it.
func TestText_putBackAndLostElsewhereIsListed(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	s.meet()
	types := func(d *device, minutes int, text string) {
		t.Helper()
		d.now = noon.Add(time.Duration(minutes) * time.Minute)
		typed, err := d.Casework.Client(ctx, c.ID)
		must(t, err)
		typed.Matters = text
		must(t, d.Casework.SaveClient(ctx, typed))
	}
	types(b, 10, "Her garden")
	types(a, 20, "Her sister")
	s.meet()
	for _, d := range s.devices {
		if list := s.lost(d); len(list) != 1 || list[0].Lost["matters"] != "Her garden" {
			t.Fatalf("%s lists %+v", d.name, list)
		}
	}
	b.now = noon.Add(30 * time.Minute)
	must(t, b.Exchange.Settle(ctx, s.lost(b)[0].ID, exchange.UseLost))
	types(a, 40, "Her dog")
	s.send(b) // before either has heard the other
	s.meet()
	s.same()
	for _, d := range s.devices {
		if s.matters(d, c.ID) != "Her dog" || !s.lists(d, "Her garden") {
			t.Errorf("%s says %q and lists %+v", d.name, s.matters(d, c.ID), s.lost(d))
		}
	}
}

// matters is what matters to a client, as a device has it.
func (s *service) matters(d *device, id data.ID) string {
	s.t.Helper()
	c, err := d.Casework.Client(ctx, id)
	must(s.t, err)
	return c.Matters
}

// lost are the texts that lost and wait for someone, on a device.
func (s *service) lost(d *device) []exchange.Settled {
	s.t.Helper()
	list, err := d.Exchange.SinceLastMet(ctx)
	must(s.t, err)
	return list
}

func (s *service) lists(d *device, text string) bool {
	for _, one := range s.lost(d) {
		if lost, is := one.Lost["matters"].(string); is && strings.Contains(lost, text) {
			return true
		}
	}
	return false
}

// deciding is a history in which people type one text and settle what became of it. A word
// is what someone typed or chose; it is the last where no one who had it said another.
type deciding struct {
	*service
	rng    *rand.Rand
	client data.ID
	words  []word
	knows  map[*device]map[int]bool  // which words it has
	about  map[data.ID]map[int]bool  // which words a line is about
	sealed map[string][]map[int]bool // what each segment says
	typed  int
	log    []string
}

type word struct {
	by   *device
	text string
	over map[int]bool // the words that who said it had
}

// TestDecisions_everyLastWordStandsOrIsListed has two to four devices type into one text and
// decide on what lost, in any order of meeting.
func TestDecisions_everyLastWordStandsOrIsListed(t *testing.T) {
	count := 30
	if testing.Short() {
		count = 8
	}
	for seed := range uint64(count) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { decide(t, seed) })
	}
}

func decide(t *testing.T, seed uint64) {
	rng := rand.New(rand.NewPCG(seed, 5))
	h := &deciding{service: newServiceIn(t, t.TempDir(), 2+rng.IntN(3), idsFrom(seed)), rng: rng, knows: map[*device]map[int]bool{}, about: map[data.ID]map[int]bool{}, sealed: map[string][]map[int]bool{}}
	h.client = h.devices[0].addClient(t, "Ann", "Archer").ID
	h.meet()
	for _, d := range h.devices {
		h.knows[d] = map[int]bool{}
		h.sealed[d.name] = make([]map[int]bool, len(h.sent[d.name]))
		d.wrong = time.Duration(rng.IntN(3)-1) * 40 * time.Minute
	}
	at := noon
	for range 30 + rng.IntN(50) {
		at = at.Add(time.Duration(1+rng.IntN(300)) * time.Second)
		d := h.devices[rng.IntN(len(h.devices))]
		d.now = at.Add(d.wrong)
		switch n := rng.IntN(10); {
		case n < 2:
			h.types(d)
		case n < 5:
			h.settles(d)
		case n < 7:
			h.seals(d)
		default:
			h.hears(d, h.devices[rng.IntN(len(h.devices))], 1+rng.IntN(3))
		}
	}
	for range 4 {
		for _, d := range h.devices {
			h.seals(d)
			for _, from := range h.devices {
				h.hears(d, from, 1<<20)
			}
		}
	}
	h.meet()
	h.same()
	h.lastWords()
	if t.Failed() {
		t.Log(strings.Join(h.log, "\n"))
	}
}

func (h *deciding) note(d *device, what string) { h.log = append(h.log, d.name+" "+what) }

// says notes a word of whoever works with a device, who had what it has.
func (h *deciding) says(d *device, text string) {
	h.words = append(h.words, word{d, text, maps.Clone(h.knows[d])})
	h.knows[d][len(h.words)-1] = true
	h.note(d, fmt.Sprintf("says %d %q", len(h.words)-1, text))
}

func (h *deciding) types(d *device) {
	c, err := d.Casework.Client(ctx, h.client)
	must(h.t, err)
	h.typed++
	c.Matters = fmt.Sprintf("<%d>", h.typed)
	must(h.t, d.Casework.SaveClient(ctx, c))
	h.says(d, c.Matters)
}

func (h *deciding) settles(d *device) {
	list := h.lost(d)
	if len(list) == 0 {
		return
	}
	one := list[h.rng.IntN(len(list))]
	must(h.t, d.Exchange.Settle(ctx, one.ID, []string{exchange.Seen, exchange.UseLost, exchange.UseBoth}[h.rng.IntN(3)]))
	maps.Copy(h.knows[d], h.about[one.ID])
	h.says(d, h.matters(d, h.client))
}

func (h *deciding) seals(d *device) {
	if h.send(d) > 0 {
		own := maps.Clone(h.knows[d])
		maps.DeleteFunc(own, func(w int, _ bool) bool { return h.words[w].by != d })
		h.sealed[d.name] = append(h.sealed[d.name], own)
		h.note(d, "sends")
	}
	h.linesOf(d)
}

// hears has a device take in segments of another, in which is what was said there.
func (h *deciding) hears(d, from *device, n int) {
	if d == from {
		return
	}
	first := d.heard[from.name]
	h.hear(d, from.name, n)
	for i := first; i < d.heard[from.name]; i++ {
		for w := range h.sealed[from.name][i] {
			h.knows[d][w] = true
		}
		h.note(d, fmt.Sprintf("hears %d of %s", i, from.name))
	}
	h.linesOf(d)
}

// linesOf notes which words the lines are about that a device has.
func (h *deciding) linesOf(d *device) {
	for _, one := range h.lost(d) {
		if h.about[one.ID] == nil {
			h.about[one.ID] = map[int]bool{}
		}
		lost, _ := one.Lost["matters"].(string)
		for w := range h.knows[d] {
			if strings.Contains(lost, h.words[w].text) {
				h.about[one.ID][w] = true
			}
		}
	}
}

func (h *deciding) lastWords() {
	h.t.Helper()
	for i, w := range h.words {
		last := true
		for _, other := range h.words[i+1:] {
			last = last && !other.over[i]
		}
		if !last {
			continue
		}
		for _, d := range h.devices {
			if !strings.Contains(h.matters(d, h.client), w.text) && !h.lists(d, w.text) {
				h.t.Errorf("%s: %d %q is gone without a line; it says %q", d.name, i, w.text, h.matters(d, h.client))
			}
		}
	}
}
