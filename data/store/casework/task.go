package casework

import (
	"waymark/data"
	"waymark/data/store"
)

// TaskColumns select a whole task, k, for ScanTask.
const TaskColumns = `k.id, k.client_id, k.episode_id, k.kind, k.about_id, k.title, k.first_due, k.due_on, k.status, k.closed_on, k.how, k.note,
	k.staff_id, k.created_at, k.created_by, k.updated_at, k.updated_by`

// ScanTask returns where TaskColumns go.
func ScanTask(k *data.Task) []any {
	return append([]any{&k.ID, &k.ClientID, store.OrNull(&k.EpisodeID), &k.Kind, store.OrNull(&k.AboutID), &k.Title, &k.FirstDue, &k.DueOn, &k.Status,
		&k.ClosedOn, &k.How, &k.Note, store.OrNull(&k.StaffID)}, store.StampDest(&k.Stamp)...)
}

// SaveTask validates and writes a task within a transaction. A blank status is
// open.
func SaveTask(t *store.Tx, k *data.Task) error {
	if err := validTask(t, k); err != nil {
		return err
	}
	return t.Save("task", &k.ID, &k.Stamp, k.ClientID, taskFields(k))
}

// insertTask is SaveTask for a new task with an id that follows from something
// else's.
func insertTask(t *store.Tx, id data.ID, k *data.Task) error {
	if err := validTask(t, k); err != nil {
		return err
	}
	k.ID = id
	return t.Insert("task", &k.ID, &k.Stamp, k.ClientID, taskFields(k))
}

func validTask(t *store.Tx, k *data.Task) error {
	if k.Status == "" {
		k.Status = data.TaskOpen
	}
	return k.Validate(t.Today())
}

func taskFields(k *data.Task) []store.Field {
	return []store.Field{
		{"client_id", k.ClientID}, {"episode_id", store.Ref(k.EpisodeID)}, {"kind", k.Kind}, {"about_id", store.Ref(k.AboutID)}, {"title", k.Title},
		{"first_due", k.FirstDue}, {"due_on", k.DueOn}, {"status", k.Status}, {"closed_on", k.ClosedOn}, {"how", k.How}, {"note", k.Note},
		{"staff_id", store.Ref(k.StaffID)},
	}
}

// CloseTasks closes the open tasks of a kind that are about something, within a
// transaction, because of what was recorded elsewhere. how is blank for those
// that are not needed.
func CloseTasks(t *store.Tx, kind data.TaskKind, about data.ID, on data.Date, how, note string) error {
	open, err := store.Collect(t.Ctx, t, ScanTask, "SELECT "+TaskColumns+
		" FROM task k WHERE k.about_id = ? AND k.kind = ? AND k.status = 'open' AND k.removed_at IS NULL", about, kind)
	if err != nil {
		return err
	}
	return closeTasks(t, open, on, how, note)
}

func closeTasks(t *store.Tx, open []data.Task, on data.Date, how, note string) error {
	for i := range open {
		k := &open[i]
		k.Status, k.ClosedOn, k.How, k.Note = data.TaskDone, on, how, note
		if how == "" {
			k.Status = data.TaskNotNeeded
		}
		if err := SaveTask(t, k); err != nil {
			return err
		}
	}
	return nil
}

// closeTasksOf closes the open tasks of an episode that is closed.
func closeTasksOf(t *store.Tx, e *data.Episode) error {
	open, err := store.Collect(t.Ctx, t, ScanTask, "SELECT "+TaskColumns+
		" FROM task k WHERE k.episode_id = ? AND k.status = 'open' AND k.removed_at IS NULL", e.ID)
	if err != nil {
		return err
	}
	return closeTasks(t, open, e.ClosedOn, "", "Episode closed")
}
