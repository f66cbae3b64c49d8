package store_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// One file under two names was opened twice: each name had a lock of its own.
func TestOpen_seesOneFileBehindAllItsNames(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a right that few have there")
	}
	ctx := context.Background()
	real, other := t.TempDir(), t.TempDir()
	s := openIn(t, real)
	byFile, byFolder, byLink := filepath.Join(other, "link.db"), filepath.Join(other, "folder"), filepath.Join(other, "link to link.db")
	must(t, os.Symlink(s.Path(), byFile))
	must(t, os.Symlink(real, byFolder))
	must(t, os.Symlink("link.db", byLink))
	for _, name := range []string{byFile, filepath.Join(byFolder, "waymark.db"), byLink} {
		if second, err := office.Open(ctx, name, store.Options{}); data.CodeOf(err) != data.CodeInUse {
			_ = second.Close()
			t.Errorf("%s: %v", name, err)
		}
		if _, err := store.Restore(ctx, name, s.Path(), store.Options{}); err == nil {
			t.Errorf("%s was restored", name)
		}
	}
	must(t, s.Close())
	again, err := office.Open(ctx, byLink, store.Options{Clock: on("2026-04-08")})
	must(t, err)
	defer func() { _ = again.Close() }()
	_, err = again.BackupNow(ctx)
	must(t, err)
	if again.Path() != s.Path() || again.CopiesDir() != s.CopiesDir() {
		t.Errorf("opened as %s with backups in %s", again.Path(), again.CopiesDir())
	}
	if beside, err := os.ReadDir(other); err != nil || len(beside) != 3 {
		t.Errorf("files were made beside the links: %v", beside)
	}
}

func TestOpen_refusesFilesThatNoLockGuards(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a right that few have there")
	}
	ctx := context.Background()
	folder := t.TempDir()
	s := openIn(t, folder)
	must(t, s.Close())
	hard, dangling, beyond := filepath.Join(folder, "hard.db"), filepath.Join(folder, "dangling.db"), filepath.Join(folder, "gone", "waymark.db")
	must(t, os.Link(s.Path(), hard))
	must(t, os.Symlink(filepath.Join(folder, "nothing.db"), dangling))
	must(t, os.Symlink(filepath.Join(folder, "no folder"), filepath.Join(folder, "gone")))
	for name, says := range map[string]string{
		hard: "has a second name", s.Path(): "has a second name", dangling: "is a link to a file that is not there", beyond: "is a link to a file that is not there",
		folder: "A folder has that name", os.DevNull: "not belong to an ordinary file",
	} {
		for _, o := range []store.Options{{}, {ReadOnly: true}} {
			opened, err := office.Open(ctx, name, o)
			if err == nil {
				_ = opened.Close()
			}
			if data.CodeOf(err) != data.CodeRefused || !strings.Contains(data.Sentence(err), says) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := store.Restore(ctx, name, s.Path(), store.Options{}); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%s was restored: %v", name, err)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "nothing.db")); err == nil {
		t.Error("a file was made where the link points")
	}
}
