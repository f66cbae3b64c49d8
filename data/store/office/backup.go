package office

import (
	"context"

	"waymark/data/access"
	"waymark/data/store"
)

// BackupNow makes a backup as store.Store does, for who may run the service: a
// backup holds everything.
func (s *Office) BackupNow(ctx context.Context) (path string, err error) {
	if err := s.Session.May(access.Backups, access.Write); err != nil {
		return "", err
	}
	if err := s.NoteExport(ctx, "export", "backup", ""); err != nil {
		return "", err
	}
	return s.Store.BackupNow(ctx)
}

// BackupTo makes a backup at a place as store.Store does, for who may run the
// service.
func (s *Office) BackupTo(ctx context.Context, final string) error {
	if err := s.Session.May(access.Backups, access.Write); err != nil {
		return err
	}
	if err := s.NoteExport(ctx, "export", "backup", ""); err != nil {
		return err
	}
	return s.Store.BackupTo(ctx, final)
}

// LookAtCopy reads what a backup holds as store.Store does, for who may restore it.
func (s *Office) LookAtCopy(ctx context.Context, from string) (*store.CopyLook, error) {
	if err := s.Session.May(access.Backups, access.Write); err != nil {
		return nil, err
	}
	return s.Store.LookAtCopy(ctx, from)
}

// NoteRestore writes into the trail that a backup takes the place of the database,
// for who may have that done. The trail is kept with what was there.
func (s *Office) NoteRestore(ctx context.Context) error {
	if err := s.Session.May(access.Backups, access.Write); err != nil {
		return err
	}
	return s.NoteExport(ctx, "restore", "backup", "")
}
