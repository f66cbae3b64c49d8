package store

import (
	"context"
	"errors"
	"net/url"
	"time"

	"waymark/data"
	"waymark/data/store/seal"
)

// Key opens a protected database and the copies of it. Whoever unlocked a
// database closes its Key after the Store.
type Key = seal.Key

// Secret is a passphrase or the recovery words.
type Secret = seal.Secret

// Slot is one secret that opens a protected database.
type Slot = seal.Slot

// SlotID identifies a slot.
type SlotID = seal.SlotID

// NewSlot is a secret that a database is protected with, and whose it is.
type NewSlot = seal.NewSlot

// The kinds of slots.
const (
	PassphraseSlot = seal.PassphraseSlot
	RecoverySlot   = seal.RecoverySlot
)

// NewRecovery makes a recovery key and the words that are printed for it.
func NewRecovery() (Secret, []string, error) { return seal.NewRecovery() }

// shortest is how many characters a passphrase has at least.
const shortest = 12

// NewPassphrase is the secret of a passphrase that a person chose, or a Problem
// if it is too short to protect anything.
func NewPassphrase(text []byte) (Secret, error) {
	if len([]rune(string(text))) < shortest {
		return Secret{}, data.NewProblem(data.CodeInvalid, "The passphrase must have at least 12 characters. Four words that do not belong together are easy to remember.")
	}
	return seal.Passphrase(text), nil
}

// SecretOf is the secret of what a person typed to open a database: recovery
// words if it is that, else a passphrase.
func SecretOf(text []byte) Secret {
	if s, err := seal.Recovery(string(text)); err == nil {
		return s
	}
	return seal.Passphrase(text)
}

// Protected reports whether the file at path is encrypted. It is false for one
// that is not there.
func Protected(path string) (bool, error) {
	state, err := seal.Look(path)
	if err != nil {
		return false, unreachable(err)
	}
	switch state {
	case seal.Sealed:
		return true, nil
	case seal.Damaged, seal.Newer:
		return true, stateProblem(state)
	}
	return false, nil
}

// IsUnlocked reports whether a key for the protected file at path is in use.
func IsUnlocked(path string) bool {
	key, err := seal.KeyFor(path)
	return err == nil && key != nil
}

func stateProblem(state seal.State) error {
	if state == seal.Newer {
		return data.NewProblem(data.CodeNewer, "This database was protected by a newer Waymark. Update the program. The file was left as it is.")
	}
	return data.NewProblem(data.CodeDamaged,
		"The part of the database file that holds its keys is damaged, so no passphrase opens it. Do not delete it. Restore the most recent backup.")
}

// Unlock finds the key of a protected database with a passphrase or recovery
// words, which takes about half a second for each passphrase slot that is
// tried. An owner that is not empty says whose passphrase it is.
func Unlock(path, owner string, secret Secret) (*Key, error) {
	key, err := seal.Open(path, owner, secret)
	switch {
	case errors.Is(err, seal.ErrWrongSecret) && secret.Kind() == RecoverySlot:
		return nil, &data.Problem{Code: data.CodeWrongPassphrase, Cause: err,
			Sentence: "These recovery words do not open this database. Check that the paper belongs to it."}
	case errors.Is(err, seal.ErrWrongSecret):
		return nil, &data.Problem{Code: data.CodeWrongPassphrase, Cause: err,
			Sentence: "This passphrase does not open the database. Check capital letters and the language of the keyboard, and try again."}
	case errors.Is(err, seal.ErrDamaged):
		return nil, stateProblem(seal.Damaged)
	case errors.Is(err, seal.ErrNewer):
		return nil, stateProblem(seal.Newer)
	case errors.Is(err, seal.ErrNotSealed):
		return nil, data.NewProblem(data.CodeForeign, "This file was not made by Waymark. Choose a different file.")
	case err != nil:
		return nil, unreachable(err)
	}
	return key, nil
}

// sealing is what new files are sealed with: copies of a protected database,
// and what is restored over it. nil: they are plain.
type sealing struct {
	key   *seal.Key
	slots *seal.Template
}

// sealingOf is how the file at path is sealed, or nil if it is plain or missing.
func sealingOf(path string) (*sealing, error) {
	state, err := seal.Look(path)
	if err != nil {
		return nil, unreachable(err)
	}
	switch state {
	case seal.Sealed:
	case seal.Damaged, seal.Newer:
		return nil, stateProblem(state)
	default:
		return nil, nil
	}
	key, err := seal.KeyFor(path)
	if err != nil {
		return nil, unreachable(err)
	}
	if key == nil {
		return nil, data.NewProblem(data.CodeLocked, "This database is protected. Enter a passphrase to open it.")
	}
	slots, err := seal.TemplateOf(path)
	if err != nil {
		return nil, unreachable(err)
	}
	return &sealing{key, slots}, nil
}

// into is what VACUUM INTO takes to write a copy to path. For a sealed one it
// makes the file with its header.
func (s *sealing) into(path string) (string, error) {
	q := url.Values{}
	if s == nil {
		seal.QueryPlain(q)
	} else {
		if err := s.slots.CreateFrom(path, s.key); err != nil {
			return "", err
		}
		s.key.QueryNew(q)
	}
	return fileURI(path) + "?" + q.Encode(), nil
}

// lookAtLog keeps whether saves in the log of a plain database will not be read, before
// SQLite has it. A log that another program may be writing is left alone.
func (s *Store) lookAtLog() {
	if s.sealing != nil || size(s.path+walSuffix) == 0 {
		return
	}
	if s.options.ReadOnly {
		lock, err := acquireLock(s.path + ".lock")
		if err != nil {
			return
		}
		defer lock.release()
	}
	early, err := seal.LogEndsEarly(s.path + walSuffix)
	if err != nil {
		s.options.Log.Error("look at the log of the database", "error", err)
	}
	if s.endedEarly = early; early {
		s.options.Log.Warn("the log of the database is damaged, or ended in the middle of a save")
	}
}

// noteRecovery keeps whether the log of the database ended in the middle of a save.
func (s *Store) noteRecovery() {
	if s.sealing != nil && s.sealing.key.EndedEarly() {
		s.endedEarly = true
		s.options.Log.Warn("the log of the database ended in the middle of a save")
	}
}

// EndedEarly reports whether the program, or what was done to its files since it
// last ran, left a save unfinished: everything before that save is there.
func (s *Store) EndedEarly() bool { return s.endedEarly }

// Slots lists what opens the database; nil if it is not protected.
func (s *Store) Slots() ([]Slot, error) {
	if s.sealing == nil {
		return nil, nil
	}
	list, err := seal.Slots(s.path)
	if err != nil {
		return nil, unreachable(err)
	}
	return list, nil
}

// AddSlot lets another secret open the database, and in the same write takes
// away those that it replaces.
func (s *Store) AddSlot(ctx context.Context, owner string, secret Secret, instead ...SlotID) (id SlotID, err error) {
	return id, s.editSlots(ctx, func(now time.Time) error {
		id, err = seal.AddSlot(s.path, s.sealing.key, owner, secret, now, instead...)
		return err
	})
}

// RemoveSlot takes a secret away. Backups that were made before still open with it.
func (s *Store) RemoveSlot(ctx context.Context, id SlotID) error {
	return s.editSlots(ctx, func(time.Time) error { return seal.RemoveSlot(s.path, s.sealing.key, id) })
}

func (s *Store) editSlots(ctx context.Context, edit func(now time.Time) error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.closed {
		return data.NewProblem(data.CodeRefused, "The database is closed. Open it and try again.")
	}
	if err := s.stillOurs(ctx, true); err != nil {
		return err
	}
	return s.editHeader(edit)
}

// editHeader changes the slots in the file. The caller holds s.writing. The guard
// takes what changed for ours.
func (s *Store) editHeader(edit func(now time.Time) error) error {
	if s.sealing == nil || s.guard == nil {
		return data.NewProblem(data.CodeRefused, "This database is not protected, so it has no passphrases. Protect it first.")
	}
	s.guard.mu.Lock()
	defer s.guard.mu.Unlock()
	s.guard.noted = mark{}
	if err := s.guard.lock.note(leftCopying, s.guard.db); err != nil {
		return err
	}
	err := slotProblem(edit(s.options.Clock.Now()))
	if rememberErr := s.guard.remember(); err == nil {
		err = rememberErr
	}
	if slots, readErr := seal.TemplateOf(s.path); readErr == nil {
		s.sealing.slots = slots
	}
	return err
}

// FileSlots are the slots of an open database, one for each person, for who is
// in the middle of a write.
type FileSlots struct{ s *Store }

// FileSlots returns the slots of the database; nil if it is not protected.
func (s *Store) FileSlots() *FileSlots {
	if s.sealing == nil {
		return nil
	}
	return &FileSlots{s}
}

// Add lets the owner open the file with a secret, instead of any earlier one.
func (f *FileSlots) Add(_ context.Context, owner data.ID, secret string) error {
	old, err := f.of(owner)
	if err != nil {
		return err
	}
	given := seal.Passphrase([]byte(secret))
	defer given.Clear()
	return f.s.editHeader(func(now time.Time) error {
		_, err := seal.AddSlot(f.s.path, f.s.sealing.key, string(owner), given, now, old...)
		return err
	})
}

// Remove takes away what the owner opened the file with.
func (f *FileSlots) Remove(_ context.Context, owner data.ID) error {
	old, err := f.of(owner)
	if err != nil {
		return err
	}
	for _, id := range old {
		if err := f.s.editHeader(func(time.Time) error { return seal.RemoveSlot(f.s.path, f.s.sealing.key, id) }); err != nil {
			return err
		}
	}
	return nil
}

// Has reports whether an owner can open the file.
func (f *FileSlots) Has(owner data.ID) (bool, error) {
	ids, err := f.of(owner)
	return len(ids) > 0, err
}

func (f *FileSlots) of(owner data.ID) (ids []SlotID, err error) {
	list, err := seal.Slots(f.s.path)
	if err != nil {
		return nil, unreachable(err)
	}
	for _, slot := range list {
		if slot.Owner == string(owner) {
			ids = append(ids, slot.ID)
		}
	}
	return ids, nil
}

func slotProblem(err error) error {
	switch {
	case errors.Is(err, seal.ErrLastSlot):
		return data.NewProblem(data.CodeRefused, "This is the last passphrase of the database. Add another one first.")
	case errors.Is(err, seal.ErrNoSlot):
		return data.NewProblem(data.CodeNotFound, "This passphrase was removed already.")
	case errors.Is(err, seal.ErrFull):
		return data.NewProblem(data.CodeRefused, "There is no room for another passphrase. Remove one that is no longer used.")
	case errors.Is(err, seal.ErrDamaged):
		return stateProblem(seal.Damaged)
	}
	return err
}
