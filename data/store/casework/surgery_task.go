package casework

import (
	"database/sql"
	"errors"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// owesFirstMessage makes the task to write to the surgery after the first contact
// of an episode, where the service wants to be reminded and the client agreed. Its
// id follows from the episode's, so that two PCs that each record the contact make
// one task.
func owesFirstMessage(t *store.Tx, c *data.Contact) error {
	return owesFirstMessageSince(t, c, t.Today(), data.Stamp{})
}

// noFirstContact is why a task to write about the first contact is not needed, once
// it turns out that there was none.
const noFirstContact = "No contact took place"

// firstMessageOf reads the tasks to write about the first contact of an episode: the
// open ones, or those that were not needed because there was no contact.
func firstMessageOf(t *store.Tx, episode data.ID, open bool) ([]data.Task, error) {
	status, note := data.TaskOpen, "%"
	if !open {
		status, note = data.TaskNotNeeded, noFirstContact
	}
	return store.Collect(t.Ctx, t, ScanTask, "SELECT "+TaskColumns+` FROM task k WHERE k.about_id = ? AND k.kind = 'surgery_message'
		AND (k.id = ? OR k.title LIKE '%: first contact') AND k.status = ? AND k.note LIKE ? AND k.removed_at IS NULL`,
		episode, madeOf(episode, "first message"), status, note)
}

// takesBackFirstMessage has no one write to the surgery about the first contact of
// an episode, where it was entered in error or came to nothing, and was the only one.
func takesBackFirstMessage(t *store.Tx, c *data.Contact) error {
	if t.Quiet {
		return nil
	}
	open, err := firstMessageOf(t, c.EpisodeID, true)
	if err != nil || len(open) == 0 {
		return err
	}
	var others int
	if err := t.Value(&others, "SELECT count(*) FROM contact WHERE episode_id = ? AND id <> ? AND outcome = 'attended' AND removed_at IS NULL", c.EpisodeID, c.ID); err != nil || others > 0 {
		return err
	}
	return closeTasks(t, open, c.On, "", noFirstContact)
}

// owesFirstMessageSince is owesFirstMessage with the day and the stamp of what the
// contact follows from, which every PC has alike.
func owesFirstMessageSince(t *store.Tx, c *data.Contact, on data.Date, stamp data.Stamp) error {
	if c.Outcome != data.ContactAttended {
		return takesBackFirstMessage(t, c)
	}
	if t.Quiet {
		return nil
	}
	if wanted, err := remindsOfMessages(t); err != nil || !wanted {
		return err
	}
	if again, err := firstMessageOf(t, c.EpisodeID, false); err != nil || len(again) > 0 {
		for i := range again {
			again[i].Status, again[i].ClosedOn, again[i].Note = data.TaskOpen, data.Date{}, ""
			err = errors.Join(err, SaveTask(t, &again[i]))
		}
		return err
	}
	var before int
	id := madeOf(c.EpisodeID, "first message")
	if err := t.Value(&before, `SELECT (SELECT count(*) FROM task WHERE about_id = ?1 AND kind = 'surgery_message' OR id = ?2)
		+ (SELECT count(*) FROM letter l JOIN episode e ON e.id = ?1 WHERE l.client_id = e.client_id AND l.kind = 'surgery' AND l.made_on >= e.opened_on AND l.removed_at IS NULL)`,
		c.EpisodeID, id); err != nil || before > 0 {
		return err
	}
	k, owed, err := messageOwed(t, c.ClientID, c.EpisodeID, "first contact")
	if err != nil || !owed {
		return err
	}
	k.DueOn, k.Stamp = on, stamp
	return insertTask(t, id, k)
}

// owesClosingMessage makes the task to write to the surgery about an episode that
// was closed.
func owesClosingMessage(t *store.Tx, e *data.Episode) error {
	if wanted, err := remindsOfMessages(t); err != nil || !wanted {
		return err
	}
	k, owed, err := messageOwed(t, e.ClientID, e.ID, "closure")
	if err != nil || !owed {
		return err
	}
	return SaveTask(t, k)
}

func remindsOfMessages(t *store.Tx) (bool, error) {
	var value string
	err := t.Value(&value, "SELECT value FROM setting WHERE key = ?", lists.SettingMessageTasks)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return value == "yes", err
}

// messageOwed is the task to write to the surgery, if the client agreed to share
// with the one that they are at.
func messageOwed(t *store.Tx, client, episode data.ID, why string) (k *data.Task, owed bool, err error) {
	var surgery string
	var prescriber data.ID
	err = t.Values(`SELECT s.name, c.prescriber_id FROM client c JOIN surgery s ON s.id = c.surgery_id WHERE c.id = ?1
		AND (SELECT n.given FROM consent n WHERE n.client_id = ?1 AND n.kind = 'surgery' ORDER BY n.given_on DESC, n.created_at DESC, n.id DESC LIMIT 1) = 1`,
		[]any{client}, &surgery, store.OrNull(&prescriber))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return &data.Task{ClientID: client, EpisodeID: episode, Kind: data.TaskSurgery, AboutID: episode,
		Title: "Write to " + surgery + ": " + why, DueOn: t.Today(), StaffID: prescriber}, err == nil, err
}

// CloseMessageTasks closes, within a transaction, the tasks to write to the surgery
// about a client, because that was done.
func CloseMessageTasks(t *store.Tx, client data.ID, on data.Date) error {
	open, err := store.Collect(t.Ctx, t, ScanTask, "SELECT "+TaskColumns+
		" FROM task k WHERE k.client_id = ? AND k.kind = 'surgery_message' AND k.status = 'open' AND k.removed_at IS NULL", client)
	if err != nil {
		return err
	}
	return closeTasks(t, open, on, "By letter", "")
}
