package depot_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/exchange/depot"
)

func folderPlace(t *testing.T) depot.Place {
	t.Helper()
	a, err := depot.ParseAddress(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return placed(t, a)
}

func TestFolder_contract(t *testing.T) { contract(t, folderPlace) }

func TestFolder_thatWentIsAnErrorAndNotEmpty(t *testing.T) {
	ways := map[string]func(t *testing.T, root string){
		"the folder is gone":  func(t *testing.T, root string) { move(t, root, root+"-away") },
		"the share is away":   func(t *testing.T, root string) { move(t, root, root+"-away"); makeDir(t, root) },
		"the service is gone": func(t *testing.T, root string) { move(t, filepath.Join(root, service), root+"-away") },
		"another stick": func(t *testing.T, root string) {
			move(t, root, root+"-away")
			makeDir(t, filepath.Join(root, service))
			writeFile(t, filepath.Join(root, service, "marker.waymark"), "of another stick")
		},
		"a file in its place": func(t *testing.T, root string) { move(t, root, root+"-away"); writeFile(t, root, "x") },
	}
	for name, goes := range ways {
		t.Run(name, func(t *testing.T) {
			p := folderPlace(t)
			d := begun(t, p)
			put(t, d, "segment/aa/1", "one")
			root := p.Address.Folder
			goes(t, root)
			_, listed := d.List(t.Context(), "segment/aa/")
			_, read := d.Read(t.Context(), "segment/aa/1")
			_, opened := depot.Open(t.Context(), p)
			for what, err := range map[string]error{
				"list": listed, "read": read, "open": opened,
				"write": d.Write(t.Context(), "segment/aa/2", []byte("two")), "remove": d.Remove(t.Context(), "segment/aa/1"),
			} {
				kind := depot.KindOf(err)
				if kind != depot.Gone && (what != "open" || kind != depot.NoMarker && kind != depot.Foreign) {
					t.Errorf("%s: %q %v", what, kind, err)
				}
				if strings.Contains(data.Sentence(err), root) {
					t.Errorf("the sentence shows a path: %s", err)
				}
			}
			if _, err := os.Lstat(filepath.Join(root, service, "segment")); err == nil {
				t.Error("a folder of the service was made anew")
			}
		})
	}
}

func TestFolder_whatOthersLeaveIsNotListed(t *testing.T) {
	p := folderPlace(t)
	d := begun(t, p)
	put(t, d, "segment/aa/0000000001.seg", "one")
	dir := filepath.Join(p.Address.Folder, service, "segment", "aa")
	for _, name := range []string{
		"0000000001.seg-LAPTOP.waymark", "0000000001.seg (1).waymark", "0000000001.seg.sync-conflict-20261129-101500-ABCDEFG.waymark",
		"0000000001 (conflicted copy 2026-11-29).seg.waymark", "0000000001.seg - Copy.waymark", "Copy of 0000000001.seg.waymark",
		"0000000001.seg.waymark.tmp", "0000000001.seg.waymark~", "~waymark-123.tmp", ".waymark-123.tmp", "0000000002.seg",
		"0000000003.SEG.waymark", "0000000004.Waymark", "desktop.ini", "Thumbs.db", "thumbs.db", ".DS_Store", "._0000000001.seg.waymark", ".waymark",
	} {
		writeFile(t, filepath.Join(dir, name), "foreign")
	}
	makeDir(t, filepath.Join(dir, "0000000005.seg.waymark"))
	writeFile(t, filepath.Join(dir, "$RECYCLE.BIN", "0000000001.waymark"), "foreign")
	if runtime.GOOS != "windows" {
		if err := os.Symlink(filepath.Join(dir, "0000000001.seg.waymark"), filepath.Join(dir, "0000000006.seg.waymark")); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(dir, filepath.Join(filepath.Dir(dir), "ab")); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Read(t.Context(), "segment/aa/0000000006.seg"); depot.KindOf(err) != depot.NotFound {
			t.Errorf("a link was followed: %v", err)
		}
		if err := d.Write(t.Context(), "segment/ab/0000000009.seg", []byte("x")); err == nil {
			t.Error("a link to a folder was followed")
		}
	}
	wantList(t, d, "", "segment/aa/0000000001.seg")
	found, err := depot.Services(t.Context(), p)
	if err != nil || len(found) != 1 {
		t.Fatalf("services: %v %v", found, err)
	}
}

func TestFolder_leftoversGoAfterADayByTheStoresClock(t *testing.T) {
	p := folderPlace(t)
	d := begun(t, p)
	put(t, d, "segment/aa/1", "one")
	dir := filepath.Join(p.Address.Folder, service, "segment", "aa")
	at := func(name string, ago time.Duration) string {
		path := filepath.Join(dir, name)
		writeFile(t, path, "half")
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(-ago)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	old, young, foreign := at("~waymark-1.tmp", 25*time.Hour), at("~waymark-2.tmp", 23*time.Hour), at("~other.tmp", 99*time.Hour)
	put(t, d, "segment/aa/2", "two")
	for path, want := range map[string]bool{old: false, young: true, foreign: true} {
		if _, err := os.Lstat(path); (err == nil) != want {
			t.Errorf("%s there: %v", filepath.Base(path), err == nil)
		}
	}
}

func TestFolder_isOpenToWhomTheSharedFolderIs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows hands rights down by itself")
	}
	p := folderPlace(t)
	if err := os.Chmod(p.Address.Folder, 0o770|fs.ModeSetgid); err != nil {
		t.Fatal(err)
	}
	d := begun(t, p)
	put(t, d, "segment/aa/1", "one")
	for path, want := range map[string]fs.FileMode{"": 0o770, "segment/aa": 0o770, "segment/aa/1.waymark": 0o660, "marker.waymark": 0o660} {
		info, err := os.Stat(filepath.Join(p.Address.Folder, service, path))
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%q: %v, want %v; %v", path, info.Mode(), want, err)
		}
	}
}

func TestFolder_saysWhatIsWrong(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("needs a user who may not write everywhere")
	}
	p := folderPlace(t)
	d := begun(t, p)
	put(t, d, "segment/aa/1", "one")
	dir := filepath.Join(p.Address.Folder, service, "segment", "aa")
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	if err := d.Write(t.Context(), "segment/aa/2", []byte("two")); depot.KindOf(err) != depot.Permission {
		t.Errorf("write: %v", err)
	}
	if err := os.Chmod(dir, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := d.List(t.Context(), "segment/aa/"); depot.KindOf(err) != depot.Permission {
		t.Errorf("list: %v", err)
	}
}

// Folders of a network may be deep, and Windows counts the letters of a path.
func TestFolder_longPaths(t *testing.T) {
	root := t.TempDir()
	for range 4 {
		root = filepath.Join(root, strings.Repeat("long name of a team ", 4)+"x")
	}
	makeDir(t, root)
	a, err := depot.AtFolder(root)
	if err != nil {
		t.Fatal(err)
	}
	d := begun(t, placed(t, a))
	name := "segment/" + strings.Repeat("a", 64) + "/" + strings.Repeat("b", 60) + ".seg"
	put(t, d, name, "one")
	put(t, d, name, "one")
	if err := d.Write(t.Context(), name, []byte("another")); depot.KindOf(err) != depot.Taken {
		t.Errorf("other bytes: %v", err)
	}
	wantRead(t, d, name, "one")
	wantList(t, d, "", name)
	if err := d.Remove(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	wantList(t, d, "")
}

func TestFolder_takesNoFileLargerThanOurs(t *testing.T) {
	p := folderPlace(t)
	d := begun(t, p)
	put(t, d, "segment/aa/1", "one")
	path := filepath.Join(p.Address.Folder, service, "segment", "aa", "2.waymark")
	writeFile(t, path, "")
	if err := os.Truncate(path, depot.MaxObject+1); err != nil {
		t.Fatal(err)
	}
	_, err := d.Read(t.Context(), "segment/aa/2")
	var problem *data.Problem
	if depot.KindOf(err) != depot.TooLarge || !errors.As(err, &problem) {
		t.Fatalf("%v", err)
	}
}

func move(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(to) })
}

func makeDir(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(path, 0o700); err != nil {
		t.Fatal(err)
	}
}

func writeFile(t *testing.T, path, body string) {
	t.Helper()
	makeDir(t, filepath.Dir(path))
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
}
