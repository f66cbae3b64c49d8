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
