package exchange

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"waymark/data"
	"waymark/data/store"
)

// ofConflicts is the space of the ids of conflicts. They are worked out from what
// they are about, so that two devices which notice one make the same row.
var ofConflicts = uuid.MustParse("3f6f2c1e-8a51-4f0e-9d55-6f1f0a7b6c11")

// lostOnArrival keeps what came and is older than what this device wrote without
// knowing of it.
func (w *work) lostOnArrival(t *table, key string, c incoming) error {
	if c.group.id >= alive {
		return nil
	}
	held, err := w.values(t, key)
	if err != nil || held == nil || sameWhere(held[c.group.id], c.values) {
		return err
	}
	return w.conflict(t, key, c, held[c.group.id])
}

// conflict keeps the values of a group that lost, where they say something.
func (w *work) conflict(t *table, key string, lost incoming, won []any) error {
	if t.workedOut {
		return nil
	}
	g := lost.group
	body, err := lostText(g, w.asNow(t, g, lost.values), w.asNow(t, g, won))
	if err != nil || body == "" || t.Name == "conflict" {
		return err
	}
	of := w.tables["conflict"]
	id, there, err := w.conflictID([]string{t.Name, key, strconv.Itoa(int(g.id)), body}, lost.cell)
	if err != nil || id == "" {
		return err
	}
	w.lost = append(w.lost, loss{t, key, lost, won, id})
	if there {
		return nil
	}
	var client any
	if c := w.clientAt(t, key, nil); c != "" {
		client = w.canonical(w.tables["client"], string(c))
	}
	at := store.Instant(w.t.Now)
	clock := w.tick()
	columns := []string{"id", "client_id", "record", "record_id", "body", "settled_at", "settled_how", "created_at", "created_by", "updated_at", "updated_by"}
	if _, err := w.t.AddReceived("conflict", columns, []any{id, client, t.Name, key, body, nil, "", at, "", at, ""}); err != nil {
		return err
	}
	w.add(of, id, &rowState{clock: clock, device: self, mine: clock})
	if err := w.t.EntryReceived("conflict", store.KeyOf(id), nil, clock, ""); err != nil {
		return err
	}
	w.touched.kinds[kindOf(t)] = true
	if g.text {
		w.summary.Asks++
	} else {
		w.summary.Settled++
	}
	return w.forgetWaiting(of, id)
}

// conflictID is the id of a conflict that is about something, and whether it is there; ""
// if all of it was settled. Where someone settled that, and the same was chosen and lost
// once more, it is another one.
func (w *work) conflictID(about []string, lost cell) (id string, there bool, err error) {
	for _, about := range [][]string{about, append(about, strconv.FormatInt(lost.clock, 10), w.devices[lost.device])} {
		id := uuid.NewSHA1(ofConflicts, []byte(strings.Join(about, "\x1f"))).String()
		var settled bool
		err := w.t.Value(&settled, "SELECT settled_at IS NOT NULL FROM conflict WHERE id = ?", id)
		if errors.Is(err, sql.ErrNoRows) {
			return id, false, nil
		}
		if err != nil || !settled {
			return id, true, err
		}
	}
	return "", false, nil
}

// loss is something that a conflict was to list.
type loss struct {
	table *table
	key   string
	lost  incoming
	won   []any
	id    string // of the conflict
}

// loseAgain lists once more what came with the word that its conflict is settled: whoever
// settled that put it back, and did not know that it would lose here.
func (w *work) loseAgain() error {
	list := w.lost
	w.lost = nil
	for _, l := range list {
		var settled bool
		err := w.t.Value(&settled, "SELECT EXISTS (SELECT 1 FROM conflict WHERE id = ? AND settled_at IS NOT NULL)", l.id)
		if err == nil && settled {
			err = w.conflict(l.table, w.canonical(l.table, l.key), l.lost, l.won)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// asNow has the values of a group name the rows that those which they name became.
func (w *work) asNow(t *table, g *group, values []any) []any {
	c := incoming{group: g, values: slices.Clone(values)}
	w.redirect(t, &c)
	return c.values
}

// lostText has the values of a group that lost as JSON, "" if they say nothing.
func lostText(g *group, lost, won []any) (string, error) {
	body := map[string]any{}
	for i, column := range g.columns {
		if isMissing(lost[i]) || same(lost[i], won[i]) || lost[i] == nil || lost[i] == "" {
			continue
		}
		body[column] = lost[i]
	}
	if err := lostParts(body, g, lost, won); err != nil {
		return "", err
	}
	if len(body) == 0 {
		return "", nil
	}
	text, err := json.Marshal(body) // the keys of a map are in order
	return string(text), err
}

// The kinds of what Exchange.SinceLastMet lists.
const (
	newsText        = "text"        // two free texts met; both are kept
	newsOverwritten = "overwritten" // what was written gave way to what another device wrote later
	newsOne         = "one"         // two rows that devices made of one thing are one now
	newsName        = "name"        // two rows have one name, and one was marked
	newsPeople      = "people"      // two clients may be the same person
	newsClash       = "clash"       // two appointments are at the same time
	newsWrong       = "wrong"       // what two devices wrote of one row breaks a rule
)

// news keeps that something happened which someone should know.
func (w *work) news(kind string, t *table, key string, client data.ID, other string) error {
	var of any
	if client != "" {
		of = string(client)
	}
	w.touched.kinds[kindOf(t)] = true
	return w.t.Derive("INSERT INTO exchange_news (id, kind, record, record_id, other_id, client_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		w.t.FreshID(), kind, t.Name, key, other, of, store.Instant(w.t.Now))
}

// likely lists, for a person, clients who came and may be here already. They are
// never made one by rule.
func (w *work) likely() error {
	var all int
	if err := w.t.Value(&all, "SELECT count(*) FROM client"); err != nil || all == len(w.touched.clients) {
		return err // all of them came at once, from a service that has seen them
	}
	for _, id := range w.touched.clients {
		others, err := store.Collect(w.t.Ctx, w.t, func(id *data.ID) []any { return []any{id} },
			`SELECT o.id FROM client c JOIN client o ON o.nhs_number = c.nhs_number AND o.nhs_number <> '' WHERE c.id = ?1 AND o.id <> c.id
			UNION SELECT o.id FROM client c JOIN client o ON o.sort_name = c.sort_name WHERE c.id = ?1 AND o.id <> c.id
			AND (o.birth_date = c.birth_date OR o.birth_date IS NULL OR c.birth_date IS NULL)`, id)
		if err != nil {
			return err
		}
		for _, other := range others {
			if said, err := w.saidDifferent(string(id), string(other)); err != nil || said {
				if err != nil {
					return err
				}
				continue
			}
			w.summary.Asks++
			if err := w.news(newsPeople, w.tables["client"], string(id), id, string(other)); err != nil {
				return err
			}
		}
	}
	return nil
}

// clashes lists, for a person, appointments that came and are at the time of
// another in the same clinic or with the same member of staff. Both stay.
func (w *work) clashes() error {
	for id := range w.touched.appointments {
		others, err := store.Collect(w.t.Ctx, w.t, func(id *string) []any { return []any{id} },
			`SELECT o.id FROM appointment a JOIN appointment o ON o.on_day = a.on_day AND o.id <> a.id AND o.at = a.at AND a.at <> ''
			AND (o.clinic_id = a.clinic_id OR o.staff_id = a.staff_id) AND o.removed_at IS NULL AND o.state <> 'cancelled'
			WHERE a.id = ? AND a.removed_at IS NULL AND a.state <> 'cancelled'`, id)
		if err != nil {
			return err
		}
		for _, other := range others {
			t := w.tables["appointment"]
			w.summary.Asks++
			if err := w.news(newsClash, t, id, w.clientAt(t, id, nil), other); err != nil {
				return err
			}
		}
	}
	return nil
}
