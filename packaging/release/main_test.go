package main

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data/release"
)

func TestAReleaseFileIsBelievedByAProgramWithItsKey(t *testing.T) {
	folder := t.TempDir()
	private, public := filepath.Join(folder, "own", "release.key"), filepath.Join(folder, "keys.txt")
	write(t, public, "# keys\n")
	must(t, makeKey(private, public))
	if err := makeKey(private, public); err == nil || !strings.Contains(err.Error(), "there already") {
		t.Errorf("a key was replaced: %v", err)
	}
	keys := keysOf(t, public)

	dist := t.TempDir()
	write(t, filepath.Join(dist, "waymark-0.7.0-setup.exe"), "setup")
	write(t, filepath.Join(dist, "SHA256SUMS"), strings.Repeat("0", 64)+"  waymark-0.7.0-setup.exe\n")
	changelog := filepath.Join(folder, "CHANGELOG.md")
	write(t, changelog, "# New\n\n## 0.7.0, installed\n\n- Setup programs.\n- A guide.\n\n## 0.6.0, words\n\n- Words.\n")
	must(t, makeFile(private, dist, "0.7.0", "2026-12-01", changelog, keys))
	r, err := release.Read(context.Background(), dist, keys)
	must(t, err)
	if strings.Join(r.Changes, "|") != "Setup programs.|A guide." || len(r.Files) != 1 || r.Files[0].Bytes != 5 {
		t.Errorf("read back %+v", r)
	}

	if err := makeFile(private, dist, "0.7.0", "2026-12-01", changelog, nil); err == nil || !strings.Contains(err.Error(), "no program would believe") {
		t.Errorf("signed with a key that no program has: %v", err)
	}
	if err := makeFile(private, dist, "0.8.0", "2026-12-01", changelog, keys); err == nil {
		t.Error("made a file about a version that the changelog does not have")
	}
	if err := makeFile(filepath.Join(folder, "none"), dist, "0.7.0", "2026-12-01", changelog, keys); err == nil || !strings.Contains(err.Error(), "make release-key") {
		t.Errorf("without a key: %v", err)
	}
}

func keysOf(t *testing.T, path string) []ed25519.PublicKey {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	lines := strings.Fields(string(text))
	key, err := base64.StdEncoding.DecodeString(lines[len(lines)-1])
	must(t, err)
	return []ed25519.PublicKey{key}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(text), 0o600))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
