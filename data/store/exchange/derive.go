package exchange

import (
	"fmt"
	"slices"

	"waymark/data"
	"waymark/data/exchange/change"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/directory"
	"waymark/data/store/measure"
)

// derivedOf adds the columns of a new row that are worked out from the others.
func (w *work) derivedOf(t *table, key string, cells []incoming, names []string, values []any) ([]string, []any) {
	switch {
	case slices.Contains(t.Derives, "name_fold"):
		return append(names, "name_fold"), append(values, key) // settleNames sets its own
	case t.Name == "client":
		c := clientFrom(cells)
		return append(names, "search_text", "sort_name"), append(values, casework.ClientSearchText(c), casework.ClientSortName(c))
	case t.Name == "service":
		name, _ := valueOf(cells, "name").(string)
		return append(names, "sort_name"), append(values, fold.Text(name))
	case t.Name == "response":
		n := 0
		if blob, ok := valueOf(cells, "answers").([]byte); ok {
			if list, err := change.Values(blob); err == nil {
				n = len(list) / 2
			}
		}
		return append(names, "answered"), append(values, n)
	}
	return names, values
}

func valueOf(cells []incoming, column string) any {
	for _, c := range cells {
		if i := slices.Index(c.group.names, column); i >= 0 {
			return c.values[i]
		}
	}
	return nil
}

// clientFrom is a client as far as what they are searched by needs it.
func clientFrom(cells []incoming) *data.Client {
	text := func(column string) string {
		s, _ := valueOf(cells, column).(string)
		return s
	}
	c := &data.Client{GivenNames: text("given_names"), FamilyName: text("family_name"), KnownAs: text("known_as"), NHSNumber: text("nhs_number"),
		Postcode: text("postcode"), Phone: text("phone"), OtherPhone: text("other_phone")}
	if born := text("birth_date"); born != "" {
		if err := c.BirthDate.Scan(born); err != nil {
			c.BirthDate = data.Date{}
		}
	}
	return c
}

// searched are the columns that a client is found by.
var searched = []string{"given_names", "family_name", "known_as", "nhs_number", "postcode", "phone", "other_phone", "birth_date"}

// arrived notes what has to be worked out after a row was added (held is nil) or
// changed.
func (w *work) arrived(t *table, key string, held map[uint8][]any, cells []incoming) error {
	w.touched.kinds[kindOf(t)] = true
	w.touched.row(t, key)
	if t.Name == "client" {
		if held == nil {
			w.touched.clients = append(w.touched.clients, data.ID(key))
			return nil
		}
		if !slices.ContainsFunc(cells, func(c incoming) bool {
			return slices.ContainsFunc(c.group.columns, func(n string) bool { return slices.Contains(searched, n) })
		}) {
			return nil
		}
		return w.searchClient(key)
	}
	if slices.Contains(t.Derives, "name_fold") && (held == nil || valueOf(cells, "name") != nil) {
		if w.touched.names[t.Name] == nil {
			w.touched.names[t.Name] = map[string]bool{}
		}
		w.touched.names[t.Name][key] = true
	}
	return nil
}

func (w *work) searchClient(key string) error {
	c, err := store.One(w.t.Ctx, w.t, casework.ScanClient, "SELECT "+casework.ClientColumns+" FROM client WHERE id = ?", key)
	if err != nil {
		return err
	}
	return w.t.Derive("UPDATE client SET search_text = ?, sort_name = ? WHERE id = ?", casework.ClientSearchText(c), casework.ClientSortName(c), key)
}

// derive works out again what follows from the rows that were applied.
func (w *work) derive() error {
	if err := w.settleNames(); err != nil {
		return err
	}
	if err := w.closeFollowUps(); err != nil {
		return err
	}
	if err := w.cancelForTheDead(); err != nil {
		return err
	}
	if err := w.settlePeople(); err != nil {
		return err
	}
	if err := w.likely(); err != nil {
		return err
	}
	if err := w.clashes(); err != nil {
		return err
	}
	for key := range w.touched.settings {
		if err := w.t.WasSet(key); err != nil {
			return err
		}
	}
	if err := w.scores(); err != nil {
		return err
	}
	if err := w.indexServices(); err != nil {
		return err
	}
	return w.soundAgain()
}

// namedBy finds the services that a name of a list is among the words of.
var namedBy = map[string]string{
	"reason":       "SELECT v.id FROM service_need n JOIN service v ON v.seq = n.service_seq WHERE n.reason_id = ?",
	"category":     "SELECT v.id FROM service_category n JOIN service v ON v.seq = n.service_seq WHERE n.category_id = ?",
	"organisation": "SELECT id FROM service WHERE organisation_id = ?",
}

// indexServices has the services that came, or whose words did, found by them.
func (w *work) indexServices() error {
	for k, name := range w.touched.words {
		ids, err := store.Collect(w.t.Ctx, w.t, func(id *string) []any { return []any{id} }, namedBy[name], w.canonical(w.tables[name], k.key))
		if err != nil {
			return err
		}
		for _, id := range ids {
			w.touched.services[id] = true
		}
	}
	if len(w.touched.services) == 0 {
		return nil
	}
	if err := directory.ForgetAnswers(w.t); err != nil {
		return err
	}
	for key := range w.touched.services {
		if err := directory.RereadService(w.t, data.ID(w.canonical(w.tables["service"], key))); err != nil {
			return err
		}
	}
	return nil
}

// closeFollowUps closes open follow-ups of closed episodes, as closing an episode
// does: one was made on a device that did not know of the other.
func (w *work) closeFollowUps() error {
	of := w.tables["follow_up"]
	group := of.byGroup[of.ofCol["status"]]
	for _, look := range []struct {
		column string
		keys   map[string]bool
	}{{"f.episode_id", w.touched.episodes}, {"f.id", w.touched.followUps}} {
		for key := range look.keys {
			type row struct{ id, on string }
			open, err := store.Collect(w.t.Ctx, w.t, func(r *row) []any { return []any{&r.id, &r.on} },
				"SELECT f.id, coalesce(e.closed_on, '') FROM follow_up f JOIN episode e ON e.id = f.episode_id WHERE "+look.column+
					" = ? AND f.status = 'open' AND e.status = 'closed'", key) // columns are our own
			for _, r := range open {
				if err == nil {
					err = w.t.ChangeReceived(of.Name, of.Key, []string{"status", "closed_on", "note"},
						[]any{string(data.FollowUpNotNeeded), r.on, casework.EpisodeClosed, r.id})
				}
				if err == nil {
					err = w.wroteByRule(of, r.id, group)
				}
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// scores works out the scores of the questionnaires that came, and of all that were
// given to one whose definition came only now.
func (w *work) scores() error {
	for id := range w.touched.questionnaires {
		if err := measure.Rescore(w.t, id); err != nil {
			return err
		}
	}
	ids := make([]data.ID, 0, len(w.touched.responses))
	for key := range w.touched.responses {
		ids = append(ids, data.ID(key))
	}
	slices.Sort(ids)
	return measure.RescoreResponses(w.t, ids)
}

// settleNames sets the folded names of the rows of lists that came. Of
// two with the same name, those that were made with it become one; one that was
// given it later keeps it with a mark, and a person decides.
func (w *work) settleNames() error {
	for _, t := range w.inOrder() {
		for len(w.touched.names[t.Name]) > 0 {
			keys := make([]string, 0, len(w.touched.names[t.Name]))
			for key := range w.touched.names[t.Name] {
				keys = append(keys, key)
			}
			slices.Sort(keys)
			delete(w.touched.names, t.Name)
			for _, key := range keys {
				if err := w.settleName(t, key); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (w *work) settleName(t *table, key string) error {
	if key = w.canonical(t, key); key == "" {
		return nil
	}
	held, err := w.t.RowOf(t.Name, t.Key, []string{"name"}, key)
	if err != nil || held == nil {
		return err
	}
	name, _ := held[0].(string)
	folded := fold.Text(name)
	var other string
	if err := w.t.Value(&other, "SELECT coalesce(min(id), '') FROM "+t.Name+" WHERE name_fold = ? AND id <> ?", folded, key); err != nil { // the name is our own
		return err
	}
	if other == "" {
		return w.t.Derive("UPDATE "+t.Name+" SET name_fold = ? WHERE id = ?", folded, key) // the name is our own
	}
	mine, err := w.madeWithName(t, key)
	if err != nil {
		return err
	}
	theirs, err := w.madeWithName(t, other)
	if err != nil {
		return err
	}
	if mine && theirs {
		w.summary.Settled++
		if err := w.becomeOne(t, key, other, w.tick()); err != nil {
			return err
		}
		if err := w.news(newsOne, t, w.canonical(t, key), "", ""); err != nil {
			return err
		}
		return w.settleName(t, key)
	}
	return w.mark(t, key, other, name)
}

// madeWithName reports whether a row has had its name since it was made.
func (w *work) madeWithName(t *table, key string) (bool, error) {
	r, err := w.row(t, key)
	if err != nil || r == nil {
		return false, err
	}
	return r.cell(t.ofCol["name"]).clock == r.cell(change.Born).clock, nil
}

// mark changes the name of the row with the higher key of two with one name, and
// has a person decide.
func (w *work) mark(t *table, key, other, name string) error {
	loser := max(key, other)
	marked := fmt.Sprintf("%s (%s)", name, loser[max(0, len(loser)-4):])
	if loser == other {
		held, err := w.t.RowOf(t.Name, t.Key, []string{"name"}, other)
		if err != nil || held == nil {
			return err
		}
		name, _ = held[0].(string)
		marked = fmt.Sprintf("%s (%s)", name, loser[max(0, len(loser)-4):])
	}
	if err := w.t.ChangeReceived(t.Name, t.Key, []string{"name"}, []any{marked, loser}); err != nil {
		return err
	}
	if err := w.t.Derive("UPDATE "+t.Name+" SET name_fold = ? WHERE id = ?", fold.Text(marked), loser); err != nil { // the name is our own
		return err
	}
	w.touched.row(t, loser)
	if err := w.wroteByRule(t, loser, t.byGroup[t.ofCol["name"]]); err != nil {
		return err
	}
	w.summary.Asks++
	if err := w.news(newsName, t, loser, "", min(key, other)); err != nil {
		return err
	}
	if loser == key {
		return nil
	}
	return w.settleName(t, key)
}

// kindOf is what kind of thing the rows of a table are, for pages that show them.
func kindOf(t *table) store.ChangeKind {
	switch t.Name {
	case "contact":
		return store.ChangedContact
	case "clinic", "session_change", "absence", "appointment", "appointment_state", "presence", "clash_kept", "to_tell":
		return store.ChangedDiary
	case "follow_up", "attempt", "prescription", "prescription_status", "holiday_move", "holiday_clash":
		return store.ChangedFollowUp
	case "response", "pairing", "questionnaire_refusal":
		return store.ChangedResponse
	case "task":
		return store.ChangedTask
	case "service", "organisation", "service_merge", "service_distinct":
		return store.ChangedDirectory
	case "setting":
		return store.ChangedSettings
	case "questionnaire":
		return store.ChangedQuestionnaires
	case "frozen", "learnt", "picture", "comparator", "handed", "report_reader":
		return store.ChangedReports
	case "visit", "visit_finding", "visit_decision", "visit_photo":
		return store.ChangedVisit
	case "lone_card", "lone_call":
		return store.ChangedLone
	}
	if t.home == Lists {
		return store.ChangedLists
	}
	return store.ChangedClient
}

// tell has the pages that show what came read again.
func (w *work) tell() {
	for kind := range w.touched.kinds {
		w.t.Also(store.Change{Kind: kind})
	}
}
