package moving

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

func dayText(d data.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// hashes is what a list says of someone as a hash for each field: enough to tell a
// newer list from an edit here, and nothing to read.
func hashes(c *data.Client) string {
	var b strings.Builder
	for _, f := range data.ClientFields() {
		if v := f.Text(c); v != "" || slices.Contains(lateColumns, f.Column) {
			_, _ = fmt.Fprintf(&b, "%s=%s;", f.Column, hashOf(v)) // never fails
		}
	}
	return b.String()
}

// lateColumns have a hash even where a list says nothing of them: up to 0.13 they had
// none, so that it is not known what such a list said. What was changed here since may
// not be taken for a blank to fill in.
var lateColumns = []string{"interpreter", "lives_alone"}

func hashOf(text string) string {
	if text == "" {
		return ""
	}
	return strconv.FormatUint(store.HashOf(text), 36)
}

func parseHashes(said string) map[string]string {
	m := map[string]string{}
	for part := range strings.SplitSeq(said, ";") {
		if column, hash, ok := strings.Cut(part, "="); ok {
			m[column] = hash
		}
	}
	return m
}

// takeKnown updates someone who is here from what the list says.
func (i *importer) takeKnown(s *step) (data.ListOutcome, error) {
	if kept, err := i.t.Restricted(s.known); err != nil || kept {
		return data.ListLater, err // their record may only be kept, as they asked
	}
	held, err := store.One(i.t.Ctx, i.t, casework.ScanClient, "SELECT "+casework.ClientColumns+" FROM client WHERE id = ?", s.known)
	if err != nil {
		return "", err
	}
	c := s.p.Client
	if err := i.where(s.p, &c); err != nil {
		return "", err
	}
	left, err := i.valid(s.p, &c)
	if err != nil {
		return "", err
	}
	if s.origin != nil {
		left = nil // what could not be read is on the list since the first import
	}
	changed, more := i.update(s, held, &c)
	if len(changed) > 0 {
		if err := i.saveChanged(held, &c, changed); err != nil {
			return "", err
		}
	}
	if err := i.cameFrom(s.known, s.p, s.origin, hashes(&c)); err != nil {
		return "", err
	}
	w := &work{i: i, p: s.p, client: s.known, surgery: held.SurgeryID, staff: held.Prescriber, left: append(left, more...), known: true}
	if s.origin == nil { // what the list says beside its fields is new here
		w.left = append(w.left, notesLeft(s.p)...)
	}
	if err := w.write(); err != nil {
		return "", err
	}
	if len(changed) > 0 || w.wrote || s.origin == nil {
		return data.ListKnown, nil
	}
	return data.ListUnchanged, nil
}

func notesLeft(p *data.ListPerson) []data.LeftOver {
	var left []data.LeftOver
	for _, line := range p.Notes {
		left = append(left, data.LeftOver{At: p.At, Text: line, Why: "They were here already, so this was not added to a note. Enter it where it belongs."})
	}
	return left
}

// update decides field by field: blanks are filled in; what the list changed since
// the last import is taken unless it was changed here as well, and what differs
// otherwise stays as it is here and is left to be worked through.
func (i *importer) update(s *step, held, c *data.Client) (changed []data.ClientField, left []data.LeftOver) {
	last := map[string]string{}
	if s.origin != nil {
		last = parseHashes(s.origin.said)
	}
	for _, f := range data.ClientFields() {
		says, has := f.Text(c), f.Text(held)
		switch {
		case says == "" || says == has:
		case s.origin != nil && !knows(last, f.Column):
		case s.origin != nil && hashOf(says) == last[f.Column]: // the list says what it said before
		case has == "" || s.origin != nil && hashOf(has) == last[f.Column]:
			changed = append(changed, f)
		case s.origin == nil && f.Column == "family_name" && held.Name() == c.Name():
		default:
			left = append(left, data.LeftOver{At: s.p.At, Column: f.Label, Text: f.Words(c), Why: "The record says otherwise and was kept. Check which is right."})
		}
	}
	return changed, left
}

// knows reports whether hashes say what a list said of a column.
func knows(last map[string]string, column string) bool {
	_, there := last[column]
	return there || !slices.Contains(lateColumns, column)
}

// saveChanged writes fields of a client, and remembers what they held.
func (i *importer) saveChanged(held, c *data.Client, changed []data.ClientField) error {
	before := map[string]string{}
	for _, f := range changed {
		before[f.Column] = f.Text(held)
		f.SetText(held, f.Text(c))
	}
	if err := i.noteBefore("client", held.ID, held.ID, before); err != nil {
		return err
	}
	if err := held.Validate(i.t.Today()); err != nil {
		return err
	}
	return casework.SaveClient(i.t, held)
}

func (i *importer) noteBefore(table string, row, client data.ID, before map[string]string) error {
	body, err := json.Marshal(before)
	if err != nil {
		return err
	}
	return i.t.NoteBefore(i.id, table, row, client, string(body))
}

// knownEpisode returns the episode of someone who is here that a referral belongs to.
func (w *work) knownEpisode(r *data.ListReferral) (data.ID, error) {
	if r.Closed {
		var id data.ID
		err := w.i.t.Value(&id, "SELECT id FROM episode WHERE client_id = ? AND opened_on <= ? AND closed_on >= ? LIMIT 1", w.client, r.ReceivedOn, r.ReceivedOn)
		if err == nil || !store.MissingRow(err) {
			return id, err
		}
		return w.begin(r.ReceivedOn, r)
	}
	return casework.EpisodeFor(w.i.t, w.client, r.ReceivedOn)
}

// hasReferral tells whether a referral of that day is here, and where its episode
// stands.
func (w *work) hasReferral(r *data.ListReferral) (there bool, e *data.Episode, err error) {
	list, err := store.Collect(w.i.t.Ctx, w.i.t, casework.ScanEpisode, "SELECT "+casework.EpisodeColumns+` FROM episode
		WHERE id IN (SELECT episode_id FROM referral WHERE client_id = ? AND received_on = ?)`, w.client, r.ReceivedOn)
	if err != nil || len(list) == 0 {
		return false, nil, err
	}
	return true, &list[0], nil
}

// closeKnown closes the episode of a referral that the list closed since. One in
// which something is still to be done is left for a person to close, unless they died. So
// is one that someone opened again after the day on which the list says that they died.
func (w *work) closeKnown(e *data.Episode, r *data.ListReferral) error {
	again, err := w.openedAgain(e)
	if err != nil {
		return err
	}
	if r.CloseReason == data.CloseDied && !again.IsZero() && !again.Before(r.ClosedOn) {
		w.leaveDeath("The list says that they died, and support here was opened again after that day. Find out which is right.")
		return nil
	}
	var busy bool
	if err := w.i.t.Value(&busy, `SELECT EXISTS (SELECT 1 FROM follow_up WHERE episode_id = ?1 AND status = 'open')
		OR EXISTS (SELECT 1 FROM task WHERE episode_id = ?1 AND status = 'open' AND removed_at IS NULL)
		OR EXISTS (SELECT 1 FROM appointment a WHERE `+store.AppointmentsOf("?2")+` AND a.state IN ('booked', 'arrived', 'in_room') AND a.removed_at IS NULL)`, e.ID, w.client); err != nil {
		return err
	}
	closed := *e
	closed.Status, closed.PausedOn, closed.ClosedOn, closed.CloseReason, closed.CloseNote = data.EpisodeClosed, data.Date{}, r.ClosedOn, r.CloseReason, shorten(r.CloseNote, data.MaxNote)
	if busy && !closed.Died() || closed.ValidateImported(w.i.t.Today()) != nil {
		w.left = append(w.left, data.LeftOver{At: r.At, Column: "Closed", Text: r.ClosedOn.Long(), Why: "The list says closed, and here something is still to be done. Close the episode if that is right."})
		return nil
	}
	return w.close(e, &closed)
}

// openedAgain is the day on which someone opened an episode again that had been closed,
// zero if no one has. Only the audit trail knows of it: no import and no undoing of one is
// in there by the episode.
func (w *work) openedAgain(e *data.Episode) (data.Date, error) {
	var at string
	err := w.i.t.Value(&at, "SELECT coalesce(max(at), '') FROM audit WHERE record_id = ? AND record = 'episode' AND instr(' ' || fields || ' ', ' closed_on ') > 0", e.ID)
	if err != nil || at == "" {
		return data.Date{}, err
	}
	opened, err := store.ParseInstant(at)
	return data.DateOf(opened.In(w.i.t.Local().Location())), err
}

// close writes an episode that a list ends, and closes what was to be done in it.
func (w *work) close(was, closed *data.Episode) error {
	before := map[string]string{"status": string(was.Status), "paused_on": dayText(was.PausedOn), "closed_on": "", "close_reason": string(was.CloseReason), "close_note": was.CloseNote}
	if err := w.i.noteBefore("episode", was.ID, w.client, before); err != nil {
		return err
	}
	if err := w.i.noteRows(w.client, "follow_up", []string{"status", "closed_on", "note"}, "episode_id = ? AND status = 'open'", was.ID); err != nil {
		return err
	}
	if err := w.i.noteRows(w.client, "task", []string{"status", "closed_on", "how", "note"}, "episode_id = ? AND status = 'open' AND removed_at IS NULL", was.ID); err != nil {
		return err
	}
	w.wrote, w.died = true, w.died || closed.Died()
	if err := casework.SaveEpisode(w.i.t, closed); err != nil {
		return err
	}
	return casework.NothingToDo(w.i.t, closed)
}

// hasContact reports whether a contact of the list is here.
func (w *work) hasContact(k data.ListContact) (there bool, err error) {
	err = w.i.t.Value(&there, "SELECT EXISTS (SELECT 1 FROM contact WHERE client_id = ? AND held_on = ? AND kind = ? AND outcome = ?)", w.client, k.On, k.Kind, k.Outcome)
	return there, err
}

// noteRows remembers what columns of rows held that the import is about to change.
func (i *importer) noteRows(client data.ID, table string, columns []string, where string, of data.ID) error {
	object := make([]string, 0, len(columns))
	for _, c := range columns {
		object = append(object, "'"+c+"', coalesce("+c+", '')")
	}
	type row struct {
		id   data.ID
		body string
	}
	rows, err := store.Collect(i.t.Ctx, i.t, func(r *row) []any { return []any{&r.id, &r.body} },
		"SELECT id, json_object("+strings.Join(object, ", ")+") FROM "+table+" WHERE "+where, of) // all are our own
	for _, r := range rows {
		err = errors.Join(err, i.t.NoteBefore(i.id, table, r.id, client, r.body))
	}
	return err
}

// putBack writes what columns held before an import. It refuses if one of them was
// changed since, except by an import that was undone.
func putBack(t *store.Tx, id data.ID, undone []data.ID) error {
	type row struct {
		table, body string
		row, client data.ID
	}
	rows, err := store.Collect(t.Ctx, t, func(r *row) []any { return []any{&r.table, &r.row, &r.client, &r.body} },
		"SELECT tbl, id, client_id, body FROM import_before WHERE import_id = ?", id)
	if err != nil {
		return err
	}
	if err := t.ChangedSince("client_import", id, undone, len(rows), func(n int) (string, data.ID) { return rows[n].table, rows[n].row }); err != nil {
		return err
	}
	for _, r := range rows {
		before := map[string]string{}
		if err := json.Unmarshal([]byte(r.body), &before); err != nil {
			return err
		}
		fields, err := fieldsBefore(t, r.table, r.row, before)
		if err != nil {
			return err
		}
		if err := t.Update(r.table, r.row, &data.Stamp{}, r.client, fields); err != nil {
			return err
		}
		if r.table == "appointment" {
			if err := bookedAgain(t, r.row); err != nil {
				return err
			}
		}
	}
	return t.DropBefore(id)
}

// fieldsBefore is what columns held before an import, as they are stored.
func fieldsBefore(t *store.Tx, table string, row data.ID, before map[string]string) ([]store.Field, error) {
	if table == "client" {
		return clientBefore(t, row, before)
	}
	fields := make([]store.Field, 0, len(before))
	for _, column := range slices.Sorted(maps.Keys(before)) {
		var value any = before[column]
		if value == "" && (strings.HasSuffix(column, "_on") || strings.HasSuffix(column, "_at")) { // a day or a time that is not recorded
			value = nil
		}
		fields = append(fields, store.Field{Column: column, Value: value})
	}
	return fields, nil
}

// clientBefore is the same for a client, with what is worked out from the fields that
// are put back.
func clientBefore(t *store.Tx, id data.ID, before map[string]string) ([]store.Field, error) {
	c, err := store.One(t.Ctx, t, casework.ScanClient, "SELECT "+casework.ClientColumns+" FROM client WHERE id = ?", id)
	if err != nil {
		return nil, err
	}
	var fields []data.ClientField
	for _, f := range data.ClientFields() {
		if text, changed := before[f.Column]; changed {
			f.SetText(c, text)
			fields = append(fields, f)
		}
	}
	return casework.ClientRow(c, fields), nil
}
