package form

import (
	"maps"

	"waymark/ui/host"
)

// Typing is what someone has typed into a form since it was opened or saved,
// and keeps it as a draft.
type Typing struct {
	In    Inputs
	Clean map[string]string // what the fields held when nothing was typed
	Draft *host.Draft
}

// Settle makes what the fields hold now the state in which nothing is typed.
func (t *Typing) Settle() { t.Clean = t.In.Values() }

// Typed are the fields that hold something else than they began with.
func (t *Typing) Typed() map[string]string {
	typed := t.In.Values()
	maps.DeleteFunc(typed, func(name, text string) bool { return t.Clean[name] == text })
	return typed
}

// Keep stores the draft and gives the line that says so, or "".
func (t *Typing) Keep() string {
	typed := t.Typed()
	t.Draft.Keep(typed)
	if len(typed) == 0 {
		return ""
	}
	if t.Draft.Key == "" {
		return "Not saved yet."
	}
	return "Not saved yet. What you type is kept as a draft."
}

// Forget drops the draft: it was saved, or thrown away.
func (t *Typing) Forget() { t.Draft.Keep(nil) }
