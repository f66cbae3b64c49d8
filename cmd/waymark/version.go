package main

import (
	"fmt"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// version is the version of FyneApp.toml. The linker sets it (make build, make
// dist); a bare “go build” leaves it empty.
var version = ""

// commit is the commit that make dist builds from, with “+changes” if there are
// some that are not committed. Other builds have it from Go itself.
var commit = ""

// edition is what the build says of itself.
type edition struct {
	version string // "0.6.0", or "" of a bare build
	commit  string // "" if it was built outside git
	changed bool   // the source had changes that were not committed
}

func ownEdition() edition {
	e := edition{version: version}
	info, ok := debug.ReadBuildInfo()
	if commit != "" || !ok {
		e.commit, e.changed = strings.CutSuffix(commit, "+changes")
		return e
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			e.commit = s.Value
		case "vcs.modified":
			e.changed = s.Value == "true"
		}
	}
	return e
}

// String is the edition in one line, such as "0.6.0, commit 57a473c1".
func (e edition) String() string {
	parts := []string{e.version}
	if e.version == "" {
		parts[0] = "built from source"
	}
	if e.commit != "" {
		parts = append(parts, "commit "+e.commit[:min(len(e.commit), 12)])
	}
	if e.changed {
		parts = append(parts, "with changes")
	}
	return strings.Join(parts, ", ")
}

// versionLine is what “waymark version” prints.
func versionLine() string { return fmt.Sprintf("Waymark %s\n", ownEdition()) }

// consoleName is how the program is called that Windows packages have beside the
// one with a window. Built for a console, it can be waited for and read from.
const consoleName = "waymark-cli"

// withoutWindow reports whether the program was started under that name. A bare
// call of it explains the commands, where the other opens the window.
func withoutWindow(program string) bool {
	name := strings.ToLower(filepath.Base(filepath.FromSlash(program)))
	return strings.TrimSuffix(name, ".exe") == consoleName
}
