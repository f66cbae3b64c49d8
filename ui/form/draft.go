package form

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

// Found is a draft of an earlier sitting.
type Found struct {
	At     time.Time
	Fields map[string]string
}

// ReadDraft finds the draft of an earlier sitting, or nil. One that cannot be
// read is treated as none: it must not keep anyone out of the form.
func ReadDraft(ctx context.Context, h *host.Host, key string) (*Found, error) {
	body, at, ok, err := h.Lists.Draft(ctx, key)
	if err != nil || !ok {
		return nil, err
	}
	found := &Found{At: at}
	if json.Unmarshal(body, &found.Fields) != nil || len(found.Fields) == 0 {
		return nil, nil
	}
	return found, nil
}

// OfferDraft asks whether to go on with a draft. It stands in place of the
// form, so that nothing can be typed over the draft before it is answered.
func OfferDraft(h *host.Host, found *Found, goOn, afresh func()) (view fyne.CanvasObject, first *kit.Button) {
	at := found.At.In(h.Clock().Location())
	first = kit.Primary("Continue", goOn)
	return container.NewCenter(kit.NewCard("", "", kit.Fixed(460, 0, kit.VStack(12,
		kit.NewParagraph(fmt.Sprintf("You started this on %s at %s", data.DateOf(at).Long(), data.HourOf(at)), kit.Heading),
		kit.NewParagraph("You did not save it. You can continue, or start again and lose what you typed.", kit.Body),
		kit.HStack(8, first, kit.Secondary("Start again", afresh)),
	)))), first
}
