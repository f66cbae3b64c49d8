package exchange

import (
	"context"
	"encoding/hex"
	"slices"
	"sync"

	"waymark/data"
	"waymark/data/named"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/tally"
)

// A coordinator's device holds no clients. What reports count of each travels to it
// as a row of person_facts, which a device that holds clients works out from what is
// on record. The latest row wins, like any other; a device that finds that what came
// is not what it has on record sends its own, so all come to the same once they have
// the same records.

// keepFacts brings person_facts up to what is on record, before changes are
// gathered. Once a coordinator's device is let in, that is everyone: so one transaction
// does a piece of it, and more says that there is more. A program that ends on the way
// goes on with those who are stale still.
func (w *work) keepFacts(p *handingOut) (more bool, err error) {
	if w.holds != store.HoldsAll || !w.figures {
		return false, nil
	}
	seqs, more, err := w.staleFacts(p)
	if err != nil {
		return false, err
	}
	words, err := store.FactWords(w.t.Ctx, w.t)
	if err != nil {
		return false, err
	}
	names := sync.OnceValues(func() (named.Index, error) {
		return casework.TellingNames(w.t, func(data.ID) bool { return false })
	})
	for batch := range slices.Chunk(seqs, factsBatch) {
		if err := w.keepFactsOf(words, names, batch); err != nil {
			return false, err
		}
	}
	if more {
		return true, nil
	}
	if err := w.keepGaps(words); err != nil {
		return false, err
	}
	return false, w.dropFacts()
}

// foldWithFacts is fold, with what is worked out of the records for others. more says that
// there is more of that than one transaction may do.
func (w *work) foldWithFacts(p *handingOut) (more bool, err error) {
	if err := w.fold(); err != nil {
		return false, err
	}
	if err := w.followDesks(); err != nil {
		return false, err
	}
	if more, err = w.keepFacts(p); err != nil {
		return false, err
	}
	if err := w.t.FlushEntries(); err != nil {
		return false, err
	}
	return more, w.foldLog()
}

// workOutFacts does in pieces what is to be done with them, so that little is left for a
// transaction that has to do the rest at once.
func (s *Exchange) workOutFacts(ctx context.Context) error {
	p := handOutSome()
	for more := true; more; {
		if err := s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
			w, err := begin(t)
			if err != nil {
				return err
			}
			if more, err = w.foldWithFacts(p); err != nil {
				return err
			}
			return w.end()
		}); err != nil {
			return err
		}
	}
	return nil
}

const factsBatch = 500

// whoTold selects the clients who told something.
const whoTold = "SELECT seq FROM client WHERE id IN (SELECT client_id FROM tale WHERE removed_at IS NULL)"

// staleFacts lists the clients whose row has to be worked out, or a piece of them; more
// says that others are left. Pieces go up by seq, so that they come to an end whatever is
// saved between them: with the last are those who were passed and have changed since, and,
// with any, all who told something, for a client who is new may be named in it.
func (w *work) staleFacts(p *handingOut) (list []int64, more bool, err error) {
	if err := w.noteMissingFacts(); err != nil {
		return nil, false, err
	}
	list, err = w.seqs(`SELECT seq FROM person_facts_of WHERE stale = 1 AND seq IS NOT NULL
		UNION SELECT seq FROM client WHERE seq NOT IN (SELECT seq FROM person_facts_of WHERE seq IS NOT NULL) ORDER BY 1`)
	if err != nil || len(list) == 0 {
		return nil, false, err
	}
	told, err := w.seqs(whoTold + " ORDER BY 1")
	if err != nil {
		return nil, false, err
	}
	isLater := func(seq int64) bool {
		_, tells := slices.BinarySearch(told, seq)
		return tells || seq <= p.facts
	}
	if next := slices.DeleteFunc(slices.Clone(list), isLater); len(next) > p.factsAtOnce() {
		next = next[:p.factsAtOnce()]
		p.facts = next[len(next)-1]
		// There may be no last piece, where the program is killed and the others are erased.
		return next, true, w.t.Derive("UPDATE person_facts_of SET stale = 1 WHERE stale = 0 AND seq IN (" + whoTold + ")")
	}
	list = append(list, told...)
	slices.Sort(list)
	return slices.Compact(list), false, nil
}

// noteMissingFacts works out the facts that are missing, and notes whose they are: once
// they are there no one knows that they were not.
func (w *work) noteMissingFacts() error {
	made, err := w.t.MakeMissingFacts()
	for _, seq := range made {
		if err == nil {
			err = w.t.Derive("UPDATE person_facts_of SET stale = 1 WHERE seq = ?", seq)
		}
	}
	return err
}

// factsAtOnce is of how many clients one transaction works the facts out: each takes about
// four times as long as looking at a row.
func (p *handingOut) factsAtOnce() int { return max(1, p.usual/4) }

func (w *work) seqs(query string) ([]int64, error) {
	return store.Collect(w.t.Ctx, w.t, func(seq *int64) []any { return []any{seq} }, query)
}

func (w *work) keepFactsOf(words *tally.Words, names func() (named.Index, error), seqs []int64) error {
	list, err := w.t.PortableFacts(words, seqs)
	if err != nil {
		return err
	}
	tales, err := w.talesOf(list, names)
	if err != nil {
		return err
	}
	for i := range list {
		p := &list[i]
		var told any // nil, where there is nothing
		if t := tales[p.Client]; t != nil {
			body, err := t.Encode()
			if err != nil {
				return err
			}
			told = body
		}
		key := w.factsKey(p.Client)
		if err := w.t.Put("person_facts", []any{key}, store.Field{Column: "facts", Value: p.Facts}, store.Field{Column: "tales", Value: told}); err != nil {
			return err
		}
		if err := w.t.Derive("INSERT OR REPLACE INTO person_facts_of (key, seq, stale) VALUES (?, ?, 0)", key, p.Seq); err != nil {
			return err
		}
	}
	return nil
}

// factsKey is the key of a client's row: a hash with the key of the service, which
// no coordinator's device has.
func (w *work) factsKey(client data.ID) string {
	return hex.EncodeToString(store.Hashed(w.secret, "figures "+string(client)))
}

// talesOf reads what some clients told for the report, without the text where a name of a
// client is found in it; see casework.NamesClient.
func (w *work) talesOf(list []store.PersonFacts, names func() (named.Index, error)) (map[data.ID]*tally.Tales, error) {
	type row struct {
		data.Tale
		may  bool
		name data.ClientName
	}
	all := map[data.ID]*tally.Tales{}
	for i := range list {
		rows, err := store.Collect(w.t.Ctx, w.t, func(r *row) []any {
			return append(casework.ScanTale(&r.Tale), &r.may, &r.name.Given, &r.name.Family, &r.name.Preferred)
		}, "SELECT "+casework.TaleColumns+","+casework.MayBeTold+", c.given_names, c.family_name, c.known_as FROM tale t JOIN client c ON c.id = t.client_id WHERE t.client_id = ? AND t.removed_at IS NULL ORDER BY t.id", list[i].Client)
		if err != nil {
			return nil, err
		}
		for j := range rows {
			r := &rows[j]
			others, err := names()
			if err != nil {
				return nil, err
			}
			t := all[r.ClientID]
			if t == nil {
				t = &tally.Tales{}
				all[r.ClientID] = t
			}
			switch {
			case !r.may:
				t.Without = append(t.Without, r.ToldOn)
			case casework.NamesClient(&r.Tale, r.name, others):
				t.Named = append(t.Named, r.ToldOn)
			default:
				t.Told = append(t.Told, tally.Tale{ID: r.ID, Kind: r.Kind, On: r.ToldOn, Heading: r.Heading, Body: r.Body})
			}
		}
	}
	return all, nil
}

// keepGaps keeps the gaps that were found for no one in particular.
func (w *work) keepGaps(words *tally.Words) error {
	body, err := w.t.PortableGaps(words)
	if err != nil {
		return err
	}
	key := w.factsKey("")
	var there bool
	if err := w.t.Value(&there, "SELECT EXISTS (SELECT 1 FROM person_facts WHERE key = ?)", key); err != nil {
		return err
	}
	switch {
	case body != nil:
		return w.t.Put("person_facts", []any{key}, store.Field{Column: "facts", Value: body}, store.Field{Column: "tales", Value: nil})
	case there:
		return w.t.Remove("person_facts", key)
	}
	return nil
}

// dropFacts removes the rows of clients who are no longer here.
func (w *work) dropFacts() error {
	keys, err := store.Collect(w.t.Ctx, w.t, func(key *string) []any { return []any{key} },
		"SELECT p.key FROM person_facts_of p WHERE p.stale = 1 AND p.seq IS NULL")
	if err != nil {
		return err
	}
	for _, key := range keys {
		var there bool
		if err := w.t.Value(&there, "SELECT EXISTS (SELECT 1 FROM person_facts WHERE key = ?)", key); err != nil {
			return err
		}
		if there {
			if err := w.t.Remove("person_facts", key); err != nil {
				return err
			}
		}
		if err := w.t.Derive("DELETE FROM person_facts_of WHERE key = ?", key); err != nil {
			return err
		}
	}
	return nil
}
