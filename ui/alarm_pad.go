package ui

import (
	"time"

	"waymark/data/clienttext"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// This file holds what the alarm does while a client has the window to themselves: they
// must not read who is out, where, or what is to be feared there.

// atPad asks the client, in the language of the pad, to give the PC back, and says
// nothing of anyone.
func (a *alarm) atPad(over int, now time.Time) {
	if over == 0 || now.Before(a.padUntil) {
		a.close()
		return
	}
	const said = "at the pad"
	if a.shown != nil && a.said == said {
		a.shown.Ensure(a.first)
		return
	}
	a.close()
	a.said = said
	var in *clienttext.Language // nil: English
	if p, ok := a.s.page.(host.InLanguage); ok {
		in = p.In()
	}
	goOn := kit.Secondary(in.Say("pad.needed.go_on", int(alarmHidden/time.Minute)), func() {
		a.padUntil = a.s.host.Clock().Add(alarmHidden)
		a.tick()
	})
	a.first = goOn
	kit.HideTips()
	if a.s.chime != nil {
		a.s.chime()
	}
	a.shown = kit.ShowStanding(a.s.host.Window,
		kit.VStack(4, onRed(in.Say("pad.needed"), kit.Title)),
		kit.NewParagraph(in.Say("pad.needed.how"), kit.Body),
		kit.HStack(8, kit.Spacer(), goOn), goOn)
}
