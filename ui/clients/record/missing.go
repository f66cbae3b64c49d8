package record

import (
	"fmt"
	"waymark/data"
	"waymark/data/access"
	"waymark/data/rule"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// aboutCard is the card of who they are, with what is still missing and the ways
// to add it.
func (p *recordPage) aboutCard() *kit.Card {
	card := whoCard(p.rec)
	card.SetAction(p.offeredTo(access.Clients, kit.Secondary("Edit details", p.goTo(host.Clients, host.ViewEditClient)).Compact()))
	return card
}

// missingLine says what is not recorded yet, "" if that is nothing or the client
// is not with the service any more.
func missingLine(rec *data.ClientRecord) string {
	if rec.Episode == nil || rec.Episode.Status == data.EpisodeClosed {
		return ""
	}
	missing := rule.Missing(rec)
	if len(missing) == 0 {
		return ""
	}
	return fmt.Sprintf("Not recorded yet: %s", data.JoinAnd(missing))
}
