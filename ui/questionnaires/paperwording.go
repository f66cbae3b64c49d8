package questionnaires

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"golang.org/x/text/language"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/instrument"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// paperWording asks in which wording paper forms were printed. It shows nothing
// where the questionnaires have only one.
type paperWording struct {
	*fyne.Container
	choice  *kit.Choice
	reads   string // the language that a form is printed in for the client; "" for English
	touched bool   // it was chosen by hand, or is of answers that are stored
}

func newPaperWording(h *host.Host, client data.ID, changed func()) *paperWording {
	w := &paperWording{Container: kit.VStack(8)}
	w.choice = kit.NewChoice("Wording on the form", nil, func(string) { w.touched = true }).AllowNone("English")
	w.choice.SetHint("The wording that the client read. It is stored with the answers.")
	w.Add(w.choice)
	w.Hide()
	h.Background(func(ctx context.Context) func() {
		r, err := h.Letters.Reading(ctx, client)
		return func() {
			if err != nil {
				h.Log.Error("read the languages for clients", "error", err)
				return
			}
			w.reads = r.Chosen.Code()
			changed()
		}
	})
	return w
}

// offer offers the wordings that these questionnaires have, and proposes that of
// the client.
func (w *paperWording) offer(set []*instrument.Definition) {
	var codes []string
	for _, d := range set {
		codes = append(codes, d.Languages()...)
	}
	slices.Sort(codes)
	var options []kit.Option
	for _, code := range slices.Compact(codes) {
		name := code
		if tag, err := language.Parse(code); err == nil {
			name = clienttext.NameOf(tag)
		}
		options = append(options, kit.Option{ID: code, Label: name})
	}
	chosen := w.reads
	if w.touched {
		chosen = w.choice.Selected()
	}
	if !slices.Contains(codes, chosen) {
		chosen = ""
	}
	w.choice.SetOptions(options)
	w.choice.SetSelected(chosen)
	w.Hidden = len(options) == 0
	w.Refresh()
}

// keep shows the wording of answers that are stored.
func (w *paperWording) keep(r *data.Response) {
	w.choice.SetSelected(r.Language)
	w.touched = true
}

// wordingOf returns the code of the wording of a questionnaire on a form in a
// language: "" where it has none in it, because then its questions were in English.
func wordingOf(def *instrument.Definition, code string) string {
	if _, worded := def.Translations[code]; worded {
		return code
	}
	return ""
}
