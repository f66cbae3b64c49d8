package host

import (
	"context"
	"encoding/json"
)

// Draft stores what was typed into one form so far, so that it survives a
// program that is killed. At most one write is under way; what is typed
// meanwhile goes into the next, so the last word is always the one that stays.
type Draft struct {
	// Key names the form, such as "client:new"; "" keeps nothing, and only notes that
	// someone is typing.
	Key string

	host  *Host
	want  []byte // nil: no draft
	busy  bool
	again bool
}

// NewDraft makes the draft of the form that key names.
func NewDraft(h *Host, key string) *Draft { return &Draft{Key: key, host: h} }

// Keep stores the fields of the form; none removes the draft.
func (d *Draft) Keep(fields map[string]string) {
	delete(d.host.typing, d)
	if len(fields) > 0 {
		if d.host.typing == nil {
			d.host.typing = map[*Draft]bool{}
		}
		d.host.typing[d] = true
	}
	if d.Key == "" {
		return
	}
	d.want = nil
	if len(fields) > 0 {
		body, err := json.Marshal(fields)
		if err != nil {
			d.host.Log.Error("write a draft", "error", err)
			return
		}
		d.want = body
	}
	d.write()
}

// Typing reports whether something was typed into a form of the page that is shown, and
// is not saved or taken out again.
func (h *Host) Typing() bool { return len(h.typing) > 0 }

// ForgetTyping says that another page is shown. What was typed stays in its draft.
func (h *Host) ForgetTyping() { h.typing = nil }

func (d *Draft) write() {
	if d.busy {
		d.again = true
		return
	}
	d.busy = true
	body := d.want
	d.host.Background(func(ctx context.Context) func() {
		var err error
		if body == nil {
			err = d.host.Lists.DropDraft(ctx, d.Key)
		} else {
			err = d.host.Lists.SaveDraft(ctx, d.Key, body)
		}
		return func() { d.written(err) }
	})
}

func (d *Draft) written(err error) {
	if err != nil {
		d.host.Log.Error("keep a draft", "error", err)
	}
	d.busy = false
	if d.again {
		d.again = false
		d.write()
	}
}

// KeepDraft stores the fields of a form under another form's key, which then goes
// on with them.
func KeepDraft(ctx context.Context, h *Host, key string, fields map[string]string) error {
	body, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	return h.Lists.SaveDraft(ctx, key, body)
}
