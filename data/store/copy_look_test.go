package store_test

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

func TestLookAtCopy_countsWhatWouldBeLost(t *testing.T) {
	ctx := context.Background()
	s := openIn(t, t.TempDir())
	pett, ellis := data.Client{FamilyName: "Pett"}, data.Client{FamilyName: "Ellis"}
	must(t, s.Casework.SaveClient(ctx, &pett))
	must(t, s.Casework.SaveClient(ctx, &ellis))
	backup, err := s.BackupNow(ctx)
	must(t, err)
	look, err := s.LookAtCopy(ctx, backup)
	must(t, err)
	if look.Holds[0] != (data.Tally{Key: "client", N: 2}) || len(look.Lost) != 0 || look.Erased != 0 || look.Other || look.LastSaved.IsZero() {
		t.Errorf("at once: %+v", look)
	}

	pett.Phone = "01632 960123"
	must(t, s.Casework.SaveClient(ctx, &pett))
	pett.Town = "Leeds"
	must(t, s.Casework.SaveClient(ctx, &pett))
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Okafor"}))
	must(t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: pett.ID, ReceivedOn: d("2026-04-01")}))
	must(t, s.Tasks.Add(ctx, &data.Task{ClientID: pett.ID, Kind: data.TaskLetter, Title: "Write", DueOn: d("2026-04-08")}))
	_, err = s.Casework.EraseClient(ctx, ellis.ID)
	must(t, err)
	look, err = s.LookAtCopy(ctx, backup)
	must(t, err)
	// The referral is an episode, too; who was erased is not lost, but gone; and of
	// the erasure there is a certificate.
	want := []data.Tally{{Key: "client", N: 2}, {Key: "task", N: 1}, {Key: "", N: 3}}
	if !reflect.DeepEqual(look.Lost, want) || look.Erased != 1 {
		t.Errorf("later: %+v, %d erased", look.Lost, look.Erased)
	}
}

func TestLookAtCopy_refusesWhatCannotBeRestored(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	s := openIn(t, folder)
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	backup, err := s.BackupNow(ctx)
	must(t, err)
	body, err := os.ReadFile(backup)
	must(t, err)
	damaged := filepath.Join(folder, "damaged.db")
	body[len(body)/2] ^= 4
	must(t, os.WriteFile(damaged, body, 0o600))
	foreign := filepath.Join(folder, "foreign.db")
	must(t, os.WriteFile(foreign, []byte("a letter, and no database"), 0o600))
	sealed, _ := protectedDatabase(t)
	key, err := store.Unlock(sealed, "", secret(t, phrase))
	must(t, err)
	for path, code := range map[string]data.Code{
		s.Path(): data.CodeInvalid, damaged: data.CodeDamaged, foreign: data.CodeForeign, filepath.Join(folder, "none.db"): data.CodeNotFound,
	} {
		if _, err := s.LookAtCopy(ctx, path); data.CodeOf(err) != code {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
	look, err := s.LookAtCopy(ctx, sealed)
	if must(t, err); !look.Other || look.Holds[0].N != 1 || look.Lost != nil {
		t.Errorf("another database: %+v", look)
	}
	key.Close()
}

// After it was restored, what would have been lost is, and nothing else.
func TestRestore_losesWhatLookAtCopySaid(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
	must(t, err)
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	backup, err := s.BackupNow(ctx)
	must(t, err)
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Ellis"}))
	must(t, s.NoteRestore(ctx))
	must(t, s.Close())
	var told []float64
	_, err = store.Restore(ctx, path, backup, store.Options{Clock: on("2026-04-08"), Converting: func(part float64) { told = append(told, part) }})
	must(t, err)
	if len(told) == 0 {
		t.Error("nothing was told of how far it is")
	}
	s, err = office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
	must(t, err)
	defer func() { _ = s.Close() }()
	look, err := s.LookAtCopy(ctx, backup)
	if must(t, err); len(look.Lost) != 0 {
		t.Errorf("after it was restored %+v would be lost", look.Lost)
	}
}
