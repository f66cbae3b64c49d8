package store

import (
	"slices"

	"waymark/data"
	"waymark/data/tally"
)

// PersonFacts are the facts of a client in the form in which they travel.
type PersonFacts struct {
	Seq    int64
	Client data.ID
	Facts  []byte
}

// MakeMissingFacts works out and keeps the facts that are missing, however few, and
// returns whose.
func (t *Tx) MakeMissingFacts() ([]int64, error) {
	missing, err := missingFacts(t.Ctx, t)
	if err != nil || len(missing) == 0 {
		return nil, err
	}
	return missing, t.makeFacts(missing)
}

// PortableFacts returns the facts of some clients, all of which are kept, in the
// form in which they travel.
func (t *Tx) PortableFacts(words *tally.Words, seqs []int64) ([]PersonFacts, error) {
	type kept struct {
		PersonFacts
		facts tally.Facts
		body  []byte
	}
	list, err := Collect(t.Ctx, t, func(k *kept) []any { return []any{&k.Seq, &k.Client, &k.body} },
		"SELECT c.seq, c.id, f.body"+from+"JOIN client_facts f ON f.seq = c.seq", jsonOf(seqs))
	if err != nil {
		return nil, err
	}
	var services []int64
	for i := range list {
		if err := list[i].facts.Read(list[i].body); err != nil {
			return nil, err
		}
		services = append(services, list[i].facts.ServiceSeqs()...)
	}
	ids, err := t.serviceIDs(services)
	if err != nil {
		return nil, err
	}
	all := make([]PersonFacts, len(list))
	for i := range list {
		k := &list[i]
		if k.Facts, err = k.facts.Portable(words, func(seq int64) string { return ids[seq] }); err != nil {
			return nil, err
		}
		all[i] = k.PersonFacts
	}
	return all, nil
}

func (t *Tx) serviceIDs(seqs []int64) (map[int64]string, error) {
	slices.Sort(seqs)
	type row struct {
		seq int64
		id  string
	}
	ids := map[int64]string{}
	return ids, Each(t.Ctx, t, func(r *row) []any { return []any{&r.seq, &r.id} }, func(r *row) error {
		ids[r.seq] = r.id
		return nil
	}, "SELECT v.seq, v.id FROM json_each(?) j CROSS JOIN service v ON v.seq = j.value", jsonOf(slices.Compact(seqs)))
}

// PortableGaps returns the gaps that were found for no one in particular in the form
// in which they travel; nil if there are none.
func (t *Tx) PortableGaps(words *tally.Words) ([]byte, error) {
	gaps, err := GapsOfNoOne(t.Ctx, t, words)
	if err != nil || len(gaps) == 0 {
		return nil, err
	}
	return tally.PortableGaps(gaps, words)
}
