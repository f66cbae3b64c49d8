//go:build !windows

package box

import (
	"context"
	"errors"
	"os/exec"
	"runtime"
	"strings"
)

const (
	waitLabel = "Keep waiting"
	endLabel  = "Close Waymark"
)

// boxes are the programs that can show a box, best first, with their arguments for
// a sentence and for a question. All of them exit with 1 for the second button.
func boxes(sentence string, question bool) [][]string {
	if runtime.GOOS == "darwin" {
		script := []string{"display dialog", "(item 1 of argv)", "with title", "(item 2 of argv)"}
		if question {
			script = append(script, "buttons", "{item 3 of argv, item 4 of argv}", "default button 2", "cancel button 1", "with icon caution")
		} else {
			script = append(script, "buttons", "{item 5 of argv}", "default button 1", "with icon stop")
		}
		return [][]string{{"osascript", "-e", "on run argv", "-e", strings.Join(script, " "), "-e", "end run", sentence, title, endLabel, waitLabel, "OK"}}
	}
	if question {
		return [][]string{
			{"zenity", "--question", "--no-markup", "--width=420", "--title=" + title, "--ok-label=" + waitLabel, "--cancel-label=" + endLabel, "--text=" + sentence},
			{"kdialog", "--title", title, "--yes-label", waitLabel, "--no-label", endLabel, "--yesno", sentence},
			{"xmessage", "-center", "-title", title, "-buttons", waitLabel + ":0," + endLabel + ":1", wrapped(sentence)},
		}
	}
	return [][]string{
		{"zenity", "--error", "--no-markup", "--width=420", "--title=" + title, "--text=" + sentence},
		{"kdialog", "--title", title, "--error", sentence},
		{"xmessage", "-center", "-title", title, wrapped(sentence)},
		{"notify-send", "--urgency=critical", title, sentence},
	}
}

// show shows a sentence with the first program that can, and reports whether
// the second button of a question was pressed.
func show(ctx context.Context, sentence string, question bool) (second bool) {
	for _, box := range boxes(sentence, question) {
		path, err := exec.LookPath(box[0])
		if err != nil {
			continue
		}
		err = exec.CommandContext(ctx, path, box[1:]...).Run() //nolint:gosec // the programs are our own list
		var exit *exec.ExitError
		switch {
		case err == nil:
			return false
		case errors.As(err, &exit) && exit.ExitCode() == 1 && question:
			return true
		case ctx.Err() != nil:
			return false
		}
	}
	return false
}

// wrapped breaks a sentence into lines, for xmessage, which does not.
func wrapped(sentence string) string {
	out, line := make([]byte, 0, len(sentence)), 0
	for i := range len(sentence) {
		if c := sentence[i]; c == ' ' && line > 60 {
			out, line = append(out, '\n'), 0
		} else {
			out, line = append(out, c), line+1
		}
	}
	return string(out)
}
