package clients

import (
	"maps"

	"waymark/ui/host"
)

// typing is what somebody has typed into a form since it was opened or saved,
// and keeps it as a draft.
type typing struct {
	in    inputs
	clean map[string]string // what the fields held when nothing was typed
	draft *host.Draft
}

// settle makes what the fields hold now the state in which nothing is typed.
func (t *typing) settle() { t.clean = t.in.values() }

// typed are the fields that hold something else than they began with.
func (t *typing) typed() map[string]string {
	typed := t.in.values()
	maps.DeleteFunc(typed, func(name, text string) bool { return t.clean[name] == text })
	return typed
}

// keep stores the draft and gives the line that says so, or "".
func (t *typing) keep() string {
	typed := t.typed()
	t.draft.Keep(typed)
	if len(typed) == 0 {
		return ""
	}
	return "Not saved yet. What you type is kept as a draft."
}

// forget drops the draft: it was saved, or thrown away.
func (t *typing) forget() { t.draft.Keep(nil) }
