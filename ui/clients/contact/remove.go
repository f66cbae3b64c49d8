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
	why := kit.NewTextField("What was the mistake?")
	why.SetHint("For example, “wrong person”. We keep this with the contact.")
	why.SetRequired(true)
	words := "The contact and its note will no longer be shown or counted. Nothing else in this record changes."
	if p.parts.Any() {
		words = fmt.Sprintf("The contact and its note will no longer be shown or counted. What was recorded with it stays in the record: "+
			"%s.",
			p.parts.Text())
	}
	sentence := kit.NewParagraph(words, kit.Body)
	var dialog *kit.Dialog
	removing := false
	dialog = kit.ShowForm(p.h.Window, "Remove this contact?", kit.VStack(12, sentence, why), "Remove contact", func() bool {
		reason := strings.TrimSpace(why.Text())
		if reason == "" {
			why.SetError("Enter what the mistake was, in a word or two")
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
