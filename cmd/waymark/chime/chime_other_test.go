//go:build !windows

package chime

import (
	"os"
	"path/filepath"
	"testing"
)

// players on the PATH stand for the programs of a desktop: one that fails, as it does
// where there is no sound, and one that leaves a file.
func TestPlay_triesTheNextWhereOneFails(t *testing.T) {
	folder := t.TempDir()
	played := filepath.Join(folder, "played")
	for name, script := range map[string]string{
		"canberra-gtk-play": "exit 1",
		"paplay":            "echo \"$1\" >'" + played + "'",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", folder)
	play(t.Context())
	if _, err := os.Stat(played); err != nil {
		t.Error("the second way to make a sound was not tried:", err)
	}
}
