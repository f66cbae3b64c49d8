// Package tasks keeps what someone of the service has to do for a client: each
// is done, not needed because, or put off to a day.
package tasks

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/offering"
)

// Tasks is what has to be done for clients.
type Tasks struct{ db *store.Door }

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Tasks {
	return &Tasks{db: db.For(session, access.Tasks)}
}

// Tasks lists tasks, the one due first at the top; closed ones by the day they
// were due.
func (s *Tasks) Tasks(ctx context.Context, f data.TaskFilter) ([]data.TaskRow, error) {
	if f.Limit == 0 {
		f.Limit = 500
	}
	where := " WHERE k.removed_at IS NULL"
	args := []any{sql.Named("limit", f.Limit)}
	and := func(wanted bool, clause, name string, v any) {
		if wanted {
			where, args = where+" AND "+clause, append(args, sql.Named(name, v))
		}
	}
	if f.Open {
		// Of someone who died, only the surgery is still to be told.
		where += " AND k.status = 'open' AND (k.kind = 'surgery_message' OR " + casework.Lives("k.client_id") + ")"
	}
	and(!f.To.IsZero(), "k.due_on <= @to", "to", f.To)
	and(f.Kind != "", "k.kind = @kind", "kind", f.Kind)
	and(f.Prescriber != "", "(k.staff_id IS NULL OR k.staff_id = @prescriber)", "prescriber", f.Prescriber)
	and(f.ClientID != "", "k.client_id = @client", "client", f.ClientID)
	and(f.AboutID != "", "k.about_id = @about", "about", f.AboutID)
	return store.Collect(ctx, s.db, scanRow, rowQuery+where+" ORDER BY k.due_on, k.id LIMIT @limit", args...)
}

const rowQuery = "SELECT " + casework.TaskColumns + `, trim(c.given_names || ' ' || c.family_name), coalesce(s.name, ''), coalesce(v.name, ''), coalesce(v.phone, ''),
	coalesce((SELECT n.given FROM consent n WHERE n.client_id = k.client_id AND n.kind = 'organisation' ORDER BY n.given_on DESC, n.id DESC LIMIT 1), 0)
	FROM task k JOIN client c ON c.id = k.client_id LEFT JOIN staff s ON s.id = k.staff_id
	LEFT JOIN prescription p ON k.kind = 'referral' AND p.id = k.about_id LEFT JOIN service v ON v.id = p.service_id`

func scanRow(r *data.TaskRow) []any {
	return append(casework.ScanTask(&r.Task), &r.Client, &r.Staff, &r.Service, &r.ServicePhone, &r.MayShare)
}

// Task reads one task; data.CodeNotFound if there is none.
func (s *Tasks) Task(ctx context.Context, id data.ID) (*data.TaskRow, error) {
	return store.One(ctx, s.db, scanRow, rowQuery+" WHERE k.id = ?", id)
}

// Add stores a new task; its ID is filled in. Other slices use casework.SaveTask
// within their own transaction.
func (s *Tasks) Add(ctx context.Context, k *data.Task) error {
	return s.db.WriteAbout(ctx, store.ChangedTask, &k.ClientID, func(t *store.Tx) error {
		store.AsItWas(t, &k.Status)
		return casework.SaveTask(t, k)
	})
}

// Done closes a task as done. A service that was contacted is recorded as such.
func (s *Tasks) Done(ctx context.Context, id data.ID, on data.Date, how, note string) error {
	return s.close(ctx, id, func(t *store.Tx, k *data.Task) error {
		k.Status, k.ClosedOn, k.How, k.Note = data.TaskDone, on, how, note
		if err := casework.SaveTask(t, k); err != nil {
			return err
		}
		if k.Kind != data.TaskReferral || k.AboutID == "" {
			return nil
		}
		return offering.Contacted(t, k.AboutID, k.ClosedOn, data.Capital(k.How)+sentence(k.Note))
	})
}

func sentence(note string) string {
	if note == "" {
		return "."
	}
	return ". " + note
}

// NotNeeded closes a task that need not be done, because of why.
func (s *Tasks) NotNeeded(ctx context.Context, id data.ID, on data.Date, why string) error {
	return s.close(ctx, id, func(t *store.Tx, k *data.Task) error {
		k.Status, k.ClosedOn, k.How, k.Note = data.TaskNotNeeded, on, "", why
		return casework.SaveTask(t, k)
	})
}

// PutOff moves a task to a later day.
func (s *Tasks) PutOff(ctx context.Context, id data.ID, to data.Date, why string) error {
	return s.close(ctx, id, func(t *store.Tx, k *data.Task) error {
		switch {
		case to.IsZero():
			return data.FieldErrors{{Field: "DueOn", Sentence: "Enter the day."}}
		case to.Before(t.Today()):
			return data.FieldErrors{{Field: "DueOn", Sentence: "Enter today or a later day."}}
		}
		k.DueOn = to
		if why = data.TidyNote(why); why != "" {
			k.Note = why
		}
		return casework.SaveTask(t, k)
	})
}

// close has do change an open task.
func (s *Tasks) close(ctx context.Context, id data.ID, do func(*store.Tx, *data.Task) error) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedTask, &client, func(t *store.Tx) error {
		k, err := store.One(ctx, t, casework.ScanTask, "SELECT "+casework.TaskColumns+" FROM task k WHERE k.id = ? AND k.removed_at IS NULL", id)
		if err != nil {
			return err
		}
		if k.Status != data.TaskOpen {
			return data.NewProblem(data.CodeConflict, "This task has been closed already. Nothing was changed.")
		}
		client = k.ClientID
		return do(t, k)
	})
}

// Reopen makes a closed task one that is still to be done. What was recorded with
// it elsewhere stays; its note says that it is from when it was closed.
func (s *Tasks) Reopen(ctx context.Context, id data.ID) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedTask, &client, func(t *store.Tx) error {
		k, err := store.One(ctx, t, casework.ScanTask, "SELECT "+casework.TaskColumns+" FROM task k WHERE k.id = ? AND k.removed_at IS NULL", id)
		if err != nil {
			return err
		}
		client = k.ClientID
		if k.Status != data.TaskOpen && k.Note != "" {
			if note := fmt.Sprintf("Closed on %s, then reopened. The note was: %s", k.ClosedOn.Short(), k.Note); len([]rune(note)) <= data.MaxNote {
				k.Note = note
			}
		}
		k.Status, k.ClosedOn, k.How = data.TaskOpen, data.Date{}, ""
		return casework.SaveTask(t, k)
	})
}

// Remove marks a task as entered in error.
func (s *Tasks) Remove(ctx context.Context, id data.ID) error {
	return s.db.TakeBack(ctx, store.ChangedTask, "task", id)
}
