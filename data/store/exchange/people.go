package exchange

import (
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"github.com/google/uuid"

	"waymark/data"
	"waymark/data/store"
)

// Two records may be of one person: someone on each of two PCs wrote them down. Only
// a person can say so. If they are the same, the records become one as the rows of
// lists do, and that is a fact which travels: whatever is said of the other record
// later, on a PC that did not know yet, is said of the one that stayed.

// JoinPeople makes two records of one person one, here and with the next meetings on
// every other PC. What the records say differently is decided by the later change,
// but nothing gives way to an empty field, and what gave way is listed. Where they
// disagree on a consent, no counts.
func (s *Exchange) JoinPeople(ctx context.Context, a, b data.ID) error {
	var kept data.ID
	return s.join.WriteAbout(ctx, store.ChangedClient, &kept, func(t *store.Tx) error {
		if err := mayJoin(t, a, b); err != nil {
			return err
		}
		w, err := begin(t)
		if err != nil {
			return err
		}
		if err := w.fold(); err != nil {
			return err
		}
		kept = data.ID(min(w.canonical(w.tables["client"], string(a)), w.canonical(w.tables["client"], string(b))))
		if err := w.joinPeople(string(a), string(b)); err != nil {
			return err
		}
		if err := w.derive(); err != nil {
			return err
		}
		if err := t.Audit("join", "client", kept, kept, ""); err != nil {
			return err
		}
		w.tell()
		return w.end()
	})
}

// mayJoin refuses what would join a record with itself, with that of a colleague
// which this session does not see, or with one that may only be kept.
func mayJoin(t *store.Tx, a, b data.ID) error {
	var there int
	if err := t.Value(&there, "SELECT count(*) FROM client WHERE id IN (?, ?)", a, b); err != nil {
		return err
	}
	if there != 2 {
		return data.NewProblem(data.CodeNotFound, "One of the two records is no longer here, so nothing was changed.")
	}
	for _, id := range []data.ID{a, b} {
		if !t.Mine(id) {
			return data.NewProblem(data.CodeRefused, "One of the two is not your client. Ask a manager to join the records.")
		}
		if is, err := t.Restricted(id); err != nil || is {
			if err == nil {
				err = data.NewProblem(data.CodeRestricted, "Use of one of the two records is restricted, as they asked, so nothing was changed. A manager can lift that under Rights.")
			}
			return err
		}
	}
	return nil
}

func (w *work) joinPeople(a, b string) error {
	t := w.tables["client"]
	careful, err := w.carefulConsents(a, b)
	if err != nil {
		return err
	}
	w.joining = true
	err = w.becomeOne(t, a, b, w.tick())
	w.joining = false
	if err != nil {
		return err
	}
	for i := range careful {
		if err := w.refuseConsent(w.canonical(t, a), &careful[i]); err != nil {
			return err
		}
	}
	w.touched.kinds[store.ChangedClient] = true
	return nil
}

// consentWord is the latest that a client said of one kind of consent.
type consentWord struct {
	kind, on, created, id, how string
	given                      bool
}

// carefulConsents are the refusals of two records that would give way to a later yes
// in the other.
func (w *work) carefulConsents(a, b string) ([]consentWord, error) {
	latest := map[string]map[string]consentWord{} // by kind and client
	type row struct {
		consentWord
		client string
	}
	err := store.Each(w.t.Ctx, w.t, func(r *row) []any { return []any{&r.client, &r.kind, &r.on, &r.created, &r.id, &r.how, &r.given} }, func(r *row) error {
		if latest[r.kind] == nil {
			latest[r.kind] = map[string]consentWord{}
		}
		latest[r.kind][r.client] = r.consentWord
		return nil
	}, "SELECT client_id, kind, given_on, created_at, id, how, given FROM consent WHERE client_id IN (?, ?) ORDER BY given_on, created_at, id", a, b)
	var list []consentWord
	for _, of := range latest {
		x, y := of[a], of[b]
		if x.id == "" || y.id == "" || x.given == y.given {
			continue
		}
		yes, no := x, y
		if y.given {
			yes, no = y, x
		}
		if slices.Compare([]string{yes.on, yes.created, yes.id}, []string{no.on, no.created, no.id}) > 0 {
			no.on = max(yes.on, w.t.Today().String())
			list = append(list, no)
		}
	}
	slices.SortFunc(list, func(a, b consentWord) int { return strings.Compare(a.kind, b.kind) })
	return list, err
}

// joinedNote is what a consent says that was refused because two records became one.
const joinedNote = "Two records of one person became one. The one that said no counts."

// refuseConsent notes that a client said no. Two PCs that join the same records make
// the same row.
func (w *work) refuseConsent(client string, no *consentWord) error {
	id := uuid.NewSHA1(ofConflicts, []byte("consent\x1f"+client+"\x1f"+no.id)).String()
	of := w.tables["consent"]
	if r, err := w.row(of, id); err != nil || r != nil {
		return err
	}
	at, who, clock := store.Instant(w.t.Now), string(w.t.Actor), w.tick()
	if _, err := w.t.AddReceived("consent", columns("id client_id kind given given_on how note created_at created_by updated_at updated_by"),
		[]any{id, client, no.kind, false, no.on, no.how, joinedNote, at, who, at, who}); err != nil {
		return err
	}
	w.add(of, id, &rowState{clock: clock, device: self, mine: clock})
	return w.t.EntryReceived("consent", store.KeyOf(id), nil, clock, who)
}

// peopleBecameOne sees to what names two clients who became one without the schema
// saying so.
func (w *work) peopleBecameOne(gone, kept string) error {
	if err := cmp.Or(
		w.t.Derive("UPDATE exchange_news SET record_id = ?2 WHERE record = 'client' AND record_id = ?1", gone, kept),
		w.t.Derive("UPDATE exchange_news SET other_id = ?2 WHERE record = 'client' AND other_id = ?1", gone, kept),
		w.t.Derive("UPDATE exchange_news SET client_id = ?2 WHERE client_id = ?1", gone, kept),
		w.t.Derive("UPDATE exchange_waiting SET client_id = ?2 WHERE client_id = ?1", gone, kept),
		// What someone has typed and not saved yet.
		w.t.Derive("UPDATE draft SET body = CAST(replace(CAST(body AS TEXT), ?1, ?2) AS BLOB) WHERE instr(CAST(body AS TEXT), ?1) > 0", gone, kept),
		w.t.Derive("UPDATE draft SET key = replace(key, ?1, ?2) WHERE instr(key, ?1) > 0 AND replace(key, ?1, ?2) NOT IN (SELECT key FROM draft)", gone, kept),
	); err != nil {
		return err
	}
	return w.t.Derive("UPDATE exchange_news SET settled_at = ? WHERE kind = ? AND settled_at IS NULL AND record_id = other_id", store.Instant(w.t.Now), newsPeople)
}

// erasedPeople sees to two records that are one of which one was erased on a PC that
// did not know of the other: that person is erased.
func (w *work) erasedPeople(a, b string) (bool, error) {
	if !w.hashErased(a) && !w.hashErased(b) {
		return false, nil
	}
	t := w.tables["client"]
	for _, id := range []string{a, b} {
		r, err := w.row(t, id)
		if err != nil {
			return false, err
		}
		if r != nil {
			if err := w.eraseHere(id); err != nil {
				return false, err
			}
		}
		if err := w.noteErased(t.Number, store.Hashed(w.secret, store.KeyOf(id)), w.tick()); err != nil {
			return false, err
		}
	}
	return true, w.forgetErasedWaiting()
}

// blankYields has no empty field of one record win over what the other says, however
// late it was left empty: it takes such groups out of the cells of the one that goes.
// The PC on which a person joins them does so, and sends what counts to the others,
// so that nothing that is typed later gives way to it.
func (w *work) blankYields(t *table, kept string, rk *rowState, cells []incoming) ([]incoming, error) {
	held, err := w.values(t, kept)
	if err != nil {
		return nil, err
	}
	var names []string
	var values []any
	var left []incoming
	for _, c := range cells {
		was := rk.cell(c.group.id)
		here, there := c.group.id < alive && saysNothing(held[c.group.id]), c.group.id < alive && saysNothing(c.values)
		if here == there || there != w.newer(c.cell, was) {
			left = append(left, c)
			continue
		}
		if here {
			names, values = append(names, c.group.columns...), append(values, c.values...)
		}
		clock := w.tick()
		rk.set(c.group.id, cell{clock, self, clock})
		rk.mine = clock
	}
	if len(names) > 0 {
		err = w.t.ChangeReceived(t.Name, t.Key, names, append(values, t.keyValues(kept)...))
	}
	return left, err
}

// saysNothing reports whether all values of a group are empty.
func saysNothing(values []any) bool {
	return !slices.ContainsFunc(values, func(v any) bool { return v != nil && v != "" && v != int64(0) })
}

// differentPeople keeps that two records are of two people, as someone said, so that
// no PC asks again. The other one is named by a hash, so that nothing of them is left
// once they are erased.
func differentPeople(t *store.Tx, a, b data.ID) error {
	secret, err := t.ErasureKey()
	if err != nil {
		return err
	}
	first, second := min(a, b), max(a, b)
	body, err := json.Marshal(map[string]string{"other": hex.EncodeToString(store.Hashed(secret, store.KeyOf(second)))})
	if err != nil {
		return err
	}
	id := distinctID(string(a), string(b))
	var there bool
	if err := t.Value(&there, "SELECT EXISTS (SELECT 1 FROM conflict WHERE id = ?)", id); err != nil || there {
		return err
	}
	return t.Insert("conflict", &id, &data.Stamp{}, first, []store.Field{{Column: "client_id", Value: first}, {Column: "record", Value: "client"},
		{Column: "record_id", Value: first}, {Column: "body", Value: string(body)}, {Column: "settled_at", Value: store.Instant(t.Now)},
		{Column: "settled_how", Value: differentHow}})
}

// differentHow is how two records were settled that are of two people.
const differentHow = "different"

// distinctID is the id of what says that two records are of two people, the same on
// every PC.
func distinctID(a, b string) data.ID {
	return data.ID(uuid.NewSHA1(ofConflicts, []byte("different\x1f"+min(a, b)+"\x1f"+max(a, b))).String())
}

// saidDifferent reports whether someone said that two records are of two people.
func (w *work) saidDifferent(a, b string) (said bool, err error) {
	err = w.t.Value(&said, "SELECT EXISTS (SELECT 1 FROM conflict WHERE id = ?)", distinctID(a, b))
	return said, err
}

// settlePeople settles here what someone on another PC said of two records.
func (w *work) settlePeople() error {
	if !w.touched.settled {
		return nil
	}
	type pair struct {
		id   data.ID
		a, b string
	}
	open, err := store.Collect(w.t.Ctx, w.t, func(p *pair) []any { return []any{&p.id, &p.a, &p.b} },
		"SELECT id, record_id, other_id FROM exchange_news WHERE kind = ? AND settled_at IS NULL", newsPeople)
	for _, p := range open {
		if err != nil {
			return err
		}
		var said bool
		if said, err = w.saidDifferent(p.a, p.b); said && err == nil {
			err = w.t.Derive("UPDATE exchange_news SET settled_at = ? WHERE id = ?", store.Instant(w.t.Now), p.id)
		}
	}
	return err
}

// canonicalID is the row that a row became, as far as this PC knows.
func canonicalID(ctx context.Context, q store.Querier, table, id string) (string, error) {
	number := store.Tables()[table].Number
	kept, err := store.Collect(ctx, q, func(k *any) []any { return []any{k} }, `WITH RECURSIVE became(id) AS (
		SELECT kept_id FROM exchange_same WHERE gone_id = ?1 AND tbl = ?2
		UNION SELECT s.kept_id FROM became b JOIN exchange_same s ON s.gone_id = b.id AND s.tbl = ?2)
		SELECT id FROM became`, store.KeyOf(id), number)
	if err != nil || len(kept) == 0 {
		return id, err
	}
	return store.KeyText(kept[len(kept)-1]), nil
}
