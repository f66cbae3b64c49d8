package contact

import (
	"context"
	"fmt"
	"strings"

	"waymark/ui/kit"
)

// askRemove takes out a contact that was entered in error. It is kept with the
// reason, unseen and uncounted.
func (p *contactPage) askRemove() {
	why := kit.NewTextField("What went wrong?")
	why.SetHint("Such as “wrong person”. It is kept with the contact.")
	why.SetRequired(true)
	words := "The contact and its note will no longer be shown or counted. Nothing else of this client changes."
	if p.parts.Any() {
		words = fmt.Sprintf("The contact and its note will no longer be shown or counted. What was recorded in it stays, without a "+
			"contact: %s.",
			p.parts.Text())
	}
	sentence := kit.NewParagraph(words, kit.Body)
	var dialog *kit.Dialog
	removing := false
	dialog = kit.ShowForm(p.h.Window, "Entered in error?", kit.VStack(12, sentence, why), "Take it out", func() bool {
		reason := strings.TrimSpace(why.Text())
		if reason == "" {
			why.SetError("Please say what went wrong, in a word or two.")
			return false
		}
		if removing {
			return false
		}
		removing = true
		p.h.Background(func(ctx context.Context) func() {
			err := p.h.Casework.RemoveContact(ctx, p.record, reason)
			return func() {
				removing = false
				if err != nil {
					why.SetError(p.h.Fail("remove a contact", err))
					return
				}
				p.form.Clean = p.form.In.Values() // what was typed goes with it
				p.form.Forget()
				dialog.Close()
				p.h.Back()
			}
		})
		return false
	})
}
