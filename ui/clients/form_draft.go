package clients

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// draftKeeper stores what was typed so far, so that it survives a program that
// is killed. At most one write is under way; what is typed meanwhile goes
// into the next, so the last word is always the one that stays.
type draftKeeper struct {
	h     *host.Host
	key   string
	want  []byte // nil: no draft
	busy  bool
	again bool
}

// keep stores the fields as the draft; none removes it.
func (d *draftKeeper) keep(fields map[string]string) {
	d.want = nil
	if len(fields) > 0 {
		body, err := json.Marshal(fields)
		if err != nil {
			d.h.Log.Error("write a draft", "error", err)
			return
		}
		d.want = body
	}
	d.write()
}

func (d *draftKeeper) write() {
	if d.busy {
		d.again = true
		return
	}
	d.busy = true
	body := d.want
	d.h.Background(func(ctx context.Context) func() {
		var err error
		if body == nil {
			err = d.h.Store.DropDraft(ctx, d.key)
		} else {
			err = d.h.Store.SaveDraft(ctx, d.key, body)
		}
		return func() {
			if err != nil {
				d.h.Log.Error("keep a draft", "error", err)
			}
			d.busy = false
			if d.again {
				d.again = false
				d.write()
			}
		}
	})
}

// draftFound is a draft of an earlier sitting.
type draftFound struct {
	at     time.Time
	fields map[string]string
}

// readDraft finds the draft of an earlier sitting, or nil. One that cannot be
// read is treated as none: it must not keep anybody out of the form.
func readDraft(ctx context.Context, h *host.Host, key string) (*draftFound, error) {
	body, at, ok, err := h.Store.Draft(ctx, key)
	if err != nil || !ok {
		return nil, err
	}
	found := &draftFound{at: at}
	if json.Unmarshal(body, &found.fields) != nil || len(found.fields) == 0 {
		return nil, nil
	}
	return found, nil
}

// draftOffer asks whether to go on with a draft. It stands in place of the
// form, so that nothing can be typed over the draft before it is answered.
func draftOffer(h *host.Host, found *draftFound, goOn, afresh func()) (view fyne.CanvasObject, first *kit.Button) {
	at := found.at.In(h.Clock().Location())
	first = kit.Primary("Continue", goOn)
	return container.NewCenter(kit.NewCard("", "", kit.Fixed(460, 0, kit.VStack(12,
		kit.NewParagraph(fmt.Sprintf("You began this on %s at %s", data.DateOf(at).Long(), at.Format("15:04")), kit.Heading),
		kit.NewParagraph("It was never saved. You can go on where you left off, or begin again and let go of what was typed then.", kit.Body),
		kit.HStack(8, first, kit.Secondary("Start afresh", afresh)),
	)))), first
}
