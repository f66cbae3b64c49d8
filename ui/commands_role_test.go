package ui

import (
	"reflect"
	"testing"

	"waymark/data"
	"waymark/data/access"
)

// endSession are the commands that are there to end or cover a session.
var endSession = map[string]bool{"Lock": true, "Sign out": true}

// No command of the window makes more of someone than their role, whatever it is. The
// one for the sound of walk-ins did: it made anyone the service's staff.
func TestCommands_leaveWhoHasSignedIn(t *testing.T) {
	for _, role := range access.Roles {
		g := newGated(t)
		g.signIn(g.boss, bossPhrase)
		g.worker.Role = role
		if role == access.Reception {
			surgery := data.Surgery{Name: "Elm surgery"}
			g.must(g.s.Lists.SaveSurgery(t.Context(), &surgery))
			g.worker.Surgeries = []data.ID{surgery.ID}
		}
		g.must(g.s.People.Save(t.Context(), &g.worker))
		g.must(g.s.SignOut(t.Context()))
		g.must(g.s.SignIn(t.Context(), g.worker.ID, workerPhrase))
		was := g.s.Session.Identity()
		if was.Role != role || !was.SignedIn {
			t.Fatalf("%+v", was)
		}
		sound := false
		for _, c := range g.shell.commands() {
			if endSession[c.name] {
				continue
			}
			sound = sound || c.name == g.shell.soundCommand().name
			g.shell.run(c)
			if now := g.s.Session.Identity(); !reflect.DeepEqual(now, was) {
				t.Errorf("%s: “%s” made %+v of %+v", role, c.name, now, was)
				g.must(g.s.SignIn(t.Context(), g.worker.ID, workerPhrase))
			}
			closeOverlays(g.w)
		}
		if !sound {
			t.Errorf("%s has no command for the sound, so this test proves less than it says", role)
		}
	}
}
