package people

import (
	"context"
	"errors"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/fold"
	"waymark/data/store"
)

// ErrNoName means that someone has to say who they are.
var ErrNoName = errors.New("who is it")

// Vouch returns an error unless what was entered is the passphrase of a manager of that
// name, or no one signs in. It is asked of a backup whose database is too damaged to be
// asked, and so it writes nothing and also reads what an older Waymark wrote.
func Vouch(ctx context.Context, backup store.Querier, name string, entered func() (string, error)) error {
	var signsIn bool
	if err := backup.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'person_access')").Scan(&signsIn); err != nil || !signsIn {
		return err // from before people signed in
	}
	if signsIn, err := SetUp(ctx, backup); err != nil || !signsIn {
		return err
	}
	if name == "" {
		return ErrNoName
	}
	type known struct{ name, hash string }
	list, err := store.Collect(ctx, backup, func(k *known) []any { return []any{&k.name, &k.hash} },
		`SELECT st.name, g.hash FROM sign_in g JOIN person_access a ON a.staff_id = g.staff_id JOIN staff st ON st.id = g.staff_id
		WHERE a.ended_at = '' AND a.role = ? AND g.once = 0`, access.Manager)
	if err != nil {
		return err
	}
	secret, err := entered()
	if err != nil {
		return err
	}
	for _, k := range list {
		if fold.Text(k.name) == fold.Text(name) && matches(k.hash, secret) {
			return nil
		}
	}
	return data.NewProblem(data.CodeRefused, "The database is too damaged to say who may restore, so the backup was asked. "+
		"No manager of that name has that passphrase in it. Check --as and the passphrase; both are those of the day the backup was made.")
}
