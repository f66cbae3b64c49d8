package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
)

// counting is a keyboard that counts the keys which are no content of a field.
type counting struct {
	keyboard
	keys int
}

func (c *counting) tab() { c.keys++; c.keyboard.tab() }

func (c *counting) ctrl(name fyne.KeyName) { c.keys++; c.keyboard.ctrl(name) }

// field checks that the keyboard is in a field, and types what it holds.
func (c *counting) field(label, text string) {
	c.t.Helper()
	if at := c.at(); at != label {
		c.t.Fatalf("the keyboard is in %q, not in %q", at, label)
	}
	c.typed(text)
}

func TestShortReferral_takesTwelveControlKeysAtMost(t *testing.T) {
	s, w := newShell(t)
	ctx := context.Background()
	surgery := data.Surgery{Name: "Birchington Medical Centre"}
	if err := s.host.Lists.SaveSurgery(ctx, &surgery); err != nil {
		t.Fatal(err)
	}
	k := &counting{keyboard: keyboard{t, w}}
	k.ctrl(fyne.KeyN)
	for _, f := range [][2]string{{"Name", "Rahima Begum-Castellanos"}, {"Date of birth", "19 8 1958"}, {"Phone", "07700 900641"},
		{"Surgery", "bir"}, {"Source of referral", "gp"}, {"Referrer’s name", "Dr Patel"}, {"Main reason for referral", "hou"}, {"Agreed to be contacted", ""}} {
		k.field(f[0], f[1])
		if f[1] != "" {
			k.tab()
		}
	}
	k.keys++ // a letter that chooses and is no content
	k.typed("y")
	k.ctrl(fyne.KeyS)
	if k.keys > 12 {
		t.Errorf("%d control keys", k.keys)
	}
	t.Logf("%d control keys", k.keys)

	id := s.Route().Client
	if s.Route() != (host.Route{Area: host.Clients, View: host.ViewClient, Client: id}) || id == "" {
		t.Fatalf("after saving the window shows %+v", s.Route())
	}
	rec, err := s.host.Overview.Record(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	c := rec.Client
	if c.Name() != "Rahima Begum-Castellanos" || c.BirthDate != data.MustDate("1958-08-19") || c.Phone != "07700 900641" || c.SurgeryID != surgery.ID ||
		len(rec.Referrals) != 1 || rec.Referrals[0].Source != "gp" || rec.Referrals[0].Referrer != "Dr Patel" || rec.Referrals[0].ReasonID == "" ||
		len(rec.Consents) != 1 || !rec.Consents[0].Given {
		t.Errorf("stored %+v, %+v, %+v", c, rec.Referrals, rec.Consents)
	}
}
