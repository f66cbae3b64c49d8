package office

import (
	"context"

	"waymark/data/access"
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
