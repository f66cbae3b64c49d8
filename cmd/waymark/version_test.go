package main

import (
	"strings"
	"testing"
)

func TestVersionIsPrintedByEitherName(t *testing.T) {
	for _, word := range []string{"version", "--version"} {
		code, text, errout := callProgram(t, word)
		if code != exitOK || errout != "" || !strings.HasPrefix(text, "Waymark ") {
			t.Errorf("%s: %d, %q, %q", word, code, text, errout)
		}
	}
}

func TestEditionSaysWhatItKnows(t *testing.T) {
	for want, e := range map[string]edition{
		"built from source":          {},
		"0.6.0":                      {version: "0.6.0"},
		"0.6.0, commit 0123456789ab": {version: "0.6.0", commit: "0123456789abcdef0123"},
		"built from source, commit 0123456, with changes": {commit: "0123456", changed: true},
	} {
		if e.String() != want {
			t.Errorf("%+v is %q, want %q", e, e.String(), want)
		}
	}
}

func TestWithoutWindow_onlyTheConsoleProgram(t *testing.T) {
	for program, want := range map[string]bool{
		"waymark": false, "/usr/bin/waymark": false, "waymark-cli": true, "./Waymark-CLI.exe": true, "waymark-client": false,
	} {
		if withoutWindow(program) != want {
			t.Errorf("%s: %v", program, !want)
		}
	}
}
