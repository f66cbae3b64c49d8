package person

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/kit/answer"
)

// AskWithdraw asks which consent a client withdraws, then shows what follows at
// once, and stores it only if that is confirmed.
func AskWithdraw(h *host.Host, c *data.Client, consents []data.Consent) {
	var labels []string
	var kinds []data.ConsentKind
	for _, k := range consents {
		if k.Given {
			labels, kinds = append(labels, k.Kind.Label()), append(kinds, k.Kind)
		}
	}
	if len(kinds) == 0 {
		kit.Message(h.Window, "Withdraw a consent", "No consent is in force, so there is none to withdraw.")
		return
	}
	answer.AskOne(h.Window, "Which consent?", fmt.Sprintf("Choose what %s no longer agrees to.", c.Called()), labels, func(i int) {
		h.Background(func(ctx context.Context) func() {
			w, err := h.Rights.Follows(ctx, c.ID, kinds[i])
			return func() {
				if err != nil {
					kit.Message(h.Window, "Withdraw a consent", h.Fail("read what follows from a withdrawal", err))
					return
				}
				confirmWithdrawal(h, c, w)
			}
		})
	})
}

// confirmWithdrawal shows what follows and asks how they said so.
func confirmWithdrawal(h *host.Host, c *data.Client, w data.Withdrawal) {
	list := []fyne.CanvasObject{kit.NewParagraph("What follows at once:", kit.Bold)}
	for _, sentence := range w.Follows {
		list = append(list, kit.NewParagraph("•  "+sentence, kit.Body))
	}
	on := h.DateField("Date they told you", data.DateHappened)
	on.SetValue(host.Day(h.Today()))
	in := form.Inputs{form.Date("On", on, func() {}), form.Choice("How", "How did they tell you?", "", OptionsOf(data.ConsentHows()), func() {})}
	asked := map[data.ConsentHow]data.RightsHow{"written": "letter", "phone": "phone", "representative": "representative"}
	Ask(h, Question{
		Title: "Withdraw: " + data.LowerFirst(w.Kind.Label()), Verb: "Withdraw consent", In: in,
		Content: append(list, kit.FormGrid(in.Objects("On", "How")...)),
		Prepare: func() (func(context.Context) error, error) {
			no := &data.Consent{ClientID: c.ID, Kind: w.Kind, On: in.Date("On"), How: data.ConsentHow(in.Named("How").Get())}
			how := data.RightsHow("in_person")
			if h, known := asked[no.How]; known {
				how = h
			}
			return func(ctx context.Context) error { return h.Rights.Withdraw(ctx, no, how) }, no.Validate(h.Today())
		},
	})
}
