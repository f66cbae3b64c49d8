package service

import (
	"fyne.io/fyne/v2"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// thisPC is the way to lend this PC to the reception of a surgery. Only staff
// reach the settings, so that it is they who use the PC now.
func thisPC(h *host.Host) fyne.CanvasObject {
	change := kit.Secondary("Change…", func() {
		if h.WhoUses != nil {
			h.WhoUses()
		}
	}).Compact()
	f := kit.NewField("This PC is used by", kit.Border(8, nil, nil, nil, change, kit.NewParagraph("The service’s staff", kit.Body)))
	f.SetHint("On a surgery’s reception PC, Waymark shows only the clinics there. This setting applies to this PC only.")
	if h.Autostart == nil {
		return f
	}
	return kit.VStack(12, f, atSignIn(h))
}

// atSignIn is the choice to have Waymark started by the system.
func atSignIn(h *host.Host) fyne.CanvasObject {
	var check *kit.Check
	check = kit.NewCheck("Start Waymark when I sign in to this PC", func(on bool) {
		if err := h.Autostart.SetStarts(on); err != nil {
			kit.Message(h.Window, "Start at sign-in", h.Fail("set the start at sign-in", err))
			check.SetChecked(!on)
		}
	})
	starts, err := h.Autostart.Starts()
	if err != nil {
		h.Fail("read the start at sign-in", err)
	}
	check.SetChecked(starts)
	return check
}
