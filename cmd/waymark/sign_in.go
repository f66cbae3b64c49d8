package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/people"
)

// opened opens a database for a command. Where people sign in, the command acts as
// one of them: it may do what they may, and what it does is in the audit trail.
// That needs the file to write, so not beside a window.
func (c *call) opened(ctx context.Context, path string, o store.Options) (*office.Office, error) {
	s, err := office.Open(ctx, path, o)
	if err != nil {
		return nil, err
	}
	must, err := s.MustSignIn(ctx)
	if err == nil && must && o.ReadOnly {
		if err = s.Close(); err != nil {
			return nil, err
		}
		if s, err = office.Open(ctx, path, store.Options{}); data.CodeOf(err) == data.CodeInUse {
			return nil, &data.Problem{Code: data.CodeInUse, Cause: err,
				Sentence: "People sign in to this database, so a command notes what it reads. Close Waymark’s window first, then try again."}
		}
		if err != nil {
			return nil, err
		}
	}
	if err == nil && must {
		err = c.signIn(ctx, s)
	}
	if err == nil && !must && c.as != "" {
		err = wrongUse{"No one signs in to this database, so --as has no use here."}
	}
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// signIn begins the session of the person that --as names, and notes the command.
func (c *call) signIn(ctx context.Context, s *office.Office) error {
	if c.as == "" {
		return wrongUse{"People sign in to this database. Say who you are with --as NAME."}
	}
	choice, err := s.WhoMaySignIn(ctx)
	if err != nil {
		return err
	}
	for _, p := range choice {
		if fold.Text(p.Name) != fold.Text(c.as) {
			continue
		}
		secret, err := c.passphrase()
		if err != nil {
			return err
		}
		if err := s.SignIn(ctx, p.ID, secret); err != nil {
			return err
		}
		return s.NoteExport(ctx, "command", c.command.name, "")
	}
	return data.NewProblem(data.CodeNotFound, "No one of that name may sign in to this database. Check --as.")
}

// passphrase reads a passphrase from the file that was named, or asks for it on the
// terminal without showing it. The second line of the file is for someone who signs in
// with another passphrase than the file of the database opens with.
func (c *call) passphrase() (string, error) {
	if c.secretFile != "" {
		if text, err := secretLine(c.secretFile, 1); err == nil {
			return string(text), nil
		}
	}
	text, _, err := c.readSecret(c.secretFile, fmt.Sprintf("Passphrase of %s: ", c.as))
	return string(text), err
}

// mayRestore returns an error if whoever calls may not put another file in the place
// of the database. asked is false if that cannot be asked of it, because it is damaged
// or none of Waymark's: then the backup is asked. Of one of which it cannot be read who
// may, such as one of a newer Waymark, no one may.
func (c *call) mayRestore(ctx context.Context, path string) (asked bool, err error) {
	err = c.askRestore(ctx, path)
	if slices.Contains([]data.Code{data.CodeNotFound, data.CodeDamaged, data.CodeForeign}, data.CodeOf(err)) {
		return false, nil
	}
	return true, err
}

func (c *call) askRestore(ctx context.Context, path string) error {
	s, err := office.Open(ctx, path, store.Options{ReadOnly: true})
	if data.CodeOf(err) == data.CodeRefused { // it is of an older Waymark: update it, as its window would
		s, err = office.Open(ctx, path, store.Options{})
	}
	if err != nil {
		return err
	}
	must, err := s.MustSignIn(ctx)
	if err := errors.Join(err, s.Close()); err != nil || !must {
		return err
	}
	if s, err = office.Open(ctx, path, store.Options{}); err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if err := c.signIn(ctx, s); err != nil {
		return err
	}
	return s.Session.May(access.Backups, access.Write)
}

// vouched asks a backup whether whoever calls may restore it.
func (c *call) vouched(ctx context.Context, backup store.Querier) error {
	err := people.Vouch(ctx, backup, c.as, c.passphrase)
	if errors.Is(err, people.ErrNoName) {
		return wrongUse{"The database is too damaged to say who may restore, and people sign in to this backup. Say which manager of the backup you are with --as NAME."}
	}
	return err
}
