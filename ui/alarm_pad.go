package ui

import (
	"time"

	"waymark/ui/kit"
)

// This file holds what the alarm does while a client has the window to themselves: they
// must not read who is out, where, or what is to be feared there.

// atPad asks the client to give the PC back, and says nothing of anyone.
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
	goOn := kit.Secondary("Go on for 5 minutes", func() {
		a.padUntil = a.s.host.Clock().Add(alarmHidden)
		a.tick()
	})
	a.first = goOn
	kit.HideTips()
	if a.s.chime != nil {
		a.s.chime()
	}
	a.shown = kit.ShowStanding(a.s.host.Window,
		kit.VStack(4, onRed("This PC is needed back now", kit.Title)),
		kit.NewParagraph("The person who gave it to you has to make a phone call. Your answers are saved. You can go on later.", kit.Body),
		kit.HStack(8, kit.Spacer(), goOn), goOn)
}
