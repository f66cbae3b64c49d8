//go:build !windows

package autostart

import (
	"encoding/xml"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// file is where the system looks for what to start, and what it has to say.
func (e Entry) file() (path, text string, err error) {
	if runtime.GOOS == "darwin" {
		home, err := os.UserHomeDir()
		return filepath.Join(home, "Library", "LaunchAgents", e.Label+".plist"), e.launchAgent(), err
	}
	folder, err := os.UserConfigDir() // XDG_CONFIG_HOME or ~/.config
	return filepath.Join(folder, "autostart", "waymark.desktop"), e.desktopEntry(), err
}

// Starts implements host.Autostart.
func (e Entry) Starts() (bool, error) {
	path, _, err := e.file()
	if err != nil {
		return false, err
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	// Desktops turn an entry off with a line of their own.
	off := strings.Contains(string(text), "Hidden=true") || strings.Contains(string(text), "X-GNOME-Autostart-enabled=false")
	return err == nil && !off, err
}

// SetStarts implements host.Autostart.
func (e Entry) SetStarts(starts bool) error {
	path, text, err := e.file()
	if err != nil {
		return err
	}
	if !starts {
		return removeIfThere(path)
	}
	return writeIn(path, text)
}

// desktopEntry is the file that desktops of Linux start programs from.
func (e Entry) desktopEntry() string {
	words := make([]string, 0, 1+len(e.Args))
	for _, w := range append([]string{e.Program}, e.Args...) {
		words = append(words, desktopWord(w))
	}
	return "[Desktop Entry]\nType=Application\nName=Waymark\nTerminal=false\nExec=" + strings.Join(words, " ") + "\n"
}

// desktopWord quotes a word of an Exec line: first as an argument, in which % has a
// meaning, then as a string of the file, in which \ has one.
func desktopWord(w string) string {
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", `$`, `\$`, `%`, `%%`).Replace(w)
	return `"` + strings.ReplaceAll(quoted, `\`, `\\`) + `"`
}

// launchAgent is the file that macOS starts programs from.
func (e Entry) launchAgent() string {
	var words strings.Builder
	for _, w := range append([]string{e.Program}, e.Args...) {
		words.WriteString("<string>")
		_ = xml.EscapeText(&words, []byte(w)) // a Builder takes everything
		words.WriteString("</string>")
	}
	return xml.Header + `<plist version="1.0"><dict><key>Label</key><string>` + e.Label + `</string><key>RunAtLoad</key><true/>` +
		`<key>ProgramArguments</key><array>` + words.String() + `</array></dict></plist>` + "\n"
}

// removeIfThere removes a file that may not exist.
func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

// writeIn writes a file and the folders that it is in.
func writeIn(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o600)
}
