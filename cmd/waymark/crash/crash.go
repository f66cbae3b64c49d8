// Package crash keeps what is known of a fault that ended the program. A fault in any
// goroutine, also one that nothing can recover from, makes the Go runtime print what
// happened. A second process of the program waits for that text, so that only what
// names no one reaches the disk: a panic may quote what someone typed.
package crash

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// FolderVariable is the variable of the environment that tells the second process
// where to write its file.
const FolderVariable = "WAYMARK_CRASH_FOLDER"

const (
	crashPrefix = "waymark-crash-"
	crashUnread = "-new.txt" // no one has been told of it yet
	crashRead   = ".txt"
	keptCrashes = 5
	mostCrash   = 4 << 20 // bytes of a runtime's report that are read
)

// Watch has a crash of this process described in folder.
func Watch(folder string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	out, in, err := os.Pipe()
	if err != nil {
		return err
	}
	defer func() { _, _ = out.Close(), in.Close() }() // the runtime has an end of its own
	watcher := exec.Command(self)                     //nolint:gosec // this program itself
	watcher.Env = append(os.Environ(), FolderVariable+"="+folder)
	watcher.Stdin, watcher.Stderr = out, os.Stderr
	apart(watcher)
	if err := watcher.Start(); err != nil {
		return err
	}
	if err := watcher.Process.Release(); err != nil {
		return err
	}
	return debug.SetCrashOutput(in, debug.CrashOptions{})
}

// Describe is the second process: it reads what the runtime prints when
// the first one ends, which is nothing unless it crashed. program says which build it is,
// and the file stands in folder.
func Describe(folder string, in io.Reader, program string, now func() time.Time) error {
	raw, err := io.ReadAll(io.LimitReader(in, mostCrash))
	if len(raw) == 0 || err != nil {
		return err
	}
	_, _ = io.Copy(io.Discard, in)
	at := now()
	var text bytes.Buffer
	fmt.Fprintf(&text, "Waymark stopped because of a fault in the program.\n\n"+
		"This file names no one and has nothing that anyone typed. It says where in the program the fault is.\n\n"+
		"When:    %s\nProgram: %s\nSystem:  %s %s, %s\n\n", at.Format("2 January 2006 15:04:05 -0700"), program, runtime.GOOS, runtime.GOARCH, runtime.Version())
	text.WriteString(WithoutValues(string(raw)))
	name := crashPrefix + at.Format("2006-01-02-150405") + crashUnread
	if err := os.WriteFile(filepath.Join(folder, name), text.Bytes(), 0o600); err != nil {
		return err
	}
	return thinCrashes(folder)
}

// crashes lists the crash files in folder, oldest first.
func crashes(folder string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), crashPrefix) && strings.HasSuffix(e.Name(), crashRead) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names) // by the time in the name
	return names
}

func thinCrashes(folder string) error {
	names := crashes(folder)
	for _, name := range names[:max(0, len(names)-keptCrashes)] {
		if err := os.Remove(filepath.Join(folder, name)); err != nil {
			return err
		}
	}
	return nil
}

// Notice is what to say at the start after a crash, once; "" if there is
// nothing to say.
func Notice(folder string) string {
	last := ""
	for _, name := range crashes(folder) {
		if !strings.HasSuffix(name, crashUnread) {
			continue
		}
		last = filepath.Join(folder, strings.TrimSuffix(name, crashUnread)+crashRead)
		if err := os.Rename(filepath.Join(folder, name), last); err != nil {
			last = filepath.Join(folder, name)
		}
	}
	if last == "" {
		return ""
	}
	return "Waymark stopped last time because of a fault in the program. Everything that was saved is safe. " +
		"Check the last thing you were typing. A description of the fault, without personal data, is in " + last +
		". Send that file to whoever looks after Waymark for you."
}

var (
	// What the runtime itself says: none of it can hold anything that was typed.
	runtimeError = regexp.MustCompile(`^runtime error: (?:(?:index|slice bounds) out of range(?: \[[-\d:?]*\](?: with (?:length|capacity|length or capacity) \d+)?)?|invalid memory address or nil pointer dereference|integer divide by zero|makeslice: (?:len|cap) out of range|negative shift amount|hash of unhashable type [\w.*\[\]/]+)|^assignment to entry in nil map|^(?:close of (?:nil|closed) channel|send on closed channel)|^interface conversion: [\w.*{}\[\]/ ]+ is [\w.*\[\]/]+, not [\w.*\[\]/]+`)
	fatalError   = regexp.MustCompile(`^fatal error: [a-z: -]{1,80}$`)
	signalLine   = regexp.MustCompile(`^\[signal [A-Z0-9x]+(?:: [a-z ]+)?|^SIG[A-Z]+: [a-z ]+`)
	goroutine    = regexp.MustCompile(`^(goroutine \d+)(?: gp=\S+ m=\S+(?: mp=\S+)?)? (\[[a-z ,()\d]+)`)
	function     = regexp.MustCompile(`^(?:created by )?[\w./~%@·\-]+(?:[\w./·\-]|\(\*?[\w.]+(?:\[[\w.,/*]+\])?\)|\[[\w.,/*]+\])*$`)
	codePlace    = regexp.MustCompile(`^\t(.+\.(?:go|s|c)):(\d+)(?: .*)?$`)
)

// WithoutValues keeps of a runtime's report what kind of fault it was and the
// functions with their lines: no value, no argument, no folder of this PC.
func WithoutValues(raw string) string {
	var kept []string
	inStack := false
	for line := range strings.Lines(raw) {
		line = strings.TrimRight(line, "\r\n")
		if m := goroutine.FindStringSubmatch(line); m != nil {
			inStack = true
			kept = append(kept, "", m[1]+" "+m[2]+"]:")
			continue
		}
		if !inStack {
			kept = append(kept, faultLine(line)...)
			continue
		}
		if m := codePlace.FindStringSubmatch(line); m != nil {
			file := strings.ReplaceAll(m[1], `\`, "/")
			kept = append(kept, "\t"+path.Join(path.Base(path.Dir(file)), path.Base(file))+":"+m[2])
		} else if name := frameName(line); name != "" {
			kept = append(kept, name)
		}
	}
	text := strings.TrimSpace(strings.Join(kept, "\n")) + "\n"
	if strings.HasPrefix(text, "goroutine") {
		// The runtime says what a fatal error was before it begins its report.
		text = "fatal error: the Go runtime stopped the program, see the first functions below\n\n" + text
	}
	return text
}

// frameName is the function of a line of a stack, without its arguments.
func frameName(line string) string {
	name, _, _ := strings.Cut(line, " in goroutine ")
	if strings.HasSuffix(name, ")") {
		name = name[:strings.LastIndex(name, "(")]
	}
	if !function.MatchString(name) {
		return ""
	}
	return name
}

// faultLine is what may be said of a line above the stacks.
func faultLine(line string) []string {
	if found := fatalError.FindString(line); found != "" {
		return []string{found}
	}
	if found := signalLine.FindString(line); found != "" {
		return []string{strings.TrimPrefix(found, "[")}
	}
	value, ok := strings.CutPrefix(strings.TrimLeft(line, "\t"), "panic: ")
	if !ok {
		return nil
	}
	if found := runtimeError.FindString(value); found != "" {
		return []string{"panic: " + found}
	}
	return []string{"panic (its words are left out, since they may name someone)"}
}
