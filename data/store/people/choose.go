package people

import (
	"context"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
)

// This file is how people come to a passphrase of their own: by a code, once.

// codeDays is for how many days a code for the first sign-in holds.
const codeDays = 7

// NewCode makes a code with which someone signs in once, and then chooses a
// passphrase. Any earlier code or passphrase of theirs stops working. The code is
// shown once and is stored nowhere.
func (s *People) NewCode(ctx context.Context, id data.ID) (code string, err error) {
	if err := s.db.Ask(access.Write); err != nil {
		return "", err
	}
	if code, err = newCode(); err != nil {
		return "", err
	}
	hash, err := hashOf(code)
	if err != nil {
		return "", err
	}
	return code, s.write(ctx, func(t *store.Tx) error {
		p, err := Of(ctx, t, id)
		if err != nil {
			return err
		}
		if !p.Active() {
			return data.NewProblem(data.CodeRefused, "This person may not sign in. Give them a role first.")
		}
		if id == t.Actor {
			return data.NewProblem(data.CodeRefused, "You have a passphrase. Change it in Settings.")
		}
		if err := setSecret(t, id, hash, true, t.Now.AddDate(0, 0, codeDays)); err != nil {
			return err
		}
		if err := t.Audit("code", "person_access", id, "", ""); err != nil {
			return err
		}
		return s.open(ctx, id, code)
	})
}

// ChangePassphrase replaces the passphrase of the person in the session, who enters
// the one that they have.
func (s *People) ChangePassphrase(ctx context.Context, old, passphrase string) error {
	if err := s.self.Ask(access.Write); err != nil {
		return err
	}
	id := s.self.SignedInAs()
	if id == "" {
		return data.NewProblem(data.CodeRefused, "No one signs in to this database, so there is no passphrase to change.")
	}
	if err := Try(ctx, s.self, id, old); err != nil {
		return err
	}
	return choose(ctx, s.self, s.Slots, id, passphrase)
}

// choose stores a person's own passphrase.
func choose(ctx context.Context, door *store.Door, slots Slots, id data.ID, passphrase string) error {
	p, err := Of(ctx, door, id)
	if err != nil {
		return err
	}
	if err := CheckPassphrase(passphrase, p.Name); err != nil {
		return err
	}
	hash, err := hashOf(passphrase)
	if err != nil {
		return err
	}
	return door.Write(ctx, store.Change{Kind: store.ChangedLists}, func(t *store.Tx) error {
		if err := setSecret(t, id, hash, false, time.Time{}); err != nil {
			return err
		}
		if slots != nil {
			if err := slots.Add(ctx, id, passphrase); err != nil {
				return err
			}
		}
		return t.Audit("passphrase", "person_access", id, "", "")
	})
}

// setSecret stores how someone shows who they are.
func setSecret(t *store.Tx, id data.ID, hash string, once bool, until time.Time) error {
	return t.Derive(`INSERT INTO sign_in (staff_id, hash, once, until, wrong, wrong_at, last_at) VALUES (?, ?, ?, ?, 0, '', '')
		ON CONFLICT (staff_id) DO UPDATE SET hash = excluded.hash, once = excluded.once, until = excluded.until, wrong = 0, wrong_at = ''`,
		id, hash, once, store.InstantOrNever(until))
}
