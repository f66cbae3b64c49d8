package people

import (
	"context"
	"fmt"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// Refusal says that a passphrase is wrong, or that it is too early for another
// attempt.
type Refusal struct {
	// Attempt is how many in a row were wrong, this one with them.
	Attempt int
	// Wait is how long until the next one is looked at.
	Wait time.Duration
	// Early: this attempt was not looked at.
	Early bool
}

// Error says what happened and what to do.
func (r *Refusal) Error() string {
	again := fmt.Sprintf("Try again in %s.", data.Plural(int((r.Wait+time.Second-1)/time.Second), "second", "seconds"))
	if r.Early {
		return "It is too early for another attempt. " + again
	}
	return "This passphrase does not match this name. " + again + " Check Caps Lock and the keyboard language."
}

// Code is data.CodeRefused, for commands.
func (r *Refusal) Unwrap() error { return data.NewProblem(data.CodeRefused, r.Error()) }

// ErrChoose says that a code was right, and that its owner now has to choose a
// passphrase; see Choose.
var ErrChoose = data.NewProblem(data.CodeRefused, "Choose a passphrase of your own.")

// mostWait is the longest that anyone waits after a wrong passphrase.
const mostWait = time.Minute

// waitAfter is how long to wait after a number of wrong passphrases in a row: 2, 4,
// 8 seconds and so on to a minute. It never ends for good.
func waitAfter(wrong int) time.Duration {
	if wrong <= 0 {
		return 0
	}
	if wrong > 6 {
		return mostWait
	}
	return min(time.Second<<wrong, mostWait)
}

// Try compares what someone entered with their passphrase or code: nil, a *Refusal,
// ErrChoose where it was a code, or another error. It is written into the audit
// trail.
func Try(ctx context.Context, door *store.Door, id data.ID, entered string) error {
	var row struct {
		hash         string
		once         bool
		until        time.Time
		wrong        int
		wrongAt, now time.Time
	}
	row.now = door.Local()
	err := door.QueryRowContext(ctx, `SELECT g.hash, g.once, g.until, g.wrong, g.wrong_at FROM sign_in g JOIN person_access a ON a.staff_id = g.staff_id
		WHERE g.staff_id = ? AND a.ended_at = '' AND a.role <> ''`, id).
		Scan(&row.hash, &row.once, store.AtOrNever(&row.until), &row.wrong, store.AtOrNever(&row.wrongAt))
	if store.MissingRow(err) {
		return data.NewProblem(data.CodeRefused, "This person may not sign in, or has no passphrase on this PC yet. A manager can give them a code.")
	}
	if err != nil {
		return store.Problem(err)
	}
	// A clock that was set back does not make anyone wait for longer.
	if left := min(row.wrongAt.Add(waitAfter(row.wrong)).Sub(row.now), mostWait); left > 0 {
		return &Refusal{Attempt: row.wrong, Wait: left, Early: true}
	}
	if row.once {
		entered = TidyCode(entered)
	}
	if !matches(row.hash, entered) {
		row.wrong++
		err := door.Write(ctx, store.Change{}, func(t *store.Tx) error {
			if err := t.Derive("UPDATE sign_in SET wrong = ?, wrong_at = ? WHERE staff_id = ?", row.wrong, store.Instant(row.now), id); err != nil {
				return err
			}
			return t.Audit("wrong passphrase", "person_access", id, "", "")
		})
		return orElse(err, &Refusal{Attempt: row.wrong, Wait: waitAfter(row.wrong)})
	}
	switch {
	case row.once && row.now.After(row.until):
		return data.NewProblem(data.CodeRefused, "This code is too old. Ask a manager for a new one.")
	case row.once:
		return ErrChoose
	}
	return nil
}

// SignIn looks at what someone entered, and returns who they are now.
func SignIn(ctx context.Context, door *store.Door, id data.ID, entered string) (access.Identity, error) {
	if err := Try(ctx, door, id, entered); err != nil {
		return access.Identity{}, err
	}
	return enter(ctx, door, id)
}

// Choose signs someone in with a code, and gives them the passphrase that they
// chose.
func Choose(ctx context.Context, door *store.Door, slots Slots, id data.ID, code, passphrase string) (access.Identity, error) {
	switch err := Try(ctx, door, id, code); {
	case err == nil:
		return access.Identity{}, data.NewProblem(data.CodeRefused, "You have a passphrase already. Sign in with it.")
	case err != ErrChoose: //nolint:errorlint // it is returned as it is
		return access.Identity{}, err
	}
	if err := choose(ctx, door, slots, id, passphrase); err != nil {
		return access.Identity{}, err
	}
	return enter(ctx, door, id)
}

// Identify returns who a person is now. Their role is that of no one if their access
// has ended, and "" if they never had any.
func Identify(ctx context.Context, q store.Querier, id data.ID) (who access.Identity, err error) {
	p, err := Of(ctx, q, id)
	if err != nil {
		return who, err
	}
	see, err := lists.SettingOf(ctx, q, lists.SettingPrescribersSee)
	if err != nil {
		return who, err
	}
	partnership, err := lists.Partnership(ctx, q)
	if err != nil {
		return who, err
	}
	who = access.Identity{Person: p.ID, Role: p.Role, Surgeries: p.Surgeries, SignedIn: true,
		OwnOnly: p.Role == access.Prescriber && see == lists.OwnClients, OnePartner: partnership && !p.AllPartners && p.Role.ByPartner()}
	if who.OnePartner { // of others it changes nothing
		who.Partner = p.Partner
	}
	if !p.Ended.IsZero() {
		who.Role = access.Nobody
	}
	return who, nil
}

// enter notes that someone has signed in.
func enter(ctx context.Context, door *store.Door, id data.ID) (who access.Identity, err error) {
	if who, err = Identify(ctx, door, id); err != nil {
		return who, err
	}
	return who, door.Write(ctx, store.Change{}, func(t *store.Tx) error {
		if err := t.Derive("UPDATE sign_in SET wrong = 0, wrong_at = '', last_at = ? WHERE staff_id = ?", store.Instant(t.Now), id); err != nil {
			return err
		}
		t.Actor = id
		return t.Audit("sign in", "person_access", id, "", "")
	})
}
