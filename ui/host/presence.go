package host

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/ui/kit"
)

// SetPresence says that the member of staff who uses this PC is free or with
// someone from now on; see AskAway. then is called once it is saved, and may be
// nil.
func (h *Host) SetPresence(state data.PresenceState, backAt string, then func()) {
	p := &data.Presence{StaffID: h.Session.Person(), State: state, BackAt: backAt}
	h.Background(func(ctx context.Context) func() {
		err := h.Diary.SetPresence(ctx, p)
		return func() {
			if err != nil {
				kit.Message(h.Window, "Free or away", h.Fail("save whether the prescriber is free", err))
				return
			}
			if then != nil {
				then()
			}
		}
	})
}

// AskAway asks when the member of staff who uses this PC will be back, and says
// that they are away. Enter alone leaves that open.
func (h *Host) AskAway(then func()) {
	back := kit.NewTextField("Back at")
	back.SetHint("For example, 11:40. Leave blank if you do not know.")
	kit.ShowForm(h.Window, "Away", kit.VStack(10, kit.NewParagraph("Reception will see that you are away, and when you will be back.", kit.Muted), back), "I am away", func() bool {
		clock := ""
		if strings.TrimSpace(back.Text()) != "" {
			var ok bool
			if clock, ok = data.ReadClock(back.Text()); !ok {
				back.SetError("Enter a time, like 11:40")
				back.Focus()
				return false
			}
		}
		h.SetPresence(data.PresenceAway, clock, then)
		return true
	})
}
